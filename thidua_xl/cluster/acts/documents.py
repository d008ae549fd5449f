"""Xuất văn bản: the papers of the year from the book, each as .docx (HD 1302; Nghị định 30/2020/NĐ-CP)."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ... import clock
from ...bookkeeping.happened import Happened
from ...bookkeeping.keep import Keep, in_file
from ...bookkeeping.new_file import make_writable
from ...documents.fill import Filled, Properties, filled
from ...domain.values.calling import called
from ...domain.year.papers import PAPERS as NAMES
from ...domain.year.papers import round_in
from ...workers.steps import Step, quietly
from ..assess import Assessment
from ..book import Book
from ..computed import computed
from ..counts import waits_for_a_person
from ..happened import PapersMade
from ..kept import people
from ..kept.papers import codes_of, entry, record
from ..paper_figures import figures_digest
from ..papers.common import cluster_name, common
from ..papers.making import (
    Documents,
    Ready,
    Wanted,
    choose,
    fill_all,
    refuse_folder,
    refuse_opened,
    several_files,
    write_papers,
)
from ..papers.paper import Facts, Paper, full_code
from ..papers.registry import ALIASES, PAPERS
from ..papers.results import left_to_do
from ..papers.templates import template_of, unused_templates
from ..refusals import is_sealed, refuse_empty
from ..save import save_cluster_book, told
from ..seal_code import code_to_be, seal_code

COMMAND = "documents"


def make_documents(book: Book, wanted: Wanted, keep: Keep = in_file, step: Step = quietly) -> Documents:
    """Make the papers and record them on `Văn bản`. A closed book is not written to; drafts are not recorded.

    `step` is told how many papers of how many are made.

    Raises:
        CannotRunError: the book is empty, a code is unknown, or the folder is no place for papers.
        Whatever `keep` raises comes before any paper is written.
    """
    refuse_empty(book)
    chosen = choose(PAPERS, wanted.only, ALIASES, if_any=wanted.if_any)
    refuse_folder(wanted.out, book.originals, {receipt.sha256 for receipt in book.receipts})
    unused = unused_templates(book.file.path, wanted.templates)
    with clock.held(clock.now(), clock.who()):  # the papers' code is that of the journal's row written below
        outcome, events = computed(book)
        people.as_drawn(book)
        code = _code_line(book, outcome, events)
        asked = () if wanted.if_any else tuple(wanted.only)
        facts = Facts(
            book, outcome, clock.now().date(), waits=left_to_do(book, outcome), code=code, asked=asked,
            electronic=wanted.electronic,
        )  # fmt: skip
        done = Documents(wanted.out, waits_for_a_person(book, outcome), unused=unused)
        ready = fill_all(
            facts, chosen, lambda paper, part: _fill(facts, paper, part, wanted), done, wanted.draft, step
        )
        make_writable(wanted.out, "văn bản")
        refuse_opened(ready, wanted.out)
        if not (is_sealed(book) or wanted.draft):
            recorded = list(_recorded(facts, ready))
            done.saved = save_cluster_book(book, outcome, COMMAND, [*events, *recorded], keep)
        done.made.extend(write_papers(ready, wanted.out))
    return done


def _fill(facts: Facts, paper: Paper[Facts], part: str, wanted: Wanted) -> Filled:
    said = _properties(facts, paper, part)
    if paper.slides is not None:
        from ...documents.deck import deck_file

        return Filled(deck_file(paper.slides(facts), said, draft=wanted.draft), ())
    name, template = template_of(
        facts.book.file.path, paper.template_name, wanted.templates, facts.book.settings.calling
    )
    values = {**common(facts, paper, part), **paper.values(facts, part)}
    return filled(name, template, values, said, draft=wanted.draft)


def _properties(facts: Facts, paper: Paper[Facts], part: str) -> Properties:
    settings = facts.book.settings
    title = called(
        NAMES.get(full_code(paper.code, part), NAMES.get(paper.code, paper.code)), settings.calling
    )
    return Properties(
        f"{title} – {cluster_name(settings)} {settings.period_said}", cluster_name(settings), clock.now()
    )


def _code_line(book: Book, outcome: Assessment, events: Sequence[Happened]) -> str:
    """The code of the seal, else of the journal as it will stand once this run's changes are in it."""
    return (
        seal_code(book) if is_sealed(book) else code_to_be(book.journal, COMMAND, told(book, outcome, events))
    )


def _recorded(facts: Facts, ready: Sequence[Ready]) -> Iterator[PapersMade]:
    """What stands on `Văn bản` from now on; nothing happened where it stood there already."""
    book, known = facts.book, codes_of(facts.book)
    several = Counter(one.paper for one in ready)
    new: dict[str, int] = {}
    for one in ready:
        code = one.code if one.code in known or round_in(one.code) else one.paper
        file = one.name if code == one.code or several[code] == 1 else several_files(one.paper)
        digest, was = figures_digest(book, facts.outcome, code), entry(book, code)
        if (file, digest) != (was.file, was.sha256) or code in new:
            record(book, code, file, digest)
            new[code] = new.get(code, 0) + 1
    if new:
        yield PapersMade(tuple(new), sum(new.values()))
