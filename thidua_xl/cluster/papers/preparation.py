"""Papers before the conference: the minutes of the preparatory meeting, the letter with the table of scores.

Neither says anything of a vote: places are those by points alone (HD 1302, I.2.1, II.3).
"""

from ...domain.ranking.standings import Standing
from ...domain.ranking.submissions import Sending
from ...domain.scoring.scores import Key, Origin, Score
from ...domain.scoring.settings import Basis
from ...domain.values.cells import as_text
from ...domain.values.numbers import Points, shown
from ...domain.values.said import count_said
from ...domain.values.text import clean, decapitalised
from ...domain.year.duties import CONFERENCE, PREPARATION
from ...domain.year.meeting import Section
from ...domain.year.papers import PREPARATION_MINUTES, TABLE_LETTER
from ...sheets.cluster.agreed import NOT_ASSIGNED, NOT_HELD
from ..kept.papers import entry
from ..meeting import meeting_lines, prepared
from ..units_in import accepted_units
from .apart import set_apart
from .common import unit_name
from .meetings import day_of_meeting, meeting_values
from .paper import Facts, Paper, Values
from .results import by_class, figures, lacks_scores

_NOT_SCORED = "chưa chấm"
_FEW = 10
"""Units without their scores that a letter names one by one."""


# --- by points alone ----------------------------------------------------------------------------


def rank_by_points(line: Standing) -> int | None:
    """The rank before anybody votes."""
    return None if line.rank is None else line.rank - line.adjustment


def by_points(facts: Facts) -> list[Values]:
    """Every unit's figures with its rank by points, level ones as on `Đơn vị`; those without a rank last."""
    tentative = " (tạm)" if facts.outcome.standings.provisional else ""
    order = {unit.code: at for at, unit in enumerate(facts.book.units)}
    lines = sorted(
        facts.outcome.standings.standings,
        key=lambda line: (rank_by_points(line) or len(order) + 1, order[line.code]),
    )
    return [
        {**figures(facts, line), "tt": at, "hang": f"{rank}{tentative}" if (rank := rank_by_points(line)) else ""}
        for at, line in enumerate(lines, start=1)
    ]  # fmt: skip


def level(facts: Facts) -> list[Values]:
    """The units that are level by points: their rank, their names."""
    order = {unit.code: at for at, unit in enumerate(facts.book.units)}
    groups: dict[int, list[str]] = {}
    for line in sorted(facts.outcome.standings.standings, key=lambda line: order[line.code]):
        if rank := rank_by_points(line):
            groups.setdefault(rank, []).append(unit_name(facts.book, line.code))
    return [
        {"hang": rank, "don_vi": ", ".join(names)} for rank, names in sorted(groups.items()) if len(names) > 1
    ]


# --- the preparatory meeting --------------------------------------------------------------------


def _looked_at(facts: Facts) -> list[Values]:
    """Every part of `Họp trù bị`: how many matters, how many of them are decided."""
    lines = meeting_lines(facts.book, prepared(facts.book, facts.outcome))
    found: list[Values] = []
    for section in Section:
        own = [line for line in lines if line.matter.section is section]
        asked = [line for line in own if line.matter.asks]
        name = section.heading.partition(") ")[2]
        decided = count_said(sum(line.decided for line in asked)) if asked else "–"
        found.append({"ky_hieu": section.value, "ten": name, "so": count_said(len(own)), "da_quyet": decided})
    return found


def there_are_scores(facts: Facts) -> bool:
    """Whether any unit's form counts or anything was typed for one: only then is there something to say of scores."""
    return any(not line.total.empty for line in facts.outcome.standings.standings)


def changed_scores(facts: Facts) -> list[Values]:
    """Every score that stands otherwise than the unit gave it, unit by unit; the head's own scores are no change.

    So are not the means of scorers where units score nothing themselves, but for those that the cluster changed.
    """
    return [
        {"tt": at, **_changed(facts, key, score)} for at, (key, score) in enumerate(_changes(facts), start=1)
    ]


def number_of_changed(facts: Facts) -> int:
    """How many of these scores units did give themselves."""
    return sum(own_score(facts, key, score) is not None for key, score in _changes(facts))


def _changes(facts: Facts) -> list[tuple[Key, Score]]:
    units = {unit.code: at for at, unit in enumerate(facts.book.units)}
    scores = sorted(facts.outcome.scores.items(), key=lambda one: units[one[0][0]])
    return [(key, score) for key, score in scores if _is_changed(facts, key, score)]


def _is_changed(facts: Facts, key: Key, score: Score) -> bool:
    criterion, is_agreed = facts.book.criteria.by_code[key[1]], key in facts.outcome.agreements
    if criterion.by_scorers:
        own = own_score(facts, key, score)
        if own is None:
            return is_agreed and score.prior is not None and score.points != score.prior
        return not score.is_missing and score.points != own
    is_theirs = score.prior is not None or criterion.is_reported_by_unit
    return is_theirs and is_agreed and score.points != score.prior


