"""The offline kit: complete for the PCs it is for, checked file by file, and readable by Windows."""

import codecs
import errno
import html.parser
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.addin import machines, programs
from tests.addin.machines import Programs, shipped
from thidua_xl.addin import bundle as kit_of
from thidua_xl.addin import places
from thidua_xl.addin.bundle import bundle, script
from thidua_xl.addin.buttons import BUTTONS
from thidua_xl.addin.guide import guide_file, guides_folder
from thidua_xl.addin.kit.commands import NAMES
from thidua_xl.addin.kit.listed import LIST, check_whole, listing
from thidua_xl.addin.running import Command, Ran, run_command
from thidua_xl.addin.wheels import Target, gather, own_wheel, unmet
from thidua_xl.errors import CannotRunError

PC = Target((3, 12))
ANY = "py3-none-any"


def wheel(
    folder: Path, name: str, version: str = "1.0", tag: str = ANY, requires: Iterable[str] = ()
) -> Path:
    """A wheel with nothing but its metadata."""
    path = folder / f"{name}-{version}-{tag}.whl"
    lines = ["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}"]
    lines += [f"Requires-Dist: {one}" for one in requires]
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(f"{name}-{version}.dist-info/METADATA", "\n".join(lines) + "\n")
    return path


class Pip(Programs):
    """Brings wheels as the real one does from Linux: it never follows a condition that is false there."""

    def __init__(self) -> None:
        super().__init__()
        self.effects = {"pip --disable-pip-version-check --no-input": self.act}

    def act(self, command: Command) -> None:
        """Build our wheel, or download what is named."""
        words = list(command)
        if "wheel" in words:
            requires = ["pandas>=3", "xlwings==0.37.8", 'notforus; sys_platform == "linux"']
            wheel(Path(words[words.index("-w") + 1]), "thidua_xl", "0.1.0", requires=requires)
        if "download" in words:
            folder = Path(words[words.index("-d") + 1])
            version = words[words.index("--python-version") + 1] if "--python-version" in words else ""
            tag = "cp3{0}-cp3{0}-win_amd64".format(version.rpartition(".")[2])
            if words[-1] == "pip":
                wheel(folder, "pip", "25.3")
            for word in words:
                if word.startswith("pandas"):
                    wheel(folder, "pandas", "3.1", tag, ['tzdata; sys_platform == "win32"'])
                if word.startswith("xlwings"):
                    wheel(folder, "xlwings", "0.37.8", tag, ["pywin32>=224; platform_system == 'Windows'"])
                if word.startswith("pywin32"):
                    wheel(folder, "pywin32", "312", tag)
                if word.startswith("tzdata"):
                    wheel(folder, "tzdata", "2026.6")


def test_the_kit_has_all_that_a_pc_needs_and_a_list_of_it(tmp_path: Path) -> None:
    """Wheels also of what only Windows needs, the add-in, the scripts, the guide; the list names every file."""
    out = tmp_path / "kit"
    lines = bundle(out, ["3.12"], addin=shipped(tmp_path), run=Pip())
    assert sorted(path.name for path in (out / "wheels").iterdir()) == [
        "pandas-3.1-cp312-cp312-win_amd64.whl",
        "pywin32-312-cp312-cp312-win_amd64.whl",
        "thidua_xl-0.1.0-py3-none-any.whl",
        "tzdata-2026.6-py3-none-any.whl",
        "xlwings-0.37.8-cp312-cp312-win_amd64.whl",
    ]
    named = [line.partition(" *")[2] for line in (out / LIST).read_text(encoding="utf-8").splitlines()]
    assert set(named) == {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} - {
        LIST
    }
    assert {"ThiDua.xlam", "HUONG_DAN.html", "cai_dat.cmd", "cai_dat.ps1"} <= set(named)
    assert "cho Python 3.12 (64 bit)" in lines[0].what


