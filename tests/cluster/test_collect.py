"""Taking files in, again and again: nothing received is lost, nobody stops another, repeating changes nothing."""

import hashlib
import re
import shutil
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.journeys import journey
from tests.journeys.journey import LEDGER, Journey, Sheet, run
from tests.journeys.taken_in import (
    COMMANDS,
    LATER,
    by_both_commands,
    chain_is_whole,
    change_score,
    ledger,
    received,
    reconciles,
    statuses,
    two_equal_files,
)
from thidua_xl.mail import inbox


def test_a_late_file_leaves_the_other_units_as_they_are(issued: Journey) -> None:
    """Four units, then the fifth: the rows of the four do not change by a cell."""
    for unit in ("AN", "BH", "CM", "DL"):
        issued.send(unit)
    first = reconciles(issued.collect())
    assert (first["received"], first["accepted"], first["missing"]) == (4, 4, ["EN"])
    machine = ("Điểm tính", "Điểm máy", "Điểm gợi ý", "Điểm trước", "Cần bàn", "Tiêu chí", "Đơn vị")
    before = {key: {h: v for h, v in row.items() if h not in machine} for key, row in ledger(issued).items()}
    shutil.rmtree(issued.inbox)
    issued.send("EN")
    second = reconciles(issued.collect())
    assert statuses(second) == {"Phieu_EN_2025.xlsx": "accepted"}
    assert (second["received"], second["accepted"], second["missing"]) == (5, 5, [])
    after = {key: {h: v for h, v in row.items() if h not in machine} for key, row in ledger(issued).items()}
    assert {key: row for key, row in after.items() if key[0] != "EN"} == {
        key: row for key, row in before.items() if key[0] != "EN"
    }
    assert ledger(issued)["EN", "I.1"]["Điểm tự chấm"] == 8


def test_one_late_leader_moves_the_others_computed_scores(issued: Journey) -> None:
    """I.5 is computed at the end: EN's 20 halves BH's share, and the note in the book follows."""
    for unit in ("AN", "BH"):
        issued.send(unit)
    issued.collect()
    assert ledger(issued)["BH", "I.5"]["Điểm tính"] == 5
    issued.send("EN")
    issued.collect()
    assert [ledger(issued)[unit, "I.5"]["Điểm tính"] for unit in ("AN", "BH", "EN")] == [3, 3.75, 5]


def test_a_bad_file_never_stops_the_rest(issued: Journey) -> None:
    """Rubbish of every kind between four good forms: those are taken in, the rest is counted."""
    for unit in ("AN", "BH", "CM", "DL"):
        issued.send(unit)
    issued.drop("a rỗng.xlsx", b"")
    issued.drop("Phieu_AN_2025 (1).xlsx", issued.forms["AN"][:900])
    issued.drop("anh.jpg", b"\xff\xd8\xff\xe0" + bytes(100))
    issued.drop("zz.xlsx", b"PK\x03\x04" + bytes(60))
    answer = issued.collect()
    document = reconciles(answer)
    assert answer.code == 1
    assert (document["received"], document["accepted"], document["refused"]) == (7, 4, 3)
    assert document["kept"] == 1  # the photo
    assert document["missing"] == ["EN"]


def test_files_in_subfolders_count_and_lock_files_do_not(issued: Journey) -> None:
    """An inbox sorted by sender is read; what Excel and the system leave there is not mail."""
    path = issued.send("AN")
    folder = issued.inbox / "Xã An Hòa"
    folder.mkdir()
    path.rename(folder / path.name)
    issued.drop("~$Phieu_AN_2025.xlsx", b"lock")
    issued.drop("Thumbs.db", b"x")
    issued.drop(".DS_Store", b"x")
    assert statuses(reconciles(issued.collect())) == {"Phieu_AN_2025.xlsx": "accepted"}
    assert received(issued)["Phieu_AN_2025.xlsx"]["Nguồn"] == "Xã An Hòa"


