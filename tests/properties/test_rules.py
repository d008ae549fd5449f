"""The rules against computations written another way, and what must hold whatever is typed."""

from bisect import bisect_right
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.domain.scoring.criteria import Criterion, Method, RowKind
from thidua_xl.domain.scoring.parameters import Invalid, parse_parameter
from thidua_xl.domain.scoring.rules import leader, suggest
from thidua_xl.domain.values.numbers import Rounding

WIDE = Context(prec=80)


def decimals(low: str, high: str) -> st.SearchStrategy[Fraction]:
    """Exact numbers of at most three decimals, as people type them."""
    return st.decimals(low, high, places=3, allow_nan=False).map(Fraction)


MAXIMA = st.integers(1, 100_000)
DIGITS = st.integers(0, 3)
RESULTS = decimals("0", "1000") | st.sampled_from([Fraction(0), Fraction(100)])
TARGETS = decimals("0.001", "1000") | st.just(Fraction(100))
RATES = decimals("0.001", "20")


def typed(value: Fraction) -> str:
    """A number as a clerk writes it into a parameter; four decimals, so that no dot means thousands."""
    whole, part = divmod(value.numerator * 10_000 // value.denominator, 10_000)
    return f"{whole},{part:04}"


def points(
    method: Method, parameter: str, maximum: int, target: Fraction, result: Fraction, digits: int = 2
) -> int:
    """What the project suggests."""
    kind = RowKind.PENALTY if method is Method.DEDUCT_PER_EVENT else RowKind.CRITERION
    row = Criterion("I.1", kind=kind, max_points=maximum, method=method, parameter=parameter)
    read = parse_parameter(row)
    assert not isinstance(read, Invalid), read
    found = suggest(row, read, target, result, None, Rounding(digits))
    assert found.points is not None
    return found.points


def rounded(score: Fraction, maximum: int, digits: int) -> int:
    """Clamping and rounding by Decimal.quantize instead of integer arithmetic."""
    exact = WIDE.divide(Decimal(score.numerator), Decimal(score.denominator))
    kept = exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, context=WIDE)
    return sorted((0, int(kept.scaleb(3)), maximum))[1]


@given(MAXIMA, TARGETS, RESULTS, DIGITS, st.booleans())
def test_theo_ty_le_equals_an_independent_computation(
    maximum: int, target: Fraction, result: Fraction, digits: int, lower: bool
) -> None:
    """The ratio as a share of thousandths, cut off at 1."""
    share = Fraction(1) if lower and not result else target / result if lower else result / target
    expected = rounded(Fraction(maximum, 1000) * min(share, Fraction(1)), maximum, digits)
    assert points(Method.RATIO, "thấp hơn là tốt" * lower, maximum, target, result, digits) == expected


@st.composite
def step_lists(draw: st.DrawFn) -> tuple[list[Fraction], list[Fraction], Fraction]:
    """Rising thresholds, as many points, and the points of `khác`; all within 0…10 points."""
    thresholds = draw(st.lists(decimals("0", "200"), min_size=2, max_size=6, unique=True))
    scores = draw(st.lists(decimals("0", "10"), min_size=len(thresholds), max_size=len(thresholds)))
    return sorted(thresholds), scores, draw(decimals("0", "10"))


def step_text(thresholds: list[Fraction], scores: list[Fraction], otherwise: Fraction) -> str:
    """The parameter of a list of steps, in the order given."""
    pairs = zip(thresholds, scores, strict=True)
    return "; ".join([*(f"{typed(t)}:{typed(s)}" for t, s in pairs), f"khác:{typed(otherwise)}"])


@given(step_lists(), TARGETS, RESULTS, DIGITS, st.booleans())
def test_theo_bac_equals_a_sorted_search(
    levels: tuple[list[Fraction], list[Fraction], Fraction],
    target: Fraction,
    result: Fraction,
    digits: int,
    of_ratio: bool,
) -> None:
    """The last of the rising thresholds that is not above the value."""
    thresholds, scores, otherwise = levels
    text = "%" * of_ratio + step_text(thresholds[::-1], scores[::-1], otherwise)
    value = result / target * 100 if of_ratio else result
    expected = [otherwise, *scores][bisect_right(thresholds, value)]
    assert points(Method.STEPS, text, 10_000, target, result, digits) == rounded(expected, 10_000, digits)


