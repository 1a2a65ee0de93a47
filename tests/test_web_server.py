"""`detente serve` as a process."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from webgraph import graph_file

from detente.cli import main


def test_it_says_where_answers_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = graph_file(tmp_path)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "detente", "serve", str(path), "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"TMPDIR": str(temporary)},
    )
    assert process.stderr
    try:
        assert process.stderr.readline() == f"{path}: reading\n"
        address = re.search(r"http://127\.0\.0\.1:\d+/", process.stderr.readline())
        assert address
        with urllib.request.urlopen(address[0]) as answer:
            assert b"5 articles" in answer.read()
        assert list(temporary.iterdir()) != []
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130
        assert process.stderr.read() == ""
        assert list(temporary.iterdir()) == []
    finally:
        process.kill()
        process.stderr.close()


@pytest.mark.parametrize("host", ["203.0.113.7", "nowhere.invalid"])
def test_addresses_of_other_machines_are_told(tmp_path: Path, host: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["serve", str(graph_file(tmp_path)), "--host", host])
    assert ended.value.code == 2
    assert f"{host}:8765: can't be served on" in capsys.readouterr().err
