"""The witnesses that come from npm: `npm install --no-package-lock --no-save` in this folder brings them."""

import json
from pathlib import Path

import pytest

_FOLDER = Path(__file__).parent


def pinned() -> dict[str, str]:
    """Name → the one version that the tests are for, from `package.json`."""
    versions: dict[str, str] = json.loads((_FOLDER / "package.json").read_text("utf-8"))["dependencies"]
    return versions


def node_modules() -> Path:
    """Where npm puts packages; the folder need not be there."""
    return _FOLDER / "node_modules"


def absent(name: str) -> str:
    """Why there is no such package in the pinned version; empty where there is."""
    wanted = pinned()[name]
    manifest = node_modules() / name / "package.json"
    if not manifest.is_file():
        return f"npm's {name} is not installed (npm install --no-package-lock --no-save in tests/witnesses)"
    found = json.loads(manifest.read_text("utf-8"))["version"]
    return "" if found == wanted else f"npm's {name} is {found}, not {wanted}: install it anew"


def installed(name: str) -> Path:
    """The folder of a package; the test is skipped where it is absent or another version."""
    if why := absent(name):
        pytest.skip(why)
    return node_modules() / name
