"""What forms come in: archives, letters. The programs that open archives are required in CI, skipped elsewhere."""

import shutil
import subprocess

import pytest

PROGRAMS = ("7z", "bsdtar")


@pytest.fixture(params=PROGRAMS)
def only(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """One program that opens archives, and the machine has no other."""
    program = str(request.param)
    place = shutil.which(program)
    if place is None:
        pytest.skip(f"{program} is not installed")
    folder = tmp_path_factory.mktemp(program)
    (folder / program).symlink_to(place)
    monkeypatch.setenv("PATH", str(folder))
    return program


@pytest.fixture
def reads_rar(only: str) -> str:
    """The same, if it has learned RAR (Debian leaves that out of some makes of 7-Zip)."""
    if (
        only == "7z"
        and "Rar5" not in subprocess.run(["7z", "i"], capture_output=True, text=True, check=True).stdout
    ):
        pytest.skip("this 7-Zip opens no RAR")
    return only


@pytest.fixture
def seven() -> str:
    """7-Zip, which makes archives for the tests."""
    place = shutil.which("7z")
    if place is None:
        pytest.skip("7z (7-Zip) is not installed")
    return place
