"""Sổ đã nhận: which file counts for a cluster, and what becomes of all others."""

import datetime
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.consolidated import (
    FIRST,
    LEDGER,
    SECOND,
    agreed_on,
    cluster_of,
    states,
    take,
    whole,
)
from tests.journeys.journey import Journey, Run, run
from tests.journeys.office_journey import (
    LATER,
    OTHER,
    Office,
    changed,
    codes,
    mismatches,
)

# --- which file counts ----------------------------------------------------------------------------


def test_the_same_folder_twice_changes_nothing(office: Office) -> None:
    """Not a byte, not a row, no backup."""
    office.receive()
    first = office.consolidate()
    before = whole(office.folder)
    second = office.consolidate()
    assert (second.code, second.json) == (first.code, first.json)
    office.drop("ban sao.xlsx", office.sources["C01"])
    office.consolidate()
    after = whole(office.folder)
    assert {name: after[name] for name in before} == before
    assert len(office.records("Sổ đã nhận")) == 2


def test_the_book_is_the_state(office: Office) -> None:
    """Another folder later on: the books received before still count, from the originals."""
    office.receive("C01")
    office.consolidate()
    (office.inbox / FIRST).unlink()
    office.receive(OTHER)
    answer = office.consolidate()
    assert (answer.code, answer.json["received"]) == (0, 2)
    kept = {path.stem for path in office.kept_originals}
    assert kept == {hashlib.sha256(data).hexdigest() for data in office.sources.values()}


def test_a_corrected_book_replaces_the_one_before_and_says_so(
    office: Office, complete: Journey, good: bytes
) -> None:
    """The journal goes on: the new one counts, the old one is kept as superseded, whatever their order."""
    take(office, good, "cu.xlsx")
    answer = take(office, agreed_on(good, complete, "EN", 8.5), "moi.xlsx")
    assert (answer.code, codes(answer), cluster_of(answer)["file"]) == (0, ["BOOK_REPLACES"], "moi.xlsx")
    assert "moi.xlsx thay cho cu.xlsx" in cluster_of(answer)["mismatches"][0]["message"]
    assert states(office) == {
        SECOND: ("Đã nhận", OTHER), "cu.xlsx": ("Đã thay thế", "C01"), "moi.xlsx": ("Đã nhận", "C01"),
    }  # fmt: skip
    assert office.by_key("Toàn bộ đơn vị")["EN"]["Tổng điểm"] == 67
    told = [row["Thay đổi"] for row in office.records("Nhật ký")]
    assert any(change.startswith("cu.xlsx") and "đã nhận → đã thay thế" in change for change in told)


def test_an_older_book_that_comes_later_replaces_nothing(
    office: Office, complete: Journey, good: bytes
) -> None:
    """Never the file system's time, never the order of coming."""
    later = agreed_on(good, complete, "EN", 8.5)
    take(office, later, "moi.xlsx")
    answer = take(office, good, "cu.xlsx")
    assert (codes(answer), cluster_of(answer)["file"]) == (["BOOK_REPLACES"], "moi.xlsx")


def test_a_corrected_book_under_the_same_name_is_another_file(
    office: Office, complete: Journey, good: bytes
) -> None:
    """The old original stays; the new one's name bears its hash."""
    take(office, good)
    data = agreed_on(good, complete, "EN", 8.5)
    answer = take(office, data)
    short = hashlib.sha256(data).hexdigest()[:8]
    assert cluster_of(answer)["file"] == f"SoCum_C01_2025 ({short}).xlsx"
    assert len(office.kept_originals) == 3


def forked(office: Office, complete: Journey, good: bytes, saved: datetime.datetime | None = None) -> Run:
    """Two people went on with the same book, each alone; `saved`: when the second was saved last."""
    one, two = (agreed_on(good, complete, unit, points) for unit, points in (("EN", 8.5), ("CM", 8.5)))
    office.drop("anh Bình.xlsx", one)
    office.drop("chị Chi.xlsx", changed(two, lambda _: None, saved) if saved else two)
    office.receive(OTHER)
    return office.consolidate()


def test_forked_journals_are_told_where_the_saved_time_decides(
    office: Office, complete: Journey, good: bytes
) -> None:
    """JOURNAL_FORKED: the later one counts, and a person must say that it is the right one."""
    answer = forked(office, complete, good, datetime.datetime(2025, 12, 29))
    assert (answer.code, codes(answer)) == (1, ["JOURNAL_FORKED"])
    assert cluster_of(answer)["file"] == "chị Chi.xlsx"
    assert states(office)["anh Bình.xlsx"] == ("Đã thay thế", "C01")
    office.put("Sổ đã nhận", ("chị Chi.xlsx",), "Quyết định", "Dùng file này")
    assert (office.consolidate().code, codes(office.consolidate())) == (0, [])