@given(step_lists(), RESULTS)
def test_theo_bac_where_lower_is_better_mirrors_it(
    levels: tuple[list[Fraction], list[Fraction], Fraction], result: Fraction
) -> None:
    """Mirrored at zero, a list reached from above is a list reached from below."""
    thresholds, scores, otherwise = levels
    mirrored = [-threshold for threshold in reversed(thresholds)]
    expected = [otherwise, *scores[::-1]][bisect_right(mirrored, -result)]
    text = "thấp hơn là tốt; " + step_text(thresholds, scores, otherwise)
    assert points(Method.STEPS, text, 10_000, Fraction(1), result) == rounded(expected, 10_000, 2)


@given(MAXIMA, RATES, RATES, TARGETS, RESULTS, DIGITS, st.booleans())
def test_tru_theo_phan_tram_equals_integer_division(
    maximum: int,
    percent: Fraction,
    less: Fraction,
    target: Fraction,
    result: Fraction,
    digits: int,
    lower: bool,
) -> None:
    """Everything scaled to whole numbers, so that `divmod` counts the full percents."""
    missing = (result - target if lower else target - result) * 100 * 10**6
    full, _ = divmod(int(missing), int(percent * target * 10**6))
    expected = rounded(Fraction(maximum, 1000) - max(full, 0) * less, maximum, digits)
    text = f"{typed(percent)}%: {typed(less)}" + "; thấp hơn là tốt" * lower
    assert points(Method.LESS_PER_PERCENT, text, maximum, target, result, digits) == expected


@given(MAXIMA, RATES, st.integers(0, 40), st.integers(1, 40), DIGITS)
def test_rules_per_event_equal_counting_one_by_one(
    maximum: int, each: Fraction, events: int, all_from: int, digits: int
) -> None:
    """Event after event is taken off or put on."""
    left, gained = Fraction(maximum, 1000), Fraction(0)
    for event in range(1, events + 1):
        left = Fraction(0) if event >= all_from else left - each
        gained += each
    count, rate = Fraction(events), f"{typed(each)}/lần"
    less = points(Method.LESS_PER_EVENT, f"{rate}; hết từ {all_from}", maximum, count, count, digits)
    assert less == rounded(left, maximum, digits)
    for method in (Method.ADD_PER_EVENT, Method.DEDUCT_PER_EVENT):
        assert points(method, rate, maximum, count, count, digits) == rounded(gained, maximum, digits)


@st.composite
def rules(draw: st.DrawFn) -> tuple[Method, str, bool]:
    """A rule on results whose parameter rewards the better result, and whether lower is better."""
    lower = draw(st.booleans())
    flag = "; thấp hơn là tốt" * lower
    rate = typed(draw(RATES))
    thresholds, scores, otherwise = draw(step_lists())
    rising_points = sorted([otherwise, *scores])
    falling = step_text(thresholds[::-1], rising_points[:0:-1], rising_points[0])
    rising = step_text(thresholds, rising_points[:0:-1], rising_points[0])
    return draw(
        st.sampled_from(
            [
                (Method.RATIO, flag.removeprefix("; "), lower),
                (Method.STEPS, (rising if lower else falling) + flag, lower),
                (Method.STEPS, "%" + falling + flag, lower),
                (Method.STEPS, "%" + rising + "; thấp hơn là tốt", True),
                (Method.LESS_PER_PERCENT, f"{rate}%: {rate}{flag}", lower),
                (Method.LESS_PER_EVENT, f"{rate}/lần; hết từ 7", True),
                (Method.ADD_PER_EVENT, f"{rate}/lần", False),
            ]
        )
    )


