"""Thẩm định: which units to check, and what their appraised scores would change (HD 1302, III.4)."""

from collections.abc import Sequence
from typing import Any

import pytest

from thidua_xl.domain.office.appraisal import by_unit, effect, effects, units_to_check, usable
from thidua_xl.domain.office.clusters import ClusterResult, ClusterUnit
from thidua_xl.domain.office.inputs import Appraised, OfficeSettings
from thidua_xl.domain.ranking.standings import UnitStatus
from thidua_xl.domain.scoring.criteria import Criteria, Criterion, RowKind
from thidua_xl.domain.scoring.groups import grouping_of
from thidua_xl.domain.scoring.settings import Basis

POINT = 1000
NO_GAPS = OfficeSettings(widest_gaps=0, second_within=None)


def unit(
    code: str, rank: int | None, total: int, *, own: int | None = None, place: str | None = "", maximum: int = 100,
    full: bool = False,
) -> ClusterUnit:  # fmt: skip
    """A unit with whole points; its place is that of its rank unless another is given."""
    places = {1: "Nhất", 2: "Nhì", 3: "Ba"}
    percent = total * POINT * 100 // maximum if maximum else None
    return ClusterUnit(
        code, f"Xã {code}", rank, places.get(rank or 0) if place == "" else place, UnitStatus.RANKED, nominee=False,
        self_total=(total if own is None else own) * POINT, agreed_total=total * POINT, max_total=maximum * POINT,
        percent=percent, at_maximum=full, gap=None if own is None else (own - total) * POINT,
    )  # fmt: skip


def cluster(*units: ClusterUnit, code: str = "C01", **more: object) -> ClusterResult:
    """A cluster's result."""
    result = ClusterResult(code, 2025, units=units, basis=Basis.PERCENT)
    for name, value in more.items():
        setattr(result, name, value)
    return result


def proposed(results: Sequence[ClusterResult], settings: OfficeSettings) -> dict[str, tuple[str, ...]]:
    """Unit → why it should be checked."""
    return {one.unit.code: one.reasons for one in units_to_check(results, settings)}


def row(criterion: str, cluster_score: int | None, score: int | None) -> Appraised:
    """A row of A's with whole points."""
    old, new = (None if value is None else value * POINT for value in (cluster_score, score))
    return Appraised("A", criterion, old, new)


# --- which units ----------------------------------------------------------------------------------


def test_every_first_is_checked_and_other_units_without_a_reason_are_not() -> None:
    """In the order of the clusters; two firsts of one cluster both."""
    one = cluster(unit("A", 1, 95), unit("B", 1, 95), unit("C", 3, 80))
    two = cluster(unit("D", 1, 60), unit("E", 2, 10), code="C02")
    assert proposed([one, two], NO_GAPS) == {
        "A": ("xếp thứ Nhất trong cụm",),
        "B": ("xếp thứ Nhất trong cụm",),
        "D": ("xếp thứ Nhất trong cụm",),
    }


@pytest.mark.parametrize(("within", "checked"), [(1999, False), (2000, True), (None, False)])
def test_a_second_is_checked_within_the_set_distance(within: int | None, checked: bool) -> None:
    """The distance itself is still within; without a distance no second is near."""
    settings = OfficeSettings(widest_gaps=0, second_within=within)
    found = proposed([cluster(unit("A", 1, 95), unit("B", 2, 93), unit("C", 3, 93, place="Ba"))], settings)
    assert ("B" in found) is checked
    assert "C" not in found
    if checked:
        assert found["B"] == ("xếp thứ Nhì, kém đơn vị xếp thứ Nhất 2,00 điểm phần trăm",)


@pytest.mark.parametrize(
    ("total", "said"),
    [(95, "bằng điểm đơn vị xếp thứ Nhất"), (97, "hơn đơn vị xếp thứ Nhất 2,00 điểm phần trăm")],
)
def test_a_second_that_is_not_behind(total: int, said: str) -> None:
    """Level, decided by a vote; above, where the members proclaimed against the points."""
    settings = OfficeSettings(widest_gaps=0)
    found = proposed([cluster(unit("A", 1, 95), unit("B", 2, total))], settings)
    assert found["B"] == (f"xếp thứ Nhì, {said}",)


