"""Tờ trình đề nghị khen thưởng: one paper for all forms of award that the cluster may propose (HD 1302, III.3)."""

from collections.abc import Iterator

from ...domain.ranking.awards import flag_of
from ...domain.values.calling import called
from ...domain.values.said import count_said
from ...domain.year.duties import CONFERENCE
from ...domain.year.papers import COUNT, LIST, MINUTES, PROPOSAL, REPORT, TABLE
from ...domain.year.papers import PAPERS as NAMES
from ..kept.papers import entry
from .common import cited_paper, dated
from .meetings import meeting_values
from .paper import Facts, Paper, Values
from .results import barred, figures
from .voting import held_rounds, is_decided

_KINDS = {MINUTES: "BB", COUNT: "BB", REPORT: "BC", TABLE: "", LIST: ""}
"""What goes with the proposal, and the kinds in their numbers."""
_TICKED, _OPEN = "\u2612", "\u2610"


def _awards(facts: Facts) -> Iterator[Values]:
    """Every form of award with the units proposed for it; a form that nobody is proposed for says so."""
    for award in facts.book.settings.awards:
        lines = [line for line in facts.outcome.standings.standings if line.award == award.name]
        units = [{"tt": at, **figures(facts, line)} for at, line in enumerate(lines, start=1)]
        yield {"ten": award.name, "chi_tieu": count_said(award.quota, "đơn vị"), "don_vi": units}


def _enclosed(facts: Facts) -> Iterator[Values]:
    """The papers that go with it, ticked where `Văn bản` has their numbers: they went out."""
    for code, kind in _KINDS.items():
        if code == COUNT and all(is_decided(one.round) for one in held_rounds(facts)):
            continue
        written = entry(facts.book, code)
        name = called(NAMES[code], facts.book.settings.calling)
        number = cited_paper(facts.book, code, "", kind) if written.number else ""
        yield {
            "dau": _TICKED if written.number else _OPEN,
            "ten": " ".join(filter(None, (name, number))),
        }


def _values(facts: Facts, part: str) -> Values:
    del part
    return {
        **meeting_values(facts, CONFERENCE),
        "hinh_thuc": list(_awards(facts)),
        "ho_so": list(_enclosed(facts)),
        "bien_ban": cited_paper(facts.book, MINUTES, NAMES[MINUTES], "BB"),
        "ngay_bien_ban": dated(entry(facts.book, MINUTES).day),
    }


def _barred(facts: Facts) -> list[str]:
    """Besides what bars every final paper: the flag is proposed for one unit, so it has to be known (III.3)."""
    flag = flag_of(facts.book.settings.awards)
    lacks = (
        [f"chưa xác định được đơn vị đề nghị {flag}"] if flag and not facts.outcome.standings.nominee else []
    )
    return [*lacks, *barred(facts)]


PAPERS: tuple[Paper[Facts], ...] = (Paper(PROPOSAL, "TTr", _values, barred=_barred),)
