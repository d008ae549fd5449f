"""Xếp hạng, suy tôn: ranks, places and the one unit proposed for the flag (HD 1302, III.3).

Ranks follow the printed total. Units level for first wait for a vote, unless the cluster's own setting `Khi bằng điểm`
tells them apart: there is no hidden tie-break.
HD 1302 is silent on ties at 2 and 3, so the setting `Đồng hạng Nhì, Ba` decides them.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from ..scoring.class_scale import ClassScale
from ..scoring.scores import UnitTotal
from ..scoring.settings import Award, Basis, Settings, TiesBelowFirst, VacantPlace
from ..scoring.tie_order import Place
from ..scoring.units import Eligibility, Unit
from ..values.catalogue import Code
from ..values.choices import NO, chosen
from ..values.findings import Finding, finding
from ..values.numbers import Points, shown
from ..values.reworded import Words, reworded
from ..values.text import capitalised, same
from .awards import as_flag, by_quota, flag_of, held, level_at_quota, words_of, wrong_awards
from .classes import NO_CLASS, Candidate, Grading, Gradings, Lowered, grade_units
from .proclaimed import (
    PLACES,
    SHEET,
    Col,
    Proclamation,
    flag_in_doubt,
    places_held,
    shared_places,
    unknown_words,
)
from .told_apart import Apart, apart_of, apart_said
from .votes import SHEET as VOTES_SHEET
from .votes import (
    Asked,
    BallotRow,
    Decision,
    Round,
    RoundResult,
    Settled,
    as_stale,
    postponed,
    settle_votes,
    stale,
    unasked,
    votes_by_unit,
)
from .withheld import (
    NOTHING,
    Held,
    Withheld,
    Withholding,
    is_flagless,
    last_barred,
    left_empty,
    lowered_by,
    moved_up,
)

_NUMBERS = ("", "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười")
VOTE_NOW, VOTE_LATER = " – chờ bỏ phiếu", " – tạm, chờ đủ điểm"
"""What stands behind `Đồng hạng 1` while a tie is open: once all its scores are there, and before."""
LEVEL, VOTED = "Đồng hạng ", "Bỏ phiếu hạng "
"""How units are told that stand at one rank: by their points, or because the cluster votes on its first units."""
INVALID = "Nhập không hợp lệ ở Thống nhất điểm"
_NOT_LEVEL = "các đơn vị ấy không bằng điểm nhau"
_BY_ORDER = "mục Khi bằng điểm ở trang Cụm đã phân hạng các đơn vị bằng điểm ấy"
_SHARED = "mục Đồng hạng Nhì, Ba ở trang Cụm cho các đơn vị bằng điểm cùng hạng"
_FEW = 5
"""How many missing criteria a sentence names."""


class UnitStatus(StrEnum):
    """State of a unit, the first that fits (design, 5)."""

    EXCLUDED = "excluded"
    MISSING = "missing"
    WAITING_VOTE = "waiting_vote"
    INCOMPLETE = "incomplete"
    RANKED = "ranked"


class OpenTie(NamedTuple):
    """Units level at a rank that waits for a vote.

    `lacking` are those of them with a score missing: as long as there are any, the tie is provisional.
    """

    rank: int
    codes: tuple[str, ...]
    lacking: tuple[str, ...] = ()
    level: bool = True
    """Whether their points are the same; not where the cluster votes on its first units in any case."""


class SettledTie(NamedTuple):
    """A tie that a vote or a decision settled, in which round."""

    rank: int
    codes: tuple[str, ...]
    winner: str
    by: Decision
    round: int

    @property
    def shown(self) -> str:
        """How a reader is told: `Bỏ phiếu lần 2`, `Hội nghị thống nhất`."""
        return f"{self.by} lần {self.round}" if self.by is Decision.BALLOT else self.by.value


class Standing(NamedTuple):
    """One unit's line. `adjustment` = rank less the rank by points alone, for the live formulas.

    `group_total` is the value ranked by, `group_size` how many units nothing but a vote tells apart.
    """

    total: UnitTotal
    rank: int | None
    place: str | None
    status: UnitStatus
    tied_with: tuple[str, ...] = ()
    nominee: bool = False
    award: str = ""
    """The form that the cluster proposes for it now: typed, else by rank and quota; the flag for its nominee."""
    award_proposed: str = ""
    """The same by rank and quota alone, but for the flag."""
    grading: Grading = NO_CLASS
    """Its class, where the cluster has any."""
    note: str = ""
    tie_text: str = ""
    adjustment: int = 0
    group_total: Points | None = None
    group_size: int = 0
    placed: Place = ()
    """The value ranked by, and what tells it from units level with it."""
    withheld: tuple[Withheld, ...] = ()
    """What conditions and violations keep from it."""
    pending: tuple[str, ...] = ()
    """The conditions of which nobody can say yet whether it meets them."""

    @property
    def code(self) -> str:
        """The unit's code."""
        return self.total.unit.code

    def candidate(self, scale: ClassScale | None) -> Candidate:
        """The unit as the classes see it: by its total, or by its percentage."""
        total = self.total
        value = total.percent if scale and scale.in_percent else total.agreed_total
        return Candidate(self.code, value, self.rank or 0, total.unit.group)

    @property
    def barred(self) -> str:
        """That the unit is ranked but never nominated, what else is kept from it, and why; empty where nothing is."""
        unit = self.total.unit
        is_barred = unit.eligibility is Eligibility.RANKED_ONLY
        told = [f"Không đề nghị Cờ{_because(unit)}"] if is_barred else []
        return "; ".join([*told, *(one.short for one in self.withheld)])

    @property
    def last_barred(self) -> int:
        """The last place that is kept from it: 1 for Nhất, 3 for all of them, 0 for none."""
        return last_barred(self.withheld)

    @property
    def may_have_flag(self) -> bool:
        """Whether neither `Xét thi đua` nor a condition keeps the flag from it."""
        return self.total.unit.eligibility is Eligibility.YES and not is_flagless(self.withheld)


