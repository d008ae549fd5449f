"""Điều kiện, Vi phạm: what the cluster demands of a unit besides points, and what follows where it is not met.

Exact, in Fractions. Conditions that take points off are measured before anything is taken off; all others on the
total that is printed. Where an answer rests on a missing score, nobody has it yet: the condition is open.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from ..scoring.consequences import Consequence, Effect
from ..scoring.criteria import Criteria, Criterion, RowKind, line_of, parent_code
from ..scoring.groups import grouping_of
from ..scoring.parameters import FAILED, PASSED
from ..scoring.scores import Key, Score, Totals, UnitTotal, points_of
from ..scoring.settings import Basis, Settings
from ..values.findings import RowKey
from ..values.numbers import THOUSANDTHS, Points, round_half_up, shown, shown_number, typed_number
from .withheld import Open, Withheld


class Demand(StrEnum):
    """Điều kiện: what is asked of every unit."""

    TOTAL = "Tổng điểm từ"
    SECTIONS = "Mỗi mục đạt từ %"
    NO_ZERO = "Không có tiêu chí 0 điểm"
    CRITERIA = "Tiêu chí đạt từ %"
    ON_TIME = "Nộp phiếu đúng hạn"
    NO_VIOLATION = "Không có vi phạm"


OF_POINTS = frozenset({Demand.TOTAL, Demand.SECTIONS, Demand.NO_ZERO, Demand.CRITERIA})
"""Demands whose answer may change with a score."""
OF_SHARES = frozenset({Demand.SECTIONS, Demand.CRITERIA})
"""Demands whose value is a percentage of a maximum."""


class Sent(NamedTuple):
    """Whether a unit sent its form in time, and when: by its letter, where one tells. None: nobody knows."""

    in_time: bool | None = None
    when: str = ""


class Known(NamedTuple):
    """Who sent in time and who did not, as a person typed it; `others` are all of whom no letter tells."""

    in_time: frozenset[str] = frozenset()
    late: frozenset[str] = frozenset()
    others: bool | None = None

    def of(self, unit: str) -> bool | None:
        """What was typed of the unit itself."""
        return True if unit in self.in_time else False if unit in self.late else None

    @property
    def typed(self) -> str:
        """As it is typed."""
        late = [*sorted(self.late), *(["khác"] if self.others is False else [])]
        in_time = [*sorted(self.in_time), *(["khác"] if self.others else [])]
        said = (("trễ", late), ("đúng hạn", in_time))
        return "; ".join(f"{word}: {', '.join(units)}" for word, units in said if units)


NOBODY = Known()


class Condition(NamedTuple):
    """One row of `Điều kiện` that is understood.

    `least` in points, in % of a maximum, or (`of_mean`) in % of the mean of the cluster.
    """

    demand: Demand
    consequences: tuple[Consequence, ...]
    codes: tuple[str, ...] = ()
    """Criteria and sections that it is about; none: all of them."""
    least: Fraction = Fraction(0)
    of_mean: bool = False
    source: str = ""
    row: RowKey = ()
    known: Known = NOBODY
    """Of `ON_TIME`: what people typed of units."""

    @property
    def value_typed(self) -> str:
        """Giá trị, as it is typed: `800`, `30% trung bình cụm`, `trễ: AN; đúng hạn: khác`."""
        if self.demand in (Demand.TOTAL, *OF_SHARES):
            return typed_number(self.least) + ("% trung bình cụm" if self.of_mean else "")
        return self.known.typed

    @property
    def said(self) -> str:
        """`Tổng điểm từ 30 % trung bình cụm`, `Mỗi mục đạt từ 50 % (I; II)`."""
        name = self.demand.value.removesuffix(" %")
        value = f" {shown_number(self.least)}" if self.demand in (Demand.TOTAL, *OF_SHARES) else ""
        percent = " %" if self.demand in OF_SHARES or self.of_mean else ""
        mean = " trung bình cụm" if self.of_mean else ""
        codes = f" ({'; '.join(self.codes)})" if self.codes else ""
        return f"{name}{value}{percent}{mean}{codes}"


class Violation(NamedTuple):
    """One row of `Vi phạm` that is understood: an event, with the document that establishes it."""

    unit: str
    text: str
    document: str = ""
    consequences: tuple[Consequence, ...] = ()
    row: RowKey = ()

    @property
    def said(self) -> str:
        """What happened, in short."""
        return self.text or "vi phạm"


class Question(NamedTuple):
    """One row of `Tiêu chí` that is answered, Đạt or Không đạt."""

    code: str
    text: str
    consequences: tuple[Consequence, ...]
    asks_units: bool = True
    """False: the head alone answers it (`Ai chấm`)."""

    @property
    def said(self) -> str:
        """In short."""
        return f"điều kiện {self.code}"


class Reply(NamedTuple):
    """What a unit answered to a question, and what the cluster confirmed; None where nothing is said."""

    said: bool | None = None
    confirmed: bool | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that may be kept from units in a cluster; `unread` are rows that nobody understands."""

    conditions: tuple[Condition, ...] = ()
    violations: tuple[Violation, ...] = ()
    questions: tuple[Question, ...] = ()
    unread: tuple[Open, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.conditions or self.violations or self.questions or self.unread)


