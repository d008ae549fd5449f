"""What papers say of the nominees: the list that the office computed, how it was ranked, who stands level."""

from collections.abc import Iterable, Iterator, Sequence

from ...domain.office.proposal import Nominee, reason_of
from ...domain.values.numbers import in_points, shown_number
from ...domain.values.said import count_said
from .common import ABSENT, percent
from .facts import Facts, name_of_cluster

_NOT_PROPOSED, _USED_UP = "Không đề nghị", "hết chỉ tiêu"


def nominee_rows(facts: Facts, nominees: Iterable[Nominee]) -> list[dict[str, object]]:
    """The list in its order; a percentage that is not there is no 0."""
    return [_row(facts, at, one) for at, one in enumerate(nominees, start=1)]


def _row(facts: Facts, at: int, one: Nominee) -> dict[str, object]:
    result = facts.outcome.results[one.cluster]
    return {
        "tt": at,
        "ma": one.unit.code,
        "ten": one.unit.name,
        "cum": name_of_cluster(facts, one.cluster),
        "ty_le_cum": percent(one.unit.percent),
        "ty_le_cap_tren": percent(one.superior) or ABSENT,
        "ty_le_tham_dinh": percent(one.appraised) or ABSENT,
        "gia_tri": percent(one.value) or ABSENT,
        "thu_tu": one.rank or ABSENT,
        "hinh_thuc": flag_said(facts, one),
        "can_cu": reason_of(one, result),
        "ly_do": one.why,
    }


def flag_said(facts: Facts, one: Nominee) -> str | None:
    """What it is proposed for; None (a blank) where people have to decide it."""
    if one.refused:
        return _NOT_PROPOSED
    if one.failed:
        return f"{_NOT_PROPOSED} (Hội đồng không thông qua)"
    if one.flag:
        return f"{one.flag} ({one.pending})" if one.pending else one.flag
    return None if may_be_proposed(facts, one) else f"{_NOT_PROPOSED} ({_USED_UP})"


def may_be_proposed(facts: Facts, one: Nominee) -> bool:
    """Whether it stands in the list: it has a form of award, or people have yet to decide on one."""
    if one.refused or one.failed:
        return False
    return bool(one.flag) or not (facts.outcome.proposal.is_ranked and _is_used_up(facts))


def left_out(facts: Facts, nominees: Iterable[Nominee]) -> list[dict[str, object]]:
    """Nominees of their clusters that are not in the list, and why; None where nobody typed a reason."""
    others = [one for one in nominees if not may_be_proposed(facts, one)]
    return [
        {**_row(facts, at, one), "ly_do": _why_left_out(one) or None}
        for at, one in enumerate(others, start=1)
    ]


def _why_left_out(one: Nominee) -> str:
    if one.refused:
        return one.why
    if one.failed and one.vote:
        return one.vote.said
    return f"{_USED_UP.capitalize()} (thứ tự {one.rank})" if one.rank else _USED_UP.capitalize()


def _is_used_up(facts: Facts) -> bool:
    """Whether as many flags are given as the quotas allow."""
    known = [quota for _, quota in facts.settings.flags if quota is not None]
    return bool(known) and sum(bool(one.flag) for one in facts.outcome.proposal.nominees) >= sum(known)


def method_said(facts: Facts) -> str:
    """How the list is ranked: by the weights of the book; the source gives none."""
    settings = facts.settings
    weights = (settings.cluster_weight, settings.superior_weight)
    if None in weights or not sum(weight or 0 for weight in weights):
        return (
            "Không đặt trọng số giữa kết quả của cụm và điểm chấm của cấp trên: danh sách xếp theo thứ tự các cụm, "
            "các tỷ lệ được nêu cạnh nhau để xem xét."
        )
    cluster, superior = (shown_number(in_points(weight or 0)) for weight in weights)
    text = (
        f"Danh sách xếp theo trung bình có trọng số của tỷ lệ % do cụm chấm (trọng số {cluster}) và tỷ lệ % do "
        f"cấp trên chấm (trọng số {superior}), làm tròn đến hai chữ số thập phân."
    )
    return text if facts.outcome.proposal.is_ranked else f"{text} Chưa đủ số liệu để xếp thứ tự."


def quotas(facts: Facts, nominees: Sequence[Nominee]) -> list[dict[str, object]]:
    """Every form of award: its quota, who is proposed for it."""
    return [
        {
            "ten": name,
            "chi_tieu": None if quota is None else count_said(quota, "đơn vị"),
            "so_luong": count_said(sum(one.flag == name for one in nominees), "đơn vị"),
            "don_vi": [
                f"{one.unit.name} ({name_of_cluster(facts, one.cluster)})"
                for one in nominees
                if one.flag == name
            ],
        }
        for name, quota in facts.settings.flags
    ]


def ties(nominees: Sequence[Nominee]) -> Iterator[dict[str, object]]:
    """Nominees that stand level by what the list is ranked by, with what each has so far."""
    ranked = [one for one in nominees if one.rank is not None]
    for rank in dict.fromkeys(one.rank for one in ranked):
        level = [one for one in ranked if one.rank == rank]
        if len(level) > 1:
            yield {
                "thu_tu": rank,
                "gia_tri": percent(level[0].value),
                "don_vi": [one.unit.name for one in level],
                "da_xep": all(one.flag for one in level),
            }


def refusals(nominees: Sequence[Nominee]) -> list[dict[str, object]]:
    """Nominees that were left out before the council, and why; None where nobody typed a reason."""
    return [{"ten": one.unit.name, "ly_do": one.why or None} for one in nominees if one.refused]