class Standings(NamedTuple):
    """Bảng xếp hạng: by rank, then in the order of the book; those without a rank last.

    `prefill` are rows (rank, round, codes) to add to `Bỏ phiếu`, `droppable` pre-filled ones that no
    longer fit.
    """

    standings: tuple[Standing, ...]
    provisional: bool
    open_ties: tuple[OpenTie, ...]
    settled_ties: tuple[SettledTie, ...]
    votes: tuple[RoundResult, ...]
    nominee: str | None
    findings: list[Finding]
    prefill: tuple[tuple[int, int, tuple[str, ...]], ...]
    droppable: tuple[Round, ...]
    always: tuple[str, ...] = ()
    """Units that are voted on whether they are level or not."""
    withholding: Withholding = NOTHING
    """What conditions and violations keep from units, and which of them are open."""
    by_hand: bool = False
    """Whether units moved up into places: what no formula of the sheet can follow."""

    def class_provisional(self, line: Standing, basis: Basis) -> bool:
        """Whether a unit's class may still change: something of its own is missing, or what a limit hangs on."""
        own = self.withholding.is_open_for(line.code) or line.total.is_incomplete(basis)
        return bool(line.grading.shown) and (own or (self.provisional and line.grading.may_change))


def rank_units(
    totals: Sequence[UnitTotal],
    settings: Settings,
    ballots: Sequence[BallotRow],
    proclamations: Sequence[Proclamation],
    asked: Asked | None = None,
    withholding: Withholding = NOTHING,
) -> Standings:
    """Ranks, places, classes and the nominee, from what the book says now.

    `asked` are the votes that were ever asked for, as far as they are known; `withholding` is what conditions and
    violations keep from units: places, the flag and classes, never a rank.
    """
    ladder = _Ladder(totals, settings, ballots)
    lacking = any(total.is_missing or total.is_incomplete(settings.basis) for total in totals)
    provisional = lacking or bool(withholding.open)
    given = _places(ladder, withholding)
    lines = sorted(
        (_standing(total, ladder, given, withholding) for total in totals),
        key=lambda line: (line.rank is None, line.rank or 0),
    )
    held_back = provisional or any(tie.rank == 1 for tie in ladder.open)
    first = next((line for line in lines if line.place == PLACES[1] and not held_back), None)
    codes = {line.code for line in lines}
    flag = flag_of(settings.awards)
    known = [as_flag(said, flag) for said in proclamations if said.unit in codes]
    vacant = next((line for line in lines if line.rank == 1 and not held_back), None) if not first else None
    nominee, barred = _nominee(first or vacant, lines, known)
    proposed = {line.code: line.place for line in lines}
    doubt = list(flag_in_doubt(first.code, proposed, known)) if first and not barred else []
    nominee = None if held_back or doubt else nominee
    lines, of_awards = _with_awards(lines, settings.awards, nominee, known, bool(held_back or doubt))
    graded = _graded(lines, settings, lowered_by(withholding, settings.classes), known)
    lines = [line._replace(grading=graded.by_unit.get(line.code, NO_CLASS)) for line in lines]
    left = stale(ballots, ladder.votes, _teller(ladder, known, asked if not provisional else None))
    outcomes = (*ladder.votes.values(), left)
    return Standings(
        standings=tuple(line._replace(nominee=line.code == nominee) for line in lines),
        provisional=provisional,
        open_ties=tuple(ladder.open),
        settled_ties=tuple(ladder.settled),
        votes=tuple(sorted((one for out in outcomes for one in out.rounds), key=lambda one: one.rank)),
        nominee=nominee,
        findings=[
            *_gaps(totals, settings.basis),
            *ladder.findings(),
            *(found for out in outcomes for found in out.findings),
            *barred,
            *unknown_words(known),
            *_differences(lines, known, first, held_back),
            *of_awards,
            *shared_places(proposed, known),
            *doubt,
            *_level_at_vacant(given, ladder, proposed, known, held_back),
            *_edges(lines, graded),
            *_chosen_classes(known, graded, settings.classes),
        ],
        prefill=ladder.prefill(),
        droppable=tuple(held for out in outcomes for held in out.droppable),
        always=ladder.always,
        withholding=withholding,
        by_hand=bool(settings.vacant is VacantPlace.MOVED_UP and any(line.last_barred for line in lines)),
    )


