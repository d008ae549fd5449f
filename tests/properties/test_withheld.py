"""What is kept from units moves no point and no rank, and places follow one rule whatever is kept from whom."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.domain.ranking.proclaimed import PLACES
from thidua_xl.domain.ranking.standings import Standings, UnitStatus, rank_units
from thidua_xl.domain.ranking.withheld import Withheld, Withholding, gathered, moved_up
from thidua_xl.domain.scoring.consequences import Consequence, Effect
from thidua_xl.domain.scoring.scores import UnitTotal
from thidua_xl.domain.scoring.settings import Settings, TiesBelowFirst, VacantPlace
from thidua_xl.domain.scoring.units import Unit

CODES = "ABCDEF"
POINTS = st.lists(st.integers(0, 4), min_size=1, max_size=6)
EFFECTS = st.sampled_from([Effect.NOT_FIRST, Effect.NOT_PLACED, Effect.NO_FLAG])
KEPT = st.dictionaries(st.sampled_from(CODES), EFFECTS, max_size=6)
TIES = st.sampled_from(TiesBelowFirst)
VACANT = st.sampled_from(VacantPlace)


def totals(points: list[int]) -> list[UnitTotal]:
    """Units with these points, in thousands."""
    return [
        UnitTotal(Unit(code, code), agreed_total=number * 1000, max_total=9000, percent=number * 1000)
        for code, number in zip(CODES, points, strict=False)
    ]


def withholding(kept: Mapping[str, Effect]) -> Withholding:
    """One thing kept from each of these units."""
    return gathered(
        [Withheld(unit, Consequence(effect), "Điều kiện", "vì") for unit, effect in kept.items()],
        (),
        depends=False,
    )


def ranked(points: list[int], kept: Mapping[str, Effect], settings: Settings) -> Standings:
    """The standings without votes."""
    return rank_units(totals(points), settings, [], [], None, withholding(kept))


@given(POINTS, KEPT, TIES, VACANT)
def test_ranks_totals_and_ties_never_move(
    points: list[int], kept: Mapping[str, Effect], ties: TiesBelowFirst, vacant: VacantPlace
) -> None:
    """Only places, the nominee and what is said of them differ from the standings without conditions."""
    settings = Settings(ties=ties, vacant=vacant)
    plain, now = ranked(points, {}, settings), ranked(points, kept, settings)
    assert [(one.code, one.rank, one.status, one.tied_with) for one in plain.standings] == [
        (one.code, one.rank, one.status, one.tied_with) for one in now.standings
    ]
    assert plain.open_ties == now.open_ties


@given(POINTS, KEPT, TIES, VACANT)
def test_nobody_holds_what_is_kept_from_it(
    points: list[int], kept: Mapping[str, Effect], ties: TiesBelowFirst, vacant: VacantPlace
) -> None:
    """Neither a place nor the flag; and left empty, a place is the rank's own or nobody's."""
    now = ranked(points, kept, Settings(ties=ties, vacant=vacant))
    for line in now.standings:
        effect = kept.get(line.code)
        assert not (effect is Effect.NOT_PLACED and line.place)
        assert not (effect is Effect.NOT_FIRST and line.place == "Nhất")
        assert not (effect is not None and line.nominee)
        if vacant is VacantPlace.LEFT_EMPTY:
            assert line.place in (None, PLACES.get(line.rank or 0))
        elif line.place and line.rank:
            assert list(PLACES.values()).index(line.place) + 1 <= line.rank
    assert sum(line.place == "Nhất" for line in now.standings) <= 1
    assert now.nominee is None or any(line.nominee and line.place == "Nhất" for line in now.standings)


@given(POINTS, st.dictionaries(st.sampled_from(CODES), st.integers(0, 3), max_size=6), st.booleans())
def test_places_go_down_with_the_ranks_of_units_of_which_nothing_is_kept(
    points: list[int], barred: dict[str, int], dense: bool
) -> None:
    """Among them a better rank never has a worse place, and none goes without where a worse one has it."""
    ranks = {code: 1 + sum(other > own for other in points) for code, own in zip(CODES, points, strict=False)}
    held = moved_up(ranks, barred, lambda _: False, dense=dense)
    free = [code for code in ranks if not barred.get(code) and code not in held.level]
    order = [*PLACES.values(), None]
    for one in free:
        for other in free:
            if ranks[one] < ranks[other]:
                assert order.index(held.places.get(one)) <= order.index(held.places.get(other))


@given(st.lists(st.integers(0, 50), min_size=4, max_size=6, unique=True), KEPT)
def test_moving_up_leaves_no_place_empty_that_somebody_behind_may_hold(
    points: list[int], kept: Mapping[str, Effect]
) -> None:
    """Without level units: whoever is at the place or behind it, may hold it and has none, would hold it."""
    now = ranked(points, kept, Settings(vacant=VacantPlace.MOVED_UP))
    assert all(line.status is UnitStatus.RANKED for line in now.standings)
    for place, name in PLACES.items():
        if any(line.place == name for line in now.standings):
            continue
        waiting = [line for line in now.standings if line.rank and line.rank >= place and not line.place]
        assert all(line.last_barred >= place for line in waiting)
