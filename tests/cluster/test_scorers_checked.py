"""A scorer's workbook is checked before it is sent: what it lacks, cell by cell or criterion by criterion."""

from tests.journeys.journey import Journey, run
from tests.journeys.scorer_workbooks import all_of, in_files, sent, sheet_of, workbook_of
from tests.journeys.scoring_together import MIXED, SHARED, scored_by


def test_check_tells_the_cells_that_lack(asked: Journey) -> None:
    """Each at its cell while they are few; without the book and beside it alike."""
    path = sent(asked, "TC", {**all_of("TC", 5), (SHARED, "BH"): None, (MIXED, "CM"): None})
    sheet = sheet_of(workbook_of(asked, "TC"))
    cells = {pair: sheet.address(sheet.row(*pair), "Điểm") for pair in ((SHARED, "BH"), (MIXED, "CM"))}
    for more in ((), ("--book", asked.book)):
        answer = run("check", path, *more, "--json")
        lacking = in_files(answer, "SCORE_NOT_GIVEN")
        assert answer.code == 1
        told = {(one["criterion"], one["unit"]): one["cell"] for one in lacking}
        assert told == cells
        assert all(one["severity"] == "error" for one in lacking)


def test_many_cells_of_a_criterion_are_told_as_one(asked: Journey) -> None:
    """With how many units they are, and which, at the first cell."""
    path = sent(asked, "TC", {(MIXED, unit): 5 for unit in ("AN", "BH", "CM", "DL", "EN")})
    (lacking,) = in_files(run("check", path, "--json"), "SCORE_NOT_GIVEN")
    sheet = sheet_of(workbook_of(asked, "TC"))
    assert (lacking["cell"], lacking["criterion"], lacking["unit"]) == (
        sheet.address(sheet.row(SHARED, "AN"), "Điểm"), SHARED, None,
    )  # fmt: skip
    assert lacking["message"] == "Tiêu chí 2.4 chưa được chấm cho 5 đơn vị: AN, BH, CM, DL, EN."


def test_a_whole_workbook_lacks_nothing_and_a_blank_one_is_only_blank(asked: Journey) -> None:
    """Nobody reads a list of all its cells who has just opened it."""
    whole = run("check", sent(asked, "TC", all_of("TC", 5)), "--json")
    assert whole.code == 0
    assert not in_files(whole, "SCORE_NOT_GIVEN")
    blank = run("check", sent(asked, "NV", {}), "--json")
    assert not in_files(blank, "SCORE_NOT_GIVEN")
    assert in_files(blank, "SCORER_FORM_BLANK")


def test_a_score_that_is_owed_no_more_does_not_lack(asked: Journey) -> None:
    """The criterion went to the head since: the book knows, the file alone does not."""
    path = sent(asked, "TC", {**all_of("TC", 5), (MIXED, "CM"): None})
    with asked.typing() as book:
        scored_by(book, {MIXED: "Trưởng cụm"})
    assert in_files(run("check", path, "--json"), "SCORE_NOT_GIVEN")
    assert not in_files(run("check", path, "--book", asked.book, "--json"), "SCORE_NOT_GIVEN")
