"""What ends a command before any work: one Vietnamese sentence, exit code 2, nothing changed, no traceback."""

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.journeys import journey
from tests.journeys.journey import Journey, Run, run
from thidua_xl.commands.screen import WIDTH, console, plain_table
from thidua_xl.wording.made import issued_said

Arguments = Callable[[Journey], tuple[object, ...]]


def everything(folder: Path) -> dict[Path, bytes | None]:
    """All files and folders below the folder."""
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def refused(answer: Run) -> str:
    """The one sentence on stderr of a command that could not run."""
    assert answer.code == 2
    assert answer.out == ""
    (sentence,) = answer.err.strip().splitlines()
    assert "Traceback" not in sentence
    assert "Error" not in sentence
    assert any(letter in sentence for letter in "ăâđêôơưáàảãạếệốộớợứựíìịóòọúùụý")
    return sentence


def ends_before_any_work(cluster: Journey, *arguments: object) -> str:
    """Run, and see that no file or folder came, went or changed."""
    before = everything(cluster.folder)
    sentence = refused(run(*arguments))
    assert everything(cluster.folder) == before
    return sentence


def on_the_book(command: str, book: Path, cluster: Journey) -> tuple[object, ...]:
    """The command on this book."""
    more: dict[str, tuple[object, ...]] = {
        "issue": ("--out", cluster.folder / "ra"),
        "collect": (cluster.inbox, "--json"),
        "rank": ("--json",),
        "check": (cluster.inbox, "--book", book, "--json"),
        "new": (),
    }
    if command == "new":
        return ("new", "cluster", cluster.folder / "moi.xlsx", "--from", book)
    return (command, *([] if command == "check" else [book]), *more[command])


EVERY = ("issue", "collect", "rank", "check", "new")
WRITERS = ("issue", "collect", "rank")


# --- the book ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", EVERY)
def test_a_missing_book_is_named(collected: Journey, command: str) -> None:
    """The sentence holds the path that is not there."""
    book = collected.folder / "SoCum_C99_2025.xlsx"
    assert "SoCum_C99_2025.xlsx" in ends_before_any_work(collected, *on_the_book(command, book, collected))


@pytest.mark.parametrize("command", EVERY)
@pytest.mark.parametrize("kind", ["text", "empty", "cut", "foreign", "scorecard", "encrypted", "folder"])
def test_a_book_that_is_not_ours_is_refused(collected: Journey, command: str, kind: str) -> None:
    """Whatever lies under the name, the sentence names it and nothing is written."""
    book = collected.folder / "khac.xlsx"
    if kind == "folder":
        book.mkdir()
    else:
        stranger = io.BytesIO()
        openpyxl.Workbook().save(stranger)
        data = {"text": "điểm".encode(), "empty": b"", "cut": collected.book.read_bytes()[:5000],
                "foreign": stranger.getvalue(), "scorecard": collected.forms["AN"],
                "encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")}  # fmt: skip
        book.write_bytes(data[kind])
    assert "khac.xlsx" in ends_before_any_work(collected, *on_the_book(command, book, collected))


@pytest.mark.parametrize("command", WRITERS)
@pytest.mark.parametrize(("sheet", "word"), [("Đơn vị", "đơn vị"), ("Tiêu chí", "tiêu chí")])
def test_a_book_without_units_or_criteria_says_what_to_fill_in(
    collected: Journey, command: str, sheet: str, word: str
) -> None:
    """A new book is not scored: the sentence names the sheet to fill."""
    with collected.typing() as book:
        table = journey.Sheet(book[sheet], "Mã")
        table.sheet.delete_rows(table.header_row + 1, 40)
    sentence = ends_before_any_work(collected, *on_the_book(command, collected.book, collected))
    assert word in sentence
    assert f"trang {sheet}" in sentence


@pytest.mark.parametrize("command", WRITERS)
@pytest.mark.parametrize(
    "sheet", ["Cụm", "Đơn vị", "Tiêu chí", "Tiếp nhận", "Thống nhất điểm", "Suy tôn", "Bỏ phiếu"]
)
def test_a_book_without_an_input_sheet_is_refused(collected: Journey, command: str, sheet: str) -> None:
    """The sheet that somebody deleted is named."""
    with collected.typing() as book:
        book.remove(book[sheet])
    assert sheet in ends_before_any_work(collected, *on_the_book(command, collected.book, collected))


@pytest.mark.parametrize("command", WRITERS)
@pytest.mark.parametrize("lock", ["~${}", ".~lock.{}#"], ids=["Excel", "LibreOffice"])
def test_a_book_open_elsewhere_is_left_alone(collected: Journey, command: str, lock: str) -> None:
    """The lock file beside it ends the command before any work."""
    (collected.folder / lock.format(journey.BOOK)).write_bytes(b"Kiem")
    assert journey.BOOK in ends_before_any_work(collected, *on_the_book(command, collected.book, collected))