@dataclass(frozen=True, slots=True)
class Figures:
    """A cluster as it is scored: what conditions ask."""

    criteria: Criteria
    settings: Settings
    scores: Mapping[Key, Score]
    totals: Mapping[str, Totals]
    units: Sequence[UnitTotal]
    replies: Mapping[Key, Reply] = field(default_factory=dict, hash=False)
    sent: Mapping[str, Sent] = field(default_factory=dict, hash=False)
    """Unit → when it sent its form."""

    @property
    def asked(self) -> list[UnitTotal]:
        """The units of which anything can be said: not those set apart, not those that have not sent."""
        return [unit for unit in self.units if not unit.unit.is_excluded and not unit.empty]


class Answer(NamedTuple):
    """Whether a unit meets a condition (None: not known yet), and why not."""

    met: bool | None
    why: str = ""


_MET, _OPEN = Answer(True), Answer(None)
_LACKING = "còn thiếu điểm"
NO_LETTER = "không rõ ngày nộp phiếu"


def judged(rules: Rules, figures: Figures, *, points: bool) -> tuple[list[Withheld], list[Open]]:
    """What follows from the rules.

    Args:
        rules: the cluster's conditions and what happened.
        figures: scores and totals to measure by.
        points: whether the consequences that take points off are asked for, or all others.

    Returns:
        What is kept from units, and the conditions that are open for one.
    """
    withheld, open_ = list(_of_events(rules, figures, points)), list[Open]()
    for condition in rules.conditions:
        wanted = _wanted(condition.consequences, points)
        answers = _ANSWERS[condition.demand](condition, figures, rules)
        for unit in figures.asked if wanted else ():
            answer, code = answers(unit), unit.unit.code
            if answer.met is None:
                open_.append(Open(code, condition.said, answer.why or _LACKING, row=condition.row))
            elif not answer.met:
                withheld += [
                    Withheld(code, one, condition.said, answer.why, condition.source) for one in wanted
                ]
    for question in rules.questions:
        wanted = _wanted(question.consequences, points)
        for unit in figures.asked if wanted else ():
            code = unit.unit.code
            if not figures.scores[code, question.code].held:
                continue  # of another group (Chỉ nhóm)
            reply = figures.replies.get((code, question.code), Reply())
            if reply.confirmed is None:
                open_.append(Open(code, question.said, _unconfirmed(reply), question.code))
            elif not reply.confirmed:
                why = f"không đạt {question.said}: {question.text}".rstrip(" .:")
                withheld += [Withheld(code, one, question.said, why) for one in wanted]
    return withheld, open_


def _wanted(consequences: Iterable[Consequence], points: bool) -> list[Consequence]:
    return [one for one in consequences if (one.effect is Effect.DEDUCT) is points]


def _unconfirmed(reply: Reply) -> str:
    if reply.said is None:
        return "chưa có trả lời, Trưởng cụm chưa xác nhận"
    return f"đơn vị trả lời {PASSED if reply.said else FAILED}, Trưởng cụm chưa xác nhận"