def test_the_list_is_what_sha256sum_checks(tmp_path: Path) -> None:
    """A hash, a space, a star, a path with forward slashes; it does not list itself."""
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "a.whl").write_bytes(b"")
    (tmp_path / LIST).write_text("old")
    assert (
        listing(tmp_path)
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 *wheels/a.whl\n"
    )


def test_pip_is_asked_for_windows_and_for_each_python(tmp_path: Path) -> None:
    """Two versions share one folder; what fits both is fetched once."""
    run = Pip()
    bundle(tmp_path / "kit", ["3.12", "3.13"], addin=shipped(tmp_path), run=run)
    downloads = [command for command in run.asked if "download" in command]
    assert all("win_amd64" in command and "--only-binary=:all:" in command for command in downloads)
    assert [command[command.index("--python-version") + 1] for command in downloads] == ["3.12"] * 2 + [
        "3.13"
    ] * 2
    assert not any("tzdata" in command for command in downloads[2:])
    assert len(list((tmp_path / "kit" / "wheels").iterdir())) == 8


def test_the_versions_that_the_tests_ran_with_are_the_ones_packed(tmp_path: Path) -> None:
    """A kit cannot be mended on the spot, so it holds what was tried."""
    run = Pip()
    bundle(tmp_path / "kit", ["3.12"], addin=shipped(tmp_path), run=run)
    root = places.checkout()
    assert root is not None
    assert run.was_asked(f"-c {root / '.ci' / 'constraints.txt'}")


def test_without_a_version_the_running_python_is_meant(tmp_path: Path) -> None:
    """Most offices have one."""
    bundle(tmp_path / "kit", addin=shipped(tmp_path), run=Pip())
    minor = f"cp3{sys.version_info.minor}"
    assert any(minor in path.name for path in (tmp_path / "kit" / "wheels").iterdir())


def test_an_embeddable_python_goes_along_unpacked(tmp_path: Path) -> None:
    """Ready to be run by the double-click, with pip as a wheel, every file of it on the list."""
    path = tmp_path / "tai_ve.zip"
    path.write_bytes(programs.archive(programs.embeddable("3.13.2")))
    out = tmp_path / "kit"
    lines = bundle(out, [str(path)], addin=shipped(tmp_path), run=Pip(), machine=machines.linux(tmp_path))
    own = {file.name: file.read_bytes() for file in (out / "python").iterdir()}
    assert own == programs.embeddable("3.13.2")
    assert {"pip-25.3-py3-none-any.whl", "pandas-3.1-cp313-cp313-win_amd64.whl"} <= {
        file.name for file in (out / "wheels").iterdir()
    }
    assert " *python/python313.dll\n" in (out / LIST).read_text(encoding="utf-8")
    said = "\n".join(map(str, lines))
    assert "kèm Python 3.13.2" in said and "không cần có Python" in said
    assert "Lưu ý: Bản embeddable của Python không có tkinter" in said
    assert "Lưu ý: Chưa kiểm được chữ ký số" in said
    check_whole(out)


def test_an_installer_goes_along_under_the_name_that_the_script_looks_for(tmp_path: Path) -> None:
    """Whatever it was called when it was downloaded; pip it brings itself."""
    path = tmp_path / "setup (1).exe"
    path.write_bytes(programs.installer("3.12.7"))
    run = Pip()
    out = tmp_path / "kit"
    lines = bundle(out, [str(path)], addin=shipped(tmp_path), run=run, machine=machines.linux(tmp_path))
    assert (out / "python-3.12.7-amd64.exe").read_bytes() == path.read_bytes()
    assert not list((out / "wheels").glob("pip-*")) and not (out / "python").exists()
    assert b"$pythons = @('3.12')" in (out / "cai_dat.ps1").read_bytes()
    assert not any("tkinter" in line.what for line in lines)
    assert " *python-3.12.7-amd64.exe\n" in (out / LIST).read_text(encoding="utf-8")