def test_an_open_book_can_still_be_looked_at(collected: Journey) -> None:
    """`check` changes nothing, so a lock does not keep it from reading."""
    (collected.folder / f"~${journey.BOOK}").write_bytes(b"Kiem")
    assert collected.check().code == 0


# --- the inbox and the other paths ------------------------------------------------------------------


@pytest.mark.parametrize("command", ["collect", "check"])
def test_a_folder_without_files_is_no_inbox(collected: Journey, command: str) -> None:
    """An empty folder is said to be empty; nothing is taken from it."""
    empty = collected.folder / "trống"
    (empty / "con").mkdir(parents=True)
    arguments = (collected.book, empty) if command == "collect" else (empty, "--book", collected.book)
    assert "trống" in ends_before_any_work(collected, command, *arguments, "--json")


@pytest.mark.parametrize("command", ["collect", "check"])
def test_an_inbox_that_is_not_there_is_named(collected: Journey, command: str) -> None:
    """A mistyped path among good ones ends the run before any file is taken in."""
    gone = collected.folder / "hop_thu_2"
    paths = (collected.inbox, gone)
    arguments = (collected.book, *paths) if command == "collect" else (*paths, "--book", collected.book)
    assert "hop_thu_2" in ends_before_any_work(collected, command, *arguments, "--json")


@pytest.mark.parametrize("more", [(), ("--sample",)])
def test_new_never_overwrites(collected: Journey, more: tuple[str, ...]) -> None:
    """A book of that name is there: it stays as it is."""
    assert journey.BOOK in ends_before_any_work(collected, "new", "cluster", collected.book, *more)


def test_new_makes_xlsx_only(collected: Journey) -> None:
    """Another ending would promise what the book is not."""
    assert ".xlsx" in ends_before_any_work(collected, "new", "cluster", collected.folder / "So.xlsm")


def _blocked(cluster: Journey) -> Path:
    """A folder that cannot be made, because a file of that name is there (this also stops root)."""
    path = cluster.folder / "chặn"
    path.write_text("tệp")
    return path / "ra"


def test_new_into_a_folder_that_cannot_be_written(collected: Journey) -> None:
    """The sentence says where it could not write."""
    target = _blocked(collected) / "So.xlsx"
    assert "So.xlsx" in ends_before_any_work(collected, "new", "cluster", target)


def test_issue_into_a_folder_that_cannot_be_written(collected: Journey) -> None:
    """No form can be written, so nothing is recorded as issued either."""
    with collected.typing() as book:
        units = journey.Sheet(book["Đơn vị"], "Mã")
        row = units.row("EN") + 1
        units.put(row, "Mã", "GH")
        units.put(row, "Tên đơn vị", "Xã Gia Hưng")
    assert "chặn" in ends_before_any_work(collected, "issue", collected.book, "--out", _blocked(collected))


@pytest.mark.parametrize("blocked", ["luu", "goc"])
def test_collect_where_backups_or_originals_cannot_be_kept(issued: Journey, blocked: str) -> None:
    """Without a backup or the untouched original nothing is taken in: the book is whole."""
    for path in (issued.folder / "luu").glob("*"):
        path.unlink()
    folder = issued.folder / "luu" if blocked == "luu" else issued.originals
    if folder.exists():
        folder.rmdir()
    folder.write_text("tệp")
    issued.send("AN")
    before = issued.book.read_bytes()
    refused(issued.collect())
    assert issued.book.read_bytes() == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root and Windows write anywhere")
def test_a_read_only_folder_keeps_the_book(issued: Journey) -> None:
    """No permission to write beside the book: the sentence, and the old book."""
    issued.send("AN")
    before = issued.book.read_bytes()
    issued.folder.chmod(0o555)
    try:
        refused(issued.collect())
    finally:
        issued.folder.chmod(0o755)
    assert issued.book.read_bytes() == before


# --- usage ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("làm",),
        ("rank",),
        ("rank", "a.xlsx", "b.xlsx"),
        ("rank", "a.xlsx", "--jso", "x"),
        ("collect", "a.xlsx"),
        ("check",),
        ("check", "a.xlsx", "--book"),
        ("issue", "a.xlsx"),
        ("issue", "a.xlsx", "--out"),
        ("new",),
        ("new", "cụm", "a.xlsx"),
        ("new", "cluster"),
        ("new", "cluster", "a.xlsx", "--from"),
        ("new", "cluster", "a.xlsx", "--sample", "--from", "b.xlsx"),
        ("rank", "a.xlsx", "--json=yes"),
    ],
    ids=" ".join,
)
def test_a_usage_error_is_one_vietnamese_sentence(arguments: tuple[str, ...]) -> None:
    """Exit 2, no English of argparse, and where to find help."""
    sentence = refused(run(*arguments))
    assert "--help" in sentence
    for english in (
        "argument",
        "required",
        "invalid",
        "expected",
        "unrecognized",
        "allowed",
        "ambiguous",
        "usage",
    ):
        assert english not in sentence.casefold()


