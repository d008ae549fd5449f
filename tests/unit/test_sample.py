"""The invented sample: a complete table of criteria, clean scorecards, and a tie that the vote settles."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from thidua_xl import sample
from thidua_xl.domain.ranking.standings import Standings, UnitStatus, rank_units
from thidua_xl.domain.ranking.votes import BallotRow
from thidua_xl.domain.scoring.criteria import (
    Criteria,
    Criterion,
    Method,
    RowKind,
    Scorer,
    WhenNotAssigned,
    parent_code,
)
from thidua_xl.domain.scoring.groups import grouping_of
from thidua_xl.domain.scoring.parameters import (
    Invalid,
    LessPerPercent,
    Ratio,
    Steps,
    cap_problem,
    parse_parameter,
)
from thidua_xl.domain.scoring.rows import EVIDENCE, MARK, RESULT, SCORE, TARGET, Origin, Row, read_row
from thidua_xl.domain.scoring.rules import Outcome, suggest
from thidua_xl.domain.scoring.scores import Agreement, ClusterScorer, Totals, parameters_of, total_units
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.findings import Finding
from thidua_xl.domain.values.numbers import in_points
from thidua_xl.sample.figures import reported
from thidua_xl.scorecard.validate import validate

YEAR = 2026
TABLE = Criteria(sample.criteria())
PARAMETERS = parameters_of(TABLE)
SETTINGS = sample.settings(YEAR)
UNITS = sample.units()
CARDS = sample.fills(YEAR)
AGREED = sample.agreed(YEAR)
HEAD_SCORED = {row.code for row in TABLE.scored if row.scorer is Scorer.HEAD}
HEADERS = {"Chỉ tiêu": "target", "Kết quả": "result", "Không được giao": "mark", "Điểm tự chấm": "score"}
LETTERS = {TARGET: "F", RESULT: "G", SCORE: "J", MARK: "K", EVIDENCE: "L"}


def read(
    cards: dict[str, dict[str, sample.Filled]], changes: Sequence[tuple[str, str, str, object]] = ()
) -> tuple[list[Row], list[Finding]]:
    """The scorecards as typed rows, with some cells replaced, and everything that is wrong with them."""
    typed = {(unit, code, HEADERS[header]): value for unit, code, header, value in changes}
    rows: list[Row] = []
    findings: list[Finding] = []
    for unit, card in cards.items():
        for at, criterion in enumerate(TABLE.scored):
            filled = card.get(criterion.code)
            row = Row(unit, criterion, PARAMETERS[criterion.code], Origin(unit, "Tự chấm", LETTERS), at)
            row.evidence = filled is not None and bool(filled.evidence)
            cells = [
                typed.get((unit, criterion.code, name), getattr(filled, name, None))
                for name in HEADERS.values()
            ]
            findings += read_row(row, *cells)
            rows.append(row)
    return rows, findings + validate(rows, SETTINGS.rounding).findings


def agreements() -> dict[tuple[str, str], Agreement]:
    """What was agreed, as the book's own rows would read it."""
    by_key: dict[tuple[str, str], Agreement] = {}
    found: list[Finding] = []
    for (unit, code), one in AGREED.items():
        row = Row(unit, TABLE.by_code[code], PARAMETERS[code], Origin("", "Thống nhất điểm", {}, True), 0)
        found += read_row(row, one.target, one.result, one.not_assigned, one.score)
        by_key[unit, code] = row.agreement(row.mark if one.not_assigned else None, counts=True)
    assert found == []
    return by_key


def totals() -> list[Totals]:
    """Every unit's totals once all is agreed."""
    rows, _ = read(CARDS)
    claims = {(row.unit, row.criterion.code): row.claim(counts=True) for row in rows}
    scores = ClusterScorer(TABLE, SETTINGS, UNITS).score(claims, agreements())
    return total_units(TABLE, SETTINGS, UNITS, scores, {unit.code for unit in UNITS})


def voted() -> list[BallotRow]:
    """The sample's vote as the sheet would be read."""
    return [
        BallotRow(
            row=at,
            round=whole(line["Lần"]) or 0,
            rank=whole(line["Hạng"]) or 0,
            unit=str(line["Mã đơn vị"]),
            votes=whole(line["Số phiếu"]),
            eligible=whole(line["Được bỏ phiếu"]),
            present=whole(line["Có mặt"]),
            issued=whole(line["Phát ra"]),
            collected=whole(line["Thu vào"]),
            valid=whole(line["Hợp lệ"]),
            invalid=whole(line["Không hợp lệ"]),
        )
        for at, line in enumerate(sample.ballots(YEAR))
    ]


