"""Papers of a vote: the ballots, before it, and the minutes of the count, of every round (HD 1302, III.3)."""

import re
from collections.abc import Iterator, Sequence

from ...documents.shapes import SECRETARY
from ...documents.tables import Signer, signing
from ...documents.word import Page
from ...domain.ranking.posts import Office
from ...domain.ranking.proclaimed import PLACES
from ...domain.ranking.votes import SHEET, Round
from ...domain.values.calling import called
from ...domain.values.catalogue import Code
from ...domain.year.duties import CONFERENCE
from ...domain.year.papers import BALLOT, COUNT, Vote
from ...domain.year.regulation import majority_said
from .common import SHORT, dated, unit_name
from .meetings import day_of_meeting, meeting_values
from .paper import Facts, Paper, Values
from .rounds import Candidates, candidates, office_rounds, part_of, rank_rounds, vote_of
from .voting import Held, day_of_round, held_rounds, is_decided, round_values, tellers_of

_ON_A_PAGE = 4
_MOST_PRINTED = 500
"""More people than any conference has: a slip of the hand fills no folder with paper."""
_MOST_ON_A_QUARTER = 8
"""Candidates for whom a quarter of a page has room; more get half a page."""


def post_said(facts: Facts, vote: Vote) -> str:
    """What a vote chooses: `đơn vị xếp hạng Nhất năm 2026`, `Trưởng cụm năm 2027`."""
    settings = facts.book.settings
    if isinstance(vote.post, Office):
        year = str(settings.year + 1) if settings.year else SHORT
        return f"{called(vote.post.title, settings.calling)} năm {year}"
    return f"đơn vị xếp hạng {PLACES.get(vote.post, vote.post)} {settings.period_said}"


# --- the ballots --------------------------------------------------------------------------------


def _ballot_parts(facts: Facts) -> Sequence[str]:
    return _voted(facts, BALLOT, [*rank_rounds(facts).values(), *office_rounds(facts).values()])


def _voted(facts: Facts, paper: str, rounds: Sequence[Candidates]) -> Sequence[str]:
    """The parts of a paper of every round; of one decided without a ballot only where somebody asks for it."""
    if not rounds:
        return [""]
    parts = {part_of(paper, one.vote): one.rows for one in rounds}
    return [
        part
        for part, rows in parts.items()
        if rows is None or not is_decided(rows) or facts.asks_for(paper, part)
    ]


def _printed(one: Candidates) -> int:
    """How many ballots: as many as people may vote, else what a page has room for."""
    known = one.eligible or 0
    return known if 0 < known <= _MOST_PRINTED else _ON_A_PAGE


def _ballot(facts: Facts, part: str) -> Values:
    one = candidates(facts, vote_of(BALLOT, part))
    number = _printed(one)
    return {
        "viec": post_said(facts, one.vote),
        "lan": one.vote.number,
        "ung_vien": [{"ten": unit_name(facts.book, code)} for code in one.units] or [{"ten": None}] * 2,
        "phieu_dai": len(one.units) > _MOST_ON_A_QUARTER,
        "hang_phieu": [{"phai": at + 1 < number} for at in range(0, number, 2)],
        "so_phieu_in": number if number == one.eligible else None,
    }


def _ballot_lacks(facts: Facts, part: str) -> str:
    one = candidates(facts, vote_of(BALLOT, part))
    if not one.units:
        return "không có lần bỏ phiếu nào"
    if one.eligible is None:
        return "chưa có số người được bỏ phiếu, in một trang"
    return "" if _printed(one) == one.eligible else f"được bỏ phiếu {one.eligible} người: in một trang"


# --- the count ----------------------------------------------------------------------------------


def _count_parts(facts: Facts) -> Sequence[str]:
    return _voted(facts, COUNT, [*rank_rounds(facts).values()])


def _held(facts: Facts, vote: Vote) -> list[Held]:
    """The rounds of this number in which something was typed; the one that counts last."""
    held = [one for one in held_rounds(facts) if (one.round.rank, one.round.number) == vote]
    return sorted(held, key=lambda one: one.counted)


def _count(facts: Facts, part: str) -> Values:
    vote = vote_of(COUNT, part)
    held, due = _held(facts, vote), candidates(facts, vote)
    last = next((one for one in held[-1:] if one.round.candidates.issuperset(due.units)), None)
    before = held if last is None else held[:-1]  # held between others: one between these units is due
    return {
        **meeting_values(facts, CONFERENCE),
        **_committee(facts, last),
        **(round_values(facts.book, last) if last else _not_yet(facts, due)),
        "viec": post_said(facts, vote),
        "bat_dau": _begins(facts, last),
        "lap_xong": f"{SHORT} giờ {SHORT} phút",
        "cach_trung": majority_said(facts.book.settings.majority),
        "lan_truoc": [round_values(facts.book, other) for other in before],
        "trung_phieu": _won(facts, last),
        "vi_sao": list(_faults(facts, last.round)) if last and not last.counted else [],
        "bo_phieu_tiep": _following(facts, last.round) if last and last.counted and not last.winner else None,
        "ma_lan": last.round.mark if last else "",
    }