def test_a_received_column_edited_by_hand_counts_until_the_next_collect(complete: Journey) -> None:
    """`rank` takes it; `collect` names the cell and what stood there, and puts the form's value back."""
    with complete.typing() as book:
        sheet = journey.ledger(book)
        row = sheet.row("AN", "I.1")
        sheet.put(row, "Điểm tự chấm", 7)
    totals = {unit["code"]: unit["agreed_total"] for unit in complete.rank().json["units"]}
    assert totals == journey.TOTALS | {"AN": "80.00"}
    answer = complete.collect()
    assert answer.code == 0
    (found,) = reconciles(answer)["findings"]
    assert (found["code"], found["unit"], found["criterion"], found["value"]) == (
        "OUTPUT_EDITED",
        "AN",
        "I.1",
        "7",
    )
    assert (found["sheet"], found["cell"]) == (LEDGER, sheet.address(row, "Điểm tự chấm"))
    assert ledger(complete)["AN", "I.1"]["Điểm tự chấm"] == 10
    totals = {unit["code"]: unit["agreed_total"] for unit in complete.rank().json["units"]}
    assert totals == journey.TOTALS


def test_a_unit_on_paper_is_scored_in_the_book(issued: Journey) -> None:
    """EN sends no file; its whole form is typed into the agreed columns: it is ranked and not missing."""
    for unit in ("AN", "BH", "CM", "DL"):
        issued.send(unit)
    issued.collect()
    with issued.typing() as book:
        journey.head_scores(book)
        for code, entries in journey.FILLS.items():
            entry = entries[4]
            if entry.score is None:
                journey.agree(book, "EN", code, target=entry.target, result=entry.result)
            else:
                journey.agree(book, "EN", code, score=entry.score)
    answer = issued.collect()
    document = reconciles(answer)
    assert (answer.code, document["findings"]) == (0, [])
    assert (document["accepted"], document["typed"], document["missing"]) == (4, 1, [])
    ranked = {unit["code"]: unit for unit in issued.rank().json["units"]}
    assert {code: unit["agreed_total"] for code, unit in ranked.items()} == journey.TOTALS
    assert ranked["EN"]["status"] == "ranked"
    assert received(issued)["EN"]["Trạng thái"] == "Nhập từ bản giấy"


def test_an_excluded_unit_is_not_expected(issued: Journey) -> None:
    """`Xét thi đua` = Không: nobody waits for its form."""
    with issued.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.put(units.row("EN"), "Xét thi đua", "Không")
        units.put(units.row("EN"), "Lý do không xét", "Mới thành lập")
    issued.send("AN")
    document = reconciles(issued.collect())
    assert (document["expected"], document["missing"]) == (4, ["BH", "CM", "DL"])


def test_every_byte_received_lies_among_the_originals(issued: Journey) -> None:
    """Good, broken or superseded: the folder `.goc` holds each under its SHA-256."""
    two_equal_files(issued)
    issued.drop("hong.xlsx", b"PK\x03\x04 hong")
    issued.drop("ghi chu.txt", "Xã nộp sau".encode())
    sent = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path.read_bytes() for path in issued.inbox.iterdir()
    }
    reconciles(issued.collect())
    kept = {path.stem: path.read_bytes() for path in issued.kept_originals}
    assert kept == sent
    assert {row["SHA-256"] for row in received(issued).values() if row["SHA-256"]} == set(sent)


def test_the_book_keeps_what_it_has_when_the_originals_are_lost(complete: Journey) -> None:
    """Without `.goc` a unit that is not in this inbox keeps its scores, findings and state."""
    shutil.rmtree(complete.originals)
    shutil.rmtree(complete.inbox)
    complete.drop("khac.txt", b"khac")
    document = reconciles(complete.collect())
    assert (document["accepted"], document["refused"], document["missing"]) == (5, 1, [])
    totals = {unit["code"]: unit["agreed_total"] for unit in complete.rank().json["units"]}
    assert totals == journey.TOTALS


