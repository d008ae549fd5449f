"""The command line of a click, really executed: what lies around a workbook is never imported."""

import site
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.addin import doubles
from tests.addin.excel import WINDOWS, Excel, split_command_line
from thidua_xl import __version__

ROOT = Path(__file__).parents[2]
HOSTILE = (
    "thidua_xl.py",
    "thidua_xl/__init__.py",
    "thidua_xl/__main__.py",
    "xlwings.py",
    "pandas.py",
    "json.py",
)


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter with the package installed, as the add-in's configuration names one."""
    home = tmp_path_factory.mktemp("python")
    venv.create(home, symlinks=True)
    paths = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)})
    found = [str(ROOT), *site.getsitepackages()]
    Path(paths["purelib"], "installed.pth").write_text("\n".join(found), encoding="utf-8")
    return Path(paths["scripts"], "python")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder whose modules bear the names of ours and of the libraries, and leave a mark when imported."""
    folder = tmp_path / "Phiếu nhận"
    for name in HOSTILE:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"open({str(tmp_path / 'mark')!r}, 'a').write(__name__)\n", encoding="utf-8")
    return folder


def _flags(folder: Path, python: Path) -> list[str]:
    """The launcher's own arguments up to the command."""
    excel = Excel(folder)
    excel.files.content[doubles.CONFIGURATION] = WINDOWS._replace(interpreter=str(python)).as_bytes()
    excel.click("doctor")
    arguments = split_command_line(excel.command_line)
    return arguments[: arguments.index("excel")]


def _run(arguments: list[str], folder: Path) -> str:
    done = subprocess.run(
        arguments, cwd=folder, env={"PYTHONPATH": str(folder), "PYTHONSTARTUP": str(folder / "json.py")},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_modules_in_the_current_folder_are_not_imported(tmp_path: Path, python: Path, hostile: Path) -> None:
    """Neither ours nor the libraries', from the current folder or from PYTHONPATH."""
    flags = _flags(tmp_path, python)
    assert flags[-2:] == ["-m", "thidua_xl"]
    assert _run([*flags, "--version"], hostile).split() == ["thidua_xl", __version__]
    names = "('thidua_xl', 'xlwings', 'pandas', 'json')"
    origins = f"from importlib.util import find_spec; print(*(find_spec(name).origin for name in {names}))"
    assert str(hostile) not in _run([*flags[:-2], "-c", origins], hostile)
    assert not (tmp_path / "mark").exists()


def test_the_trap_would_close_on_a_plain_start(tmp_path: Path, python: Path, hostile: Path) -> None:
    """Without the launcher's flags the folder's modules are taken: the test above can fail."""
    _run([str(python), "-m", "thidua_xl"], hostile)
    assert (tmp_path / "mark").exists()


def test_the_flags_stand_before_the_module(tmp_path: Path) -> None:
    """-E: no variables of the environment; -P: no current folder; utf8 whatever the PC's code page."""
    assert _flags(tmp_path, Path(sys.executable))[1:] == ["-E", "-P", "-X", "utf8", "-m", "thidua_xl"]