def test_two_books_that_nobody_can_order_wait(office: Office, complete: Journey, good: bytes) -> None:
    """TWO_BOOKS, exit code 1, no result; `Dùng file này` decides, and survives the next runs."""
    answer = forked(office, complete, good)
    assert (answer.code, mismatches(answer)) == (
        1, [("TWO_BOOKS", None, None, "anh Bình.xlsx, chị Chi.xlsx")],
    )  # fmt: skip
    own = cluster_of(answer)
    assert (own["status"], own["units"], answer.json["missing"]) == ("refused", 0, ["C01"])
    assert {states(office)[name][0] for name in ("anh Bình.xlsx", "chị Chi.xlsx")} == {"Chờ quyết định"}
    office.put("Sổ đã nhận", ("chị Chi.xlsx",), "Quyết định", "Dùng file này")
    answer = office.consolidate()
    assert (answer.code, mismatches(answer), cluster_of(answer)["file"]) == (0, [], "chị Chi.xlsx")
    before = office.book.read_bytes()
    assert office.consolidate().code == 0
    assert office.book.read_bytes() == before
    row = office.by_key("Sổ đã nhận")["chị Chi.xlsx"]
    assert (row["Vì sao"], row["Quyết định"]) == ("Dùng theo quyết định.", "Dùng file này")


def test_a_file_may_be_passed_over(office: Office, complete: Journey, good: bytes) -> None:
    """`Bỏ qua`: the other one counts."""
    forked(office, complete, good)
    office.put("Sổ đã nhận", ("chị Chi.xlsx",), "Quyết định", "Bỏ qua")
    answer = office.consolidate()
    assert (answer.code, cluster_of(answer)["file"]) == (0, "anh Bình.xlsx")
    assert states(office)["chị Chi.xlsx"] == ("Đã thay thế", "C01")


def test_a_decision_for_an_older_book_does_not_hide_a_newer_one(
    office: Office, complete: Journey, good: bytes
) -> None:
    """CHOSEN_BOOK_IS_OLDER: what a person chose counts, and the one that came since is named."""
    take(office, good, "cu.xlsx")
    office.put("Sổ đã nhận", ("cu.xlsx",), "Quyết định", "Dùng file này")
    answer = take(office, agreed_on(good, complete, "EN", 8.5), "moi.xlsx")
    assert (codes(answer), cluster_of(answer)["file"]) == (["CHOSEN_BOOK_IS_OLDER"], "cu.xlsx")
    assert "moi.xlsx mới hơn cu.xlsx" in cluster_of(answer)["mismatches"][0]["message"]
    office.put("Sổ đã nhận", ("moi.xlsx",), "Quyết định", "Dùng file này")
    assert codes(office.consolidate()) == ["TWO_BOOKS"]
    office.put("Sổ đã nhận", ("cu.xlsx",), "Quyết định", None)
    answer = office.consolidate()
    assert (codes(answer), cluster_of(answer)["file"]) == ([], "moi.xlsx")


def test_the_order_of_the_folders_changes_no_byte(office: Office, good: bytes, tmp_path: Path) -> None:
    """Each book in a folder of its own, in either order."""
    folders = []
    for name, data in ((FIRST, good), (SECOND, office.sources[OTHER])):
        folder = tmp_path / "rieng" / name[:-5]
        folder.mkdir(parents=True)
        (folder / name).write_bytes(data)
        folders.append(folder)
    empty = office.book.read_bytes()
    written: list[bytes] = []
    for order in (folders, folders[::-1]):
        office.book.write_bytes(empty)
        assert office.consolidate(*order).code == 0
        written.append(office.book.read_bytes())
    assert written[0] == written[1]


def test_the_saved_time_of_a_copy_is_no_new_version(office: Office, good: bytes) -> None:
    """Saved again without a change: the later one counts and nothing is wrong."""
    take(office, good, "mot.xlsx")
    answer = take(office, changed(good, lambda _: None, LATER), "hai.xlsx")
    assert (answer.code, codes(answer), cluster_of(answer)["file"]) == (0, ["BOOK_REPLACES"], "hai.xlsx")


# --- files that are none --------------------------------------------------------------------------


def year(book: Workbook) -> None:
    """Last year's."""
    journey.set_up(book, {"Năm": 2024})


def unknown(book: Workbook) -> None:
    """A cluster that the office does not have."""
    journey.set_up(book, {"Mã cụm": "C09"})


