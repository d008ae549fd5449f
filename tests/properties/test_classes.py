"""Xếp loại: limits hold whatever the totals, ties and choices are."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.domain.ranking.classes import Candidate, Lowered, grade_units
from thidua_xl.domain.scoring.class_entries import read_scale
from thidua_xl.domain.scoring.class_scale import ClassScale, Grade, Limit, Threshold, told_scale

NAMES = ("Xuất sắc", "Tốt", "Khá")
limits = st.one_of(
    st.none(),
    st.integers(1, 5).map(lambda number: Limit(number=number)),
    st.integers(1, 100).map(lambda share: Limit(Fraction(share, 100))),
)


@st.composite
def scales(draw: st.DrawFn) -> ClassScale:
    """Three falling thresholds, some classes limited, with or without a rest."""
    edges = sorted(draw(st.sets(st.integers(0, 10), min_size=3, max_size=3)), reverse=True)
    grades = [
        Grade(name, (Threshold("", at * 1000),), draw(limits)) for name, at in zip(NAMES, edges, strict=True)
    ]
    return ClassScale(tuple(grades), draw(st.sampled_from(["", "Trung bình"])))


@st.composite
def clusters(draw: st.DrawFn) -> list[Candidate]:
    """Units with competition ranks by their points, many of them level."""
    points = draw(st.lists(st.integers(0, 10), max_size=12))
    return [
        Candidate(f"U{at}", value * 1000, 1 + sum(other > value for other in points))
        for at, value in enumerate(points)
    ]


words = st.dictionaries(st.integers(0, 11).map(lambda at: f"U{at}"), st.sampled_from([*NAMES, "lạ"]))
lowerings = st.dictionaries(
    st.integers(0, 11).map(lambda at: f"U{at}"),
    st.builds(Lowered, st.integers(0, 2), st.sampled_from(["", *NAMES])),
)


@given(scales(), clusters(), words, lowerings)
def test_a_limit_is_never_exceeded(
    scale: ClassScale, units: list[Candidate], chosen: dict[str, str], lowered: dict[str, Lowered]
) -> None:
    """Whatever was chosen or lowered, and whichever way open edges are decided: whoever has the class fits."""
    done = grade_units(scale, units, lowered, chosen)
    for grade in scale.grades:
        if grade.limit is None:
            continue
        most = grade.limit.number if grade.limit.share is None else len(units) * grade.limit.share // 1
        assert sum(one.name == grade.name for one in done.by_unit.values()) <= most


@given(scales(), clusters(), words)
def test_no_worse_unit_stands_above_a_better_one(
    scale: ClassScale, units: list[Candidate], chosen: dict[str, str]
) -> None:
    """Without conditions and groups classes follow the ranks; only the choice parts units of one rank."""
    done = grade_units(scale, units, None, chosen).by_unit
    order = [*scale.names, ""]
    for better in units:
        for worse in units:
            both = done[better.code], done[worse.code]
            if better.rank < worse.rank and not any(one.waits for one in both):
                assert order.index(both[0].name) <= order.index(both[1].name)


@given(scales(), clusters())
def test_without_a_choice_level_units_share_their_fate(scale: ClassScale, units: list[Candidate]) -> None:
    """Nothing hidden parts them: neither their order nor their codes."""
    done = grade_units(scale, units).by_unit
    again = grade_units(scale, list(reversed(units))).by_unit
    assert dict(done) == dict(again)
    by_rank: dict[int, set[str]] = {}
    for one in units:
        by_rank.setdefault(one.rank, set()).add(done[one.code].shown)
    assert all(len(shown) == 1 for shown in by_rank.values())


@given(scales(), clusters(), words)
def test_nobody_has_a_better_class_than_points_give(
    scale: ClassScale, units: list[Candidate], chosen: dict[str, str]
) -> None:
    """A limit and a choice only ever send down; where nothing is limited, points alone decide."""
    order = [*scale.names, ""]
    for one in grade_units(scale, units, None, chosen).by_unit.values():
        assert one.waits or order.index(one.name) >= order.index(one.by_value)
        assert scale.last_limited >= 0 or one.is_by_value


@given(scales())
def test_a_scale_is_read_as_it_is_told(scale: ClassScale) -> None:
    """What stands on `Cụm` says all of it."""
    assert read_scale(told_scale(scale)) == scale
