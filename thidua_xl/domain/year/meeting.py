"""Họp trù bị: what the preparatory meeting works through before the conference (HD 1302, II.3).

Questions about single scores first, what would change the places after them, notes last. A note never costs a point.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from ..ranking.flips import Flip, Situation
from ..scoring.criteria import (
    COMPUTED_FOR_CLUSTER,
    IN_WORDS,
    OF_OTHERS,
    Criterion,
    Method,
    RowKind,
    WhenNotAssigned,
)
from ..scoring.parameters import FAILED, PASSED, needs_target
from ..scoring.reached import is_kept, percent_reached
from ..scoring.rules import typed_score
from ..scoring.scores import Agreement, Claim, Key, inputs_of, words_of
from ..scoring.units import Unit
from ..values.catalogue import Code
from ..values.findings import Finding
from ..values.numbers import Points, shown_exactly, shown_number
from ..values.text import capitalised
from .copied_texts import Written, copied
from .flips_said import grouped


class Section(StrEnum):
    """Mục, in the order in which the meeting works."""

    SELF = "a"
    EVIDENCE = "b"
    PROMISE = "c"
    HEAD = "d"
    FLIP = "e"
    NOTE = "f"

    @property
    def heading(self) -> str:
        """What stands above its rows."""
        return f"({self.value}) {_HEADINGS[self]}"

    @property
    def asks(self) -> bool:
        """Whether its rows are questions that a score answers."""
        return self in (Section.SELF, Section.EVIDENCE, Section.PROMISE, Section.HEAD)


_HEADINGS = {
    Section.SELF: "Điểm tự chấm khác điểm theo cách chấm, chênh nhiều nhất trước",
    Section.EVIDENCE: "Có kết quả nhưng chưa ghi minh chứng",
    Section.PROMISE: "Chỉ tiêu và kết quả cần xem lại",
    Section.HEAD: "Chờ quyết định: không được giao, tiêu chí đơn vị không tự chấm",
    Section.FLIP: "Điều gì làm đổi Nhất, Nhì, Ba",
    Section.NOTE: "Lưu ý, không trừ điểm",
}
_SUSPICIOUS = frozenset({Code.WILD_RATIO, Code.SCALE_DIFFERS, Code.TARGET_ZERO, Code.TARGET_CHANGED})
"""What the rules find of targets and results that no rule of a score decides."""
_MOST = 10
"""So many criteria a sentence names."""
_FEWEST = 3
"""So many criteria a form needs for its maximum everywhere to say anything."""


class Matter(NamedTuple):
    """One row of the meeting; `criterion` is the one that it leads to, where it is about several the first."""

    section: Section
    unit: str
    criterion: str
    why: str
    of_one_score: bool = True
    """Whether it is about the one score of this unit and criterion."""

    @property
    def asks(self) -> bool:
        """Whether an agreed score answers it."""
        return self.section.asks and self.of_one_score

    @property
    def key(self) -> Key:
        """Unit and criterion."""
        return self.unit, self.criterion


class Prepared(NamedTuple):
    """What is known before the meeting. Units that are not considered (Xét thi đua = Không) are left out."""

    now: Situation
    found: Sequence[Finding] = ()
    """Everything that was found in the units' own figures, agreed since or not."""
    promises: Mapping[Key, Fraction] = {}
    """Targets promised for the year, where they are known; else the target of the form."""
    written: Mapping[str, Mapping[str, Written]] = {}
    """Unit → criterion → its texts, of every form that could be read."""
    unread: Sequence[str] = ()
    """Units whose form counts and could not be read again."""
    flips: Sequence[Flip] = ()

    @property
    def units(self) -> list[Unit]:
        """Those that are considered, in the order of the book."""
        return [unit for unit in self.now.scorer.units if not unit.is_excluded]

    @property
    def criteria(self) -> Sequence[Criterion]:
        """The rows that bear points."""
        return self.now.scorer.criteria.scored

    @property
    def pairs(self) -> Iterator[tuple[Unit, Criterion]]:
        """Every unit × the criteria that it has."""
        every = self.now.scorer.criteria
        return ((unit, criterion) for unit in self.units for criterion in every.of(unit.group).scored)

    def row(self, key: Key) -> tuple[Claim, Agreement]:
        """What the unit says and what the cluster agreed."""
        return self.now.claims.get(key, _NO_CLAIM), self.now.agreements.get(key, _NOT_AGREED)


_NO_CLAIM = Claim()
_NOT_AGREED = Agreement()


def matters(known: Prepared) -> list[Matter]:
    """All rows, section by section."""
    asked = [*_self_against_rule(known), *_without_evidence(known), *_promises(known), *_for_the_head(known)]
    raised = {one.key for one in asked if one.of_one_score}
    said = grouped(known.flips, known.now.settings, raised)
    flipped = [Matter(Section.FLIP, one.unit, one.criterion, one.text) for one in said]
    return [*asked, *flipped, *_notes(known)]