def _of_events(rules: Rules, figures: Figures, points: bool) -> Iterator[Withheld]:
    """What violations bring by themselves, whatever the unit has sent."""
    known = {unit.unit.code for unit in figures.units if not unit.unit.is_excluded}
    for event in rules.violations:
        for one in event.consequences if event.unit in known else ():
            if (one.effect is Effect.DEDUCT) is points:
                yield Withheld(event.unit, one, event.said, f"vi phạm: {event.said}", event.document)


# --- the demands ---------------------------------------------------------------------------------


_Answers = Callable[[UnitTotal], Answer]
"""What a condition says of each unit; what is the same for all of them is worked out once."""


def _total(condition: Condition, figures: Figures, _: Rules) -> _Answers:
    """Tổng điểm từ: of the whole, or of some codes; of units that have nothing of these it asks nothing."""
    least, digits = _least(condition, figures), figures.settings.digits
    named = f"điểm {', '.join(condition.codes)}" if condition.codes else "tổng điểm"
    mean = f"{shown_number(condition.least)} % trung bình cụm, tức " if condition.of_mean else ""

    def answer(unit: UnitTotal) -> Answer:
        if not _has_any(condition, figures, unit):
            return _MET
        own = _sum(condition, figures, unit)
        if own is None or least is None:
            return _OPEN
        limit = shown(round_half_up(least / THOUSANDTHS, 3), 3).rstrip("0").rstrip(",")
        return _MET if own >= least else Answer(False, f"{named} {shown(own, digits)}, dưới {mean}{limit}")

    return answer


def _least(condition: Condition, figures: Figures) -> Fraction | None:
    """The points that are demanded, in thousandths; None while the mean is not known."""
    if not condition.of_mean:
        return Fraction(condition.least * THOUSANDTHS)
    sums = [
        _sum(condition, figures, one) for one in figures.asked
        if one.value(Basis.POINTS) is not None and _has_any(condition, figures, one)
    ]  # fmt: skip
    known = [one for one in sums if one is not None]
    if len(known) < len(sums) or any(one.is_missing for one in figures.units) or not known:
        return None
    return Fraction(sum(known), len(known)) * condition.least / 100


def _has_any(condition: Condition, figures: Figures, unit: UnitTotal) -> bool:
    """Whether anything of what the condition counts is a unit's to score (Chỉ nhóm, không giao)."""
    rows = (row for code in condition.codes for row in _rows_of(figures.criteria, code))
    scores = [figures.scores[unit.unit.code, row.code] for row in rows]
    return not scores or any(score.held and score.counts for score in scores)


def _sum(condition: Condition, figures: Figures, unit: UnitTotal) -> Points | None:
    """The points that the condition counts of a unit, each once; None while any of them is missing."""
    code = unit.unit.code
    if not condition.codes:
        return None if unit.missing or unit.unscored else figures.totals[code].agreed_total
    parts = [_counted(figures, code, named) for named in _each_once(condition.codes, figures.criteria)]
    known = [part.points for part in parts if part is not None]
    return None if len(known) < len(parts) else sum(known)


def _each_once(codes: Sequence[str], criteria: Criteria) -> list[str]:
    """The codes without those whose points another of them counts already, being a section around them."""
    counted = {code: {row.code for row in _rows_of(criteria, code)} for code in codes}
    return [
        code for code in dict.fromkeys(codes)
        if not any(
            above in counted and counted[code] <= counted[above] for above in line_of(parent_code(code))
        )
    ]  # fmt: skip


class _Part(NamedTuple):
    """What a unit reached in a criterion or a section, of how much."""

    points: Points
    maximum: Points


def _counted(figures: Figures, unit: str, code: str) -> _Part | None:
    """A criterion's or a section's points of a unit and its own maximum; None while a score is missing."""
    row, inside = figures.criteria.by_code[code], _rows_of(figures.criteria, code)
    own = {one.code: figures.scores[unit, one.code] for one in inside}
    if any(score.is_missing for score in own.values()):
        return None
    counting = [code for code, score in own.items() if score.counts]
    if not row.is_section:
        return _Part(own[code].points or 0, row.max_points if counting else 0)
    grouping = grouping_of(figures.criteria, figures.settings.digits)
    values = grouping.fold(points_of(own))
    points = sum(grouping.summed(values, kind, code) or 0 for kind in {one.kind for one in inside})
    return _Part(points, grouping.section_maximum_of(code, counting))


