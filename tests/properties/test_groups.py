"""Groups against an independent computation with fractions, whatever the tree, its rules and the order of its rows."""

from collections.abc import Mapping
from fractions import Fraction
from math import floor

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.test_flips import by_force, situations
from thidua_xl.domain.ranking.flips import Situation, flips
from thidua_xl.domain.scoring.criteria import Criteria, Criterion, RowKind
from thidua_xl.domain.scoring.groups import grouping_of

KINDS = (RowKind.CRITERION, RowKind.BONUS, RowKind.PENALTY)
rules = st.builds(
    lambda cap, highest, factor, turned: "; ".join(
        [part for part in (cap, highest, factor) if part][:: -1 if turned else 1]
    ),
    st.sampled_from(["", "", "trần 2", "trần 3,5", "TRẦN 5 điểm"]),
    st.sampled_from(["", "", "lấy mức cao nhất"]),
    st.sampled_from(["", "", "hệ số 2", "hệ số 1,5", "hệ số 0,333"]),
    st.booleans(),
)
points = st.integers(0, 40).map(lambda tenths: tenths * 100)


@st.composite
def trees(draw: st.DrawFn, below: str = "", depth: int = 0) -> list[Criterion]:
    """Sections in sections, each with its rule and rows of one kind; at most a dozen rows."""
    rows: list[Criterion] = []
    kind = draw(st.sampled_from(KINDS))
    for at in range(draw(st.integers(1, 3))):
        code = f"{below}{at + 1}"
        if depth == 0:
            kind = draw(st.sampled_from(KINDS))
        if depth < 3 and draw(st.booleans()):
            inside = draw(trees(f"{code}.", depth + 1))
            rows += [Criterion(code, kind=RowKind.SECTION, parameter=draw(rules)), *inside]
        else:
            rows.append(Criterion(code, kind=kind, max_points=draw(points)))
    return rows


def half_up(value: Fraction, digits: int) -> Fraction:
    """Rounded half away from zero."""
    scaled = abs(value) * 10**digits
    rounded = Fraction(floor(scaled + Fraction(1, 2)), 10**digits)
    return rounded if value >= 0 else -rounded


def by_hand(rows: list[Criterion], known: Mapping[str, Fraction], digits: int, below: str = "") -> dict[
    RowKind, Fraction
]:  # fmt: skip
    """What the rows right below a code come to, kind by kind, from the text of their rules."""
    kinds: dict[RowKind, list[Fraction]] = {}
    for row in rows:
        if row.code.rpartition(".")[0] != below:
            continue
        if not row.is_section:
            if row.code in known:
                kinds.setdefault(row.kind, []).append(known[row.code])
            continue
        for kind, amount in by_hand(rows, known, digits, row.code).items():
            kinds.setdefault(kind, []).append(amount)
    rule = next((row.parameter.casefold() for row in rows if row.code == below), "")
    inside = {row.kind for row in rows if row.code.startswith(f"{below}.") and not row.is_section}
    return {
        kind: counted(found, rule if len(inside) == 1 else "", kind, digits) for kind, found in kinds.items()
    }


def counted(found: list[Fraction], rule: str, kind: RowKind, digits: int) -> Fraction:
    """One group: the highest, the cap, the factor."""
    sign = -1 if kind is RowKind.PENALTY else 1
    amounts = [sign * one for one in found]
    amount = max(amounts) if "cao nhất" in rule else sum(amounts, Fraction(0))
    for part in rule.split("; "):
        if part.startswith("trần"):
            amount = min(amount, Fraction(part.split()[1].replace(",", ".")))
    for part in rule.split("; "):
        if part.startswith("hệ số"):
            amount = half_up(amount * Fraction(part.split()[2].replace(",", ".")), digits)
    return sign * amount


@settings(max_examples=300)
@given(trees(), st.data(), st.integers(0, 2))
def test_a_tree_counts_as_fractions_say(rows: list[Criterion], data: st.DataObject, digits: int) -> None:
    """Every sum of every kind, with blanks that are no zeros; the order of the rows changes nothing."""
    known: dict[str, int] = {}
    for row in rows:
        if not row.is_section and (score := data.draw(st.none() | points)) is not None:
            known[row.code] = -score if row.is_penalty else score
    exact = {code: Fraction(score, 1000) for code, score in known.items()}
    expected = by_hand(rows, exact, digits)
    turned = data.draw(st.permutations(rows))
    for order in (rows, turned):
        grouping = grouping_of(Criteria(tuple(order)), digits)
        values = grouping.fold(known)
        for kind in KINDS:
            sums = grouping.summed(values, kind)
            assert (None if sums is None else Fraction(sums, 1000)) == expected.get(kind)
        assert Fraction(grouping.total(known), 1000) == sum(expected.values())


@settings(max_examples=200)
@given(trees(), st.data())
def test_one_score_moves_the_total_as_if_it_were_computed_anew(
    rows: list[Criterion], data: st.DataObject
) -> None:
    """The question of what changes a rank asks for many scores: each is right, and more is never less."""
    criteria = Criteria(tuple(rows))
    if not criteria.scored:
        return
    grouping = grouping_of(criteria, 1)
    known = {row.code: -score if row.is_penalty else score for row in criteria.scored
             if (score := data.draw(st.none() | points)) is not None}  # fmt: skip
    asked = data.draw(st.sampled_from(criteria.scored))
    total = grouping.total_with(asked.code, grouping.fold(known), grouping.total(known))
    scores = sorted(
        {-score if asked.is_penalty else score for score in data.draw(st.lists(points, min_size=1))}
    )
    totals = [total(score) for score in scores]
    assert totals == [grouping.total({**known, asked.code: score}) for score in scores]
    assert totals == sorted(totals)


@st.composite
def grouped_tables(draw: st.DrawFn) -> Criteria:
    """A few criteria in groups of one kind, with any rules."""
    rows: list[Criterion] = []
    for top in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from([RowKind.CRITERION, *KINDS]))
        rows.append(Criterion(f"{top}", kind=RowKind.SECTION, parameter=draw(rules)))
        for at in range(draw(st.integers(1, 2))):
            most = draw(st.sampled_from([1000, 2000, 2500]))
            rows.append(Criterion(f"{top}.{at}", kind=kind, max_points=most))
    return Criteria(tuple(rows))


@settings(max_examples=60, deadline=None)
@given(situations(grouped_tables()))
def test_what_changes_a_place_knows_the_groups(now: Situation) -> None:
    """A point more in a group that is full changes nothing: the same as typing every score in turn."""
    assert set(flips(now)) == by_force(now)