@given(rules(), st.integers(10_000, 100_000), TARGETS, RESULTS, RESULTS, DIGITS)
def test_a_better_result_never_scores_less_and_no_score_leaves_its_bounds(
    rule: tuple[Method, str, bool],
    maximum: int,
    target: Fraction,
    one: Fraction,
    other: Fraction,
    digits: int,
) -> None:
    """For every rule whose points rise with the result, or fall with it."""
    method, text, lower = rule
    worse, better = sorted((one, other), reverse=lower)
    less = points(method, text, maximum, target, worse, digits)
    more = points(method, text, maximum, target, better, digits)
    assert 0 <= less <= more <= maximum


# --- So với đơn vị dẫn đầu --------------------------------------------------------------------

Inputs = dict[str, tuple[Fraction, Fraction]]
CLUSTERS = st.dictionaries(st.sampled_from("ABCDEFGHIJ"), st.tuples(TARGETS, RESULTS), max_size=10)


def led(maximum: int, inputs: Inputs, barred: frozenset[str], digits: int, *, lower: bool) -> dict[str, int]:
    """The rule as prose: everyone's achievement in one number, then three cases."""
    sign = -1 if lower else 1
    above = {unit: sign * (result / target - 1) for unit, (target, result) in inputs.items()}
    leads = sorted((value for unit, value in above.items() if unit not in barred and value > 0), reverse=True)
    scores = {}
    for unit, (target, result) in inputs.items():
        if above[unit] < 0:
            share = Fraction(1, 2) * (target / result if lower else result / target)
        elif not leads:
            share = Fraction(1, 2)
        else:
            share = Fraction(1, 2) + Fraction(1, 2) * above[unit] / leads[0]
        scores[unit] = rounded(Fraction(maximum, 1000) * share, maximum, digits)
    return scores


@given(MAXIMA, CLUSTERS, st.frozensets(st.sampled_from("ABCDEFGHIJ")), DIGITS, st.booleans())
def test_the_leader_rule_equals_an_independent_computation(
    maximum: int, inputs: Inputs, barred: frozenset[str], digits: int, lower: bool
) -> None:
    """With any units excluded, in both directions."""
    outcomes = leader(maximum, lower, inputs, set(inputs) - barred, Rounding(digits))
    expected = led(maximum, inputs, barred, digits, lower=lower)
    assert {unit: found.points for unit, found in outcomes.items()} == expected


@given(MAXIMA, CLUSTERS, st.randoms(use_true_random=False), st.booleans())
def test_the_leader_rule_does_not_depend_on_the_order_of_the_units(
    maximum: int, inputs: Inputs, random: Random, lower: bool
) -> None:
    """Neither of the inputs nor of those who may lead."""
    shuffled = random.sample(sorted(inputs), len(inputs))
    again = {unit: inputs[unit] for unit in shuffled}
    assert leader(maximum, lower, inputs, sorted(inputs), Rounding()) == leader(
        maximum, lower, again, shuffled, Rounding()
    )


@given(MAXIMA, CLUSTERS, DIGITS, st.booleans())
def test_leader_points_stay_in_bounds_and_only_the_best_reach_the_maximum_from_above_the_target(
    maximum: int, inputs: Inputs, digits: int, lower: bool
) -> None:
    """Who exceeds its target furthest has the maximum, everyone 0 to the maximum."""
    outcomes = leader(maximum, lower, inputs, set(inputs), Rounding(digits))
    scores = {unit: found.points or 0 for unit, found in outcomes.items()}
    assert all(0 <= score <= maximum for score in scores.values())
    ratios = {unit: result / target for unit, (target, result) in inputs.items()}
    best = min(ratios.values(), default=Fraction(1)) if lower else max(ratios.values(), default=Fraction(1))
    if best != 1 and (best < 1) == lower:
        whole = rounded(Fraction(maximum, 1000), maximum, digits)
        assert {scores[unit] for unit, ratio in ratios.items() if ratio == best} == {whole}
