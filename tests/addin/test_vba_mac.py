"""The add-in's VBA on macOS, where a shell reads what xlwings' AppleScript is given."""

import json
import re
import shutil
import string
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.addin import doubles
from tests.addin.excel import MAC_LOGS, MACOS, Excel
from thidua_xl.addin.buttons import COMMANDS
from thidua_xl.addin.texts import TEXTS

CLUSTER = "thidua-xl/cluster/1"
REFUSED = "\"$`\\|'\r\n"


@pytest.fixture
def excel(tmp_path: Path) -> Excel:
    """Excel for Mac with the add-in, nothing open."""
    mac = Excel(tmp_path, "Mac")
    mac.application.path = "/Applications/Microsoft Excel.app/Contents/MacOS"
    return mac


def _digits(text: str) -> str:
    return text.encode().hex().upper()


def test_a_click_hands_one_line_to_the_script(excel: Excel) -> None:
    """The order is that of xlwings' handler; the paths are digits."""
    excel.open("Sổ cụm.xlsx", CLUSTER)
    chosen = "/Users/lan/Phiếu '$(rm)'"
    excel.application.folder.answer = chosen
    excel.click("collect")
    digits = f"'{_digits(chosen)}', '{_digits(MAC_LOGS + '/outcome.txt')}'"
    python = f"from thidua_xl.excel import door; door.start('collect', {digits})"
    assert excel.mac.started == [
        (
            "xlwings-0.37.8.applescript",
            "VbaHandler",
            f";|'{MACOS.interpreter}'|{python}|Sổ cụm.xlsx|{excel.application.path}|{MAC_LOGS}/excel.log",
        )
    ]
    assert excel.told == [], "Python itself tells the outcome there"


def test_without_a_path_the_digits_are_empty(excel: Excel) -> None:
    """And without a workbook its name."""
    excel.click("doctor")
    ((_, _, parameters),) = excel.mac.started
    _, _, python, name, _, _ = parameters.split("|")
    assert python.startswith("from thidua_xl.excel import door; door.start('doctor', '', '")
    assert name == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    path=st.text(
        st.characters(codec="utf-8", exclude_characters="\0") | st.sampled_from("ạĐế/' \u07ff\u0800\uffff")
    )
)
def test_the_digits_are_the_paths_bytes(excel: Excel, path: str) -> None:
    """Every letter up to the last plane; beyond the first one VBA sees two halves."""
    halves = "".join(map(chr, _units(path)))
    assert bytes.fromhex(str(excel.run("HexOf", halves))).decode() == path


def _units(text: str) -> list[int]:
    data = text.encode("utf-16-le")
    return [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]


@pytest.mark.parametrize("sign", REFUSED)
def test_a_name_that_could_end_the_shells_quotes_is_refused(excel: Excel, sign: str) -> None:
    """The person is told which signs; nothing is started."""
    excel.open(f"a{sign}b.xlsx", CLUSTER)
    excel.click("rank")
    assert (excel.mac.started, excel.told) == ([], [TEXTS["unsafe_name"]])


@pytest.mark.skipif(shutil.which("bash") is None, reason="no shell that reads as the Mac's does")
def test_every_other_name_reaches_python_through_a_shell_exactly(excel: Excel, tmp_path: Path) -> None:
    """The command that xlwings' script puts together, really read by a shell."""
    name = "".join(sign for sign in string.printable if sign not in REFUSED + "\x0b\x0c") + " Sổ cụm ạ.xlsx"
    excel.open(name, CLUSTER)
    excel.click("rank")
    ((_, _, parameters),) = excel.mac.started
    _, _, _, book, application, _ = parameters.split("|")
    prints = "import json,sys; print(json.dumps(sys.argv))"
    line = f'\'{sys.executable}\' -c "{prints} " "--wb={book}" "--from_xl=1" "--app={application}"'
    done = subprocess.run(
        ["bash", "-c", line], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert json.loads(done.stdout) == ["-c", f"--wb={name}", "--from_xl=1", f"--app={excel.application.path}"]
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ""] == []


def test_the_script_takes_the_parameters_in_this_order() -> None:
    """A new xlwings could change its script: then this says so."""
    xlwings = pytest.importorskip("xlwings")
    (script,) = Path(xlwings.__file__).parent.glob("*.applescript")
    taken = re.search(r"set \{(.*)\} to SplitString\(ParameterString, \"\|\"\)", script.read_text("utf-8"))
    assert taken is not None
    assert (
        taken[1]
        == "PYTHONPATH, PythonInterpreter, PythonCommand, WorkbookName, ApplicationFullName, LOG_FILE"
    )


@pytest.mark.parametrize("result", ["1", None])
def test_a_script_that_is_not_there_is_told(excel: Excel, result: str | None) -> None:
    """AppleScriptTask fails, or the script says that the shell did."""
    excel.mac.result = result
    excel.click("doctor")
    assert excel.told == [TEXTS["not_started"]]


def test_without_configuration_the_person_is_told_to_install(excel: Excel) -> None:
    """As on Windows."""
    excel.mac.content.clear()
    excel.click("doctor")
    assert (excel.mac.started, excel.told) == ([], [TEXTS["not_installed"]])


def test_a_new_book_is_asked_for_without_filters(excel: Excel) -> None:
    """Excel for Mac refuses the filters that Windows needs."""
    excel.application.save_name = "/Users/lan/Số.xlsx"
    excel.click("new")
    assert excel.application.asked_name == (COMMANDS["new"].suggests,)
    assert _digits("/Users/lan/Số.xlsx") in excel.mac.started[0][2]


def test_a_file_is_asked_for_without_filters(excel: Excel) -> None:
    """The same for one that is there."""
    excel.open("SoCum.xlsx", CLUSTER)
    excel.application.open_name = "/Users/lan/Bảng.docx"
    excel.click("import-units")
    assert excel.application.asked_file == ()
    assert _digits("/Users/lan/Bảng.docx") in excel.mac.started[0][2]


def test_the_door_reads_what_vba_writes(
    excel: Excel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line of Python, really executed, up to the command itself."""
    door = pytest.importorskip("thidua_xl.excel.door")
    asked: list[tuple[str, Path | None]] = []
    told: list[Path] = []
    monkeypatch.setattr(door, "run", lambda command, path, **_: asked.append((command, path)))
    monkeypatch.setattr(door, "write_outcome", lambda path, _: told.append(path))
    excel.mac.content = {
        f"{doubles.MAC_HOME}/thidua_xl/addin.ini": MACOS._replace(logs=str(tmp_path)).as_bytes()
    }
    excel.application.save_name = "/Users/Đặng/Sổ mới.xlsx"
    excel.click("new")
    exec(excel.mac.started[0][2].split("|")[2])
    assert asked == [("new", Path("/Users/Đặng/Sổ mới.xlsx"))]
    assert told == [tmp_path / "outcome.txt"]