def _places(ladder: "_Ladder", withholding: Withholding) -> Held:
    """Who holds the places, before the members say otherwise."""
    barred = {
        code: last_barred(found) for code, found in withholding.of_units.items() if code in ladder.ranks
    }
    if ladder.settings.vacant is VacantPlace.LEFT_EMPTY or not any(barred.values()):
        return left_empty(ladder.ranks, barred)
    return moved_up(
        ladder.ranks, barred, lambda code: ladder.tie(code) is not None, dense=ladder.settings.is_dense
    )


def _level_at_vacant(
    given: Held, ladder: "_Ladder", proposed: Mapping[str, str | None], said: Sequence[Proclamation],
    held_back: bool,
) -> Iterator[Finding]:  # fmt: skip
    """Units that would move up into Nhất together: the members choose, as long as they have proclaimed nobody."""
    if given.level and not held_back and PLACES[1] not in places_held(proposed, said).values():
        yield finding(Code.PLACE_LEVEL, sheet=SHEET, value=PLACES[1], units=given.level,
                      rank=ladder.ranks[given.level[0]])  # fmt: skip


def places_of(
    totals: Sequence[UnitTotal], settings: Settings, ballots: Sequence[BallotRow], withholding: Withholding
) -> Mapping[int, Sequence[str]]:
    """Who holds every place, by its number, or waits at it for a vote, as `rank_units` says it."""
    ladder = _Ladder(totals, settings, ballots)
    if not any(map(last_barred, withholding.of_units.values())):
        return ladder.at_rank
    held = _places(ladder, withholding).places
    waiting = [code for code in ladder.ranks if ladder.tie(code) is not None]
    at: dict[int, list[str]] = {}
    for code, rank in ladder.ranks.items():
        if code in waiting:
            at.setdefault(rank, []).append(code)
        elif code in held:
            at.setdefault(next(nr for nr, name in PLACES.items() if name == held[code]), []).append(code)
    return at