def test_a_file_that_is_no_python_makes_no_kit(tmp_path: Path) -> None:
    """Before anything is fetched; so does a second value."""
    path, run = tmp_path / "python-3.12.7-amd64.exe", Pip()
    path.write_bytes(programs.installer(bits="ARM64"))
    with pytest.raises(CannotRunError, match="Python cho máy ARM64"):
        bundle(tmp_path / "kit", [str(path)], addin=shipped(tmp_path), run=run)
    with pytest.raises(CannotRunError, match="chỉ kèm một tệp Python"):
        bundle(tmp_path / "kit", [str(path), "3.13"], addin=shipped(tmp_path), run=run)
    assert run.asked == [] and not (tmp_path / "kit").exists()


def test_a_kit_without_the_wheel_of_pip_is_not_made(tmp_path: Path) -> None:
    """It could not install anything."""
    path, run = tmp_path / "a.zip", Pip()
    path.write_bytes(programs.archive(programs.embeddable()))
    run.answers = {"--no-deps --only-binary=:all:": Ran(1, "ERROR: no network")}
    with pytest.raises(CannotRunError, match="Không tải được pip cho bộ cài: ERROR: no network"):
        bundle(
            tmp_path / "kit", [str(path)], addin=shipped(tmp_path), run=run, machine=machines.linux(tmp_path)
        )
    assert not (tmp_path / "kit").exists()


@pytest.mark.parametrize("version", ["3", "2.7", "3.10", "3.12.1", "mới nhất"])
def test_a_version_that_is_none_is_refused(version: str, tmp_path: Path) -> None:
    """Before anything is fetched."""
    run = Pip()
    with pytest.raises(CannotRunError, match=r"ghi như 3\.12"):
        bundle(tmp_path / "kit", [version], addin=shipped(tmp_path), run=run)
    assert run.asked == []


def test_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    """Old wheels among the new ones would be installed."""
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / "old.whl").touch()
    with pytest.raises(CannotRunError, match="không trống"):
        bundle(tmp_path / "kit", addin=shipped(tmp_path), run=Pip())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("--version", "không có pip"),
        ("wheel", r"Không đóng gói được thidua_xl .*ERROR: no network"),
        ("download", r"Không tải được gói cho Python 3\.12 trên Windows: ERROR: no network .*Internet"),
    ],
)
def test_a_pip_that_fails_is_one_sentence_and_leaves_nothing(
    words: str, sentence: str, tmp_path: Path
) -> None:
    """No half of a kit travels on a stick."""
    run = Pip()
    run.answers = {words: Ran(1, "Looking in indexes…\nERROR: no network\n")}
    with pytest.raises(CannotRunError, match=sentence):
        bundle(tmp_path / "kit", ["3.12"], addin=shipped(tmp_path), run=run)
    assert not (tmp_path / "kit").exists()


def test_a_wheel_that_never_comes_is_named(tmp_path: Path) -> None:
    """pip says that all is well, and it is not."""
    wheel(tmp_path, "thidua_xl", "0.1.0", requires=["pandas>=3"])
    with pytest.raises(CannotRunError, match=r"Vẫn thiếu gói .*: pandas>=3\."):
        gather(tmp_path, PC, Programs())


def test_a_stick_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    """Full, write protected, or pulled out: pip's work was for nothing, the reason is said."""
    (tmp_path / "stick").touch()
    with pytest.raises(CannotRunError, match=r"Không ghi được bộ cài vào .*stick"):
        bundle(tmp_path / "stick" / "kit", addin=shipped(tmp_path), run=Pip())