def test_a_second_without_a_first_is_not_compared() -> None:
    """As long as a vote decides on the first place."""
    settings = OfficeSettings(widest_gaps=0, second_within=50_000)
    assert proposed([cluster(unit("A", 1, 95, place=None), unit("B", 2, 93))], settings) == {}


def test_the_widest_gaps_are_measured_in_percent_of_the_maximum_over_all_clusters() -> None:
    """Four points of a hundred are less than three of fifty; equal scores are no gap; thirds are left out."""
    one = cluster(unit("A", 1, 95), unit("B", 2, 80, own=84), unit("C", 3, 50, own=90))
    two = cluster(unit("D", 1, 48), unit("E", 2, 40, own=37, maximum=50), code="C02")
    found = proposed([one, two], OfficeSettings(widest_gaps=1, second_within=None))
    assert found["E"] == ("điểm tự chấm và điểm thống nhất chênh 3,00 điểm (6,00 % điểm tối đa)",)
    assert sorted(found) == ["A", "D", "E"]
    assert sorted(proposed([one, two], OfficeSettings(widest_gaps=9, second_within=None))) == [
        "A",
        "B",
        "D",
        "E",
    ]


def test_a_unit_that_scored_nothing_itself_has_no_gap() -> None:
    """Typed in from paper: what it did not score is no score of 0."""
    found = proposed([cluster(unit("A", 1, 95), unit("B", 2, 80))], OfficeSettings(second_within=None))
    assert found == {"A": ("xếp thứ Nhất trong cụm",)}


def test_a_unit_at_every_maximum_is_checked() -> None:
    """A second one too, and its reasons stand together."""
    found = proposed([cluster(unit("A", 1, 100, full=True), unit("B", 2, 10, full=True))], NO_GAPS)
    assert found["A"] == ("xếp thứ Nhất trong cụm", "mọi tiêu chí đơn vị chấm đều đạt điểm tối đa")
    assert found["B"] == ("mọi tiêu chí đơn vị chấm đều đạt điểm tối đa",)


# --- what it would change -------------------------------------------------------------------------


def test_blank_is_not_zero() -> None:
    """A row that is not filled in, or has no score of the cluster's, changes nothing."""
    a = unit("A", 1, 90)
    done = effect(cluster(a), a, [row("I.1", 10, None), row("I.2", None, 5)])
    assert (done.filled, done.changed, done.total, done.rank) == (0, (), 90 * POINT, 1)


def test_only_scores_that_differ_are_changes() -> None:
    """The total and the percentage move by the difference; 0 is a score."""
    a, b = unit("A", 1, 90), unit("B", 2, 85)
    done = effect(cluster(a, b), a, [row("I.1", 10, 10), row("I.2", 8, 0)])
    assert (done.filled, done.changed) == (2, (("I.2", 8 * POINT, 0),))
    assert (done.total, done.percent, done.rank) == (82 * POINT, 82 * POINT, 2)


@pytest.mark.parametrize("typed", [3, -3])
def test_a_penalty_deducts_whatever_its_sign(typed: int) -> None:
    """One point was deducted, three should have been."""
    a = unit("A", 1, 90)
    done = effect(cluster(a, penalties=frozenset({"P1"})), a, [row("P1", -1, typed)])
    assert done.changed == (("P1", -1 * POINT, -3 * POINT),)
    assert done.total == 88 * POINT


def test_a_penalty_as_the_cluster_had_it_is_no_change() -> None:
    """Two written without a sign is the deduction of two."""
    a = unit("A", 1, 90)
    assert effect(cluster(a, penalties=frozenset({"P1"})), a, [row("P1", -2, 2)]).changed == ()


def test_the_total_does_not_pass_the_ceiling() -> None:
    """Trần tổng điểm holds for the appraised total too."""
    a = unit("A", 1, 98)
    done = effect(cluster(a, ceiling=100 * POINT), a, [row("I.1", 5, 10)])
    assert (done.total, done.percent) == (100 * POINT, 100 * POINT)


def test_ranks_follow_the_basis_of_the_cluster() -> None:
    """By percent B (40 of 50) is ahead of A's 75 of 100, by points it is not."""
    a, b = unit("A", 1, 90), unit("B", 2, 40, maximum=50)
    rows = [row("I.1", 20, 5)]
    assert effect(cluster(a, b, basis=Basis.PERCENT), a, rows).rank == 2
    assert effect(cluster(a, b, basis=Basis.POINTS), a, rows).rank == 1