def own_score(facts: Facts, key: Key, score: Score) -> Points | None:
    """What the unit gave itself there; None where it gave nothing, or where its score is none of those that count."""
    return score.self_points if facts.book.criteria.by_code[key[1]].scored_by_unit else None


def _changed(facts: Facts, key: Key, score: Score) -> Values:
    book = facts.book
    criterion, entry = book.criteria.by_code[key[1]], book.ledger.get(key)
    return {
        "don_vi": unit_name(book, key[0]),
        "tieu_chi": f"{criterion.code}. {criterion.text}",
        "tu_cham": _own(facts, key, score),
        "thong_nhat": score_said(score, book.settings.digits),
        "ly_do": clean(as_text(entry.typed.reason) if entry else "") or _reason(score),
    }


def _reason(score: Score) -> str | None:
    """Of a score that nobody agreed on."""
    return "Điểm trung bình của người chấm" if score.origin is Origin.SCORERS else None


def _own(facts: Facts, key: Key, score: Score) -> str:
    own, digits = own_score(facts, key, score), facts.book.settings.digits
    if own is not None:
        return shown(own, digits)
    if score.prior is not None:
        by = " (người chấm)" if facts.book.criteria.by_code[key[1]].by_scorers else ""
        return f"{shown(score.prior, digits)}{by}"
    claim = facts.outcome.claims.get(key)
    return NOT_ASSIGNED if claim and claim.not_assigned else _NOT_SCORED


def score_said(score: Score, digits: int) -> str | None:
    """A score as printed; không giao is a word, a missing one is None: neither is 0."""
    if score.points is not None:
        return shown(score.points, digits)
    if not score.held:
        return NOT_HELD
    return None if score.counts else NOT_ASSIGNED


def _minutes(facts: Facts, part: str) -> Values:
    del part
    return {
        **meeting_values(facts, PREPARATION),
        "noi_dung_hop": _looked_at(facts) if facts.book.meets else [],
        "co_diem": there_are_scores(facts),
        "thay_doi": changed_scores(facts),
        "ket_qua": by_points(facts),
        "xep_loai": by_class(facts),
        "khong_xet": set_apart(facts),
        "bang_diem": level(facts),
    }


def _minutes_lacks(facts: Facts, part: str) -> str:
    del part
    lacking = [] if facts.book.meets else ["trang Họp trù bị"]
    if day_of_meeting(facts.book, PREPARATION) is None:
        lacking.append("ngày họp trù bị")
    return f"chưa có {', '.join(lacking)}" if lacking else ""


# --- the letter ---------------------------------------------------------------------------------


def _days_before(facts: Facts) -> int | None:
    """How many days before the conference it goes out, where that is sure: the days that are known agree.

    The day typed beside the letter, and the day of the last sending that stands on `Lần gửi`.
    """
    conference = day_of_meeting(facts.book, CONFERENCE)
    sent = [one.day for one in facts.book.submissions if one.kind is Sending.BEFORE]
    days = {day for day in (entry(facts.book, TABLE_LETTER).day, *sent[-1:]) if day}
    if conference is None or len(days) != 1:
        return None
    number = (conference - days.pop()).days
    return number if number > 0 else None


def _letter(facts: Facts, part: str) -> Values:
    del part
    book, outcome = facts.book, facts.outcome
    number = _days_before(facts)
    return {
        **meeting_values(facts, CONFERENCE),
        "so_don_vi": count_said(len(book.units), "đơn vị"),
        "ten_so": book.file.path.name,
        "so_phieu": count_said(len(accepted_units(book))) if accepted_units(book) else "",
        "so_giay": count_said(len(outcome.typed)) if outcome.typed else "",
        "theo_ty_le": book.settings.basis is Basis.PERCENT,  # asked by templates that offices made their own
        "ket_qua": by_points(facts),
        "xep_loai": by_class(facts),
        "khong_xet": set_apart(facts),
        "bang_diem": level(facts),
        "vi_sao_tam": _why_provisional(facts) if outcome.standings.provisional else [],
        "truoc_ngay": count_said(number) if number else "",
    }


def _why_provisional(facts: Facts) -> list[str]:
    """Which units lack scores, and which."""
    lines = [line for line in facts.outcome.standings.standings if lacks_scores(facts, line)]
    reasons = [
        f"{unit_name(facts.book, line.code)}: {decapitalised(line.note)}".rstrip(" .:") for line in lines
    ]
    more = [f"và {len(reasons) - _FEW} đơn vị khác"] if len(reasons) > _FEW else []
    return [*reasons[:_FEW], *more]


def _letter_lacks(facts: Facts, part: str) -> str:
    del part
    return "" if day_of_meeting(facts.book, CONFERENCE) else "chưa có ngày hội nghị tổng kết"


PAPERS: tuple[Paper[Facts], ...] = (
    Paper(TABLE_LETTER, "", _letter, lacks=_letter_lacks),
    Paper(PREPARATION_MINUTES, "BB", _minutes, lacks=_minutes_lacks),
)
