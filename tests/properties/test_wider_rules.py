"""The wider rules against fractions written out here: steps the other way round, ranks, parts, demands, classes."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.test_rules import (
    DIGITS,
    RESULTS,
    TARGETS,
    points,
    rounded,
    step_lists,
    step_text,
    typed,
)
from thidua_xl.domain.ranking.classes import Candidate, grade_units
from thidua_xl.domain.ranking.conditions import Condition, Demand, Figures, Rules, judged
from thidua_xl.domain.scoring.class_entries import read_scale
from thidua_xl.domain.scoring.consequences import Consequence, Effect
from thidua_xl.domain.scoring.criteria import Criteria, Criterion, Method, RowKind, Scorer
from thidua_xl.domain.scoring.jury import Jury, Person
from thidua_xl.domain.scoring.scores import Claim, ClusterScorer, Key, Score, UnitTotal, total_units
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.scoring.units import Unit

# --- Theo bậc on T/A and A/T, Theo thứ hạng, Đạt/không đạt ----------------------------------------


@given(step_lists(), TARGETS, RESULTS.filter(bool), DIGITS, st.booleans())
def test_theo_bac_on_a_ratio_where_lower_is_better(
    levels: tuple[list[Fraction], list[Fraction], Fraction],
    target: Fraction,
    result: Fraction,
    digits: int,
    at_most: bool,
) -> None:
    """Falling thresholds are reached from below by T/A; rising ones are limits of A/T."""
    marks, scores, otherwise = levels
    order = slice(None) if at_most else slice(None, None, -1)
    text = "thấp hơn là tốt; % " + step_text(marks[order], scores[order], otherwise)
    share = (result / target if at_most else target / result) * 100
    pairs = list(zip(marks[order], scores[order], strict=True))
    reached = [score for mark, score in pairs if (share <= mark if at_most else share >= mark)]
    expected = rounded(reached[0] if reached else otherwise, 10_000, digits)
    assert points(Method.STEPS, text, 10_000, target, result, digits) == expected


@given(st.lists(st.integers(0, 60_000), min_size=1, max_size=8), st.integers(1, 40), DIGITS)
def test_theo_thu_hang_goes_down_the_list_and_stays_at_its_end(
    worth: list[int], rank: int, digits: int
) -> None:
    """Step by step, a rank at a time."""
    worth = sorted(worth, reverse=True)
    left = list(worth)
    for _ in range(rank - 1):
        left = left[1:] or left
    text = "; ".join(typed(Fraction(one, 1000)) for one in worth)
    found = points(Method.BY_RANK, text, 60_000, Fraction(rank), Fraction(rank), digits)
    assert found == rounded(Fraction(left[0], 1000), 60_000, digits)


# --- Đơn vị 30%+TC 70% ----------------------------------------------------------------------------

SCORES = st.integers(0, 10_000).map(lambda thousandths: Decimal(thousandths) / 1000)


@given(st.integers(1, 99_999), SCORES, SCORES, st.sampled_from([RowKind.CRITERION, RowKind.PENALTY]), DIGITS)
def test_parts_in_percent_make_the_mean_of_the_unit_and_a_scorer(
    part: int, own: Decimal, given_by: Decimal, kind: RowKind, digits: int
) -> None:
    """Weights of `Người chấm` mean nothing where parts are written; exact, rounded once, of a penalty below 0."""
    share = Fraction(part, 1000)
    text = f"Đơn vị {typed(share)[:-1]}%+TC {typed(100 - share)[:-1]}%"
    row = Criterion("I", kind=kind, max_points=10_000, scorer=Scorer.SEVERAL, scorers=text)
    jury = Jury({"tc": Person("TC", weight=Fraction(7))}, scores={("TC", "A", "I"): given_by})
    scorer = ClusterScorer(Criteria((row,)), Settings(digits=digits), [Unit("A", "Xã A")], jury=jury)
    found = scorer.score({("A", "I"): Claim(score=own)}, {})["A", "I"].points
    exact = (Fraction(own) * share + Fraction(given_by) * (100 - share)) / 100
    assert found is not None
    assert abs(found) == rounded(exact, 10_000, digits)
    assert found <= 0 if kind is RowKind.PENALTY else found >= 0


# --- Điều kiện ------------------------------------------------------------------------------------

MAXIMUM = {"I.1": 10, "I.2": 5, "II.1": 8, "II.2": 8}
CAP, FACTOR = 12, Fraction(3, 2)
RULES = {"I": "trần 12", "II": "hệ số 1,5"}
TABLE = Criteria((
    *(Criterion(code, kind=RowKind.SECTION, parameter=rule) for code, rule in RULES.items()),
    *(Criterion(code, max_points=most * 1000) for code, most in MAXIMUM.items()),
))  # fmt: skip
KEPT = (Consequence(Effect.NOT_FIRST),)
Sheet = dict[str, Fraction | None]
"""A unit's points in hundredths by criterion; None: không giao, outside its maximum."""


@st.composite
def sheets(draw: st.DrawFn) -> dict[str, Sheet]:
    """Two to five units."""

    def score(most: int) -> Fraction | None:
        hundredths = draw(
            st.none() | st.integers(0, most * 100) | st.sampled_from([0, most * 50, most * 100])
        )
        return None if hundredths is None else Fraction(hundredths, 100)

    count = draw(st.integers(2, 5))
    return {f"U{at}": {code: score(most) for code, most in MAXIMUM.items()} for at in range(count)}