def test_units_that_would_stand_level_are_named() -> None:
    """A shared rank, which the members would have to vote on."""
    a, b, c = unit("A", 1, 90), unit("B", 2, 85), unit("C", 3, 80)
    done = effect(cluster(a, b, c), a, [row("I.1", 10, 5)])
    assert (done.rank, done.level_with) == (1, ("B",))


def test_a_unit_without_a_rank_or_a_maximum_gets_none() -> None:
    """And units that are not ranked are not counted before others."""
    a, b = unit("A", None, 90, place=None), unit("B", 1, 95)
    assert effect(cluster(a, b), a, [row("I.1", 10, 9)]).rank is None
    nothing = unit("A", 1, 0, maximum=0)
    assert effect(cluster(nothing), nothing, [row("I.1", 1, 0)]).percent is None
    c = unit("C", 1, 80)
    done = effect(cluster(a, c), c, [Appraised("C", "I.1", 10 * POINT, 9 * POINT)])
    assert (done.rank, done.level_with) == (1, ())


def test_rows_are_kept_in_order_unit_by_unit() -> None:
    """As they stand on the sheet."""
    rows = [row("I.1", 1, 1), Appraised("B", "I.1", None, None), row("I.2", 1, 1)]
    assert {code: [one.criterion for one in each] for code, each in by_unit(rows).items()} == {
        "A": ["I.1", "I.2"], "B": ["I.1"],
    }  # fmt: skip


# --- all of a cluster together --------------------------------------------------------------------


def appraised(code: str, old: int, new: int) -> list[Appraised]:
    """One criterion of a unit, in whole points."""
    return [Appraised(code, "I.1", old * POINT, new * POINT)]


def test_all_checked_units_of_a_cluster_are_compared_as_they_were_found() -> None:
    """The first loses nine points, the second twenty: the first is still first."""
    result = cluster(unit("A", 1, 97), unit("B", 2, 96), unit("C", 3, 80))
    done = effects(result, {"A": appraised("A", 30, 21), "B": appraised("B", 30, 10)})
    assert {code: one.rank for code, one in done.items()} == {"A": 1, "B": 3}


def test_a_vote_stands_as_long_as_the_units_stay_level() -> None:
    """What chose between them chooses still; once one of them falls behind there is nothing to choose."""
    result = cluster(unit("A", 1, 96), unit("B", 2, 96))
    same = effects(result, {"A": appraised("A", 30, 30)})["A"]
    assert (same.rank, same.level_with) == (1, ())
    both = effects(result, {"A": appraised("A", 30, 20), "B": appraised("B", 30, 20)})
    assert [(one.rank, one.level_with) for one in both.values()] == [(1, ()), (2, ())]
    fallen = effects(result, {"A": appraised("A", 30, 30), "B": appraised("B", 30, 10)})
    assert [(one.rank, one.level_with) for one in fallen.values()] == [(1, ()), (2, ())]


def test_a_row_that_cannot_count_is_named_in_its_cell() -> None:
    """Not scored in the cluster's book, above the maximum, negative; a blank score is neither."""
    result = cluster(unit("A", 1, 90), maxima={"I.1": 40 * POINT, "P": 5 * POINT}, penalties=frozenset({"P"}),
                     scores={("A", "I.1"): 30 * POINT, ("A", "P"): -POINT})  # fmt: skip
    rows = [
        Appraised("A", code, None, None if score is None else score * POINT)
        for code, score in (("I.1", 41), ("I.1", -1), ("I.9", 3), ("P", -3), ("P", 6), ("I.1", None), ("I.1", 40))
    ]  # fmt: skip
    counted, found = usable(result, rows)
    assert [(row.criterion, row.cluster_score, row.score) for row in counted] == [
        ("P", -POINT, -3 * POINT),
        ("I.1", 30 * POINT, 40 * POINT),
    ]
    assert [(one.code.name, one.header) for one in found] == [
        ("APPRAISAL_OVER_MAXIMUM", "Điểm thẩm định"),
        ("APPRAISAL_OVER_MAXIMUM", "Điểm thẩm định"),
        ("APPRAISAL_NOT_SCORED", "Điểm thẩm định"),
        ("APPRAISAL_OVER_MAXIMUM", "Điểm thẩm định"),
    ]


