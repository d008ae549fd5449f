"""How far a cluster's year has come, as its book shows it: the facts that the next step follows from."""

import datetime
from collections.abc import Iterator

from ..domain.ranking.dates import DEADLINE
from ..domain.ranking.submissions import Sending
from ..domain.scoring.scores import Key
from ..domain.values.calling import called
from ..domain.values.catalogue import Code
from ..domain.values.findings import STOPS, Finding, in_order
from ..domain.year.duties import window_of
from ..domain.year.next_step import NextStep, next_step
from ..domain.year.papers import AFTER_CONFERENCE, OCCASIONS, Occasion
from ..domain.year.stages import Stage, present
from ..domain.year.year_state import Behind, Step, Tie, YearState
from ..sheets.cluster import proclaimed, settings
from ..sheets.cluster.receipts import FileStatus
from . import step_places
from .assess import Assessment
from .book import Book
from .closing_demands import lacking
from .counts import awaited, received_files
from .given import owed_scores
from .kept.papers import entry
from .letters_made import last_made, made_on
from .outdated_papers import outdated_papers
from .places import placed
from .refusals import is_sealed
from .replies import Reply, ReplyState, planned
from .stage_findings import due_of


def inputs_of(book: Book, today: datetime.date) -> YearState:
    """What the sheets say that people fill: all that is known of a book before anything is computed."""
    wrong = [found for found in in_order(book.findings) if found.is_error and found.code not in _LACKS]
    blank = settings.blank_ones(book.settings)
    return YearState(
        today,
        book.settings.year,
        book.settings.phase,
        is_sealed(book),
        stage=present(book.settings),
        units=len(book.units),
        criteria=len(book.criteria.scored),
        settings=tuple(blank),
        wrong=len(wrong),
        places=dict([*step_places.of_findings({Step.MEND: wrong}), *step_places.of_settings(book, blank)]),
    )


_LACKS = frozenset({Code.SETTING_MISSING, Code.NOTHING_LISTED})
"""What steps of their own tell."""


def state_of(book: Book, outcome: Assessment, today: datetime.date, behind: Behind = Behind.NOT) -> YearState:
    """Everything that the next step follows from; `behind`: what the book shows less than `outcome`."""
    stage = present(book.settings)
    found = _Sorted(book, outcome, today)
    state = inputs_of(book, today)._replace(
        behind=behind,
        changed=len(found.changed),
        not_assigned=len(found.claimed),
        unscored=len(found.unscored),
        errors=len(found.others),
        is_timed=any(one.code is Code.SETTING_MISSING and one.value == DEADLINE for one in outcome.findings),
        proclaimed_wrong=len(found.proclaimed),
        awaited=tuple(_awaited(book, outcome)),
        ties=tuple(Tie(tie.rank, _named(book, tie.codes)) for tie in outcome.standings.open_ties),
        sends_forms=book.criteria.any_by_unit or not book.criteria.scored or stage is not Stage.YEAREND,
    )
    state = _with_letters(book, found, _with_files(book, outcome, state, stage))
    state = _with_papers(book, outcome, state)
    places = [*step_places.of_findings(found.by_step), *step_places.of_files(book),
              *step_places.of_ledger(book, [(one.unit, one.criterion) for one in found.claimed], found.unscored),
              *step_places.of_vote(book, outcome)]  # fmt: skip
    return state._replace(places={**dict(places), **state.places})


def next_in(book: Book, state: YearState) -> NextStep:
    """The next step of a book that stands so, in the words of a cluster that calls itself a *khối*."""
    step, given = next_step(state), (*book.settings.given, *book.names.values())
    return step._replace(text=called(step.text, book.settings.calling, given))


def _with_files(book: Book, outcome: Assessment, state: YearState, stage: Stage) -> YearState:
    """The same with what was issued and what came."""
    expected, missing = awaited(book, outcome, stage)
    issued = frozenset(one for one in Stage if book.issued_at(one))
    return state._replace(
        issued=stage in issued,
        issued_stages=issued,
        answered_stages=frozenset(one for one in issued if _is_answered(book, outcome, one)),
        expected=len(expected),
        missing=_named(book, missing),
        received=received_files(book, stage),
        waiting=sum(one.status is FileStatus.WAITING for one in book.receipts),
        due=due_of(book.settings, stage),
    )


def _is_answered(book: Book, outcome: Assessment, stage: Stage) -> bool:
    expected, missing = awaited(book, outcome, stage)
    return len(missing) < len(expected)


