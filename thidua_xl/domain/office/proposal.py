"""Danh sách đề nghị: the nominees of all clusters, ranked by the rule set in the book (HD 1302, III.4).

The source gives no weights, so there are none without the book's own: the list then stands side by side. Where
nominees are level at the edge of a quota the program stops and asks.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from ..values.catalogue import Code
from ..values.findings import Finding, finding
from ..values.numbers import Points, round_half_up, shown
from .clusters import ClusterResult, ClusterUnit
from .council import CouncilVote, votes_of
from .inputs import CouncilResult, FlagDecision, OfficeSettings, SuperiorScore, Verdict

DECISIONS, SETTINGS, SCORES = "Đề nghị", "Cấp trên", "Điểm cấp trên"
_DIGITS = 2


class Col:
    """The headers of `Đề nghị` under which the rules find."""

    UNIT = "Mã đơn vị"
    REASON = "Lý do"


class Pending(StrEnum):
    """What a proposed flag still waits for, once the council has voted on anybody."""

    NOT_VOTED = "chưa bỏ phiếu"
    UNKNOWN = "chưa rõ kết quả"


@dataclass(frozen=True, slots=True)
class Nominee:
    """A cluster's nominee beside the others. Percentages and `value` in thousandths."""

    cluster: str
    cluster_name: str
    unit: ClusterUnit
    digits: int
    superior: Points | None = None
    """The superior's own scoring in percent."""
    appraised: Points | None = None
    """The cluster's percentage with the appraised scores; None where nothing was checked."""
    value: Points | None = None
    """What the list is ranked by."""
    rank: int | None = None
    by_order: str = ""
    """The flag that order and quotas give."""
    flag: str = ""
    """The flag proposed: as decided, else by order."""
    refused: bool = False
    why: str = ""
    """Lý do, as typed."""
    vote: CouncilVote | None = None
    """How the council voted on it, if it did."""
    order_before: str = ""
    """The flag that order and quotas gave before the council voted anybody down."""
    voted_for: str = ""
    """The flag that it was to have then: as typed, else that one."""
    pending: Pending | None = None
    """What its flag waits for; None without a flag, before any vote, and where it has passed."""

    @property
    def failed(self) -> bool:
        """Whether the council voted it down."""
        return self.vote is not None and self.vote.result is CouncilResult.FAILED


@dataclass(frozen=True, slots=True)
class Proposal:
    """The list in its order, and what must be done about it."""

    nominees: tuple[Nominee, ...]
    is_ranked: bool
    findings: tuple[Finding, ...]
    votes: Mapping[str, CouncilVote]
    """Unit → how the council voted on it."""
    submitted: tuple[Nominee, ...] = ()
    """The list as it went to the council: nobody had been voted on yet."""


def superior_percent(score: SuperiorScore | None) -> Points | None:
    """The superior's scoring in thousandths of a percent, rounded as it is printed."""
    return None if score is None else round_half_up(Fraction(score.total * 100, score.maximum), _DIGITS)


def propose(
    results: Sequence[ClusterResult],
    names: Mapping[str, str],
    settings: OfficeSettings,
    scores: Mapping[str, SuperiorScore],
    decisions: Mapping[str, FlagDecision],
    appraised: Mapping[str, Points | None],
) -> Proposal:
    """The list of all nominees.

    Args:
        results: the clusters that count, in the order of the book.
        names: cluster code → name.
        settings: weights and quotas.
        scores: unit → the superior's score.
        decisions: unit → what was typed in `Đề nghị`.
        appraised: unit → percentage after checking.
    """
    votes, found = votes_of(decisions, settings.council_share)
    nominees = [
        Nominee(one.code, names.get(one.code, one.name), unit, one.digits,
                superior_percent(scores.get(unit.code)), appraised.get(unit.code), vote=votes.get(unit.code))
        for one in results if one.nominee and (unit := one.unit(one.nominee)) is not None
    ]  # fmt: skip
    out = {code for code, one in decisions.items() if one.verdict is Verdict.REFUSED}
    out |= {one.unit.code for one in nominees if one.failed}
    in_question = [one for one in nominees if one.unit.code not in out]
    ranked, is_ranked = _ranked(in_question, settings, found)
    ranked += [one for one in nominees if one.unit.code in out]
    ordered = _by_order(ranked, out, settings, decisions, found) if is_ranked else ranked
    submitted = _before_vote(nominees, settings, decisions)
    if votes:
        before = {one.unit.code: one for one in submitted if not one.refused}
        ordered = [_as_voted(one, before.get(one.unit.code)) for one in ordered]
    decided = [_decided(one, decisions.get(one.unit.code), is_ranked, found) for one in ordered]
    if votes:
        decided = [replace(one, pending=_pending(one)) for one in decided]
    found += _strangers(decided, decisions)
    found += _over_quota(decided, settings)
    found += _not_voted(decided)
    return Proposal(tuple(decided), is_ranked, tuple(found), votes, tuple(submitted))


