"""Buttons from a new book to forms given back."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from .. import clock
from ..bookkeeping.opening import schema_of
from ..cluster.acts.collect import Collected, collect
from ..cluster.counts import count
from ..cluster.refusals import refuse_closed, refuse_empty
from ..domain.values.book_names import cluster_named
from ..domain.values.catalogue import Severity
from ..domain.values.findings import Finding, any_error
from ..domain.year.stages import Stage, present
from ..errors import CannotRunError
from ..scorecard.read import form_of
from ..sheets.cluster import receipts, settings, to_fix
from ..sheets.cluster.receipts import FileStatus
from ..sheets.hidden import CLUSTER, OFFICE, SCORECARD, SCORER
from ..wording.checked import fine_said, full_list_asked, wrong_said
from ..wording.found import FEW
from ..wording.made import (
    BLANK_ASKED,
    TEMPLATES,
    THEN_CLICK_ISSUE,
    THEN_FILL_CLICK_ISSUE,
    copied_said,
    created_said,
    issued_said,
    named_said,
    not_issued_said,
    other_stage_said,
    template_asked,
    template_said,
)
from ..wording.sentences import given_back_said, letters_said, saved_said, taken_in_said
from .click import Answer, Click, kept, reopened
from .live import LiveBook, refuse_read_only
from .xlwings_alone import xw

if TYPE_CHECKING:
    from ..cluster.acts.issue import IssuedForms
    from ..office.acts.issue_workbooks import IssuedWorkbooks


def new(click: Click) -> Answer:
    """A cluster book, blank or with a template's criteria, opened."""
    from ..cluster.acts.new_book import named_cluster, with_template, write_new_cluster

    chosen, year = click.chosen(), clock.now().year
    book, template = named_cluster(chosen, year), _template(click)
    if template:
        book = with_template(book, template)
    path = write_new_cluster(chosen, book)
    click.app.books.open(str(path))
    named = named_said(cluster_named(chosen.stem, year), settings.TABLE.sheet)
    then = template_said(book) + THEN_FILL_CLICK_ISSUE if template else THEN_CLICK_ISSUE
    return Answer(created_said(path, named + then))


def _template(click: Click) -> str:
    """With which table of criteria a new book begins, asked in boxes that know yes and no; empty for none."""
    if click.confirm(BLANK_ASKED):
        return ""
    *names, last = filter(None, TEMPLATES)
    others = [[*names, last][at:] for at in range(1, len(names) + 1)]
    asked = zip(names, others, strict=True)
    return next((name for name, rest in asked if click.confirm(template_asked(name, rest))), last)


def new_from(click: Click) -> Answer:
    """This year's book from last year's, which is open."""
    from ..cluster.acts.new_book import next_year, write_new_cluster

    live = click.live()
    old = click.cluster_book(live, to_write=False)
    book = next_year(old)
    path = write_new_cluster(click.chosen(), book)
    click.app.books.open(str(path))
    copied = copied_said(book, live.book.name)
    return Answer(f"{copied}\n\n{created_said(path)}")


def issue_forms(click: Click) -> Answer:
    """One form per unit into the folder, of the stage that `Giai đoạn năm` names."""
    return _forms_out(click)


def issue_registration(click: Click) -> Answer:
    """One form of registration per unit into the folder."""
    return _forms_out(click, Stage.REGISTER)


def issue_midyear(click: Click) -> Answer:
    """One form of the review of June per unit into the folder."""
    return _forms_out(click, Stage.MIDYEAR)


def _forms_out(click: Click, stage: Stage | None = None) -> Answer:
    """One form of the stage per unit into the folder."""
    from ..cluster.acts.issue import issue

    out = click.chosen()
    live = click.live()
    done: IssuedForms | IssuedWorkbooks
    other = ""
    if stage is None and schema_of(live) == OFFICE:
        done = _to_scorers(click, live, out)
    else:
        book = click.cluster_book(live)
        done = kept(click, live, book, lambda book, keep: issue(book, out, keep, stage, click.step))
        other = other_stage_said(stage, present(book.settings))
    if done.saved is None:
        errors = [found for found in done.findings if found.is_error]
        return Answer(not_issued_said(errors), True, errors[0].sheet, errors[0].cell)
    said = [issued_said(done.files, out), other, saved_said(done.saved)]
    return Answer("\n\n".join(filter(None, said)), any_error(done.findings))


