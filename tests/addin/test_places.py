"""Where things are on each kind of machine, and which add-in came with the package."""

from importlib import metadata
from pathlib import Path, PurePosixPath

import pytest

from tests.addin import machines
from thidua_xl.addin import places
from thidua_xl.addin.guide import guide_file
from thidua_xl.addin.places import Machine
from thidua_xl.errors import CannotRunError

PC = Machine(
    "win32", Path("/home"), {"APPDATA": "/roaming", "LOCALAPPDATA": "/local", "USERPROFILE": "/user"}
)
MAC = Machine("darwin", Path("/Users/anh"), {})
CONTAINER = Path("/Users/anh/Library/Containers/com.microsoft.Excel/Data")


def test_windows_has_everything_below_the_users_own_folders() -> None:
    """No place needs an administrator."""
    assert places.installed_addin(PC) == Path("/roaming/Microsoft/Excel/XLSTART/ThiDua.xlam")
    assert places.configuration(PC) == Path("/roaming/thidua_xl/addin.ini")
    assert places.logs(PC) == Path("/local/thidua_xl/logs")
    assert places.xlwings_configuration(PC) == Path("/user/.xlwings/xlwings.conf")


def test_windows_without_its_variables_still_has_its_usual_folders() -> None:
    """A service or a bare terminal may run without APPDATA."""
    bare = Machine("win32", Path("/home"), {})
    assert places.configuration(bare) == Path("/home/AppData/Roaming/thidua_xl/addin.ini")
    assert places.logs(bare) == Path("/home/AppData/Local/thidua_xl/logs")
    assert places.xlwings_configuration(bare) == Path("/home/.xlwings/xlwings.conf")


def test_macos_keeps_what_excel_must_read_in_excels_own_container() -> None:
    """The sandbox of Excel for Mac lets it read little else."""
    start = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
    assert places.installed_addin(MAC) == Path("/Users/anh", start, "ThiDua.xlam")
    assert places.configuration(MAC) == CONTAINER / "thidua_xl/addin.ini"
    assert places.logs(MAC) == CONTAINER / "thidua_xl/logs"
    assert places.xlwings_configuration(MAC) == CONTAINER / "xlwings.conf"


def test_the_macos_script_lies_where_xlwings_itself_puts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own command line is asked: the doctor looks for the very file that it writes."""
    import xlwings
    from xlwings.cli import runpython_install

    monkeypatch.setenv("HOME", str(tmp_path))
    runpython_install(None)  # type: ignore[no-untyped-call]
    assert places.applescript(Machine("darwin", tmp_path, {}), xlwings.__version__).is_file()


@pytest.mark.parametrize("place", [places.installed_addin, places.configuration, places.logs])
def test_linux_has_no_place_for_an_add_in(place: object) -> None:
    """It says so in a sentence, and that the commands work."""
    assert callable(place)
    with pytest.raises(CannotRunError, match="mọi lệnh thidua-xl khác vẫn dùng được"):
        place(Machine("linux", Path("/home"), {}))


def test_excel_starts_the_python_without_a_black_window(tmp_path: Path) -> None:
    """pythonw.exe beside python.exe, where there is one."""
    machine = machines.windows(tmp_path)
    assert places.interpreter(machine).name == "pythonw.exe"
    (machine.python.with_name("pythonw.exe")).unlink()
    assert places.interpreter(machine).name == "python.exe"
    assert places.interpreter(machines.macos(tmp_path)).name == "python"


@pytest.mark.parametrize(
    ("platform", "base", "store"),
    [
        ("win32", r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.12_3.12.2544.0_x64", True),
        ("win32", r"C:\Users\anh\AppData\Local\Programs\Python\Python312", False),
        ("linux", "/srv/WindowsApps", False),
    ],
)
def test_python_of_the_microsoft_store_is_known_by_its_folder(platform: str, base: str, store: bool) -> None:
    """What it writes below AppData lands in a private copy that Excel never sees."""
    assert Machine(platform, Path("/home"), {}, base=Path(base)).has_store_python is store


def test_a_checkout_has_its_add_in_among_the_workbooks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The committed file is the one that `addin build` makes."""
    monkeypatch.setattr(places, "checkout", lambda: tmp_path)
    assert places.addin_file() is None
    built = tmp_path / "workbooks" / "ThiDua.xlam"
    built.parent.mkdir()
    built.touch()
    assert places.addin_file() == built


def test_this_checkout_is_known_as_one() -> None:
    """It has a pyproject and macros; an installed package has neither."""
    root = places.checkout()
    assert root is not None
    assert (root / "thidua_xl" / "__main__.py").is_file()


def test_an_installed_package_has_its_add_in_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wheel's list of files says where the installer put it."""
    site, share = tmp_path / "Lib" / "site-packages", tmp_path / "share" / "thidua_xl"
    site.mkdir(parents=True)
    share.mkdir(parents=True)
    (share / "ThiDua.xlam").touch()

    class Installed(metadata.PathDistribution):
        def locate_file(self, path: object) -> Path:
            return site / str(path)

    def files(_name: str) -> list[metadata.PackagePath]:
        found = []
        for path in (
            PurePosixPath("thidua_xl/__main__.py"),
            PurePosixPath("../../share/thidua_xl/ThiDua.xlam"),
        ):
            one = metadata.PackagePath(path)
            one.dist = Installed(site)
            found.append(one)
        return found

    monkeypatch.setattr(places, "checkout", lambda: None)
    monkeypatch.setattr(metadata, "files", files)
    assert places.addin_file() == share / "ThiDua.xlam"
    (share / "ThiDua.xlam").unlink()
    assert places.addin_file() is None


def test_the_guide_is_a_file_of_the_package() -> None:
    """A browser opens it by its path."""
    assert guide_file().read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