# --- the order ------------------------------------------------------------------------------------


def _ranked(
    nominees: Sequence[Nominee], settings: OfficeSettings, found: list[Finding]
) -> tuple[list[Nominee], bool]:
    """With values and ranks where the weights are given and every nominee has what they need."""
    weights = (settings.cluster_weight, settings.superior_weight)
    if weights == (None, None) or not nominees:
        return list(nominees), False
    if None in weights or not sum(weight or 0 for weight in weights):
        found.append(finding(Code.WEIGHT_MISSING, sheet=SETTINGS))
        return list(nominees), False
    lacking = [one for nominee in nominees for one in _lacking(nominee, settings)]
    found += lacking
    valued = [replace(one, value=_value(one, settings)) for one in nominees]
    if lacking:
        return valued, False
    valued.sort(key=lambda one: -(one.value or 0))
    values = [one.value for one in valued]
    return [replace(one, rank=1 + values.index(one.value)) for one in valued], True


def _lacking(one: Nominee, settings: OfficeSettings) -> Iterator[Finding]:
    if settings.cluster_weight and one.unit.percent is None:
        yield finding(Code.SUPERIOR_SCORE_MISSING, unit=one.unit.code, what="tỷ lệ % của cụm")
    if settings.superior_weight and one.superior is None:
        yield finding(Code.SUPERIOR_SCORE_MISSING, unit=one.unit.code, sheet=SCORES, what="điểm cấp trên")


def _value(one: Nominee, settings: OfficeSettings) -> Points | None:
    """The weighted mean of both percentages, exact, rounded once."""
    parts = [(settings.cluster_weight or 0, one.unit.percent), (settings.superior_weight or 0, one.superior)]
    counted = [(weight, percent) for weight, percent in parts if weight]
    if any(percent is None for _, percent in counted):
        return None
    total = sum(weight * (percent or 0) for weight, percent in counted)
    return round_half_up(Fraction(total, 1000 * sum(weight for weight, _ in counted)), _DIGITS)


def _by_order(
    ranked: Sequence[Nominee], out: Collection[str], settings: OfficeSettings,
    decisions: Mapping[str, FlagDecision], found: list[Finding],
) -> list[Nominee]:  # fmt: skip
    """The flags that follow from order and quotas, once those decided by hand and those that are out are taken out."""
    codes = [one.unit.code for one in ranked if one.unit.code not in out]
    plain, _ = _deal(ranked, codes, settings, {})
    fixed = {code: decisions[code].flag for code in codes if code in decisions and decisions[code].flag}
    dealt, stopped = _deal(ranked, codes, settings, fixed)
    found += stopped
    return [
        replace(one, by_order=plain.get(one.unit.code, ""), flag=dealt.get(one.unit.code, ""))
        for one in ranked
    ]


def _deal(
    ranked: Sequence[Nominee], codes: Sequence[str], settings: OfficeSettings, fixed: Mapping[str, str]
) -> tuple[dict[str, str], list[Finding]]:
    """Unit → flag, the highest first; stops where more units are level than there are flags left."""
    left = {name: quota - sum(flag == name for flag in fixed.values())
            for name, quota in settings.flags if quota is not None}  # fmt: skip
    given: dict[str, str] = {}
    for value in dict.fromkeys(one.value for one in ranked):
        group = [one.unit.code for one in ranked if one.value == value and one.unit.code in codes]
        group = [code for code in group if code not in fixed]
        name = next((name for name, quota in left.items() if quota > 0), None)
        if name is None:
            break
        if len(group) > left[name]:
            total = f"{shown(value or 0, _DIGITS)}"
            return given, [
                finding(Code.TIE_AT_QUOTA, sheet=DECISIONS, value=", ".join(group), total=total, name=name,
                        left=left[name])
            ]  # fmt: skip
        given |= dict.fromkeys(group, name)
        left[name] -= len(group)
    return given, []


def _before_vote(
    nominees: Sequence[Nominee], settings: OfficeSettings, decisions: Mapping[str, FlagDecision]
) -> list[Nominee]:
    """The list as it went to the council: nobody had been voted down yet."""
    refused = {code for code, one in decisions.items() if one.verdict is Verdict.REFUSED}
    unvoted = [replace(one, vote=None) for one in nominees]
    ranked, is_ranked = _ranked([one for one in unvoted if one.unit.code not in refused], settings, [])
    ranked += [one for one in unvoted if one.unit.code in refused]
    ordered = _by_order(ranked, refused, settings, decisions, []) if is_ranked else ranked
    return [_decided(one, decisions.get(one.unit.code), is_ranked, []) for one in ordered]