# --- figures ----------------------------------------------------------------------------------


def own_points(known: Prepared, key: Key) -> Points | None:
    """Điểm tự chấm as it counts, signed; None where there is none."""
    criterion, claim = known.now.scorer.criteria.by_code[key[1]], known.row(key)[0]
    if claim.score is None or not criterion.scored_by_unit:
        return None
    return typed_score(criterion, claim.score, known.now.settings.rounding)


def rule_points(known: Prepared, key: Key) -> Points | None:
    """Điểm theo cách chấm of the figures that stand, signed; None where the rule gives none."""
    criterion = known.now.scorer.criteria.by_code[key[1]]
    claim, agreed = known.row(key)
    if agreed.not_assigned or (claim.not_assigned and agreed.not_assigned is None):
        return None
    if criterion.method in COMPUTED_FOR_CLUSTER:
        return known.now.scores[key].machine
    return known.now.scorer.by_rule(criterion, claim, agreed)


def _promise(known: Prepared, key: Key) -> tuple[Fraction | None, Fraction | None]:
    """Target and result of a criterion whose rule compares them."""
    criterion = known.now.scorer.criteria.by_code[key[1]]
    parameter = known.now.scorer.parameters.get(criterion.code)
    if parameter is None or not needs_target(criterion.method, parameter):
        return None, None
    target, result = inputs_of(criterion, *known.row(key))
    return known.promises.get(key, target), result


def _percent(known: Prepared, key: Key) -> Fraction | None:
    target, result = _promise(known, key)
    if target is None or result is None:
        return None
    return percent_reached(known.now.scorer.parameters[key[1]], target, result)


def _figures_said(known: Prepared, key: Key) -> str:
    """Of what the rule makes its score: `chỉ tiêu 100, kết quả 87, đạt 87 %`."""
    criterion = known.now.scorer.criteria.by_code[key[1]]
    claim, agreed = known.row(key)
    target, result = inputs_of(criterion, claim, agreed)
    if criterion.method in IN_WORDS:
        passed, level = words_of(claim, agreed)
        word = level if passed is None else (PASSED if passed else FAILED)
        return f"kết quả {word}" if word else ""
    percent = _percent(known, key)
    parts = [f"chỉ tiêu {shown_number(target)}"] if target is not None and percent is not None else []
    parts += [f"kết quả {shown_number(result)}"] if result is not None else []
    parts += [f"đạt {shown_number(percent)} %"] if percent is not None else []
    return f"{'theo số liệu đã thống nhất, ' if agreed.has_inputs and parts else ''}{', '.join(parts)}"


# --- questions --------------------------------------------------------------------------------


def _self_against_rule(known: Prepared) -> list[Matter]:
    found: list[tuple[Points, Matter]] = []
    for unit, criterion in known.pairs:
        key = (unit.code, criterion.code)
        own, by_rule = own_points(known, key), rule_points(known, key)
        if own is None or by_rule is None or own == by_rule:
            continue
        apart = shown_exactly(abs(own - by_rule), known.now.settings.digits)
        figures = _figures_said(known, key)
        why = f"Tự chấm {'cao' if own > by_rule else 'thấp'} hơn cách chấm {apart} điểm"
        matter = Matter(Section.SELF, *key, f"{why}: {figures}." if figures else f"{why}.")
        found.append((abs(own - by_rule), matter))
    return [matter for _, matter in sorted(found, key=lambda pair: -pair[0])]


def _without_evidence(known: Prepared) -> Iterator[Matter]:
    for unit in known.units:
        if unit.code in known.unread:
            yield Matter(
                Section.EVIDENCE, unit.code, "", "Không đọc được bản gốc của phiếu nên chưa rõ có minh chứng không.",
                of_one_score=False,
            )  # fmt: skip
        texts = known.written.get(unit.code)
        for criterion in known.criteria if texts is not None else ():
            key = (unit.code, criterion.code)
            claim = known.row(key)[0]
            reported = claim.result is not None or words_of(claim, _NOT_AGREED) != (None, None)
            if texts is None or not reported or claim.not_assigned or criterion.method in OF_OTHERS:
                continue
            if criterion.code not in texts or not texts[criterion.code].evidence:
                figures = _figures_said(known, key)
                yield Matter(Section.EVIDENCE, *key, f"Chưa ghi minh chứng: {figures}." if figures else
                             "Chưa ghi minh chứng.")  # fmt: skip