def _to_scorers(click: Click, live: LiveBook, out: Path) -> "IssuedWorkbooks":
    """A workbook for everybody who scores by the superior's own criteria; the office book is opened again."""
    from ..office.acts.issue_workbooks import issue_from

    refuse_read_only(live.book)
    return reopened(click, live, lambda path: issue_from(path, out, click.step))


def check(click: Click) -> Answer:
    """The open scorecard, scorer's workbook or cluster book, validated; nothing changes."""
    from ..check import check_book, check_form

    live = click.live()
    live.book.app.calculate()
    schema = schema_of(live)
    if schema == CLUSTER:
        checked = check_book(click.cluster_book(live, to_write=False))
    elif schema in (SCORECARD, SCORER):
        path = Path(live.book.name)
        checked = check_form(form_of(live, path.name), live, path)
    else:
        raise CannotRunError(f"{live.book.name} không phải phiếu tự chấm hay sổ cụm do chương trình tạo ra.")
    loud = [found for found in checked.findings if found.severity is not Severity.NOTE]
    if not loud:
        return Answer(fine_said(live.book.name, checked.ready))
    attention = any_error(loud) or checked.status == FileStatus.BLANK
    text = wrong_said(live.book.name, loud)
    if len(loud) > FEW:
        if click.confirm(full_list_asked(text)):
            _list_in_new_book(click.app, live.book.name, loud)
            return Answer("", attention)
        text = ""  # it has been read in the question
    first = next((found for found in loud if found.cell), loud[0])
    return Answer(text, attention, first.sheet, first.cell)


def _list_in_new_book(app: xw.App, name: str, findings: list[Finding]) -> None:
    """All findings of the workbook of this name in a new one, which a person may print, send or throw away."""
    from .draw import draw_new

    draw_new(app.books.add(), to_fix.render([replace(one, file=one.file or name) for one in findings], {}))


def collect_forms(click: Click) -> Answer:
    """Files of the folder into the book."""
    inbox = click.chosen()
    live = click.live()
    book = click.cluster_book(live)
    done = kept(click, live, book, lambda book, keep: collect(book, [inbox], click.step, keep))
    return _taken_in(done)


def fetch_letters(click: Click) -> Answer:
    """What came with the letters of the remembered mailbox, which is only read, into the book."""
    from ..cluster.acts.letters_in import asker_of, take_letters_in
    from ..mail.account import recall
    from ..mail.imap import fetch

    live = click.live()
    book = click.cluster_book(live)
    refuse_closed(book)
    refuse_empty(book)
    fetched = fetch(recall(), None, asker_of(book), click.step)
    done = kept(click, live, book, lambda book, keep: take_letters_in(book, fetched, click.step, keep))
    answer = _taken_in(done)
    return answer._replace(text=f"{letters_said(fetched)}\n{answer.text}")


def _taken_in(done: Collected) -> Answer:
    """What became of the files."""
    counts = count(done.book, done.outcome)
    text = "\n".join([*taken_in_said(done, counts), "", saved_said(done.saved)])
    return Answer(text, done.needs_a_person, receipts.TABLE.sheet)


def give_forms_back(click: Click) -> Answer:
    """Marked copies and drafts into the folder; the book notes for whom."""
    from ..cluster.acts.give_back import give_back

    out = click.chosen()
    live = click.live()
    done = kept(
        click, live, click.cluster_book(live), lambda book, keep: give_back(book, out, keep, click.step)
    )
    return Answer(f"{given_back_said(done)}\n\n{saved_said(done.saved)}", done.drafts > 0)
