"""Bỏ phiếu: whether a ballot counts, whom it chooses and who stands in the next round.

HD 1302, III.3 asks for a vote between units level at the top and says no more. One paper names one
unit; a round counts only where its figures agree, by the cluster's `Cách trúng phiếu`. A ballot
serves the tie it was held for and no other: after a late unit or a corrected score it is kept,
ignored and reported. The election of the head and the deputy (`domain.year.election`) goes by the same
arithmetic; there whoever the members name may stand.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from ..scoring.settings import Majority
from ..values.catalogue import Code
from ..values.findings import Finding, RowKey, Spot, finding
from ..values.text import fold
from .posts import Office, post_said

SHEET, ELECTION = "Bỏ phiếu", "Bầu Trưởng cụm"
_MARK = 16
"""Hexadecimal digits that tell rounds apart."""


class Col:
    """The headers of `Bỏ phiếu` and `Bầu Trưởng cụm` that say something of the vote."""

    ROUND = "Lần"
    RANK = "Hạng"
    OFFICE = "Chức danh"
    UNIT = "Mã đơn vị"
    VOTES = "Số phiếu"
    ELIGIBLE = "Được bỏ phiếu"
    PRESENT = "Có mặt"
    ISSUED = "Phát ra"
    COLLECTED = "Thu vào"
    VALID = "Hợp lệ"
    INVALID = "Không hợp lệ"
    DAY = "Ngày"
    TELLERS = "Ban kiểm phiếu"
    DECISION = "Quyết định"
    REASON = "Lý do"


class Decision(StrEnum):
    """Quyết định: who chose between the units."""

    BALLOT = "Bỏ phiếu"
    MEETING = "Hội nghị thống nhất"
    SUPERIOR = "Cấp trên quyết định"


_FIELDS = {
    Col.ELIGIBLE: "eligible",
    Col.PRESENT: "present",
    Col.ISSUED: "issued",
    Col.COLLECTED: "collected",
    Col.VALID: "valid",
    Col.INVALID: "invalid",
}
"""The figures of a round: header → field of a row."""


class BallotRow(NamedTuple):
    """One row of the sheet: a candidate in a round. `row` tells it apart: its 0-based line as it was read.

    `rank` is what is voted on: a rank, or an `Office`.
    """

    row: int
    round: int
    rank: int
    unit: str
    votes: int | None = None
    eligible: int | None = None
    present: int | None = None
    issued: int | None = None
    collected: int | None = None
    valid: int | None = None
    invalid: int | None = None
    decision: Decision | None = None
    reason: str = ""
    starts_ballot: bool = False
    doubtful: bool = False
    """Whether nobody knows that the unit may be chosen: a round with it is not followed."""

    @property
    def key(self) -> RowKey:
        """What its findings are placed by."""
        return key_of(self.row)

    def spot(self, header: str) -> Spot:
        """How a finding names one of its cells."""
        return {"row": self.key, "header": header}

    @property
    def figures(self) -> dict[str, int | None]:
        """The figures of the whole round, by header."""
        return {header: getattr(self, name) for header, name in _FIELDS.items()}

    @property
    def has_figures(self) -> bool:
        """Whether any figure of the round stands on this row."""
        return any(number is not None for number in self.figures.values())


def key_of(row: int) -> RowKey:
    """What tells the row apart that stood in this 0-based line as it was read."""
    return (str(row),)


class Round(NamedTuple):
    """Lần bỏ phiếu: the candidates who stood together once."""

    rank: int
    number: int
    rows: tuple[BallotRow, ...]

    @property
    def candidates(self) -> frozenset[str]:
        """The codes of those who stood."""
        return frozenset(row.unit for row in self.rows)

    @property
    def position(self) -> int:
        """Where it stands in the sheet."""
        return self.rows[0].row

    @property
    def sums(self) -> BallotRow:
        """The round's figures on the first row where any stand; people write them once, on every row, or over rows."""
        own = next((row for row in self.rows if row.has_figures), self.rows[0])
        told: dict[str, Any] = {name: self.at(header).figures[header] for header, name in _FIELDS.items()}
        return own._replace(**told)

    def at(self, header: str) -> BallotRow:
        """The first row on which this figure of the round stands; where it lacks, the one with the others."""
        filled = (row for row in self.rows if row.figures[header] is not None)
        others = (row for row in self.rows if row.has_figures)
        return next(filled, next(others, self.rows[0]))

    @property
    def is_doubtful(self) -> bool:
        """Whether a unit stands of which nobody knows that it may be chosen."""
        return any(row.doubtful for row in self.rows)

    @property
    def is_pending(self) -> bool:
        """Whether neither votes nor figures nor a decision were typed yet."""
        return all(row.votes is None and not row.has_figures and row.decision is None for row in self.rows)

    @property
    def mark(self) -> str:
        """What decides in it, in one word: whoever types or changes a figure changes the mark."""
        units = sorted(f"{row.unit}={row.votes}{row.decision or ''}" for row in self.rows)
        figures = (f"{number}" for number in self.sums.figures.values())
        return hashlib.sha256("|".join((f"{self.number}", *units, *figures)).encode()).hexdigest()[:_MARK]