class _Ladder:
    """The ranks as they are given out from the top, and what the votes said on the way."""

    def __init__(self, totals: Sequence[UnitTotal], settings: Settings, ballots: Sequence[BallotRow]) -> None:
        self.settings = settings
        self.totals = totals
        self.ballots = ballots
        self.dense = settings.is_dense
        valued = ((total.unit.code, total.value(settings.basis)) for total in totals)
        self.values = {code: value for code, value in valued if value is not None}
        self.lacking = {total.unit.code for total in totals if total.is_incomplete(settings.basis)}
        placed = ((total.unit.code, total.standing(settings.basis)) for total in totals)
        self.standing = {code: place for code, place in placed if place is not None}
        self.level: dict[Place, tuple[str, ...]] = {}
        for code, place in self.standing.items():
            self.level[place] = (*self.level.get(place, ()), code)
        self.ranks: dict[str, int] = {}
        self.votes: dict[int, Settled] = {}
        self.open: list[OpenTie] = []
        self.settled: list[SettledTie] = []
        self.always = self._always_voted()
        """Units that stand on the ballot whether they are level or not, best first."""
        rank = self.by_votes(self.always, 1) if self.always else 1
        by_points = 1
        self.by_points: dict[Place, int] = {}
        """The rank before any vote: 1, 2, 2, 4, or dense 1, 2, 2, 3."""
        for place in sorted(self.level, reverse=True):
            codes = self.level[place]
            if codes[0] not in self.always:
                rank = self.place(codes, rank)
            self.by_points[place] = by_points
            by_points += 1 if self.dense else len(codes)
        self.at_rank: dict[int, list[str]] = {}
        for code, given in self.ranks.items():
            self.at_rank.setdefault(given, []).append(code)

    def _always_voted(self) -> tuple[str, ...]:
        """The first units by points and whoever is level with the last of them, where the cluster always votes."""
        chosen: tuple[str, ...] = ()
        for value in sorted(set(self.values.values()), reverse=True):
            if len(chosen) >= self.settings.always_voted:
                break
            chosen += tuple(code for code, own in self.values.items() if own == value)
        return chosen if len(chosen) > 1 else ()

    def by_votes(self, codes: tuple[str, ...], rank: int) -> int:
        """Ranks from `rank` on by one ballot; units with the same votes are voted on again. The next free rank."""
        if len(codes) == 1:
            self.ranks[codes[0]] = rank
            return rank + 1
        winner = self.vote(codes, rank)
        if winner is None:
            return rank + len(codes)
        votes = votes_by_unit(self.ballots, rank, frozenset(codes), self.settings.majority)
        left = [code for code in codes if code != winner]
        following = rank + 1
        for number in sorted({votes.get(code, -1) for code in left}, reverse=True):
            same_votes = tuple(code for code in left if votes.get(code, -1) == number)
            following = self.by_votes(same_votes, following)
        return following

    def place(self, codes: tuple[str, ...], rank: int) -> int:
        """Give units level with each other their ranks from `rank` on; the next free rank.

        The winner of a vote takes `rank`, the losers are level at the next one whatever their votes.
        """
        if len(codes) > 1 and goes_to_vote(rank, self.settings.ties):
            winner = self.vote(codes, rank)
            if winner is None:
                return rank + (2 if self.dense else len(codes))
            return self.place(tuple(code for code in codes if code != winner), rank + 1)
        self.ranks.update(dict.fromkeys(codes, rank))
        return rank + (1 if self.dense else len(codes))

    def vote(self, codes: tuple[str, ...], rank: int) -> str | None:
        """The winner of the vote between units at `rank`; None while there is none: all of them stand at it."""
        outcome = settle_votes(self.ballots, rank, frozenset(codes), self.settings.majority)
        lacking = tuple(code for code in codes if code in self.lacking)
        if lacking and outcome.winner is None:
            outcome = postponed(outcome, self.ballots, rank)
        self.votes[rank] = outcome
        if outcome.winner is None or outcome.by is None:
            level = len({self.values[code] for code in codes}) == 1
            self.open.append(OpenTie(rank, codes, lacking, level))
            self.ranks.update(dict.fromkeys(codes, rank))
            return None
        last = max(one.round for one in outcome.rounds if one.winner)
        self.settled.append(SettledTie(rank, codes, outcome.winner, outcome.by, last))
        self.ranks[outcome.winner] = rank
        return outcome.winner

    def findings(self) -> Iterator[Finding]:
        """The ties that wait for people."""
        unit = "điểm" if self.settings.basis is Basis.POINTS else "%"
        for tie in self.open:
            values = sorted({self.values[code] for code in tie.codes}, reverse=True)
            ends = (values[0], *values[1:][-1:])
            total = f"{' – '.join(shown(value, self.settings.digits) for value in ends)} {unit}"
            level = "bằng điểm nhau" if tie.level else "được đưa ra bỏ phiếu suy tôn"
            listed = ", ".join(tie.codes)
            short = ", ".join(tie.lacking)
            yield finding(
                Code.TIE_OPEN, sheet=VOTES_SHEET, value=listed, rank=tie.rank, total=total,
                level=f"tạm {level}" if short else level,
                lacking=f", {short} còn thiếu điểm" if short else "",
                after=f" sau khi đã đủ điểm của {short}" if short else "", how=self.how(tie.rank),
            )  # fmt: skip

    def how(self, rank: int) -> str:
        """What is to be held for a tie: the vote, or its next round."""
        again = self.votes[rank].again
        if again is None:
            return "theo HD 1302, III.3"
        number, codes = again
        return f"lần {number} giữa {', '.join(codes)} (HD 1302, III.3)"

    def orders(self, codes: Collection[str]) -> bool:
        """Whether it is `Khi bằng điểm` that tells these units apart."""
        return bool(self.settings.tie_order) and len({self.values.get(code) for code in codes}) == 1

    def apart(self, total: UnitTotal) -> Apart | None:
        """What tells a unit from those level with it; not where the cluster votes on them in any case."""
        return None if total.unit.code in self.always else apart_of(total, self.totals, self.settings)

    def tie(self, code: str) -> OpenTie | None:
        """The tie in which a unit waits."""
        return next((tie for tie in self.open if code in tie.codes), None)

    def prefill(self) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
        """The rows that `Bỏ phiếu` still lacks, candidates in the order of the book."""
        due = ((rank, out.next_round) for rank, out in self.votes.items() if out.next_round)
        return tuple((rank, nr, tuple(c for c in self.values if c in codes)) for rank, (nr, codes) in due)


