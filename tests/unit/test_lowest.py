"""The lane of the lowest versions tries what `pyproject.toml` promises, and no library is forgotten there."""

import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

_ROOT = Path(__file__).parents[2]


def _pins(name: str) -> dict[str, Version]:
    """Library → the version to which a list of `name==version` pins it."""
    lines = (_ROOT / ".ci" / name).read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("==") for line in lines if line and not line.startswith("#"))
    return {library.casefold(): Version(version) for library, _, version in pairs}


def _promised() -> dict[str, Requirement]:
    """What the program needs to run, by library."""
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = [Requirement(line) for line in project["dependencies"]]
    return {one.name.casefold(): one for one in requirements}


def test_the_lane_pins_the_lowest_version_of_every_library() -> None:
    """Each is allowed by the requirement, and is the bound itself."""
    promised, lowest = _promised(), _pins("lowest.txt")
    assert lowest.keys() == promised.keys()
    for name, requirement in promised.items():
        bounds = {Version(one.version) for one in requirement.specifier if one.operator in (">=", "==")}
        assert bounds == {lowest[name]}, name
        assert requirement.specifier.contains(lowest[name]), name


def test_the_pinned_versions_are_allowed() -> None:
    """What CI installs is what `pyproject.toml` allows, and every library is pinned."""
    pinned = _pins("constraints.txt")
    for name, requirement in _promised().items():
        assert requirement.specifier.contains(pinned[name]), name
