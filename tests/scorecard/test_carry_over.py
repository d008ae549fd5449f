"""Forms made from older criteria: what means the same is moved, everything else is listed."""

from typing import Any

from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.journey import Journey, Sheet
from tests.journeys.taken_in import use_the_only_file
from thidua_xl.domain.scoring.criteria import Criteria, Criterion, Method, RowKind, Scorer
from thidua_xl.scorecard.carry_over import plan

UNIT, OTHER = "AN", "BH"


def _criteria(book: Workbook) -> Sheet:
    return Sheet(book["Tiêu chí"], "Mã")


def _changed(cluster: Journey) -> None:
    """I.1 bears more points now, I.4 is gone, 2.5 is new; everything else is as it was."""
    with cluster.typing() as book:
        table = _criteria(book)
        table.put(table.row("I.1"), "Điểm tối đa", 12)
        gone = table.row("I.4")
        for header, value in (("Mã", "2.5"), ("Nội dung", "Chuyển đổi số"), ("Loại", "Tiêu chí"),
                              ("Điểm tối đa", 10), ("Cách chấm", "Chấm trực tiếp"), ("Tham số", None),
                              ("Đơn vị tính", None)):  # fmt: skip
            table.put(gone, header, value)


def _findings(document: dict[str, Any], code: str) -> list[tuple[str | None, str]]:
    return [(one["criterion"], one["value"]) for file in document["files"] for one in file["findings"]
            if one["code"] == code]  # fmt: skip


def test_a_person_is_told_what_would_move_before_deciding(issued: Journey) -> None:
    """The waiting file says how much of it can be used."""
    _changed(issued)
    issued.send(UNIT)
    document = issued.collect().json
    (file,) = document["files"]
    assert file["status"] == "waiting"
    (told,) = (one["message"] for one in file["findings"] if one["code"] == "OLD_CRITERIA")
    assert "chuyển nguyên" in told
    assert "phải xem lại: I.1" in told
    assert "không còn trong sổ: I.4" in told
    assert "mới có, phiếu chưa chấm: 2.5" in told


def test_what_means_the_same_is_moved_and_the_rest_is_listed(issued: Journey) -> None:
    """Every score keeps its code; one by another measure is pointed out, one that is gone and one that is new, too."""
    issued.send(UNIT)
    before = {c: v[8] for c, v in _received(_collected(issued)).items()}
    _changed(issued)
    issued.collect()
    use_the_only_file(issued)
    document = issued.collect().json
    (file,) = document["files"]
    assert file["status"] == "accepted"
    assert _findings(document, "MEASURE_CHANGED") == [("I.1", "10")]
    assert _findings(document, "CRITERION_GONE") == [("I.4", "10")]
    assert _findings(document, "CRITERION_NEW") == [("2.5", "2.5")]
    assert len(_findings(document, "CARRIED_OVER")) == 1
    assert _findings(document, "SCORE_MISSING") == []
    assert _findings(document, "MAXIMUM_CHANGED") == []
    after = {c: v[8] for c, v in _received(issued).items()}
    same = [code for code in after if code != "2.5"]
    assert {code: after[code] for code in same} == {code: before[code] for code in same}


def _collected(cluster: Journey) -> Journey:
    cluster.collect()
    return cluster


def _received(cluster: Journey, unit: str = UNIT) -> dict[str, list[Any]]:
    """Criterion → the row of the unit on `Thống nhất điểm`."""
    table = cluster.sheet(journey.LEDGER, "Mã đơn vị", "Mã tiêu chí")
    rows = {}
    for row in table.rows():
        if table.at(row, "Mã đơn vị") == unit:
            headers = ("Mã đơn vị", "Đơn vị", "Mã tiêu chí", "Tiêu chí", "Điểm tối đa", "Chỉ tiêu", "Kết quả",
                       "Không được giao", "Điểm tự chấm")  # fmt: skip
            rows[str(table.at(row, "Mã tiêu chí"))] = [table.at(row, header) for header in headers]
    return rows


def test_a_changed_criterion_is_read_anew(issued: Journey) -> None:
    """Target and result are facts; that the score was given by another rule is said, and what the rule gives now."""
    issued.send(OTHER)
    issued.collect()
    with issued.typing() as book:
        table = _criteria(book)
        table.put(table.row("I.3"), "Tham số", "% 100:15; 90:10; khác:0")
    issued.collect()
    use_the_only_file(issued)
    document = issued.collect().json
    assert _findings(document, "MEASURE_CHANGED") == [("I.3", "12")]
    assert _findings(document, "DIFFERS_FROM_RULE") == [("I.3", "12")]
    assert _received(issued, OTHER)["I.3"][5:] == [20, 18, None, 12]


def test_the_same_run_again_changes_nothing(issued: Journey) -> None:
    """What was carried over is carried over in the same way from the original."""
    issued.send(UNIT)
    _changed(issued)
    issued.collect()
    use_the_only_file(issued)
    issued.collect()
    before = issued.book.read_bytes()
    issued.collect()
    assert issued.book.read_bytes() == before


def test_the_plan_of_two_versions() -> None:
    """Wording changes nothing; a criterion that only the head scores is not missed in a form."""
    old = Criteria((Criterion("1", max_points=5000, text="cũ"), Criterion("2", max_points=5000),
                    Criterion("3", max_points=5000)))  # fmt: skip
    now = Criteria((
        Criterion("1", max_points=5000, text="mới"), Criterion("2", max_points=5000, method=Method.RATIO),
        Criterion("4", max_points=1000), Criterion("5", max_points=1000, scorer=Scorer.HEAD),
        Criterion("6", kind=RowKind.SECTION),
    ))  # fmt: skip
    assert plan(old, now) == (("1",), ("2",), ("3",), ("4",))
