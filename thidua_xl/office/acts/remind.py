"""Nhắc việc: a draft to the head of every cluster whose book or papers are late, or due soon, and to scorers.

Nothing is sent, and the office book does not change.
"""

from pathlib import Path

from ... import clock
from ...cluster.acts.remind import Reminded, due_said
from ...cluster.kept.given_scores import judges_of
from ...cluster.letters import code_in_names
from ...cluster.reminder_files import write_reminders
from ...domain.values.text import one_line
from ...errors import CannotRunError
from ...workers import garbage
from ...workers.steps import Step, quietly
from ..book import OfficeBook
from ..reminders import cluster_reminders
from ..scorer_reminders import scorer_reminders
from .consolidate import take_books_in


@garbage.held()
def remind_clusters(book: OfficeBook, out: Path, within: int, step: Step = quietly) -> Reminded:
    """Drafts and the index into the folder. Raises CannotRunError where nothing could be done."""
    if book.originals.resolve() in (out.resolve(), *out.resolve().parents):
        raise CannotRunError(f"{out} là thư mục giữ bản gốc; chọn thư mục khác.")
    moment, settings = clock.now(), book.settings
    today = moment.date()
    outcome = take_books_in(book, [], step)
    found = [*cluster_reminders(outcome, within), *scorer_reminders(outcome)]
    title = f"NHẮC VIỆC CÁC CỤM NĂM {settings.year} – {one_line(settings.office or settings.superior)}"
    codes = [*(one.code for one in book.clusters),
             *(code_in_names(one.code, scorer=True) for one in judges_of(book.scoring))]  # fmt: skip
    index = write_reminders(found, out, title, due_said(today, within), settings.year, codes, moment)
    return Reminded(out, index, today, within, found)