def test_a_stick_that_gets_full_keeps_no_half_of_a_kit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One reason, not one for each file; the next try finds the folder as it was."""
    copy = shutil.copyfile

    def until_full(source: Path, target: Path, **how: bool) -> Path:
        if target == tmp_path / "stick" / "cai_dat.py":
            target.write_bytes(b"half")
            raise OSError(errno.ENOSPC, "No space left on device", str(target))
        return copy(source, target, **how)

    monkeypatch.setattr(shutil, "copyfile", until_full)
    stick = tmp_path / "stick"
    with pytest.raises(CannotRunError, match=r"^Không ghi được bộ cài vào .*stick: đĩa đầy\.$"):
        bundle(stick, addin=shipped(tmp_path), run=Pip())
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize(
    ("present", "missing"),
    [
        ([("a", "2.0", ANY)], []),
        ([("a", "1.9", ANY)], ["a>=2"]),
        ([("a", "2.0", "cp313-cp313-win_amd64")], ["a>=2"]),
        ([("a", "2.0", "cp312-cp312-win_amd64")], []),
        ([("a", "2.0", "cp310-abi3-win_amd64")], []),
        ([("a", "2.0", "cp312-cp312-win32")], ["a>=2"]),
        ([("a", "2.0", "cp312-cp312-manylinux_2_28_x86_64")], ["a>=2"]),
    ],
)
def test_only_a_wheel_that_fits_meets_a_requirement(
    present: list[tuple[str, str, str]], missing: list[str], tmp_path: Path
) -> None:
    """Version, Python and platform."""
    wheel(tmp_path, "thidua_xl", requires=["A>=2"])
    for name, version, tag in present:
        wheel(tmp_path, name, version, tag)
    assert [one.lower() for one in unmet(tmp_path, PC)] == missing


@pytest.mark.parametrize(
    ("condition", "needed"),
    [
        ("sys_platform == 'win32'", True),
        ("platform_system == 'Windows' and platform_machine == 'AMD64'", True),
        ("os_name == 'nt' and python_version < '3.13'", True),
        ("python_full_version >= '3.13'", False),
        ("platform_system == 'Darwin'", False),
        ("extra == 'all'", False),
    ],
)
def test_conditions_are_read_as_on_the_pc(condition: str, needed: bool, tmp_path: Path) -> None:
    """Not as on the machine that makes the kit."""
    wheel(tmp_path, "thidua_xl", requires=[f"a; {condition}"])
    assert list(unmet(tmp_path, PC)) == (["a"] if needed else [])


# --- scripts ------------------------------------------------------------------------------------


def test_scripts_are_written_as_windows_reads_them() -> None:
    """CRLF; the .cmd in ASCII without a mark, the .ps1 with one, or its Vietnamese is garbled."""
    for name in kit_of.SCRIPTS:
        data = script(name, [PC, Target((3, 13))])
        assert data.count(b"\n") == data.count(b"\r\n") > 5
        assert data.startswith(codecs.BOM_UTF8) == name.endswith(".ps1")
        assert b"@PYTHONS@" not in data
    assert script("cai_dat.cmd", [PC]).isascii()
    powershell = script("cai_dat.ps1", [PC, Target((3, 13))])
    assert powershell.startswith(codecs.BOM_UTF8)
    assert b"$pythons = @('3.12', '3.13')" in powershell


def test_the_command_file_starts_the_script_beside_it() -> None:
    """Also from a path with spaces, and whatever the machine's rule for scripts is."""
    text = script("cai_dat.cmd", [PC]).decode("ascii")
    assert '-ExecutionPolicy Bypass -File "%~dp0cai_dat.ps1"' in text


def test_the_script_asks_for_no_administrator_and_no_network() -> None:
    """What would need either is not in it."""
    text = script("cai_dat.ps1", [PC]).decode("utf-8-sig")
    for word in ("RunAs", "HKLM", "Invoke-WebRequest", "http", "Set-ExecutionPolicy"):
        assert word not in text
    for word in ("InstallAllUsers=0", "PrependPath=0", "AssociateFiles=0", "Get-FileHash", "TargetDir="):
        assert word in text