# --- JSON -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["check", "collect", "rank"])
def test_json_is_one_document_and_nothing_else(collected: Journey, command: str) -> None:
    """With findings, refused files and a changed book, stdout parses as one document and stderr is empty."""
    collected.drop("hỏng [bold].xlsx", b"PK\x03\x04")
    collected.agree("AN", "I.1", score=11, reason="[red]x[/red]")
    answer = run(*on_the_book(command, collected.book, collected))
    assert isinstance(json.loads(answer.out), dict)
    assert answer.err == ""
    assert answer.out.endswith("}\n")


@pytest.mark.parametrize("command", ["check", "collect", "rank", "issue"])
def test_without_json_a_person_reads_vietnamese_and_square_brackets_survive(
    collected: Journey, command: str
) -> None:
    """File names and values in brackets are printed, not taken for markup."""
    collected.drop("hỏng [bold].xlsx", b"PK\x03\x04")
    arguments = [one for one in on_the_book(command, collected.book, collected) if one != "--json"]
    answer = run(*arguments)
    assert answer.code in (0, 1)
    assert answer.err == ""
    assert "Traceback" not in answer.out
    if command in ("check", "collect"):
        assert "hỏng [bold].xlsx" in " ".join(answer.out.split())


def test_names_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    """`[x]` and `:x:` are no style and no picture, wherever a sentence, a table or its title names them."""
    out, table = console(), plain_table("Đơn vị", "Hạn", whole=("Hạn",))
    table.title = "Cụm [bold] :a:"
    table.add_row("Xã [x] :x:", "31/03/2026")
    out.print(issued_said([], Path("phieu [/x] :x:")))
    out.print(table)
    said = capsys.readouterr().out
    assert all(name in said for name in ("phieu [/x] :x:", "Xã [x] :x:", "Cụm [bold] :a:"))


def test_days_are_not_broken_on_a_narrow_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other texts go on below instead."""
    monkeypatch.setenv(WIDTH, "30")
    table = plain_table("Việc", "Hạn", "Tình trạng", whole=("Hạn",))
    table.add_row("Đơn vị gửi đăng ký nội dung, chỉ tiêu", "31/03/2026", "Trễ 246 ngày")
    console().print(table)
    assert "31/03/2026" in capsys.readouterr().out


def test_a_book_beside_its_forms_is_checked_as_a_book(complete: Journey) -> None:
    """`check` of the book and the inbox finds all in order but its untouched grounds, and changes nothing."""
    before = everything(complete.folder)
    answer = run("check", complete.book, complete.inbox, "--json")
    states = [(one["status"], [found["code"] for found in one["findings"]]) for one in answer.json["files"]]
    assert (answer.code, sorted(states)) == (
        0,
        [("accepted", [])] * 5 + [("accepted", ["GROUNDS_TO_CHECK"])],
    )
    assert everything(complete.folder) == before


def test_check_without_a_book_uses_the_criteria_in_the_form(issued: Journey) -> None:
    """A unit's clerk can check the own form alone: the maximum comes from the form's hidden sheet."""
    path = issued.send("AN", lambda workbook: journey.form_sheet(workbook).put(
        journey.form_sheet(workbook).row("I.1"), "Điểm tự chấm", 12))  # fmt: skip
    (one,) = run("check", path, "--json").json["files"]
    assert (one["unit"], one["status"], journey.found_in(one)) == (
        "AN",
        "accepted",
        [("OVER_MAXIMUM", "J11")],
    )


def test_two_copies_of_one_form_are_pointed_out_by_check(issued: Journey) -> None:
    """The same bytes under two names: one is superseded with the note FILE_DUPLICATE."""
    data = issued.send("AN").read_bytes()
    issued.drop("Phieu_AN_2025 (1).xlsx", data)
    states = sorted((one["status"], str(journey.found_in(one))) for one in issued.check().json["files"])
    assert states == [("accepted", "[]"), ("superseded", str([("FILE_DUPLICATE", None)]))]


def test_a_hostile_zip_entry_name_does_no_harm(issued: Journey) -> None:
    """A part named `../../x` is never written anywhere."""
    buffer = io.BytesIO(issued.forms["AN"])
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("../../thoat.txt", "x")
    issued.drop("Phieu_AN_2025.xlsx", buffer.getvalue())
    outside = {path.name for path in issued.folder.parent.iterdir()}
    issued.collect()
    assert {path.name for path in issued.folder.parent.iterdir()} == outside
    assert not list(issued.folder.rglob("thoat.txt"))
