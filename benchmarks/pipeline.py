"""The shipped pipeline beside others on the test sets, one process, one core.

    python benchmarks/pipeline.py CORPORA/gold [MODEL ...]

Writes benchmarks/pipeline.json, and prints the same as a table; the rows are explained in training/scripts/evaluate.py.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the training project's evaluation with the shipped package last."""
    gold, *models = sys.argv[1:]
    command = [sys.executable, str(ROOT / "training/scripts/evaluate.py"), *models, "en_detente_news_sm"]
    command += ["--gold", gold, "--out", str(ROOT / "benchmarks/pipeline.json")]
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.run(command, env={**os.environ, **threads}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