def whole(value: object) -> int | None:
    """A figure of the vote."""
    assert value is None or isinstance(value, int)
    return value


def ranked(*ballots: BallotRow) -> Standings:
    """The standings, with or without the vote."""
    return rank_units([total.as_unit_total(empty=False) for total in totals()], SETTINGS, ballots, [])


# --- the table --------------------------------------------------------------------------------


def test_the_criteria_add_up_to_exactly_a_thousand_points() -> None:
    """Bonus and penalty stand outside; every section carries the sum of what is below it."""
    assert sum(row.max_points for row in TABLE if row.kind is RowKind.CRITERION) == 1_000_000
    assert [TABLE.by_code[code].max_points for code in ("I", "II", "III", "IV", "V")] == [
        400_000,
        350_000,
        250_000,
        0,
        0,
    ]
    grouping = grouping_of(TABLE, digits=2)
    assert all(row.max_points == grouping.section_maximum(row.code) for row in TABLE.sections)


def test_every_code_is_unique_and_has_its_section_above_it() -> None:
    """The dots give the tree, three levels deep."""
    assert len(TABLE.by_code) == len(TABLE)
    sections = {row.code for row in TABLE.sections}
    assert all(parent_code(row.code) in sections | {""} for row in TABLE)
    assert max(row.depth for row in TABLE) == 3


_OF_ALL_RULES = frozenset({Method.LEVELS, Method.BRACKETS, Method.CLUSTER_RANKS, Method.ON_TIME})
"""Rules of other tables than that of HD 1302: not in its sample."""


def test_every_method_every_kind_and_both_scorers_occur() -> None:
    """Whoever looks at the sample sees everything that the program can do."""
    assert {row.method for row in TABLE.scored} == set(Method) - _OF_ALL_RULES
    assert {row.kind for row in TABLE} == set(RowKind) - {RowKind.CONDITION}  # HD 1302 knows none
    assert {row.scorer for row in TABLE.scored} == {Scorer.UNIT, Scorer.HEAD}
    used = {row.when_not_assigned for row in TABLE.scored}
    assert used == set(WhenNotAssigned) - {WhenNotAssigned.LEAVES_MAXIMUM, WhenNotAssigned.BESIDE_BEST}


def test_lower_is_better_and_both_kinds_of_steps_occur() -> None:
    """Three rules know the wording, and steps compare a ratio or the result itself."""
    known = list(PARAMETERS.values())
    for rule in (Ratio, Steps, LessPerPercent):
        assert {one.lower_is_better for one in known if isinstance(one, rule)} == {True, False}
    assert {one.of_ratio for one in known if isinstance(one, Steps)} == {True, False}


@pytest.mark.parametrize("criterion", TABLE.scored, ids=lambda row: row.code)
def test_every_parameter_is_understood_and_its_cap_is_the_maximum(criterion: Criterion) -> None:
    """A new sample book has nothing to fix."""
    parameter = parse_parameter(criterion)
    assert not isinstance(parameter, Invalid)
    assert cap_problem(criterion, parameter) is None


def test_whatever_is_counted_or_compared_has_a_unit_of_measure() -> None:
    """Only what is judged or passed has none."""
    bare = {row.method for row in TABLE.scored if not row.measure}
    assert bare == {Method.DIRECT, Method.PASS_FAIL}


def test_the_offices_numbering_runs_through_the_vietnamese_alphabet() -> None:
    """After d comes đ: TT is what is printed, Mã what the program goes by."""
    assert [TABLE.by_code[f"II.5.{letter}"].number for letter in "abcde"] == ["a", "b", "c", "d", "đ"]
    assert TABLE.by_code["I.2"].number == "2"


# --- the cluster ------------------------------------------------------------------------------


def test_head_and_deputy_are_members_and_nobody_can_be_reached() -> None:
    """Addresses end in example.vn and telephones begin with a number that no exchange has."""
    codes = [unit.code for unit in UNITS]
    assert len(set(codes)) == 8
    assert SETTINGS.head in codes and SETTINGS.deputy in codes and SETTINGS.head != SETTINGS.deputy
    assert all(unit.email.endswith("@example.vn") for unit in UNITS)
    assert all(unit.telephone.startswith("0237 000 0") for unit in UNITS)