def test_a_score_in_a_full_group_changes_nothing_upstairs() -> None:
    """I holds 63 and counts 50: five points less are still 58; a ceiling is reached before what is taken off."""
    rows = (Criterion("I", kind=RowKind.SECTION, parameter="trần 50"), Criterion("I.1", max_points=40 * POINT),
            Criterion("I.2", max_points=40 * POINT), Criterion("II", max_points=10 * POINT))  # fmt: skip
    points = {"I.1": 33 * POINT, "I.2": 30 * POINT, "II": 9 * POINT}
    a = unit("A", 1, 59)
    result = cluster(a, grouping=grouping_of(Criteria(rows), 2), points={"A": points})
    assert effect(result, a, [row("I.1", 33, 28)]).total == 59 * POINT
    assert effect(result, a, [row("I.1", 33, 10)]).total == 49 * POINT
    taken = cluster(
        a, grouping=result.grouping, points={"A": points}, deducted={"A": 4 * POINT}, ceiling=54 * POINT
    )
    assert effect(taken, a, [row("I.1", 33, 10)]).total == 45 * POINT


# --- the cluster's own order ----------------------------------------------------------------------

_TABLE = (
    Criterion("I", kind=RowKind.SECTION), Criterion("I.1", max_points=40 * POINT),
    Criterion("II", kind=RowKind.SECTION), Criterion("II.1", max_points=60 * POINT),
)  # fmt: skip


def ordered(*units: ClusterUnit, scores: dict[str, tuple[int, int]], **more: object) -> ClusterResult:
    """A cluster that tells level units apart by section I, with what each has in I.1 and II.1."""
    points = {code: {"I.1": one * POINT, "II.1": two * POINT} for code, (one, two) in scores.items()}
    settings: dict[str, Any] = {"basis": Basis.POINTS, **more}
    counting = {code: frozenset({"I.1", "II.1"}) for code in scores}
    return cluster(*units, grouping=grouping_of(Criteria(_TABLE), 2), points=points, order=("I",),
                   counting=counting, **settings)  # fmt: skip


@pytest.mark.parametrize("basis", [Basis.POINTS, Basis.PERCENT])
def test_units_that_come_level_are_told_apart_by_the_order_of_the_cluster(basis: Basis) -> None:
    """A falls to B's 85 and has less in I: B is before it, nobody has to vote."""
    scores = {"A": (30, 60), "B": (32, 53), "C": (30, 50)}
    result = ordered(unit("A", 1, 90), unit("B", 2, 85), unit("C", 3, 80), scores=scores, basis=basis)
    done = effect(result, result.units[0], [row("II.1", 60, 55)])
    assert (done.total, done.rank, done.level_with) == (85 * POINT, 2, ())
    fallen = effect(result, result.units[0], [row("I.1", 30, 25)])
    assert (fallen.rank, fallen.level_with) == (2, ())


def test_the_order_looks_at_appraised_scores_of_all_checked_units() -> None:
    """Level with each other before and after; what A loses in I and gains in II turns the two around."""
    scores = {"A": (35, 55), "B": (32, 58)}
    result = ordered(unit("A", 1, 90), unit("B", 2, 90), scores=scores)
    moved = [row("I.1", 35, 31), row("II.1", 55, 59)]
    assert {code: one.rank for code, one in effects(result, {"A": moved}).items()} == {"A": 2}
    other = [
        Appraised("B", "I.1", 32 * POINT, 30 * POINT),
        Appraised("B", "II.1", 58 * POINT, 60 * POINT),
    ]
    assert {code: one.rank for code, one in effects(result, {"A": moved, "B": other}).items()} == {
        "A": 1,
        "B": 2,
    }


def test_a_vote_decides_only_where_the_order_does_not() -> None:
    """Level in total and in I: B won the vote; a point more of A's in I is before any vote."""
    scores = {"A": (30, 60), "B": (30, 60)}
    result = ordered(unit("B", 1, 90), unit("A", 2, 90), scores=scores)
    a = result.units[1]
    assert effect(result, a, [row("I.1", 30, 30)]).rank == 2
    assert effect(result, a, [row("I.1", 30, 31), row("II.1", 60, 59)]).rank == 1
