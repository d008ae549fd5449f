"""Papers of the council: the submission to it, the list, the minutes of its vote (HD 1302, III.4)."""

from collections.abc import Iterable

from ...cluster.papers.common import TINY
from ...cluster.papers.paper import Paper, Values
from ...domain.office.council import CouncilVote
from ...domain.office.inputs import CouncilResult
from ...domain.office.papers import COUNCIL_MINUTES, LIST, TO_COUNCIL
from ...domain.office.proposal import Nominee
from ...domain.values.numbers import shown
from ...domain.values.said import count_said
from .checking import checked_lists
from .clusters import cluster_rows, how_many, why_open
from .common import PERCENT_DIGITS, attached_to, cited, hour_of, register_of
from .facts import Facts, name_of_cluster
from .nominees import left_out, may_be_proposed, method_said, nominee_rows, quotas, refusals, ties


def _to_council(facts: Facts, part: str) -> Values:
    """The list as it goes to the council; what moved up since is asked for anew."""
    del part
    submitted = facts.outcome.proposal.submitted
    return {
        **how_many(facts),
        "cum_rows": cluster_rows(facts),
        **checked_lists(facts),
        "cach_xet": method_said(facts),
        "danh_sach": nominee_rows(facts, submitted),
        "bang_diem": list(ties(submitted)),
        "khong_de_nghi": refusals(submitted),
        "hinh_thuc": quotas(facts, submitted),
        "bo_sung": _again(facts),
    }


def _again(facts: Facts) -> list[dict[str, object]]:
    """Nominees that have a flag on which the council has not voted, although it has voted on others."""
    proposal = facts.outcome.proposal
    waiting = [
        one for one in proposal.nominees if proposal.votes and one.pending and one.flag != one.voted_for
    ]
    return [{"ten": one.unit.name, "hinh_thuc": one.flag} for one in waiting]


def _list(facts: Facts, part: str) -> Values:
    del part
    proposal = facts.outcome.proposal
    listed = [one for one in proposal.nominees if may_be_proposed(facts, one)]
    return {
        "danh_sach": nominee_rows(facts, listed),
        "ngoai_danh_sach": left_out(facts, proposal.nominees),
        "so_don_vi": count_said(len(listed)),
        "chua_ro": any(not one.flag for one in listed),
        "so_de_nghi": count_said(sum(bool(one.flag) for one in proposal.nominees)),
        "da_bo_phieu": bool(proposal.votes),
        "hinh_thuc": quotas(facts, proposal.nominees),
        "kem_theo": attached_to(facts, "Tờ trình", TO_COUNCIL),
    }


# --- the council's minutes ------------------------------------------------------------------------


def _minutes(facts: Facts, part: str) -> Values:
    del part
    votes, settings = facts.outcome.proposal.votes, facts.settings
    rows = [_vote_row(facts, at, one) for at, one in enumerate(_voted_on(facts), start=1)]
    share = settings.council_share
    day = register_of(facts, COUNCIL_MINUTES).day
    return {
        "bat_dau": hour_of(day),
        "ket_thuc": hour_of(None),
        "co_mat": TINY,
        "to_trinh": cited(facts, TO_COUNCIL, "TTr"),
        "cach_xet": method_said(facts),
        "phieu": rows,
        "nguong": None if share is None else shown(share, PERCENT_DIGITS),
        "so_thanh_vien": _members(votes.values()),
        "thong_qua": [row for row in rows if row["ket_qua"] == CouncilResult.PASSED.value],
        "khong_thong_qua": [row for row in rows if row["ket_qua"] == CouncilResult.FAILED.value],
        "chua_ro": [row for row in rows if row["ket_qua"] is None],
        "bo_sung": _again(facts),
        "chu_tri": None,
        "thu_ky": None,
    }


def _voted_on(facts: Facts) -> list[Nominee]:
    """Whom the council votes on, in the order of its list: all with a flag, or all while nobody has one."""
    proposal = facts.outcome.proposal
    now = {one.unit.code: one for one in proposal.nominees}
    left = [now[one.unit.code] for one in proposal.submitted if not one.refused]
    flagged = [one for one in left if one.flag or one.voted_for or one.vote]
    return flagged or left


def _vote_row(facts: Facts, at: int, one: Nominee) -> dict[str, object]:
    """Figures as typed; None (a blank) for what is not known."""
    vote = one.vote or CouncilVote(one.unit.code)
    return {
        "tt": at,
        "ten": one.unit.name,
        "cum": name_of_cluster(facts, one.cluster),
        "hinh_thuc": (one.voted_for if one.vote else one.flag) or None,
        "tan_thanh": TINY if vote.in_favour is None else count_said(vote.in_favour),
        "tong_so": TINY if vote.members is None else count_said(vote.members),
        "ty_le": TINY if vote.share is None else shown(vote.share, PERCENT_DIGITS),
        "ket_qua": vote.result.value if vote.result else None,
    }


def _members(votes: Iterable[CouncilVote]) -> str:
    """How many members the council has; a blank where the votes do not agree on it, or nobody voted."""
    counts = {one.members for one in votes if one.members is not None}
    return count_said(counts.pop()) if len(counts) == 1 else TINY


def _lacks_list(facts: Facts, part: str) -> str:
    del part
    return "" if facts.outcome.proposal.nominees else "chưa có đơn vị nào được các cụm đề nghị"


def _lacks_votes(facts: Facts, part: str) -> str:
    del part
    return "" if facts.outcome.proposal.votes else "chưa có kết quả bỏ phiếu ở trang Đề nghị"


PAPERS: tuple[Paper[Facts], ...] = (
    Paper(TO_COUNCIL, "TTr", _to_council, lacks=_lacks_list, barred=why_open),
    Paper(LIST, "TTr", _list, lacks=_lacks_list, barred=why_open),
    Paper(COUNCIL_MINUTES, "BB", _minutes, lacks=_lacks_votes),
)
