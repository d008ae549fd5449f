"""Xuất văn bản của cấp trên: the office's papers from its book, each as .docx (HD 1302, II.4, III.4; NĐ 30/2020)."""

from collections.abc import Iterator, Sequence

from ... import clock
from ...bookkeeping.happened import Happened
from ...bookkeeping.keep import Keep, in_file
from ...bookkeeping.new_file import make_writable
from ...cluster.happened import PapersMade
from ...cluster.papers.making import (
    Documents,
    Ready,
    Wanted,
    choose,
    fill_all,
    refuse_folder,
    refuse_opened,
    write_papers,
)
from ...cluster.papers.paper import Paper
from ...cluster.papers.templates import template_of, unused_templates
from ...cluster.seal_code import code_to_be
from ...documents.fill import Filled, Properties, filled
from ...domain.office.papers import PaperCode
from ...domain.values.calling import Calling
from ...domain.values.findings import Finding
from ...domain.values.text import fold
from ...errors import CannotRunError
from ...workers.steps import Step, quietly
from ..book import OfficeBook, refuse_without_clusters
from ..outcome import Consolidation
from ..outdated_papers import outdated, were_made
from ..own_papers import Register
from ..paper_figures import figures_digest
from ..papers.common import common
from ..papers.facts import ByCode, Facts
from ..papers.registry import PAPERS
from ..save import save_office_book, told
from .consolidate import events_of, take_books_in

COMMAND = "documents"


def make_office_documents(
    book: OfficeBook, wanted: Wanted, keep: Keep = in_file, step: Step = quietly
) -> Documents:
    """Make the papers from the books received before and record them on `Văn bản`; drafts are not recorded.

    Args:
        book: as read, to be written.
        wanted: which papers, and where they go.
        keep: who writes the book.
        step: told how many clusters' books of how many are read, then how many papers are made.

    Raises:
        CannotRunError: the book lists no cluster, a code is unknown, or the folder is no place for papers.
        Whatever `keep` raises comes before any paper is written.
    """
    refuse_without_clusters(book)
    chosen = choose(PAPERS, wanted.only, {}, if_any=wanted.if_any)
    _refuse_folder(book, wanted)
    unused = unused_templates(book.file.path, wanted.templates)
    with clock.held(clock.now(), clock.who()):  # the papers' code is that of the journal's row written below
        outcome = _computed(book, step)
        events = events_of(outcome)
        facts = _facts(outcome, events, electronic=wanted.electronic)
        done = Documents(wanted.out, outcome.needs_a_person, unused=unused)
        ready = fill_all(
            facts, chosen, lambda paper, part: _fill(facts, paper, part, wanted), done, wanted.draft, step
        )
        make_writable(wanted.out, "văn bản")
        refuse_opened(ready, wanted.out)
        if not wanted.draft:
            recorded = list(_recorded(outcome, ready))
            done.saved = save_office_book(outcome, COMMAND, [*events, *recorded], keep)
        done.made.extend(write_papers(ready, wanted.out))
    return done


def _refuse_folder(book: OfficeBook, wanted: Wanted) -> None:
    refuse_folder(wanted.out, book.originals, {row.sha256 for row in book.files}, "sổ các cụm gửi về")
    if book.forms.resolve() in (wanted.out.resolve(), *wanted.out.resolve().parents):
        raise CannotRunError(f"{wanted.out} là thư mục phiếu thẩm định; chọn thư mục khác cho văn bản.")


def _computed(book: OfficeBook, step: Step) -> Consolidation:
    """The outcome of the books received before, with the criteria of every unit that is checked."""
    checked = frozenset(fold(row.meant.unit) for row in book.appraisals if row.meant)
    return take_books_in(book, [], step, checked)


def _facts(outcome: Consolidation, events: Sequence[Happened], *, electronic: bool) -> Facts:
    book = outcome.book
    details = {one.unit: one for result in outcome.results.values() for one in result.details}
    code = code_to_be(book.journal, COMMAND, told(book, events))
    return Facts(book, outcome, details, outcome.today, ByCode(book, outcome), code, electronic)


def _fill(facts: Facts, paper: Paper[Facts], part: str, wanted: Wanted) -> Filled:
    name, template = template_of(facts.book.file.path, paper.template_name, wanted.templates, Calling.CLUSTER)
    values = {**common(facts, paper, part), **paper.values(facts, part)}
    return filled(name, template, values, _properties(facts, PaperCode(paper.code, part)), draft=wanted.draft)


def _properties(facts: Facts, code: PaperCode) -> Properties:
    settings = facts.settings
    year = f" năm {settings.year}" if settings.year else ""
    return Properties(f"{facts.by_code.papers.of(code)}{year}", settings.issued_by, clock.now())


def _recorded(outcome: Consolidation, ready: Sequence[Ready]) -> Iterator[PapersMade]:
    """What stands on `Văn bản` from now on; nothing happened where it stood there already."""
    new: list[Ready] = []
    register = Register(outcome.book)
    for one in ready:
        code = PaperCode(one.paper, one.code.partition(":")[2])
        digest, was = figures_digest(outcome, code), register.entry(code)
        if (one.name, digest) != (was.file, was.sha256):
            register.record(code, one.name, digest)
            new.append(one)
    if new:
        yield PapersMade(tuple(dict.fromkeys(one.paper for one in new)), len(new))


def outdated_papers(book: OfficeBook) -> list[Finding]:
    """Papers whose figures the book does not have any more; the book is computed, not written.

    Raises CannotRunError where it cannot be computed.
    """
    if not were_made(book) or not book.clusters:
        return []
    return list(outdated(_computed(book, quietly)))