@pytest.mark.parametrize("year", range(2024, 2036))
def test_the_dates_are_working_days_in_their_order_whatever_the_year(year: int) -> None:
    """Deadline, meeting, conference, all before the report is due on 25 December (HD 1302, II.5)."""
    dates = [day for day in dates_of(sample.settings(year)) if day is not None]
    assert len(dates) == 3
    assert all(earlier < later for earlier, later in pairwise([*dates, date(year, 12, 25)]))
    assert all(day.weekday() < 5 and day.year == year for day in dates)


def dates_of(settings: Settings) -> tuple[date | None, ...]:
    """The three dates."""
    return settings.deadline, settings.meeting, settings.conference


# --- the scorecards ---------------------------------------------------------------------------


def test_every_unit_fills_everything_but_what_the_head_scores() -> None:
    """Nothing is left out, nothing is typed into a locked cell."""
    expected = [row.code for row in TABLE.scored if row.code not in HEAD_SCORED]
    assert [unit.code for unit in UNITS] == list(CARDS)
    assert all(list(card) == expected for card in CARDS.values())


def test_validation_finds_nothing_at_all_in_the_scorecards() -> None:
    """No error, no warning, not even a note."""
    _, findings = read(CARDS)
    assert findings == []


def test_self_scores_are_what_the_rules_suggest() -> None:
    """The clerk accepts the suggestion wherever a rule of one unit gives one."""
    rows, _ = read(CARDS)
    for row in rows:
        if row.mark or row.criterion.method in (Method.DIRECT, Method.LEADER, Method.BY_RANK):
            continue
        claim = row.claim(counts=True)
        parameter = PARAMETERS[row.criterion.code]
        suggested = suggest(
            row.criterion, parameter, claim.target, claim.result, claim.passed, SETTINGS.rounding
        )
        assert suggested == Outcome(int((claim.score or Decimal(0)) * 1000)), (row.unit, row.criterion.code)


def test_one_target_was_not_given_and_the_head_confirms_it() -> None:
    """The one x stands where the table allows it, with neither result nor score."""
    marked = {(u, code): one for u, card in CARDS.items() for code, one in card.items() if one.mark}
    assert list(marked) == [("XLO", "I.2.b")]
    assert TABLE.by_code["I.2.b"].when_not_assigned is WhenNotAssigned.FULL
    assert marked["XLO", "I.2.b"].score is None and marked["XLO", "I.2.b"].result is None
    assert AGREED["XLO", "I.2.b"].not_assigned == "Có"


def test_every_entry_has_its_evidence_of_the_year() -> None:
    """Evidence cites a document of the year."""
    assert all(one.evidence for card in CARDS.values() for one in card.values())
    assert CARDS["DLY"]["I.1.a"].evidence == f"BC số 88/BC-UBND ngày 27/10/{YEAR}"
    assert str(YEAR + 1) in sample.fills(YEAR + 1)["DLY"]["I.1.a"].evidence


def test_a_units_documents_are_numbered_in_the_order_of_their_dates() -> None:
    """A clerk would notice a report 106 that is older than report 104; all are before the deadline."""
    for card in CARDS.values():
        documents = set()
        for one in card.values():
            if found := re.search(r"BC số (\d+).* ngày (\d\d)/(\d\d)/(\d{4})", one.evidence):
                number, day, month, year = (int(text) for text in found.groups())
                documents.add((number, date(year, month, day)))
        dates = [day for _, day in sorted(documents)]
        assert len(documents) > 10 and dates == sorted(dates)
        assert SETTINGS.deadline is not None and dates[-1] < SETTINGS.deadline


def test_not_everybody_claims_the_maximum() -> None:
    """In a real pilot 82 % of self-scores were the maximum; a sample that copied it would show nothing."""
    scores = [
        (one.score, in_points(TABLE.by_code[code].max_points))
        for card in CARDS.values()
        for code, one in card.items()
        if one.score is not None and TABLE.by_code[code].kind is RowKind.CRITERION
    ]
    assert 0.2 < sum(score == full for score, full in scores) / len(scores) < 0.6


def test_the_sample_is_the_same_in_every_run_and_moves_with_the_year() -> None:
    """Only dates and document numbers know the year; the scores do not."""
    assert sample.fills(YEAR) == CARDS and sample.fills() == sample.fills(sample.YEAR)
    later = sample.fills(2031)
    assert all(later[u][code].score == one.score for u, card in CARDS.items() for code, one in card.items())
    assert len(list(reported())) == 8 * (len(TABLE.scored) - len(HEAD_SCORED))