def _graded(
    lines: Iterable[Standing], settings: Settings, lowered: Mapping[str, Lowered],
    said: Iterable[Proclamation],
) -> Gradings:  # fmt: skip
    """The classes of all that are ranked, by total or percentage as the scale says."""
    scale = settings.classes
    ranked = [line.candidate(scale) for line in lines if line.rank is not None]
    return grade_units(scale, ranked, lowered, {one.unit: one.grade for one in said if one.grade})


def _edges(lines: Sequence[Standing], graded: Gradings) -> Iterator[Finding]:
    """Where units level at the edge of a class wait for the members' choice; a vote between them says it itself."""
    voted = {line.code for line in lines if line.status is UnitStatus.WAITING_VOTE}
    for edge in graded.edges:
        if not voted.issuperset(edge.codes):
            yield finding(Code.CLASS_EDGE, sheet=SHEET, value=", ".join(edge.codes), rank=edge.rank, grade=edge.grade,
                          room=edge.room, count=len(edge.codes),
                          chosen=f" (đang ghi {edge.chosen} đơn vị)" if edge.chosen else "")  # fmt: skip


def _chosen_classes(
    said: Iterable[Proclamation], graded: Gradings, scale: ClassScale | None
) -> Iterator[Finding]:
    """Classes typed on `Suy tôn` that are none, or decide nothing: only level units at an edge are chosen among."""
    for one in said:
        if not one.grade:
            continue
        word = chosen(one.grade, scale.names if scale else ())
        now = graded.by_unit.get(one.unit, NO_CLASS)
        if scale and word is None:
            yield one.unknown(Col.CLASS, one.grade, scale.names)
        elif not now.waits and word != now.name:
            yield one.found(Code.CLASS_NOT_CHOSEN, Col.CLASS, one.grade, grade=now.name or "không xếp loại")