def _rows_of(criteria: Criteria, code: str) -> tuple[Criterion, ...]:
    """A criterion; of a section what it has points of: its criteria, else its rows of bonus and penalty."""
    row = criteria.by_code[code]
    if not row.is_section:
        return (row,)
    return criteria.below(code) or tuple(one for one in criteria.scored if one.code.startswith(f"{code}."))


def _shares(codes: Callable[[Condition, Criteria], Iterable[str]]) -> "_Rule":
    """A demand of a percentage of the maximum in each of several criteria or sections."""

    def answers(condition: Condition, figures: Figures, _: Rules) -> _Answers:
        asked, digits = list(codes(condition, figures.criteria)), figures.settings.digits

        def answer(unit: UnitTotal) -> Answer:
            short, lacking = list[str](), False
            for code in asked:
                part = _counted(figures, unit.unit.code, code)
                if part is None:
                    lacking = True
                elif part.maximum > 0 and part.points * 100 < condition.least * part.maximum:
                    short.append(
                        f"{code} được {shown(part.points, digits)}/{shown(part.maximum, digits)} điểm"
                    )
            if short:
                return Answer(False, f"{', '.join(short)}, dưới {shown_number(condition.least)} %")
            return _OPEN if lacking else _MET

        return answer

    return answers


def _no_zero(condition: Condition, figures: Figures, _: Rules) -> _Answers:
    asked = criteria_of(condition, figures.criteria)

    def answer(unit: UnitTotal) -> Answer:
        own = [(code, figures.scores[unit.unit.code, code]) for code in asked]
        zero = [code for code, score in own if score.points == 0 and score.counts]
        if zero:
            return Answer(False, f"{', '.join(zero)} được 0 điểm")
        return _OPEN if any(score.is_missing for _, score in own) else _MET

    return answer


def _no_violation(_: Condition, __: Figures, rules: Rules) -> _Answers:
    def answer(unit: UnitTotal) -> Answer:
        found = [event for event in rules.violations if event.unit == unit.unit.code]
        told = "; ".join(f"{one.said} ({one.document})" if one.document else one.said for one in found)
        return Answer(False, f"có vi phạm: {told}") if found else _MET

    return answer


def _on_time(condition: Condition, figures: Figures, _: Rules) -> _Answers:
    """What a person typed of the unit, else its letter, else what was typed of all others."""

    def answer(unit: UnitTotal) -> Answer:
        code = unit.unit.code
        sent, typed = figures.sent.get(code, Sent()), condition.known.of(code)
        known = (typed, sent.in_time, condition.known.others)
        in_time = next((one for one in known if one is not None), None)
        if in_time is None:
            return Answer(None, NO_LETTER)
        when = f" ({sent.when})" if sent.when and typed is None else ""
        return Answer(in_time, f"nộp phiếu trễ hạn{when}")

    return answer


def sections_of(condition: Condition, criteria: Criteria) -> list[str]:
    """The sections that a condition is about: those named, else all that bear points."""
    return list(condition.codes) or [row.code for row in criteria.sections if criteria.below(row.code)]


def criteria_of(condition: Condition, criteria: Criteria) -> list[str]:
    """The criteria that it is about, bonus and penalty never; a section's name stands for all below it."""
    named = [criteria.by_code[code] for code in condition.codes]
    rows = [one for row in named for one in _inside(row, criteria)] if named else criteria.scored
    codes = (row.code for row in rows if row.kind is RowKind.CRITERION and row.max_points > 0)
    return list(dict.fromkeys(codes))


def _inside(row: Criterion, criteria: Criteria) -> Iterable[Criterion]:
    return criteria.below(row.code) if row.is_section else (row,)


_Rule = Callable[[Condition, Figures, Rules], _Answers]
_ANSWERS: Mapping[Demand, _Rule] = {
    Demand.TOTAL: _total,
    Demand.SECTIONS: _shares(sections_of),
    Demand.NO_ZERO: _no_zero,
    Demand.CRITERIA: _shares(criteria_of),
    Demand.ON_TIME: _on_time,
    Demand.NO_VIOLATION: _no_violation,
}