# --- the mistakes -----------------------------------------------------------------------------


def test_each_mistake_is_found_where_it_was_made() -> None:
    """Eight typical mistakes of one unit that is not among the tied ones, and nothing else is found."""
    _, findings = read(CARDS, sample.mistakes(YEAR))
    assert {unit for unit, *_ in sample.mistakes(YEAR)} == {"HLY"}
    assert {(one.unit, one.criterion, one.code) for one in findings} == {
        ("HLY", "I.1.a", Code.NUMBER_AS_TEXT),
        ("HLY", "I.1.b", Code.AMBIGUOUS_NUMBER),
        ("HLY", "I.2.c", Code.DATE_AS_NUMBER),
        ("HLY", "I.3.d", Code.BOOLEAN_AS_NUMBER),
        ("HLY", "II.1.b", Code.SCALE_DIFFERS),
        ("HLY", "II.1.b", Code.DIFFERS_FROM_RULE),
        ("HLY", "II.4.b", Code.SCORE_MISSING),
        ("HLY", "III.2.e", Code.NOT_A_NUMBER),
        ("HLY", "III.3.a", Code.OVER_MAXIMUM),
    }


def test_the_score_typed_as_text_is_the_score_that_was_meant() -> None:
    """Read as a number it changes nothing, so only a note tells of it."""
    rows, _ = read(CARDS, sample.mistakes(YEAR))
    row = next(row for row in rows if (row.unit, row.criterion.code) == ("HLY", "I.1.a"))
    assert row.score.number == Decimal(str(CARDS["HLY"]["I.1.a"].score))


# --- the meeting and the vote -----------------------------------------------------------------


def test_the_head_enters_all_its_own_criteria_for_everybody() -> None:
    """Ranks as results, scores as scores; nobody is left without."""
    for code in HEAD_SCORED:
        ranks = TABLE.by_code[code].method is Method.BY_RANK
        for unit in UNITS:
            one = AGREED[unit.code, code]
            assert (one.result is not None) is ranks and (one.score is not None) is not ranks


def test_every_change_of_a_self_score_gives_its_reason() -> None:
    """And nothing but a change needs one."""
    changed = {key for key, one in AGREED.items() if key[1] not in HEAD_SCORED and not one.not_assigned}
    assert 3 <= len(changed) <= 7
    assert {key for key, one in AGREED.items() if one.reason} == changed


def test_exactly_two_units_end_level_for_first_and_the_third_clearly_apart() -> None:
    """All other totals differ, every unit is complete, and the field is as wide as in a real cluster."""
    found = sorted(totals(), key=lambda one: -one.agreed_total)
    points = [one.agreed_total for one in found]
    assert {one.unit.code for one in found[:2]} == {"MSO", "TDA"}
    assert points[0] == points[1] == 959_300
    assert points[1] - points[2] > 20_000 and len(set(points)) == 7
    assert all(780_000 <= one <= 960_000 for one in points)
    assert not any(one.missing for one in found)


def test_before_anything_is_agreed_nobody_knows_that_there_will_be_a_tie() -> None:
    """The self totals all differ."""
    assert len({one.self_total for one in totals()}) == 8


def test_without_the_vote_the_program_stops_at_the_tie() -> None:
    """Equal for first: no nominee, no hidden tie-break."""
    standings = ranked()
    assert [tie.codes for tie in standings.open_ties] == [("MSO", "TDA")]
    assert standings.nominee is None
    assert sum(line.status is UnitStatus.WAITING_VOTE for line in standings.standings) == 2


def test_the_vote_settles_the_tie_and_names_the_nominee() -> None:
    """The winner is first, the loser second, and there is nothing left to find."""
    standings = ranked(*voted())
    assert [line.code for line in standings.standings[:3]] == ["MSO", "TDA", "DLY"]
    assert [line.rank for line in standings.standings] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [line.place for line in standings.standings[:3]] == ["Nhất", "Nhì", "Ba"]
    assert standings.nominee == "MSO"
    assert standings.findings == [] and standings.open_ties == ()


def test_the_votes_figures_stand_on_its_first_row_only() -> None:
    """As a counting committee fills the sheet: the second row holds a candidate and its votes."""
    first, second = sample.ballots(YEAR)
    assert None not in first.values() and list(first) == list(second)
    assert [header for header, value in second.items() if value is not None] == [
        "Lần",
        "Hạng",
        "Mã đơn vị",
        "Số phiếu",
    ]
    assert first["Ngày"] == SETTINGS.conference