def _teller(
    ladder: _Ladder, said: Sequence[Proclamation], asked: Asked | None
) -> Callable[[Round], Finding]:  # fmt: skip
    """How a vote at a rank where none is due is told: as an error where nobody asked for it nor recorded it since."""
    majority = ladder.settings.majority
    recorded = {one.unit for one in said if one.is_reasoned}

    def tell(held: Round) -> Finding:
        if asked is None or asked.knows(held) or recorded & held.candidates:
            return as_stale(majority)(held)
        level = len(ladder.at_rank.get(held.rank, ())) > 1
        why = _SHARED if level else _BY_ORDER if ladder.orders(held.candidates) else _NOT_LEVEL
        return unasked(majority, ladder.at_rank, why)(held)

    return tell


def goes_to_vote(rank: int, ties: TiesBelowFirst) -> bool:
    """Whether units level at `rank` are voted on: always for first, by the setting for second and third."""
    return rank == 1 or (ties is TiesBelowFirst.VOTE and rank in PLACES)


def few(codes: Sequence[str]) -> str:
    """The first codes, and how many more there are."""
    more = len(codes) - _FEW
    return ", ".join(codes) if more <= 0 else f"{', '.join(codes[:_FEW])}, … (còn {more})"


def _standing(total: UnitTotal, ladder: _Ladder, given: Held, withholding: Withholding) -> Standing:
    code = total.unit.code
    rank, value = ladder.ranks.get(code), ladder.values.get(code)
    status = _status(total, ladder)
    waiting = status is UnitStatus.WAITING_VOTE
    peers = [] if rank is None else [c for c in ladder.at_rank[rank] if c != code]
    line = Standing(
        total=total,
        rank=rank,
        place=None if waiting else given.places.get(code),
        status=status,
        tied_with=tuple(c for c in ladder.values if c in peers) if peers else (),
        withheld=() if total.unit.is_excluded else tuple(withholding.of_units.get(code, ())),
        pending=tuple(dict.fromkeys(one.condition for one in withholding.open if one.unit == code)),
    )
    line = line._replace(note=_note(line, 1 + len(peers), ladder))
    if rank is None or value is None:
        return line
    return line._replace(
        tie_text=f"{VOTED if code in ladder.always else LEVEL}{rank}{_awaited(ladder.tie(code))}"
        if peers
        else "",
        adjustment=rank - ladder.by_points[ladder.standing[code]],
        group_total=value,
        group_size=len(ladder.level[ladder.standing[code]]),
        placed=ladder.standing[code],
    )


def _awaited(tie: OpenTie | None) -> str:
    """What the units of a tie wait for."""
    return "" if tie is None else VOTE_LATER if tie.lacking else VOTE_NOW


def _status(total: UnitTotal, ladder: _Ladder) -> UnitStatus:
    if total.unit.is_excluded:
        return UnitStatus.EXCLUDED
    if total.empty:
        return UnitStatus.MISSING
    if ladder.tie(total.unit.code):
        return UnitStatus.WAITING_VOTE
    return UnitStatus.INCOMPLETE if total.is_incomplete(ladder.settings.basis) else UnitStatus.RANKED


def _because(unit: Unit) -> str:
    return f": {unit.reason}" if unit.reason else ""


