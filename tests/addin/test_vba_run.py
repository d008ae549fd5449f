"""The add-in's VBA, run: what a click starts, what it refuses, what the person is told."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyopenvba.interpreter import VBARuntimeError

from tests.addin import doubles
from tests.addin.doubles import LOGS, NO, OUTCOME, YES, Process
from tests.addin.excel import INTERPRETER, MACROS, Excel, split_command_line
from thidua_xl.addin.build import sources
from thidua_xl.addin.buttons import BUTTONS, COMMANDS, Asks, BookKind
from thidua_xl.addin.texts import TEXTS
from thidua_xl.excel.selftest.macros import MACRO_NAMES, offer

CLUSTER, SCORECARD, OFFICE = "thidua-xl/cluster/1", "thidua-xl/scorecard/1", "thidua-xl/office/1"
SCORER = "thidua-xl/scorer/1"
WORKBOOKS = Path(__file__).parents[2] / "workbooks"

TRICKY = [
    "Sổ thi đua năm 2026.xlsx",
    'có "ngoặc kép" và \\"cả hai\\".xlsx',
    "a=b.xlsx",
    "50% và 60%.xlsx",
    "%TEMP%.xlsx",
    "%%A%%.xlsx",
    "kết thúc\\",
    "&|<>^ (1) ; ' $HOME `ls`.xlsx",
    "--path=C.xlsx",
]
"""Names of workbooks, also such as only another system allows."""


@pytest.fixture
def excel(tmp_path: Path) -> Excel:
    """Excel for Windows with the add-in, nothing open."""
    return Excel(tmp_path)


def argv(command: str, *given: str, book: str = "") -> list[str]:
    """The arguments that Python has to get."""
    return [
        INTERPRETER, "-E", "-P", "-X", "utf8", "-m", "thidua_xl", "excel", command, *given,
        "--outcome", OUTCOME, *([f"--wb={book}"] if book else []), "--from_xl=1",
        r"--app=C:\Program Files\Microsoft Office\root\Office16", "--hwnd=4711",
    ]  # fmt: skip


# --- where a command is offered ---


def test_without_a_workbook_only_what_needs_none_is_offered(excel: Excel) -> None:
    """In an empty Excel a book can be made and help be had."""
    assert {b.command for b in BUTTONS if excel.offers(b.command)} == {"new", "new-office", "guide", "doctor"}


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ("", BookKind.NONE),
        (CLUSTER, BookKind.CLUSTER),
        (SCORECARD, BookKind.SCORECARD),
        (SCORER, BookKind.SCORECARD),
        (OFFICE, BookKind.OFFICE),
        (f"{CLUSTER}0", BookKind.NONE),
    ],
)
def test_the_workbook_in_front_decides_what_is_offered(excel: Excel, schema: str, kind: BookKind) -> None:
    """Exactly the commands whose kinds hold the workbook's."""
    excel.open("a.xlsx", schema)
    assert [b.command for b in BUTTONS if excel.offers(b.command)] == [
        b.command for b in BUTTONS if kind in b.kinds
    ]


@pytest.mark.parametrize(("name", "kind"), [("SoCum_mau.xlsx", "rank"), ("Phieu_mau.xlsx", "check")])
def test_the_ready_workbooks_are_known(excel: Excel, name: str, kind: str) -> None:
    """What the program writes into `_meta` is what the add-in reads there."""
    excel.open_file(WORKBOOKS / name)
    assert excel.offers(kind)


@pytest.mark.parametrize("event", ["WorkbookActivate", "WorkbookDeactivate", "SheetActivate"])
def test_another_workbook_or_sheet_in_front_lets_the_ribbon_ask_again(excel: Excel, event: str) -> None:
    """Buttons that were enabled for one workbook are not left so for the next."""
    excel.fire(event)
    assert excel.ribbon.asked_again == 1


# --- the command line ---


def test_a_click_starts_python_with_the_workbooks_name(excel: Excel) -> None:
    """The whole line, as Windows gets it."""
    excel.open("SoCum.xlsx", CLUSTER)
    excel.click("rank")
    assert excel.command_line == (
        rf'"{INTERPRETER}" -E -P -X utf8 -m thidua_xl excel rank --outcome "{OUTCOME}" "--wb=SoCum.xlsx" '
        r'--from_xl=1 "--app=C:\Program Files\Microsoft Office\root\Office16" "--hwnd=4711"'
    )