def _with_letters(book: Book, found: "_Sorted", state: YearState) -> YearState:
    """The same with who has to mend a form, and what letters were made."""
    asked = [one for one in found.to_mend if made_on(book, one, state.today) is not None]
    return state._replace(
        to_fix=tuple(one.unit.name for one in found.to_mend if one not in asked),
        returned=tuple(one.unit.name for one in asked),
        returned_on=last_made(book, asked, state.today),
        reminded_on=last_made(book, found.silent, state.today),
    )


def _with_papers(book: Book, outcome: Assessment, state: YearState) -> YearState:
    """The same with what goes up, the conference, its papers, and what the year leaves open."""
    window, standings = window_of(book.settings), outcome.standings
    demands = placed(book, lacking(book, state.today), standings)
    stale = (one for one in outdated_papers(book, outcome) if one.value not in _MADE_EARLIER)
    outdated = placed(book, stale, standings)
    papers = [entry(book, code) for code in AFTER_CONFERENCE]
    of_findings = step_places.of_findings({Step.DEMANDS: demands, Step.PAPERS: outdated})
    return state._replace(
        opens=window.starts,
        closes=window.due,
        conference=book.settings.conference,
        meets=book.meets,
        sent_after=any(sent.kind is Sending.AFTER for sent in book.submissions),
        papers_made=any(paper.file or paper.number for paper in papers),
        outdated=len(outdated),
        demands=len(demands),
        places={**state.places, **dict(of_findings)},
    )


_MADE_EARLIER = frozenset({*OCCASIONS[Occasion.START], *OCCASIONS[Occasion.MIDYEAR]})
"""Papers that the button of the conference does not make: `verify` tells of them."""


def _named(book: Book, codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(book.names.get(code, code) for code in codes)


def _awaited(book: Book, outcome: Assessment) -> Iterator[str]:
    """Who owes points as a scorer, and how many."""
    for scorer, owed in owed_scores(book, outcome.jury, outcome.claims, outcome.scores).items():
        if owed:
            yield f"{scorer} ({len(owed)} điểm)"


_TOLD = frozenset({Code.UNIT_MISSING, Code.UNIT_INCOMPLETE, Code.TIE_OPEN, Code.SCORER_MISSING, *_LACKS})
"""Errors that a step of their own tells."""
_OF_FLAG = frozenset({Code.NOMINEE_BARRED, Code.NOMINEE_DOUBLE, Code.NOMINEE_NOT_FIRST, Code.PLACE_DOUBLE})


class _Sorted:
    """What is wrong in a book by the step that tells it: nothing twice."""

    def __init__(self, book: Book, outcome: Assessment, today: datetime.date) -> None:
        findings = in_order(outcome.findings)
        errors = [found for found in findings if found.is_error]
        replies = planned(book, outcome)
        self.to_mend = [one for one in replies if _has_to_mend(one)]
        self.silent = [one for one in replies if one.state is ReplyState.REMINDER]
        mending = {one.unit.code for one in self.to_mend} if _may_come(book, today) else set()
        self.unscored = [
            key for key in _expected(book)
            if key[0] not in mending and key in outcome.scores and outcome.scores[key].is_missing
        ]  # fmt: skip
        self.claimed = [found for found in findings if found.code is Code.NOT_ASSIGNED_UNCONFIRMED]
        self.changed = [found for found in errors if found.code in STOPS]
        self.proclaimed = [
            found for found in errors if found.code in _OF_FLAG or found.sheet == proclaimed.TABLE.sheet
        ]
        told = [*self.changed, *self.claimed, *self.proclaimed, *book.findings]
        files = {one.receipt.file for one in self.to_mend if one.receipt}
        files |= {one.file for one in book.receipts if one.status is not FileStatus.ACCEPTED}
        self.others = [one for one in errors if one not in told and _is_left(one, files)]

    @property
    def by_step(self) -> dict[Step, list[Finding]]:
        """The findings of the steps that are nothing else."""
        return {Step.CHANGED: self.changed, Step.PROCLAIM: self.proclaimed, Step.ERRORS: self.others}


def _may_come(book: Book, today: datetime.date) -> bool:
    """Whether forms that were asked for again are still expected, so that nobody types their scores."""
    due = due_of(book.settings, present(book.settings))
    return due is None or today <= due


def _is_left(found: Finding, files: set[str]) -> bool:
    return found.code not in _TOLD and found.file not in files


def _has_to_mend(reply: Reply) -> bool:
    """Whether nothing can be made of the unit's form as it is; a warning holds nothing up."""
    return reply.state is ReplyState.RESEND or (reply.state is ReplyState.TO_FIX and reply.errors > 0)


def _expected(book: Book) -> Iterator[Key]:
    """Every unit that is ranked × the criteria that it has."""
    for unit in book.units:
        if not unit.is_excluded:
            yield from ((unit.code, criterion.code) for criterion in book.own(unit.code).scored)