def _note(line: Standing, level: int, ladder: _Ladder) -> str:
    """Ghi chú: why the line reads as it does; nothing where it speaks for itself."""
    total, status, rank = line.total, line.status, line.rank
    unit = total.unit
    if status is UnitStatus.EXCLUDED:
        return f"Không xét thi đua{_because(unit)}"
    refused = [f"{INVALID}: {few(total.invalid)}"] if total.invalid else []
    if status is UnitStatus.MISSING:
        return "; ".join([*refused, total.nothing_yet])
    notes = [f"Hạng theo: {tie.shown}" for tie in ladder.settled if unit.code in tie.codes][-1:]
    if status is UnitStatus.WAITING_VOTE:
        tie, place = ladder.tie(unit.code), PLACES.get(rank or 1, f"hạng {rank}")
        later = f"Tạm bằng điểm; chờ đủ điểm của {few(tie.lacking)}" if tie and tie.lacking else ""
        notes = [later or f"Chờ bỏ phiếu chọn {place}"]
    elif rank is not None and not ladder.dense and line.place == PLACES.get(rank):
        lost = [PLACES[after] for after in range(rank + 1, rank + level) if after in PLACES]
        if lost:
            count = _NUMBERS[level] if level < len(_NUMBERS) else str(level)
            notes.append(f"{count} đơn vị cùng {PLACES[rank]} nên không có {', '.join(lost)}")
    apart = ladder.apart(total)
    notes = [*refused, *notes, *([apart_said(apart, ladder.settings)] if apart else [])]
    if line.pending:
        notes.append(f"Chưa xét được {few(line.pending)}")
    if total.missing:
        waits = f", trong đó có điểm chờ người chấm {few(total.awaited)}" if total.awaited else ""
        notes.append(f"Thiếu điểm {few(total.missing)}{waits}")
    elif rank is None:
        why = total.unranked(ladder.settings.basis)
        notes.append(capitalised(why))
    return "; ".join(filter(None, (*notes, line.barred)))


def _gaps(totals: Iterable[UnitTotal], basis: Basis) -> Iterator[Finding]:
    """Who and what is still missing."""
    for total in totals:
        code, sheet = total.unit.code, "Thống nhất điểm"
        if total.is_missing:
            one = finding(Code.UNIT_MISSING, unit=code, sheet=sheet)
            yield reworded(one, Words.CHOICE_OPEN) if total.waits else one
        elif total.is_incomplete(basis):
            what = few(total.missing) or total.unranked(basis)
            yield finding(Code.UNIT_INCOMPLETE, unit=code, sheet=sheet, value=what, count=len(total.missing))


def _nominee(
    first: Standing | None, lines: Sequence[Standing], proclamations: Sequence[Proclamation]
) -> tuple[str | None, list[Finding]]:
    """The unit the members typed, else the first one unless they typed that it gets no flag."""
    flags = {said.unit: said for said in proclamations if said.flag}
    if len(flags) > 1:
        second = list(flags.values())[1]
        header, typed = second.flag_cell
        double = second.found(Code.NOMINEE_DOUBLE, header, ", ".join(flags))
        return None, [replace(double, unit="", value=typed)]
    chosen = next((line for line in lines if line.code in flags), first)
    if chosen is None:
        return None, []
    unit = chosen.total.unit
    refused = [said for said in proclamations if said.unit == unit.code and said.flag is False]
    if why := _flagless(chosen, proclaimed=bool(flags)):
        if any(said.reason for said in refused):
            return None, []  # the members decided that nobody gets it
        header, typed = flags[unit.code].flag_cell if flags else ("", "")
        barred = finding(Code.NOMINEE_BARRED, unit=unit.code, sheet=SHEET, row=(unit.code,), header=header,
                         value=why)  # fmt: skip
        return None, [replace(barred, value=typed)]
    return (None if refused else unit.code), []