# --- what people decided --------------------------------------------------------------------------


def _decided(one: Nominee, said: FlagDecision | None, is_ranked: bool, found: list[Finding]) -> Nominee:
    if said is None:
        return one
    refused = said.verdict is Verdict.REFUSED
    followed = one.failed or said.flag in ("", one.by_order, one.order_before)
    differs = refused or (is_ranked and not followed)
    if differs and not said.reason:
        typed = Verdict.REFUSED.value if refused else said.flag
        found.append(
            finding(Code.DECISION_WITHOUT_REASON, unit=said.unit, sheet=DECISIONS, row=(said.unit,),
                    header=Col.REASON, shown=typed, expected=one.by_order or "chưa xếp được")
        )  # fmt: skip
    flag = "" if refused or one.failed else said.flag or one.flag
    return replace(one, flag=flag, refused=refused, why=said.reason)


def _as_voted(one: Nominee, before: Nominee | None) -> Nominee:
    """With what the list said when the council voted."""
    if before is None:
        return one
    return replace(one, order_before=before.by_order, voted_for=before.flag)


def _pending(one: Nominee) -> Pending | None:
    """A vote holds for the flag that the unit was to have: one that moves up must be voted on for the other."""
    if not one.flag:
        return None
    if one.vote is None or one.flag != one.voted_for:
        return Pending.NOT_VOTED
    return Pending.UNKNOWN if one.vote.result is None else None


def _not_voted(nominees: Sequence[Nominee]) -> Iterator[Finding]:
    waiting = [one.unit.code for one in nominees if one.pending is Pending.NOT_VOTED]
    if waiting:
        yield finding(Code.COUNCIL_NOT_VOTED, sheet=DECISIONS, value=", ".join(waiting))


def _strangers(nominees: Sequence[Nominee], decisions: Mapping[str, FlagDecision]) -> Iterator[Finding]:
    """Decisions in favour of a unit that no cluster nominates."""
    known = {one.unit.code for one in nominees}
    for code, said in decisions.items():
        if code not in known and (said.flag or said.verdict is Verdict.AGREED or said.was_voted):
            yield finding(Code.DECISION_NOT_NOMINEE, unit=code, sheet=DECISIONS, row=(said.unit,),
                          header=Col.UNIT, value=code)  # fmt: skip


def _over_quota(nominees: Sequence[Nominee], settings: OfficeSettings) -> Iterator[Finding]:
    for name, quota in settings.flags:
        count = sum(one.flag == name for one in nominees)
        if quota is not None and count > quota:
            yield finding(Code.QUOTA_EXCEEDED, sheet=DECISIONS, name=name, count=count, limit=quota)


# --- in one line ----------------------------------------------------------------------------------


def reason_of(one: Nominee, result: ClusterResult) -> str:
    """Why this unit, in one line."""
    unit = one.unit
    parts = [f"{unit.place or 'Được đề nghị'} {one.cluster_name}: {_share(unit, one.digits)}"]
    if unit.decided_by:
        parts.append(unit.decided_by.lower())
    behind = [other.value(result.basis) for other in result.units if other.rank is not None and other != unit]
    best, own = max((value for value in behind if value is not None), default=None), unit.value(result.basis)
    if best is not None and own is not None and own > best:
        measure = "điểm" if own == unit.agreed_total else "điểm phần trăm"
        parts.append(f"hơn đơn vị sau {shown(own - best, one.digits)} {measure}")
    if one.superior is not None:
        parts.append(f"cấp trên chấm {shown(one.superior, _DIGITS)} %")
    if one.appraised is not None:
        same = one.appraised == unit.percent
        parts.append("thẩm định không đổi" if same else f"sau thẩm định {shown(one.appraised, _DIGITS)} %")
    if one.vote is not None:
        other = f" về {one.voted_for}" if one.pending and one.voted_for not in ("", one.flag) else ""
        parts.append(one.vote.said + other)
    elif one.pending:
        parts.append("Hội đồng chưa bỏ phiếu")
    if one.why:
        parts.append(f"quyết định: {one.why}")
    return "; ".join(parts)


def _share(unit: ClusterUnit, digits: int) -> str:
    percent = "" if unit.percent is None else f" ({shown(unit.percent, digits)} %)"
    return f"{shown(unit.agreed_total, digits)}/{shown(unit.max_total, digits)} điểm{percent}"
