"""`DANH_MUC.xlsx` among the originals: people find there whose each file is; nothing else ever depends on it."""

import os
from pathlib import Path

import openpyxl
import pytest

from tests.journeys.journey import Journey, Run, Sheet, run
from tests.journeys.office_journey import Office
from tests.journeys.taken_in import LATER, change_score


def listed(originals: Path) -> list[dict[str, object]]:
    """Its rows."""
    sheet = Sheet(openpyxl.load_workbook(originals / "DANH_MUC.xlsx")["Danh mục"], "Mã", "Tệp gốc")
    return sheet.records()


def links(originals: Path) -> set[str]:
    """The files that its cells lead to."""
    sheet = openpyxl.load_workbook(originals / "DANH_MUC.xlsx")["Danh mục"]
    return {str(cell.hyperlink.target) for row in sheet for cell in row if cell.hyperlink}


def test_each_original_is_told_and_linked(collected: Journey) -> None:
    """Unit, moment, name, whether it counts; the links lead to every file that lies there."""
    rows = {str(row["Mã"]): row for row in listed(collected.originals)}
    receipts = collected.sheet("Tiếp nhận", "Mã đơn vị", "Trạng thái").records()
    accepted = {str(row["Mã đơn vị"]) for row in receipts if row["Trạng thái"] == "Đã nhận"}
    assert {code for code, row in rows.items() if row["Được tính"] == "Có"} == accepted
    assert rows["AN"]["Đơn vị"] and "/" in str(rows["AN"]["Nhận lúc"])
    assert links(collected.originals) == {path.name for path in collected.kept_originals}


def test_a_file_that_is_replaced_says_so(collected: Journey) -> None:
    """Both stand in the list; the newer one counts."""
    collected.send("AN", change_score(3), name="lan_hai.xlsx", saved=LATER)
    collected.collect()
    counts = sorted(str(row["Được tính"]) for row in listed(collected.originals) if row["Mã"] == "AN")
    assert counts == ["Có", "Không: có bản mới"]


def test_a_decision_about_a_file_is_followed(collected: Journey) -> None:
    """Bỏ qua, then Xếp hạng: no file came in, but it counts no more."""
    with collected.typing() as book:
        receipts = Sheet(book["Tiếp nhận"], "Mã đơn vị", "Trạng thái")
        receipts.put(receipts.row("AN", "Đã nhận"), "Quyết định", "Bỏ qua")
    collected.rank()
    (row,) = (row for row in listed(collected.originals) if row["Mã"] == "AN")
    assert row["Được tính"] != "Có"


def test_the_same_again_writes_nothing(collected: Journey) -> None:
    """Not another moment, not a byte."""
    path = collected.originals / "DANH_MUC.xlsx"
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    collected.collect()
    collected.rank()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@pytest.mark.parametrize("what", ["gone", "spoilt", "open", "a folder"])
def test_nothing_depends_on_it(collected: Journey, what: str) -> None:
    """Nobody reads it: gone, spoilt or open in Excel it holds up no command, and verify says nothing of it."""
    path = collected.originals / "DANH_MUC.xlsx"
    whole = path.read_bytes()
    if what == "open":
        path.with_name("~$DANH_MUC.xlsx").touch()
    else:
        path.unlink()
    if what == "spoilt":
        path.write_bytes(b"x")
    if what == "a folder":
        path.mkdir()
    before = verified(collected)
    assert collected.collect().code == 1
    assert verified(collected) == before
    if what in ("gone", "spoilt"):
        assert path.read_bytes() == whole


def test_a_list_of_nothing_says_so(issued: Journey) -> None:
    """Back before the first form came in, none counts; the files lie there still."""
    issued.send("AN")
    issued.collect()
    assert len(listed(issued.originals)) == 1
    assert run("undo", issued.book, "--to", "1").code == 0
    assert listed(issued.originals) == []
    assert len(issued.kept_originals) == 1


def test_a_list_that_another_program_holds_gets_no_copy(
    collected: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not every program leaves a lock beside what it shows."""
    put = os.replace

    def refused(old: str | Path, new: Path) -> None:
        if new.name == "DANH_MUC.xlsx":
            raise PermissionError
        put(old, new)

    monkeypatch.setattr(os, "replace", refused)
    before = (collected.originals / "DANH_MUC.xlsx").read_bytes()
    collected.send("AN", change_score(3), name="lan_hai.xlsx", saved=LATER)
    assert collected.collect().code == 1
    assert [path.name for path in collected.originals.glob("DANH_MUC*")] == ["DANH_MUC.xlsx"]
    assert (collected.originals / "DANH_MUC.xlsx").read_bytes() == before


def verified(cluster: Journey) -> tuple[int, str]:
    """What `verify` answers."""
    done: Run = run("verify", cluster.book)
    return done.code, done.out


def test_a_folder_of_originals_collected_by_mistake_brings_no_form(collected: Journey) -> None:
    """The list is ours: it is no form, and refused as none."""
    inbox = collected.folder / "chep"
    inbox.mkdir()
    (inbox / "DANH_MUC.xlsx").write_bytes((collected.originals / "DANH_MUC.xlsx").read_bytes())
    (one,) = run("collect", collected.book, inbox, "--json").json["files"]
    assert one["status"] == "kept"


def test_the_superior_has_a_list_too(office: Office) -> None:
    """Clusters' books by cluster."""
    office.receive("C01")
    office.consolidate()
    (row,) = listed(office.originals)
    assert (row["Mã"], row["Được tính"]) == ("C01", "Có")
    assert links(office.originals) == {path.name for path in office.kept_originals}
