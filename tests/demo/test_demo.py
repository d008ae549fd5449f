"""`demo` tells the same story on any day of the year."""

from pathlib import Path

import pytest

from tests.journeys.journey import run

NEW_YEARS_DAY = "1767225600"


def test_the_mended_form_counts_on_the_first_day_of_the_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The forms were saved before they were received, whatever the day: none waits, nobody is missing."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEW_YEARS_DAY)
    assert run("demo", tmp_path / "out").code == 0
    (book,) = (tmp_path / "out").glob("SoCum_*.xlsx")
    ranked = run("rank", book, "--json").json
    assert {unit["status"] for unit in ranked["units"]} == {"ranked"}
    assert ranked["nominee"] == "MSO"