def kept(condition: Condition, cluster: Mapping[str, Sheet]) -> set[str]:
    """The units from which the project keeps Nhất."""
    units = [Unit(code, f"Xã {code}") for code in cluster]
    scores: dict[Key, Score] = {
        (unit, code): Score(points=None if own is None else int(own * 1000), counts=own is not None)
        for unit, sheet in cluster.items() for code, own in sheet.items()
    }  # fmt: skip
    scores |= {(unit, row.code): Score(counts=False) for unit in cluster for row in TABLE.sections}
    totals = total_units(TABLE, Settings(), units, scores, set(cluster))
    ranked = [UnitTotal(one.unit, agreed_total=one.agreed_total, max_total=one.max_total) for one in totals]
    by_unit = {one.unit.code: one for one in totals}
    found, open_ = judged(
        Rules((condition,)), Figures(TABLE, Settings(), scores, by_unit, ranked), points=False
    )
    assert open_ == []
    return {one.unit for one in found}


def section(sheet: Sheet, code: str, own: Mapping[str, int] | None = None) -> Fraction | None:
    """What a section comes to, or of `own` maxima could come to; None where nothing of it was given to the unit."""
    given_to = [one for one, score in sheet.items() if one.startswith(f"{code}.") and score is not None]
    added = sum((Fraction(own[one]) if own else sheet[one] or Fraction(0) for one in given_to), Fraction(0))
    if not given_to:
        return None
    return min(added, Fraction(CAP)) if code == "I" else half_up(added * FACTOR)


def half_up(value: Fraction) -> Fraction:
    """To hundredths."""
    return Fraction((value * 100 + Fraction(1, 2)).__floor__(), 100)


SHARES = st.integers(1, 100).map(Fraction) | st.sampled_from([Fraction(50), Fraction("66.7"), Fraction(100)])


@given(sheets(), SHARES)
def test_each_section_reaches_its_share_of_what_the_unit_could_have(
    cluster: dict[str, Sheet], least: Fraction
) -> None:
    """Sums and maxima go through the caps and factors of their groups; what was not given is in neither."""
    found = kept(Condition(Demand.SECTIONS, KEPT, least=least), cluster)
    for unit, sheet in cluster.items():
        pairs = [(section(sheet, code), section(sheet, code, MAXIMUM)) for code in ("I", "II")]
        short = any(own is not None and most and own / most < least / 100 for own, most in pairs)
        assert (unit in found) == short


@given(sheets(), SHARES)
def test_each_criterion_reaches_its_share(cluster: dict[str, Sheet], least: Fraction) -> None:
    """A criterion that was not given to a unit asks nothing of it."""
    found = kept(Condition(Demand.CRITERIA, KEPT, least=least), cluster)
    for unit, sheet in cluster.items():
        shares = [score / MAXIMUM[code] * 100 for code, score in sheet.items() if score is not None]
        assert (unit in found) == any(share < least for share in shares)


@given(sheets(), st.integers(1, 200).map(Fraction), st.booleans())
def test_a_total_reaches_its_points_or_its_share_of_the_clusters_mean(
    cluster: dict[str, Sheet], least: Fraction, of_mean: bool
) -> None:
    """The mean of all units, exact; a total that equals it is enough."""
    found = kept(Condition(Demand.TOTAL, KEPT, least=least, of_mean=of_mean), cluster)
    sums = {
        unit: sum((section(sheet, code) or Fraction(0) for code in ("I", "II")), Fraction(0))
        for unit, sheet in cluster.items()
    }
    bound = sum(sums.values(), Fraction(0)) / len(sums) * least / 100 if of_mean else least
    assert found == {unit for unit, total in sums.items() if total < bound}


# --- Xếp loại -------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=12),
    st.integers(1, 100),
    st.integers(6, 12),
)
def test_a_class_for_a_share_of_the_units_holds_the_best_of_those_who_reach_it(
    cluster: list[tuple[int, bool]], share: int, hills: int
) -> None:
    """Counted unit by unit: how many stand before it among those who reach their group's threshold."""
    text = f"Xuất sắc:8 tối đa {share}%; Xuất sắc[Miền núi]:{hills}; Tốt:5; khác:Khá"
    scale = read_scale(text)
    assert scale is not None
    units = [
        Candidate(f"U{at}", worth * 1000, 1 + sum(other > worth for other, _ in cluster), "Miền núi" * high)
        for at, (worth, high) in enumerate(cluster)
    ]
    reach = [worth for worth, high in cluster if worth >= (hills if high else 8)]
    room = len(cluster) * share // 100
    found = grade_units(scale, units).by_unit
    for unit, (worth, high) in zip(units, cluster, strict=True):
        before, level = sum(other > worth for other in reach), reach.count(worth)
        good = "Tốt" if worth >= 5 else "Khá"
        if worth < (hills if high else 8) or before >= room:
            expected = good
        else:
            expected = "Xuất sắc" if before + level <= room else "chờ chọn"
        assert found[unit.code].shown == expected