class RoundResult(NamedTuple):
    """What became of a round in which something was typed."""

    rank: int
    round: int
    counted: bool
    winner: str | None


class Settled(NamedTuple):
    """What the sheet says about one tie. `next_round`: number and candidates of rows to pre-fill.

    `again`: the same of the round that is due after one that left units level, whether or not its rows are there.
    """

    winner: str | None = None
    rounds: tuple[RoundResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    next_round: tuple[int, tuple[str, ...]] | None = None
    by: Decision | None = None
    droppable: tuple[Round, ...] = ()
    again: tuple[int, tuple[str, ...]] | None = None


class _Count(NamedTuple):
    """One round by itself: `ahead` are those who stand in the next one."""

    counted: bool = False
    winner: str | None = None
    ahead: tuple[str, ...] = ()
    by: Decision | None = None
    findings: tuple[Finding, ...] = ()


ONLY_LEVEL = "Khi bằng điểm"
_ALWAYS = re.compile(r"luôn bỏ phiếu ?\( ?(\d{1,2}) đơn vị đầu ?\)")
LEAST, MOST = 2, 20
"""Units that may stand on a ballot that is always held."""


def told_always(number: int) -> str:
    """`Bỏ phiếu suy tôn` as it is typed."""
    return f"Luôn bỏ phiếu ({number} đơn vị đầu)" if number else ONLY_LEVEL


def read_always(text: str) -> int | None:
    """How many units are always voted on, 0 for a vote between level units only; None for anything else."""
    folded = fold(text)
    if folded == fold(ONLY_LEVEL):
        return 0
    match = _ALWAYS.fullmatch(folded)
    return int(match[1]) if match and LEAST <= int(match[1]) <= MOST else None


def votes_by_unit(
    rows: Iterable[BallotRow], rank: int, tied: frozenset[str], majority: Majority
) -> Mapping[str, int]:
    """Unit → its votes in the first round between exactly these units; nothing where no such round counts."""
    fitting = [
        held for held in group_rounds(rows) if (held.rank, held.number, held.candidates) == (rank, 1, tied)
    ]
    counted = [held for held in fitting if _count(held, majority).counted]
    last = counted[-1] if counted else None
    return {row.unit: row.votes for row in last.rows if row.votes is not None} if last else {}


def group_rounds(rows: Iterable[BallotRow]) -> list[Round]:
    """The rounds in the order of the sheet: consecutive rows of one rank and round number."""
    groups: list[list[BallotRow]] = []
    for row in rows:
        if groups and not _begins_round(row, groups[-1]):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [Round(group[0].rank, group[0].round, tuple(group)) for group in groups]


def _begins_round(row: BallotRow, before: Sequence[BallotRow]) -> bool:
    return (
        row.starts_ballot
        or (row.rank, row.round) != (before[0].rank, before[0].round)
        or any(other.unit == row.unit for other in before)
        or (row.has_figures and _has_its_own(before, row))
    )


def _has_its_own(before: Sequence[BallotRow], row: BallotRow) -> bool:
    """Whether the figures of the rows above are of a round without this one: others, or all votes stand there.

    The same figures typed on every row of a round, or some on each, are one round's.
    """
    if any(_contradicts(row, other) for other in before):
        return True
    valid = next((other.valid for other in before if other.valid is not None), None)
    return len(before) > 1 and valid is not None and sum(other.votes or 0 for other in before) >= valid


def _contradicts(row: BallotRow, other: BallotRow) -> bool:
    pairs = zip(row.figures.values(), other.figures.values(), strict=True)
    return any(None not in pair and pair[0] != pair[1] for pair in pairs)


def is_untouched(held: Round) -> bool:
    """Whether the rows are as the program pre-filled them, so that they may be removed."""
    return held.is_pending and not any(row.reason for row in held.rows)


Ballot: TypeAlias = tuple[int, frozenset[str]]
"""A rank and the units voted on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The votes that were ever asked for, each with the marks of the rounds that stood there while the tie did.

    None for marks that were not kept yet: a book of an earlier version.
    """

    votes: Mapping[Ballot, frozenset[str] | None] = field(default_factory=dict, hash=False)

    def knows(self, held: Round) -> bool:
        """Whether the round was asked for, and says what it said while its units were level."""
        for (rank, units), marks in self.votes.items():
            if rank == held.rank and (held.candidates == units if marks is None else held.mark in marks):
                return True
        return False


def settle_votes(rows: Iterable[BallotRow], rank: int, tied: frozenset[str], majority: Majority) -> Settled:
    """Who of `tied` takes `rank`, as far as the sheet says.

    Where several ballots are between exactly these units, the last one that counts decides.
    """
    rounds = [held for held in group_rounds(rows) if held.rank == rank]
    fitting = [held for held in rounds if held.number == 1 and held.candidates == tied]
    if not fitting:
        return _set_aside(rounds, as_stale(majority))._replace(next_round=(1, tuple(sorted(tied))))
    return _settled(rounds, fitting, majority)


def settle_election(rows: Iterable[BallotRow], office: Office, majority: Majority) -> Settled:
    """Who is elected, as far as the sheet says. Whoever stands, the last ballot that counts decides.

    Nothing is droppable: who stands is typed by people.
    """
    rounds = [held for held in group_rounds(rows) if held.rank == office]
    fitting = [held for held in rounds if held.number == 1]
    aside = _set_aside(rounds, as_stale(majority))
    return (_settled(rounds, fitting, majority) if fitting else aside)._replace(droppable=())


def _settled(rounds: Sequence[Round], fitting: Sequence[Round], majority: Majority) -> Settled:
    """What the ballots amount to that begin with one of `fitting`; the other rounds are set aside."""
    chain = _follow(_best(fitting, majority), rounds, majority)
    last, count = chain[-1]
    rest = [held for held in rounds if all(held is not one for one, _ in chain)]
    refused = [held for held in rest if held in fitting and not _count(held, majority).counted]
    revotes = [held for held in refused if not held.is_doubtful]
    waiting = [held for held in rest if not count.counted and held.number > last.number]
    explained = [held for held in (*revotes, *waiting) if not is_untouched(held)]
    aside = _set_aside([held for held in rest if held not in explained], as_stale(majority))
    results = [(held, _result(held, one)) for held, one in chain if not is_untouched(held)]
    results += [(held, _result(held, _Count())) for held in rest if not is_untouched(held)]
    return Settled(
        winner=count.winner,
        rounds=tuple(result for _, result in sorted(results, key=lambda pair: pair[0].position)),
        findings=(
            *(found for _, one in chain for found in one.findings),
            *_level(chain, majority),
            *(found for held in revotes for found in _count(held, majority).findings),
            *aside.findings,
        ),
        next_round=(last.number + 1, count.ahead) if count.ahead else None,
        by=count.by,
        droppable=aside.droppable,
        again=_again(chain),
    )


def as_stale(majority: Majority) -> Callable[[Round], Finding]:
    """How a vote is told that is kept and decides nothing: between whom it was, and whom it chose."""

    def tell(held: Round) -> Finding:
        winner = _count(held, majority).winner
        chosen = f" (đã chọn {winner})" if winner else ""
        between = ", ".join(sorted(held.candidates))
        is_office = isinstance(held.rank, Office)
        if len(held.rows) == 1 and not is_office:
            return found_in(Code.VOTE_OF_ONE, held, held.rows[0], Col.UNIT, value=between)
        return found_in(
            Code.VOTE_STALE, held, held.rows[0], Col.UNIT, value=between, chosen=chosen,
            other="đơn vị phải bỏ phiếu tiếp" if is_office else "nhóm đang đồng hạng",
            then="nếu phải bầu lại thì ghi lần bỏ phiếu mới ở dưới" if is_office else
            "nếu vẫn đồng hạng thì bỏ phiếu lại giữa các đơn vị đang đồng hạng",
        )  # fmt: skip

    return tell


def stale(rows: Iterable[BallotRow], ranks: Collection[int], tell: Callable[[Round], Finding]) -> Settled:
    """The rounds for ranks other than `ranks`, at which nobody is level now; `tell` says what is wrong with one."""
    return _set_aside([held for held in group_rounds(rows) if held.rank not in ranks], tell)


def unasked(majority: Majority, holders: Mapping[int, Sequence[str]], why: str) -> Callable[[Round], Finding]:
    """How votes are told that nobody asked for: an error where the ranks say otherwise than the votes.

    Args:
        majority: how a vote is won.
        holders: rank → the units that have it.
        why: why no vote decides there.
    """

    def tell(held: Round) -> Finding:
        row = chosen_in(held, majority)
        level = holders.get(held.rank, ())
        if row is None or list(level) == [row.unit]:
            return as_stale(majority)(held)
        return found_in(
            Code.VOTE_NOT_ASKED, held, row, Col.UNIT, unit=row.unit, value=row.unit, why=why,
            others=", ".join(level) or "chưa có đơn vị nào",
        )  # fmt: skip

    return tell


def chosen_in(held: Round, majority: Majority) -> BallotRow | None:
    """The row of the unit that the round speaks for, whether or not its figures agree."""
    decided = next((row for row in held.rows if row.decision not in (None, Decision.BALLOT)), None)
    elected = _elected(held, majority) or _elected(held, Majority.PLURALITY)
    return decided or next((row for row in held.rows if row.unit == elected), None)


def postponed(outcome: Settled, rows: Iterable[BallotRow], rank: int) -> Settled:
    """The same while a score of a tied unit is missing: nothing is asked for, and what was only pre-filled may go."""
    waiting = [held for held in group_rounds(rows) if held.rank == rank and is_untouched(held)]
    return outcome._replace(next_round=None, droppable=tuple(waiting))


def _set_aside(rounds: Sequence[Round], tell: Callable[[Round], Finding]) -> Settled:
    """Rounds that do not apply: what was typed is kept and reported, a mere pre-fill may go."""
    typed = [held for held in rounds if not is_untouched(held)]
    return Settled(
        rounds=tuple(_result(held, _Count()) for held in typed),
        findings=tuple(tell(held) for held in typed),
        droppable=tuple(held for held in rounds if is_untouched(held)),
    )


def _result(held: Round, count: _Count) -> RoundResult:
    return RoundResult(held.rank, held.number, count.counted, count.winner)


def _best(rounds: Iterable[Round], majority: Majority) -> Round:
    """The last one that counts; else the last in which something was typed; else the last."""
    return max(rounds, key=lambda r: (_count(r, majority).counted, not is_untouched(r), r.position))


def _follow(first: Round, rounds: Sequence[Round], majority: Majority) -> list[tuple[Round, _Count]]:
    """The ballot that begins with `first`: each further round is between those still level.

    Rounds before the next ballot come first; one further down serves where there is none, so that
    rows the program appended at the end of the sheet are found again.
    """
    after = [held for held in rounds if held.position > first.position]
    end = next((place for place, held in enumerate(after) if held.number == 1), len(after))
    chain = [(first, _count(first, majority))]
    while ahead := frozenset(chain[-1][1].ahead):
        number = len(chain) + 1
        own, later = (
            [held for held in part if held.number == number and held.candidates == ahead]
            for part in (after[:end], after[end:])
        )
        if not (own or later):
            break
        following = _best(own or later, majority)
        chain.append((following, _count(following, majority)))
    return chain


def _left_level(chain: Sequence[tuple[Round, _Count]]) -> tuple[Round, _Count] | None:
    """The round that left units level, while the next one has not begun."""
    begun = [(held, count) for held, count in chain if not held.is_pending]
    return begun[-1] if begun and begun[-1][1].ahead else None


def _again(chain: Sequence[tuple[Round, _Count]]) -> tuple[int, tuple[str, ...]] | None:
    last = _left_level(chain)
    return last and (last[0].number + 1, last[1].ahead)


def _level(chain: Sequence[tuple[Round, _Count]], majority: Majority) -> Iterator[Finding]:
    """That units are still level, and by which figures."""
    last = _left_level(chain)
    if last is None:
        return
    held, count = last
    leader = max((row for row in held.rows if row.unit in count.ahead), key=lambda row: row.votes or 0)
    why = {
        Majority.PLURALITY: f"{', '.join(count.ahead)} cùng được {leader.votes} phiếu",
        Majority.OF_VALID: f"chưa đơn vị nào quá nửa {held.sums.valid} phiếu hợp lệ",
        Majority.OF_ELIGIBLE: f"chưa đơn vị nào quá nửa {held.sums.eligible} người được bỏ phiếu",
    }[majority]
    yield found_in(Code.VOTE_TIED, held, leader, Col.VOTES, value=", ".join(count.ahead), why=why)


def _count(held: Round, majority: Majority) -> _Count:
    """What one round says by itself."""
    if held.is_pending:
        return _Count()
    is_decided = any(row.decision not in (None, Decision.BALLOT) for row in held.rows)
    count = _decided(held, majority) if is_decided else _voted(held, majority)
    return _Count(findings=count.findings) if held.is_doubtful else count


def _voted(held: Round, majority: Majority) -> _Count:
    """What the papers say, where their figures agree."""
    if faults := tuple(_faults(held, majority)):
        return _Count(findings=faults)
    if winner := _elected(held, majority):
        return _Count(True, winner, by=Decision.BALLOT)
    return _Count(True, ahead=_standing_again(held, majority))


def _decided(held: Round, majority: Majority) -> _Count:
    """A decision of the meeting or the superior, marked on the row of the unit it chose."""
    chosen, *more = [row for row in held.rows if row.decision not in (None, Decision.BALLOT)]
    if more:
        why = f"quyết định ghi ở nhiều dòng ({chosen.unit}, {', '.join(row.unit for row in more)})"
        return _Count(findings=(_fault(held, more[0], Col.DECISION, why),))
    elected = _elected(held, majority)
    if elected not in (None, chosen.unit):
        why = f"quyết định chọn {chosen.unit} nhưng số phiếu chọn {elected}"
        return _Count(findings=(_fault(held, chosen, Col.DECISION, why),))
    if not (chosen.reason or held.rows[0].reason):
        return _Count(findings=(_without_reason(held, chosen),))
    return _Count(True, chosen.unit, by=chosen.decision)


def _elected(held: Round, majority: Majority) -> str | None:
    """The unit that the typed votes single out."""
    votes = {row.unit: row.votes for row in held.rows if row.votes is not None}
    if majority is Majority.PLURALITY:
        leaders = [unit for unit, number in votes.items() if number == max(votes.values())]
        return leaders[0] if len(leaders) == 1 and votes[leaders[0]] else None
    valid = sum(votes.values()) if held.sums.valid is None else held.sums.valid
    whole = valid if majority is Majority.OF_VALID else held.sums.eligible
    return next((unit for unit, number in votes.items() if whole is not None and number * 2 > whole), None)


def _standing_again(held: Round, majority: Majority) -> tuple[str, ...]:
    """The next round: those level at the top; under a majority the two highest and any level with them."""
    votes = sorted((row.votes or 0 for row in held.rows), reverse=True)
    least = votes[0 if majority is Majority.PLURALITY else min(1, len(votes) - 1)]
    return tuple(row.unit for row in held.rows if (row.votes or 0) >= least)


def _faults(held: Round, majority: Majority) -> Iterator[Finding]:
    """Everything that keeps a vote from counting, so that one correction is enough."""
    own, figures = held.sums, held.sums.figures
    needed = {Col.ISSUED, Col.COLLECTED, Col.VALID, Col.INVALID}
    if majority is Majority.OF_ELIGIBLE:
        needed.add(Col.ELIGIBLE)
    gaps = [(row, Col.VOTES, f"Số phiếu của {row.unit}") for row in held.rows if row.votes is None]
    gaps += [(own, name, name) for name in figures if figures[name] is None and name in needed]
    if gaps:
        yield _fault(held, *gaps[0][:2], "còn thiếu " + ", ".join(text for _, _, text in gaps))
    numbers = [(row, Col.VOTES, row.votes) for row in held.rows]
    numbers += [(held.at(name), name, number) for name, number in figures.items()]
    for row, name, number in numbers:
        if number is not None and number < 0:
            yield _fault(held, row, name, f"{name} {number} là số âm")
    for name, limit in (
        (Col.PRESENT, Col.ELIGIBLE),
        (Col.ISSUED, Col.ELIGIBLE if own.present is None else Col.PRESENT),
        (Col.COLLECTED, Col.ISSUED),
    ):
        less, more = figures[name], figures[limit]
        if less is not None and more is not None and less > more:
            yield _fault(held, held.at(name), name, f"{name} {less} nhiều hơn {limit} {more}")
    yield from _wrong_sums(held)


def _wrong_sums(held: Round) -> Iterator[Finding]:
    """Collected papers are valid or invalid, and each valid one names one unit."""
    own = held.sums
    if own.collected is not None and own.valid is not None and own.invalid is not None:
        total = own.valid + own.invalid
        if total != own.collected:
            why = f"Hợp lệ {own.valid} + Không hợp lệ {own.invalid} = {total}, khác Thu vào {own.collected}"
            yield _fault(held, held.at(Col.COLLECTED), Col.COLLECTED, why)
    votes = [row.votes for row in held.rows if row.votes is not None]
    if own.valid is not None and len(votes) == len(held.rows) and sum(votes) != own.valid:
        yield _fault(
            held, held.at(Col.VALID), Col.VALID, f"tổng Số phiếu {sum(votes)} khác Hợp lệ {own.valid}"
        )


def _fault(held: Round, row: BallotRow, header: str, why: str) -> Finding:
    return found_in(Code.VOTE_ARITHMETIC, held, row, header, why=why)


def _without_reason(held: Round, chosen: BallotRow) -> Finding:
    is_office = isinstance(held.rank, Office)
    return found_in(
        Code.REASON_MISSING,
        held,
        chosen,
        Col.REASON,
        unit=chosen.unit,
        new=f"{post_said(held.rank)} – {chosen.decision}",
        what=Col.OFFICE.lower() if is_office else "hạng",
        old="chưa bầu" if is_office else f"đồng hạng {held.rank}",
    )


def found_in(
    code: Code, held: Round, row: BallotRow, header: str, *, unit: str = "", value: str = "", **details: str
) -> Finding:
    """A finding about the cell under `header`: it quotes what the cell holds, its text says `value`."""
    content: object = {
        Col.UNIT: row.unit,
        Col.VOTES: row.votes,
        Col.DECISION: row.decision,
        Col.REASON: row.reason,
        **row.figures,
    }[header]
    found = finding(
        code,
        unit=unit,
        sheet=ELECTION if isinstance(held.rank, Office) else SHEET,
        row=row.key,
        header=header,
        value=value,
        rank=held.rank,
        post=post_said(held.rank),
        round=held.number,
        details=details,
    )
    return replace(found, value="" if content is None else str(content))