def test_the_scripts_question_to_python_is_python() -> None:
    """It is run here as the script runs it: no double quotes inside, three words back."""
    text = script("cai_dat.ps1", [PC]).decode("utf-8-sig")
    found = re.search(r'^ *\$code = "([^"$`]+)"', text, re.M)
    assert found is not None
    done = subprocess.run([sys.executable, "-c", found[1]], capture_output=True, text=True, check=True)
    version, _platform, store = done.stdout.split()
    assert (version, store) == (f"3.{sys.version_info.minor}", "0")


# --- the guide ----------------------------------------------------------------------------------


class Guide(html.parser.HTMLParser):
    """Its text, and whatever it would load from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Elements that hold others are kept until they end."""
        if tag not in ("meta", "br", "img", "link"):
            self.open.append(tag)
        self.loads += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        """Elements end in the order they began."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text outside of the style."""
        if self.open[-1:] != ["style"]:
            self.text.append(data)


@pytest.fixture
def guide() -> Guide:
    """The guide, read."""
    parser = Guide()
    parser.feed(guide_file().read_text(encoding="utf-8"))
    parser.close()
    return parser


def test_the_guide_is_whole_and_needs_nothing_from_elsewhere(guide: Guide) -> None:
    """It opens from a stick, without Internet."""
    assert guide.open == []
    elsewhere = [one for one in guide.loads if not one.startswith(("#", "data:image/png;base64,"))]
    assert guide.loads and elsewhere == []
    assert "@import" not in guide_file().read_text(encoding="utf-8")


@pytest.mark.parametrize("label", [button.label for button in BUTTONS])
def test_the_guide_says_what_every_button_does(label: str) -> None:
    """As a row of its table."""
    source = guide_file().read_text(encoding="utf-8")
    row = re.search(rf'<th scope="row">{re.escape(label)}</th>\s*<td>(.+?)</td>', source, re.S)
    assert row is not None
    assert len(row[1]) >= 10


def test_the_guide_names_no_button_that_is_not_there(guide: Guide) -> None:
    """A button that comes later comes with its row."""
    source = guide_file().read_text(encoding="utf-8")
    table = source[source.index("Mỗi nút làm gì</h2>") : source.index("Ctrl+Z")]
    assert re.findall(r'<th scope="row">(.+?)</th>', table) == [button.label for button in BUTTONS]
    assert "luu" in "".join(guide.text)
    assert "<tên sổ>.goc" in "".join(guide.text)


# --- the real wheel -----------------------------------------------------------------------------


def test_the_real_wheel_brings_the_add_in_the_guide_and_the_scripts(tmp_path: Path) -> None:
    """Built and installed as the kit does it: the installed package finds its own add-in."""
    try:
        built = own_wheel(tmp_path, run_command)
    except CannotRunError as problem:
        if "setuptools" in str(problem) or "onnection" in str(problem):
            pytest.skip(f"no index to take setuptools from: {problem}")
        raise
    names = set(zipfile.ZipFile(built).namelist())
    assert {f"thidua_xl/addin/kit/{name}" for name in (*kit_of.SCRIPTS, *NAMES)} <= names
    assert {f"thidua_xl/guides/{path.name}" for path in guides_folder().iterdir()} <= names
    assert any(name.endswith(".data/data/share/thidua_xl/ThiDua.xlam") for name in names)
    assert not any(name.startswith("tests") for name in names)
    prefix = tmp_path / "installed"
    done = run_command([sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--prefix", str(prefix),
                        "--no-compile", "--ignore-installed", str(built)])  # fmt: skip
    assert done.worked, done.text
    (site,) = {path.parent.parent for path in prefix.rglob("__main__.py")}
    ask = "from thidua_xl.addin import places; print(places.addin_file())"
    code = f"import sys; sys.path.insert(0, {str(site)!r}); {ask}"
    found = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert Path(found.stdout.strip()) == next(prefix.rglob("ThiDua.xlam"))