@pytest.mark.parametrize("name", TRICKY)
def test_any_name_of_a_workbook_arrives_exactly(excel: Excel, name: str) -> None:
    """No sign of a name ends a quote, adds an argument or is replaced by a variable of the environment."""
    excel.open(name, CLUSTER)
    excel.click("total")
    assert split_command_line(excel.command_line) == argv("total", book=name)


@pytest.mark.parametrize(
    "path", ["C:\\", r"\\máy chủ\chia sẻ\50% A%\Phiếu = đủ", *(rf"D:\{n}" for n in TRICKY)]
)
def test_any_chosen_folder_arrives_exactly(excel: Excel, path: str) -> None:
    """Also a drive's root, whose backslash stands before the closing quote."""
    excel.open("SoCum.xlsx", CLUSTER)
    excel.application.folder.answer = path
    excel.click("collect")
    assert split_command_line(excel.command_line) == argv("collect", "--path", path, book="SoCum.xlsx")
    assert excel.application.folder.title == COMMANDS["collect"].question


TEXTS_OF_ANY_KIND = st.text(
    st.sampled_from('\\"% =ạĐ𝔸a%"\\') | st.characters(codec="utf-8", exclude_characters="\0")
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(value=TEXTS_OF_ANY_KIND)
def test_what_is_quoted_is_read_back(excel: Excel, value: str) -> None:
    """For any text at all."""
    quoted = excel.run("Quoted", value)
    assert split_command_line(f'"p" {quoted} next') == ["p", value, "next"]
    assert not re.search('%[^"%]*%', str(quoted)), "a variable of the environment could be expanded"


def test_a_new_book_needs_none_open(excel: Excel) -> None:
    """The name is asked for with a suggestion, and no workbook is named."""
    excel.application.save_name = r"D:\Thi đua\SoCum_2026.xlsx"
    excel.click("new")
    assert split_command_line(excel.command_line) == argv("new", "--path", r"D:\Thi đua\SoCum_2026.xlsx")
    button = COMMANDS["new"]
    assert excel.application.asked_name == (button.suggests, "Excel (*.xlsx), *.xlsx", 1, button.question)


def test_a_file_that_is_there_is_asked_for_by_its_kinds(excel: Excel) -> None:
    """Workbooks and texts of Word; its path arrives as it is."""
    excel.open("SoCum.xlsx", CLUSTER)
    excel.application.open_name = r"D:\Thi đua\Quyết định 50%.docx"
    excel.click("import-criteria")
    wanted = argv("import-criteria", "--path", r"D:\Thi đua\Quyết định 50%.docx", book="SoCum.xlsx")
    assert split_command_line(excel.command_line) == wanted
    question = COMMANDS["import-criteria"].question
    assert excel.application.asked_file == ("Excel, Word (*.xlsx;*.docx), *.xlsx;*.docx", 1, question)


def test_a_kept_version_is_asked_for_where_versions_lie(excel: Excel) -> None:
    """In `luu` beside the workbook in front, by names that people read; one file, whose path arrives as it is."""
    excel.open("SoCum_C01_2026.xlsx", CLUSTER)
    chosen = r"D:\Thi đua\luu\SoCum_C01_2026 – 28-11 09h25 trước khi nhận phiếu.xlsx"
    dialogue = excel.application.version
    dialogue.answer = chosen
    excel.click("undo")
    wanted = argv("undo", "--path", chosen, book="SoCum_C01_2026.xlsx")
    assert split_command_line(excel.command_line) == wanted
    assert (dialogue.title, dialogue.allow_multi_select) == (COMMANDS["undo"].question, False)
    folder = excel.run("ActiveFolder")
    assert dialogue.initial_file_name == (rf"{folder}\luu" + "\\" if folder else "")


@pytest.mark.parametrize("command", [b.command for b in BUTTONS if b.asks is not Asks.NOTHING])
def test_a_cancelled_question_starts_nothing(excel: Excel, command: str) -> None:
    """And says nothing."""
    office = BookKind.CLUSTER not in next(b.kinds for b in BUTTONS if b.command == command)
    excel.open("So.xlsx", OFFICE if office else CLUSTER)
    excel.click(command)
    assert (excel.started, excel.told) == ([], [])


def test_python_starts_in_the_log_folder_and_excel_keeps_its_own(excel: Excel) -> None:
    """No folder of a workbook is where Python begins to look for modules."""
    excel.click("doctor")
    assert excel.started[0][1] == LOGS
    assert excel.shell.current_directory == r"C:\Users\Public\Documents"


def test_every_command_has_a_macro_for_the_macro_list(excel: Excel) -> None:
    """Who has lost the ribbon types its name into the box of Alt+F8."""
    macros = re.findall(r"^Public Sub (\w+)\(\)$", sources(MACROS)["ThiDuaRibbon"].replace("\r", ""), re.M)
    excel.application.folder.answer = excel.application.save_name = excel.application.open_name = r"C:\x"
    excel.application.version.answer = r"C:\x"
    for name in macros:
        office = name in ("LapSoCum", "TongHopCacCum", "ThamDinh", "DanhSachDeNghi")
        excel.open("SoTongHop.xlsx" if office else "SoCum.xlsx", OFFICE if office else CLUSTER)
        excel.run(name)
    started = [split_command_line(line)[8] for line, _ in excel.started]
    assert started == [b.command for b in BUTTONS]
    assert [name for name in macros if name != "RefreshRibbon"] == list(MACRO_NAMES.values())


# --- what the self-test calls ---


def test_a_rehearsal_starts_nothing_and_says_what_would_be_done(excel: Excel) -> None:
    """Each macro leaves its command and whether it fits the workbook in front; afterwards it works again."""
    excel.run("Rehearse", True)
    for schema, kind in ((CLUSTER, BookKind.CLUSTER), (OFFICE, BookKind.OFFICE), ("", BookKind.NONE)):
        excel.open("So.xlsx", schema)
        for button in BUTTONS:
            excel.run(MACRO_NAMES[button.command])
            assert excel.run("Rehearsed") == f"{button.command} {offer(button, kind)}"
    assert (excel.started, excel.told, excel.run("IsRibbonLoaded")) == ([], [], True)
    excel.run("Rehearse", False)
    assert excel.run("Rehearsed") == ""
    excel.run("HuongDan")
    assert len(excel.started) == 1


@pytest.mark.parametrize(("code", "told"), [(0, "ended 0"), (3, "ended 3")])
def test_python_is_tried_as_a_button_starts_it(excel: Excel, code: int, told: str) -> None:
    """The same interpreter with the same options, asked for its version only; no box."""
    assert excel.next is not None
    excel.next.exit_code = code
    assert excel.run("TriedPython") == told
    assert split_command_line(excel.command_line) == [
        INTERPRETER, "-E", "-P", "-X", "utf8", "-m", "thidua_xl", "--version"]  # fmt: skip
    assert excel.told == []


def test_a_python_that_cannot_be_tried_is_a_word(excel: Excel) -> None:
    """Not started, not ended within a minute, not installed: nothing waits for a person."""
    process, excel.next = excel.next, None
    assert excel.run("TriedPython") == "not_started"
    assert process is not None
    excel.next, process.looks = process, 99
    assert (excel.run("TriedPython"), process.terminated) == ("still_running", True)
    excel.files.content.clear()
    assert excel.run("TriedPython") == "not_installed"
    assert excel.told == []


# --- what is refused ---


@pytest.mark.parametrize(
    "tag", ["", "RANK", "rank ", "*", "command", "rank & calc", 'rank" --path "x', "kinds"]
)
def test_what_is_not_in_the_list_never_reaches_the_shell(excel: Excel, tag: str) -> None:
    """Not even by a wildcard, another case or the list's own heading."""
    excel.open("SoCum.xlsx", CLUSTER)
    assert not excel.offers(tag)
    excel.click(tag)
    assert (excel.started, excel.told) == ([], [TEXTS["unknown"]])


def test_without_a_workbook_the_way_out_of_the_protected_view_is_told(excel: Excel) -> None:
    """There Excel has no active workbook, though the person sees one."""
    excel.click("rank")
    assert (excel.started, excel.told) == ([], [TEXTS["no_workbook"]])
    assert "Enable Editing" in TEXTS["no_workbook"]


@pytest.mark.parametrize(
    ("schema", "command", "key"),
    [("", "rank", "needs_cluster"), (SCORECARD, "rank", "needs_cluster"), ("", "check", "needs_ours")],
)
def test_a_wrong_workbook_is_refused_by_name(excel: Excel, schema: str, command: str, key: str) -> None:
    """The sentence says which workbook has to be in front."""
    excel.open("a.xlsx", schema)
    excel.click(command)
    assert (excel.started, excel.told) == ([], [TEXTS[key]])


@pytest.mark.parametrize("content", [None, b"", "\ufeffversion=0.1.0\r\n".encode("utf-16-le")])
def test_without_configuration_the_person_is_told_to_install(excel: Excel, content: bytes | None) -> None:
    """Before anything is asked."""
    del excel.files.content[doubles.CONFIGURATION]
    if content is not None:
        excel.files.content[doubles.CONFIGURATION] = content
    excel.application.save_name = r"C:\x.xlsx"
    excel.click("new")
    assert (excel.started, excel.told, excel.application.asked_name) == ([], [TEXTS["not_installed"]], ())


def test_a_hostile_workbook_changes_nothing(excel: Excel) -> None:
    """Lists, texts and configurations that a workbook brings along are not looked at."""
    lists: dict[str, list[tuple[str, ...]]] = {
        "Lenh": [("command", "kinds", "asks", "question", "suggests"), ("evil", "none cluster", "", "", "")],
        "Loi": [("key", "text"), ("unknown", "Hãy tắt bảo vệ macro")],
        "xlwings.conf": [("INTERPRETER_WIN", r"C:\evil\python.exe"), ("PYTHONPATH", r"C:\evil")],
        "_thidua.conf": [("interpreter", r"C:\evil\python.exe"), ("logs", r"C:\evil")],
    }
    excel.open("SoCum.xlsx", CLUSTER, **lists)
    excel.click("rank")
    assert split_command_line(excel.command_line) == argv("rank", book="SoCum.xlsx")
    assert not excel.offers("evil")
    excel.click("evil")
    assert (len(excel.started), excel.told) == (1, [TEXTS["unknown"]])


def test_of_two_schemas_a_workbook_cannot_have_more_than_one_kind(excel: Excel) -> None:
    """What `_meta` holds beside the text `schema` is compared as a whole."""
    excel.open("a.xlsx", f"{CLUSTER} {SCORECARD}")
    assert not excel.offers("rank") and not excel.offers("check")


# --- the outcome ---


def _outcome(text: str) -> bytes:
    return ("\ufeff" + text).encode("utf-16-le")


def test_what_python_has_shown_is_not_said_again(excel: Excel) -> None:
    """Nor when the text follows for the record."""
    excel.outcome = _outcome("shown\r\nĐã xếp hạng 6 đơn vị.")
    excel.click("doctor")
    assert excel.told == []


@pytest.mark.parametrize("code", [0, 1, 2])
def test_what_python_could_not_show_is_told(excel: Excel, code: int) -> None:
    """In letters that MsgBox does not have, in front of Excel's window."""
    excel.outcome = _outcome("tell\r\nSổ đang ở chế độ chỉ đọc.\r\nHãy mở lại: ạ ế ỗ ự.")
    excel.next = Process(excel.clock, exit_code=code)
    excel.click("doctor")
    information_in_front = 64 + 4096
    assert excel.shell.messages == [
        ("Sổ đang ở chế độ chỉ đọc.\nHãy mở lại: ạ ế ỗ ự.", TEXTS["title"], information_in_front)
    ]


@pytest.mark.parametrize(
    ("outcome", "code"),
    [(None, 0), (b"", 0), (_outcome("tell\r\n"), 0), (_outcome("?"), 0), (_outcome("shown"), 3),
     (_outcome("tell\r\nx"), -1073741819)],
)  # fmt: skip
def test_an_unknown_end_is_told_with_the_place_of_the_log(
    excel: Excel, outcome: bytes | None, code: int
) -> None:
    """Python that fell over leaves no outcome, or a code of its own."""
    excel.outcome = outcome
    excel.next = Process(excel.clock, exit_code=code)
    excel.click("doctor")
    assert excel.told == [TEXTS["failed"].format(logs=LOGS)]
    assert all(stream.closed for stream in excel.files.opened)


def test_the_outcome_of_an_earlier_run_is_not_taken_for_this_one(excel: Excel) -> None:
    """It is removed before Python starts."""
    excel.files.content[OUTCOME] = _outcome("tell\r\nHôm qua")
    excel.outcome = None
    excel.click("doctor")
    assert excel.told == [TEXTS["failed"].format(logs=LOGS)]


def test_a_system_that_forbids_programs_is_named(excel: Excel) -> None:
    """Defender may stop what Office starts; Excel's folder is put back all the same."""
    excel.next = None
    excel.click("doctor")
    assert excel.told == [TEXTS["not_started"]]
    assert excel.shell.current_directory == r"C:\Users\Public\Documents"


def test_after_an_unexpected_error_the_buttons_work_again(
    excel: Excel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error is told, never left to Excel's own box for programmers."""

    def locked(_path: str, _force: bool) -> None:
        raise VBARuntimeError(70, "Permission denied")

    excel.files.content[OUTCOME] = b""
    with monkeypatch.context() as patched:
        patched.setattr(excel.files, "delete_file", locked)
        excel.click("doctor")
    assert excel.told == [TEXTS["unexpected"].format(detail="70 Permission denied")]
    assert (excel.started, excel.application.status_bar) == ([], False)
    excel.click("doctor")
    assert len(excel.started) == 1


# --- waiting ---


def test_while_python_works_a_second_click_does_nothing(excel: Excel) -> None:
    """The buttons are grey, the status bar says why, the Esc key does not break the wait."""
    seen: list[object] = []

    def meanwhile() -> None:
        excel.click("rank")
        seen.extend([excel.offers("rank"), excel.application.status_bar, excel.application.enable_cancel_key])

    excel.open("SoCum.xlsx", CLUSTER)
    excel.next = Process(excel.clock, meanwhile=meanwhile)
    excel.click("rank")
    assert seen == [False, TEXTS["running"], 0]
    assert len(excel.started) == 1
    assert (excel.offers("rank"), excel.application.status_bar, excel.application.enable_cancel_key) == (
        True,
        False,
        1,
    )
    assert excel.ribbon.asked_again >= 2, "once to grey the buttons, once to give them back"


def test_nine_minutes_are_waited_for_without_a_question(excel: Excel) -> None:
    """A large inbox takes its time."""
    excel.next = Process(excel.clock, looks=9)
    excel.click("doctor")
    assert (excel.told, excel.next.terminated) == ([], False)


def test_after_ten_minutes_a_person_may_go_on_waiting(excel: Excel) -> None:
    """Asked again after the next ten; then the outcome counts as ever."""
    excel.next = Process(excel.clock, looks=25)
    excel.outcome = _outcome("tell\r\nXong")
    excel.shell.answers = [YES, YES]
    excel.click("doctor")
    assert excel.told == [TEXTS["still_running"], TEXTS["still_running"], "Xong"]
    assert not excel.next.terminated


def test_after_ten_minutes_a_person_may_stop_it(excel: Excel) -> None:
    """Only the started program is ended."""
    excel.next = Process(excel.clock, looks=1_000)
    excel.shell.answers = [NO]
    excel.click("doctor")
    assert excel.told == [TEXTS["still_running"], TEXTS["stopped"]]
    assert excel.next.terminated
    assert excel.application.enable_cancel_key == 1


# --- the splitter that the tests above trust ---


@given(st.lists(TEXTS_OF_ANY_KIND, max_size=5))
def test_the_splitter_reads_what_python_writes(arguments: list[str]) -> None:
    """Python's own `list2cmdline` is the second opinion on the rules."""
    from subprocess import list2cmdline

    assert split_command_line(f'"p" {list2cmdline(arguments)}') == ["p", *arguments]