def _promises(known: Prepared) -> Iterator[Matter]:
    considered = {unit.code for unit in known.units}
    told: set[Matter] = set()
    for one in known.found:
        if one.code not in _SUSPICIOUS or one.unit not in considered or not one.criterion:
            continue
        matter = Matter(Section.PROMISE, one.unit, one.criterion, _without_cell(one.message))
        if matter not in told:
            told.add(matter)
            yield matter
    for unit in known.units:
        yield from _unkept(known, unit)


def _without_cell(message: str) -> str:
    """`Ô J9: kết quả 500 gấp 5 lần chỉ tiêu 100.` without the cell, which the row leads to itself."""
    said = message.partition("; đơn vị giải trình: ")[0].rstrip(".")
    head, _, rest = said.partition(": ")
    said = rest if head.startswith("Ô ") else said
    return f"{capitalised(said)}."


def _unkept(known: Prepared, unit: Unit) -> Iterator[Matter]:
    """One row for all targets that a unit has missed, the worst first."""
    missed: list[tuple[Fraction, str, str]] = []
    for criterion in known.criteria:
        key = (unit.code, criterion.code)
        target, result = _promise(known, key)
        if target is None or result is None or is_kept(known.now.scorer.parameters[key[1]], target, result):
            continue
        percent = _percent(known, key)
        share = "" if percent is None else f" ({shown_number(percent)} %)"
        missed.append((min(target, result) / max(target, result), criterion.code, f"{criterion.code}{share}"))
    missed.sort(key=lambda one: one[0])
    if missed:
        said = ", ".join(text for *_, text in missed[:_MOST])
        more = f", … (còn {len(missed) - _MOST})" if len(missed) > _MOST else ""
        why = f"Chưa đạt chỉ tiêu ở {len(missed)} tiêu chí: {said}{more}."
        yield Matter(Section.PROMISE, unit.code, missed[0][1], why, of_one_score=False)


def _for_the_head(known: Prepared) -> Iterator[Matter]:
    for unit, criterion in known.pairs:
        key = (unit.code, criterion.code)
        claim = known.row(key)[0]
        if claim.not_assigned and criterion.when_not_assigned is not WhenNotAssigned.NOT_ALLOWED:
            why = f"Đơn vị ghi không được giao: chọn Có ({_FOLLOWS[criterion.when_not_assigned]}) hoặc Không."
            yield Matter(Section.HEAD, *key, why)
        elif known.now.scores[key].is_missing and (waits := _scorers_awaited(known, criterion, unit)):
            yield Matter(Section.HEAD, *key, waits)
        elif not criterion.is_reported_by_unit and known.now.scores[key].is_missing:
            by_rank = criterion.method is Method.BY_RANK
            yield Matter(
                Section.HEAD, *key, "Chưa có thứ hạng." if by_rank else "Đơn vị không tự chấm, chưa có điểm."
            )


def _scorers_awaited(known: Prepared, criterion: Criterion, unit: Unit) -> str:
    """Who of several scorers has given nothing yet, or why their points make no score; empty where that is not it."""
    if not criterion.by_scorers or criterion.code in known.now.scorer.criteria.invalid:
        return ""
    verdict = known.now.scorer.jury.verdict(
        criterion, unit.code, known.row((unit.code, criterion.code))[0].score
    )
    lacking = [judge.said for judge in verdict.lacking if not judge.own]
    if lacking:
        more = f", … (còn {len(lacking) - _MOST})" if len(lacking) > _MOST else ""
        return f"Còn chờ điểm của người chấm: {', '.join(lacking[:_MOST])}{more}."
    return "Người chấm ghi khác nhau giữa Đạt và Không đạt." if verdict.split else ""


_FOLLOWS = {
    WhenNotAssigned.LEAVES_MAXIMUM: "không tính vào điểm tối đa",
    WhenNotAssigned.FULL: "đủ điểm",
    WhenNotAssigned.ZERO: "0 điểm",
    WhenNotAssigned.BESIDE_BEST: "tính theo kết quả so với đơn vị cao nhất trong các đơn vị không được giao",
}


# --- notes ------------------------------------------------------------------------------------


def _notes(known: Prepared) -> Iterator[Matter]:
    for unit in known.units:
        own = [(row, known.row((unit.code, row.code))[0]) for row in known.criteria
               if row.scored_by_unit and row.kind is RowKind.CRITERION]  # fmt: skip
        scored = [
            (row, own_points(known, (unit.code, row.code))) for row, claim in own if not claim.not_assigned
        ]
        if len(scored) >= _FEWEST and all(points == row.max_points for row, points in scored):
            why = f"Tự chấm điểm tối đa ở cả {len(scored)} tiêu chí."
            yield Matter(Section.NOTE, unit.code, scored[0][0].code, why, of_one_score=False)
    considered = {unit.code: known.written[unit.code] for unit in known.units if unit.code in known.written}
    for one in copied(considered):
        yield Matter(Section.NOTE, one.unit, one.criterion, one.text, of_one_score=False)