def _not_yet(facts: Facts, due: Candidates) -> Values:
    """Blanks for the tellers, of a round that was not held yet."""
    figures = ("duoc_bo_phieu", "co_mat_bo_phieu", "phat_ra", "thu_vao", "hop_le", "khong_hop_le")
    names: list[str | None] = [unit_name(facts.book, code) for code in due.units]
    shares = dict.fromkeys(("so_phieu", "ty_le_hop_le", "ty_le_phat_ra"))
    return {
        **dict.fromkeys(figures),
        **dict.fromkeys(("quyet_dinh", "ly_do", "trung"), ""),
        "duoc_tinh": None,
        "lan": due.vote.number,
        "hang_bau": due.vote.post,
        "ung_vien": [
            {"tt": at, "ten": name, **shares} for at, name in enumerate(names or [None, None], start=1)
        ],
        "co_so_lieu": True,
        "khong_bo_phieu": False,
    }


_HEAD_OF_TELLERS = re.compile(r"[\s,–-]*\(?\s*trưởng ban\s*\)?\s*:?", re.IGNORECASE)


def _committee(facts: Facts, last: Held | None) -> Values:
    """Ban kiểm phiếu: whoever is marked as its head, else the first that was typed, and the others."""
    typed = tellers_of(facts.book.ballots, last.round) if last else []
    typed.sort(key=lambda name: _HEAD_OF_TELLERS.search(name) is None)
    names: list[str | None] = [_HEAD_OF_TELLERS.sub("", name).strip() for name in typed]
    head, members = (names[0] if names else None), names[1:] or [None]
    signers = [Signer(SECRETARY), Signer("Trưởng ban", head), *(Signer("Thành viên", one) for one in members)]
    return {
        "truong_ban": head,
        "thanh_vien_kiem_phieu": members,
        "chu_ky_kiem_phieu": signing(signers, Page()),
    }


def _begins(facts: Facts, last: Held | None) -> str:
    """The hour is the committee's to say; the day stands beside the round, else it is that of the conference."""
    day = day_of_round(facts.book.ballots, last.round) if last else None
    return f"{SHORT} giờ {SHORT} phút, {dated(day or day_of_meeting(facts.book, CONFERENCE))}"


def _won(facts: Facts, last: Held | None) -> object:
    """The line of the unit that was chosen; None where none was."""
    if last is None or last.winner is None:
        return None
    name, lines = unit_name(facts.book, last.winner), round_values(facts.book, last)["ung_vien"]
    return next((one for one in lines if one["ten"] == name), None) if isinstance(lines, list) else None


def _faults(facts: Facts, held: Round) -> Iterator[str]:
    """Why a round does not count, as minutes tell it: without cells, units by their names."""
    rows = {row.key for row in held.rows}
    for one in facts.outcome.findings:
        if one.sheet == SHEET and one.row in rows:
            place, colon, rest = one.message.partition(": ")
            said = rest if colon and place.startswith("Ô ") else one.message
            yield _not_level(facts, held) if one.code in _NOT_ASKED else _with_names(facts, said).rstrip(".")


_NOT_ASKED = (Code.VOTE_STALE, Code.VOTE_NOT_ASKED)
"""A vote between units that are not level now, or in place of which another one was held."""


def _not_level(facts: Facts, held: Round) -> str:
    """Between whom it was, and whether another one stands for it."""
    names = ", ".join(unit_name(facts.book, row.unit) for row in held.rows)
    standings = facts.outcome.standings
    level = [(tie.rank, tie.codes) for tie in standings.open_ties]
    level += [(tie.rank, tie.codes) for tie in standings.settled_ties]
    if any(rank == held.rank and held.candidates == set(codes) for rank, codes in level):
        return f"Đã có lần bỏ phiếu khác giữa {names} thay cho lần này"
    return f"Các đơn vị được bỏ phiếu ({names}) không phải là các đơn vị đang cùng hạng {held.rank}"


def _with_names(facts: Facts, said: str) -> str:
    """The units by their names, where the program has their codes."""
    codes = "|".join(re.escape(unit.code) for unit in facts.book.units)
    return re.sub(rf"(?<!\w)(?:{codes})(?!\w)", lambda found: unit_name(facts.book, found[0]), said)


def _following(facts: Facts, held: Round) -> Values | None:
    """The round after one that left units level; None where nobody is level any more."""
    due = candidates(facts, Vote(held.rank, held.number + 1))
    if not due.units or not held.candidates.issuperset(due.units):
        return None
    return {"lan": due.vote.number, "don_vi": [unit_name(facts.book, code) for code in due.units]}


def _count_lacks(facts: Facts, part: str) -> str:
    vote = vote_of(COUNT, part)
    if not candidates(facts, vote).units:
        return "không có lần bỏ phiếu nào"
    return (
        "" if any(one.round.sums.has_figures for one in _held(facts, vote)) else "chưa có số liệu kiểm phiếu"
    )


_NO_BALLOT = "đã quyết định mà không bỏ phiếu"
PAPERS: tuple[Paper[Facts], ...] = (
    Paper(BALLOT, "", _ballot, parts=_ballot_parts, lacks=_ballot_lacks, none=_NO_BALLOT),
    Paper(COUNT, "BB", _count, parts=_count_parts, lacks=_count_lacks, none=_NO_BALLOT),
)