def without_scores(book: Workbook) -> None:
    """Its central sheet is gone."""
    del book[LEDGER]


def strange(book: Workbook) -> None:
    """Nothing that says whose it is."""
    del book["_meta"]


REFUSED: list[tuple[Callable[[Workbook], None], str, str | None, str | None, str, int]] = [
    (year, "BOOK_YEAR_DIFFERS", "C01", "2024", "Từ chối", 1),
    (unknown, "CLUSTER_UNKNOWN", "C09", "C09", "Chờ quyết định", 1),
    (without_scores, "BOOK_NOT_READ", None, None, "Từ chối", 1),
    (strange, "NOT_A_CLUSTER_BOOK", None, None, "Từ chối", 0),
]


@pytest.mark.parametrize(
    ("change", "code", "cluster", "value", "state", "exit_code"), REFUSED, ids=[one[1] for one in REFUSED]
)
def test_a_file_that_cannot_count_is_named_and_kept(
    office: Office, good: bytes, change: Callable[[Workbook], None], code: str, cluster: str | None,
    value: str | None, state: str, exit_code: int,
) -> None:  # fmt: skip
    """Beside the good books; passed over by decision, nothing is left to be done."""
    office.receive()
    office.drop("la.xlsx", changed(good, change))
    answer = office.consolidate()
    own = [one for one in answer.json["clusters"] for found in one["mismatches"] if found["code"] == code]
    assert [(one["code"], found["value"], found["file"]) for one in own for found in one["mismatches"]] == [
        (cluster, value, "la.xlsx")
    ]
    assert (answer.code, answer.json["received"]) == (exit_code, 2)
    assert states(office)["la.xlsx"][0] == state
    assert len(office.kept_originals) == 3
    office.put("Sổ đã nhận", ("la.xlsx",), "Quyết định", "Bỏ qua")
    answer = office.consolidate()
    assert (answer.code, len(answer.json["clusters"])) == (0, 2)


def test_only_a_book_of_another_year_leaves_the_cluster_refused(office: Office, good: bytes) -> None:
    """Something came and is of no use: not the same as nothing."""
    answer = take(office, changed(good, year))
    own = cluster_of(answer)
    assert (own["status"], own["file"], answer.json["missing"]) == ("refused", FIRST, ["C01"])
    assert office.by_key("Tiến độ")["C01"]["Sổ cụm"] == "Chưa dùng được"


def test_a_damaged_file_stops_nothing(office: Office, good: bytes) -> None:
    """Told, kept, exit code 1."""
    office.receive()
    office.drop("hong.xlsx", good[:9000])
    answer = office.consolidate()
    assert (answer.code, answer.json["received"]) == (1, 2)
    last = answer.json["clusters"][-1]
    assert (last["code"], last["status"], last["file"]) == (None, "refused", "hong.xlsx")
    assert [found["code"] for found in last["mismatches"]] == ["FILE_DAMAGED"]


def test_what_else_lies_in_a_clusters_folder_is_left_out_and_told(office: Office, complete: Journey) -> None:
    """Scorecards, papers, pictures, the office's own book: not taken in, named on the screen."""
    office.receive()
    card = next((complete.folder / "phieu").glob("*.xlsx"))
    office.drop(card.name, card.read_bytes())
    office.drop("Bao cao.pdf", b"%PDF-1.7")
    office.drop("so cua so.xlsx", office.book.read_bytes())
    answer = run("consolidate", office.book, office.inbox)
    assert answer.code == 0
    assert "Bỏ qua 3 tệp không phải sổ cụm: Bao cao.pdf" in " ".join(answer.out.split())
    assert set(states(office)) == {FIRST, SECOND}


def test_the_office_book_may_lie_in_the_folder(office: Office) -> None:
    """Itself, its originals and its backups are no cluster books."""
    office.receive()
    assert office.consolidate(office.folder).code == 0
    before = office.book.read_bytes()
    assert office.consolidate(office.folder).code == 0
    assert office.book.read_bytes() == before


def test_a_lost_original_is_told_and_comes_back(office: Office) -> None:
    """What cannot be computed anew does not count."""
    office.receive()
    office.consolidate()
    lost = next(office.originals.glob(f"{hashlib.sha256(office.sources['C01']).hexdigest()}*"))
    lost.unlink()
    (office.inbox / FIRST).unlink()
    answer = office.consolidate()
    assert (answer.code, codes(answer), answer.json["missing"]) == (1, ["ORIGINAL_LOST"], ["C01"])
    office.receive("C01")
    answer = office.consolidate()
    assert (answer.code, mismatches(answer)) == (0, [])
    assert lost.read_bytes() == office.sources["C01"]