def test_a_unit_that_left_takes_its_form_out_of_the_count(complete: Journey) -> None:
    """EN was deleted from `Đơn vị` and the originals are lost: both equations still hold."""
    shutil.rmtree(complete.originals)
    shutil.rmtree(complete.inbox)
    complete.drop("khac.txt", b"khac")
    with complete.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.sheet.delete_rows(units.row("EN"))
    document = reconciles(complete.collect())
    assert (document["accepted"], document["waiting"], document["expected"], document["missing"]) == (
        4,
        1,
        4,
        [],
    )


def test_the_previous_version_is_kept_before_each_change(issued: Journey) -> None:
    """`luu/<name> – <day> <time> trước khi nhận phiếu.xlsx` holds the old bytes, one for every change."""
    old = len(issued.backups)
    versions = []
    for unit in ("AN", "BH"):
        issued.send(unit)
        versions.append(issued.book.read_bytes())
        issued.collect()
    kept = {path.read_bytes(): path.name for path in issued.backups}
    assert len(issued.backups) == old + 2
    for version in versions:
        assert re.fullmatch(
            r"SoCum_C01_2025 – \d\d-\d\d(-\d{4})? \d\dh\d\d trước khi nhận phiếu( \(\d+\))?\.xlsx",
            kept[version],
        )


@by_both_commands
def test_a_run_that_changes_nothing_writes_nothing(complete: Journey, command: str) -> None:
    """No journal row, no backup, no new byte, not even another modification time."""
    before = (complete.book.read_bytes(), complete.book.stat().st_mtime_ns, complete.backups)
    COMMANDS[command](complete)
    assert (complete.book.read_bytes(), complete.book.stat().st_mtime_ns, complete.backups) == before


def test_the_journal_chain_verifies_after_many_runs(complete: Journey) -> None:
    """Each row's hash covers the row and the hash before it, from the first issue on."""
    complete.agree("AN", "I.1", score=9, reason="Kiểm tra hai  lần\nlại")
    complete.rank()
    complete.send("BH", change_score(3), saved=LATER)
    complete.collect()
    assert chain_is_whole(complete) > 7
    journal = [row["Thay đổi"] for row in complete.sheet("Nhật ký", "Lúc", "Mã băm").records()]
    assert any("AN · I.1: điểm thống nhất 9 (trước để trống)" in change for change in journal)
    assert any("BH" in change and "I.1 Điểm tự chấm 9,5 → 3" in change for change in journal)


