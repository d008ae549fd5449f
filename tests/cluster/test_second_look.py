"""A corrected form after the meeting: what was agreed stays, what it was agreed upon is said to have changed."""

import datetime
from typing import Any

from tests.journeys import journey
from tests.journeys.journey import SAVED, Journey, form_sheet

LATER = SAVED + datetime.timedelta(days=1)


def _mended(cluster: Journey, unit: str, criterion: str, header: str, value: object) -> None:
    """The unit sends its form again with one cell changed."""

    def change(workbook: Any) -> None:
        sheet = form_sheet(workbook)
        sheet.put(sheet.row(criterion), header, value)

    cluster.send(unit, change, name=f"Phieu_{unit}_sua.xlsx", saved=LATER)


def _told(document: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one["unit"], one["criterion"], one["value"]) for one in document["findings"]
            if one["code"] == "AGREED_BEFORE_CHANGE"]  # fmt: skip


def _standing(cluster: Journey, unit: str, criterion: str) -> Any:
    table = cluster.sheet(journey.LEDGER, "Mã đơn vị", "Mã tiêu chí")
    return table.at(table.row(unit, criterion), "Điểm tính")


def test_what_was_agreed_stays_and_is_named_where_its_inputs_changed(complete: Journey) -> None:
    """One criterion changed in the corrected form: only that one needs another look."""
    complete.agree("AN", "I.1", score=9, reason="đối chiếu")
    complete.agree("AN", "2.1", score=5, reason="đối chiếu")
    complete.rank()
    _mended(complete, "AN", "I.1", "Điểm tự chấm", 8)
    document = complete.collect().json
    assert _told(document) == [("AN", "I.1", "9")]
    (found,) = (one for one in document["findings"] if one["code"] == "AGREED_BEFORE_CHANGE")
    assert "Điểm tự chấm 10 → 8" in found["message"]
    assert _standing(complete, "AN", "I.1") == 9


def test_it_is_said_until_somebody_has_looked(complete: Journey) -> None:
    """Ranking again says it again; a date typed in the row is the second look."""
    complete.agree("AN", "I.1", score=9, reason="đối chiếu")
    complete.rank()
    _mended(complete, "AN", "I.1", "Điểm tự chấm", 8)
    complete.collect()
    assert _told(complete.rank().json) == [("AN", "I.1", "9")]
    complete.agree("AN", "I.1", day=datetime.date(2025, 12, 26))
    assert _told(complete.rank().json) == []
    assert _told(complete.rank().json) == []


def test_an_agreement_typed_just_before_the_new_form_came_is_known_too(complete: Journey) -> None:
    """Nothing has run between typing and collecting: what stood beside it then is what it was agreed upon."""
    complete.agree("AN", "I.1", score=9, reason="đối chiếu")
    _mended(complete, "AN", "I.1", "Điểm tự chấm", 8)
    assert _told(complete.collect().json) == [("AN", "I.1", "9")]


def test_a_form_that_changes_nothing_asks_for_no_look(complete: Journey) -> None:
    """The same figures again are no change."""
    complete.agree("AN", "I.1", score=9, reason="đối chiếu")
    complete.rank()
    complete.send("AN", name="Phieu_AN_lai.xlsx", saved=LATER)
    assert _told(complete.collect().json) == []