def _flagless(line: Standing, *, proclaimed: bool) -> str:
    """Why a unit cannot be nominated; what a condition keeps from it the members may give it, with their reason."""
    unit = line.total.unit
    if unit.eligibility is not Eligibility.YES:
        return ": ".join(filter(None, (f"Xét thi đua = {unit.eligibility}", unit.reason)))
    if proclaimed:
        return ""
    flag = [one.short for one in line.withheld if is_flagless([one])]
    place = [one.short for one in line.withheld if last_barred([one])] if line.place != PLACES[1] else []
    return "; ".join([*place, *flag])


def _differences(
    lines: Iterable[Standing], proclamations: Sequence[Proclamation], first: Standing | None, held_back: bool
) -> Iterator[Finding]:
    """Where the members proclaimed something else than the points propose (III.3 lets them)."""
    by_code = {line.code: line for line in lines}
    flagged = any(said.flag for said in proclamations)
    proposed = first is not None and first.may_have_flag and first.code
    for said in proclamations:
        line = by_code[said.unit]
        if line.status is UnitStatus.WAITING_VOTE:
            continue
        place = line.place or "không suy tôn"
        if said.word and not same(said.word, line.place or "") and (line.place or not said.is_without):
            yield _difference(said, Col.PLACE, said.place, said.place, place)
        if held_back or said.flag is None or said.flag is (said.unit == proposed):
            continue
        if said.flag:
            yield _difference(said, *said.flag_cell, "đề nghị Cờ", "không đề nghị Cờ")
        elif not flagged:
            yield _difference(said, *said.flag_cell, "không đề nghị Cờ", "đề nghị Cờ")


def _with_awards(
    lines: Sequence[Standing], awards: Sequence[Award], nominee: str | None, said: Sequence[Proclamation],
    held_back: bool,
) -> tuple[list[Standing], list[Finding]]:  # fmt: skip
    """The lines with the forms of award that they are proposed for, and what is wrong with those."""
    flag = flag_of(awards)
    ranked = [] if held_back else _eligible(lines, nominee if flag else None)
    by_rank = by_quota(ranked, awards, said)
    now = held(by_rank, said, awards) | ({nominee: flag} if nominee and flag else {})
    found = [*level_at_quota(ranked, awards, said), *wrong_awards(said, by_rank, awards, nominee)]
    if not held_back:
        found += _other_awards(said, by_quota(ranked, awards, ()), awards)
    return [
        line._replace(award=now.get(line.code, ""), award_proposed=by_rank.get(line.code, ""))
        for line in lines
    ], found


def _eligible(lines: Iterable[Standing], nominee: str | None) -> list[tuple[str, int]]:
    """Units for which a form other than the flag may be proposed, down to the first rank that waits for a vote."""
    ranked = [line for line in lines if line.rank is not None]
    waiting = min((line.rank or 0 for line in ranked if line.status is UnitStatus.WAITING_VOTE), default=None)
    return [
        (line.code, line.rank or 0)
        for line in ranked
        if line.code != nominee
        and line.total.unit.eligibility is Eligibility.YES
        and (waiting is None or (line.rank or 0) < waiting)
    ]


def _other_awards(
    proclamations: Iterable[Proclamation], by_rank: Mapping[str, str], awards: Sequence[Award]
) -> Iterator[Finding]:
    """Where the members typed another form than rank and quota give; of the flag, `Đề nghị Cờ` tells."""
    flag, words = flag_of(awards), words_of(awards)
    for said in proclamations:
        word = chosen(said.award, words)
        if word not in (None, flag, by_rank.get(said.unit, NO)):
            yield _difference(
                said, Col.AWARD, said.award, _award_said(word), _award_said(by_rank.get(said.unit))
            )


def _award_said(name: str | None) -> str:
    return f"đề nghị {name}" if name and name != NO else "không đề nghị hình thức nào ngoài Cờ"


def _difference(said: Proclamation, header: str, typed: str, text: str, expected: str) -> Finding:
    """Recorded with its reason for those upstairs; without one it must be given."""
    code = Code.PROCLAIMED_DIFFERS if said.reason else Code.PROCLAIMED_WITHOUT_REASON
    return replace(said.found(code, header, text, expected=expected, why=said.reason), value=typed)