def test_a_file_that_cannot_be_read_stops_no_other(issued: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form still open in Excel: the others are taken in, this one is named and comes with the next run."""
    locked = issued.send("AN")
    issued.send("BH")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    first = issued.collect()
    states = {Path(one["path"]).name: one["status"] for one in first.json["files"]}
    assert (first.code, states[locked.name], first.json["accepted"]) == (1, "refused", 1)
    monkeypatch.setattr(Path, "read_bytes", read)
    assert issued.collect().json["accepted"] == 2


def test_forms_checked_together_are_told_what_each_is_told_alone(issued: Journey) -> None:
    """Without a book, one validation serves a folder: every finding stays with its own file and cell."""
    sent = [issued.send("AN", change_score(99)), issued.send("BH"), issued.send("CM", change_score(-1))]
    together = {one["path"]: one for one in run("check", issued.inbox, "--json").json["files"]}
    alone = {str(path): run("check", path, "--json").json["files"][0] for path in sent}
    assert together == alone
    codes = [{found["code"] for found in together[str(path)]["findings"]} for path in sent]
    assert "OVER_MAXIMUM" in codes[0] - codes[1]
    assert "NEGATIVE" in codes[2] - codes[1]


def test_a_file_that_changes_while_it_is_taken_in_comes_with_the_next_run(
    issued: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many files each is read again when its turn comes; another one in its place is not taken for it."""
    saved_again, other = issued.send("AN"), issued.send("BH").read_bytes()
    read, reads = Path.read_bytes, list[Path]()

    def replaced(path: Path) -> bytes:
        reads.append(path)
        return other if path == saved_again and reads.count(path) > 1 else read(path)

    monkeypatch.setattr(inbox, "AT_ONCE", 0)
    monkeypatch.setattr(Path, "read_bytes", replaced)
    first = issued.collect()
    (told,) = (one for one in first.json["files"] if one["status"] == "refused")
    assert (first.code, Path(told["path"]), first.json["accepted"]) == (1, saved_again, 1)
    assert "đã thay đổi" in told["findings"][0]["message"]
    assert [hashlib.sha256(read(one)).hexdigest() for one in issued.kept_originals] == [
        hashlib.sha256(other).hexdigest()
    ]
    monkeypatch.setattr(Path, "read_bytes", read)
    assert issued.collect().json["accepted"] == 2


def test_a_journal_row_that_was_edited_is_pointed_out(complete: Journey) -> None:
    """The sheet promises it: JOURNAL_EDITED names the hash of the first row that does not hold."""
    with complete.typing() as book:
        journal = book["Nhật ký"]
        row = next(cells for cells in journal.iter_rows(min_row=6) if cells[3].value)
        row[3].value = "không có gì"
        cell, value = row[6].coordinate, row[6].value
    found = [one for one in complete.rank().json["findings"] if one["code"] == "JOURNAL_EDITED"]
    assert [(one["sheet"], one["cell"], one["value"]) for one in found] == [("Nhật ký", cell, value)]


@pytest.mark.parametrize("name", [normalize("NFD", "Phiếu xã Bình Hải.xlsx"), "Phieu  hai dau cach.xlsx"])
def test_an_odd_file_name_breaks_neither_the_chain_nor_the_peace(issued: Journey, name: str) -> None:
    """A name in the Mac's Unicode form or with doubled spaces: the chain holds and a second run is idle."""
    issued.send("BH", name=name)
    issued.collect()
    chain_is_whole(issued)
    before = issued.book.read_bytes()
    issued.collect()
    issued.rank()
    assert issued.book.read_bytes() == before


def test_the_order_of_the_inbox_never_changes_a_byte(issued: Journey, tmp_path: Path) -> None:
    """The same files named in any order give the same book, journal and all."""
    two_equal_files(issued)
    issued.drop("hong.xlsx", b"PK\x03\x04 hong")
    start, files = issued.book.read_bytes(), sorted(issued.inbox.iterdir())
    books: list[bytes] = []
    for order in (files, files[::-1], files[3:] + files[:3], [issued.inbox]):
        folder = tmp_path / f"lan{len(books)}"
        folder.mkdir()
        (folder / journey.BOOK).write_bytes(start)
        run("collect", folder / journey.BOOK, *order, "--json")
        books.append((folder / journey.BOOK).read_bytes())
    assert len(set(books)) == 1


def test_the_journal_tells_where_a_file_came_from_and_what_superseded_it(issued: Journey) -> None:
    """Received from where, whose, in which state; later: superseded by which file."""
    issued.send("AN")
    issued.collect()
    issued.send("AN", change_score(8), name="Phieu_AN_moi.xlsx", saved=LATER)
    issued.collect()
    told = [record["Thay đổi"] for record in issued.sheet("Nhật ký", "Lúc").records()]
    (first,) = (line for line in told if line.startswith("Nhận Phieu_AN_2025.xlsx"))
    assert "từ hop_thu (" in first
    assert first.endswith("đơn vị AN, đã nhận")
    (later,) = (line for line in told if line.startswith("Phieu_AN_2025.xlsx ("))
    assert later.endswith("đã nhận → đã thay thế. Đã có Phieu_AN_moi.xlsx thay thế.")


def test_the_journal_tells_what_a_replacement_fills_in(issued: Journey) -> None:
    """Blank → value of a newer form is told as any other change; the first form is told as received alone."""
    issued.send("AN", change_score(None))
    issued.collect()
    issued.send("AN", name="Phieu_AN_moi.xlsx", saved=LATER)
    issued.collect()
    told = [record["Thay đổi"] for record in issued.sheet("Nhật ký", "Lúc").records()]
    assert [line for line in told if line.startswith("AN (")] == [
        "AN (phiếu thay thế): I.1 Điểm tự chấm (trống) → 10"
    ]
