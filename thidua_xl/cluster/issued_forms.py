"""The forms of a collection as they are issued: the same issue gives the same bytes whenever it is made again."""

import datetime
from collections.abc import Iterable, Iterator, Mapping

from ..domain.scoring.units import Unit
from ..domain.values.text import fold
from ..domain.year.stages import Stage
from ..scorecard.stamp import Stamp, file_name, identity_of, plan_issue, stamp_of
from ..sheets.form.heading import as_long
from ..sheets.hidden import Issued
from .book import Book
from .issued_numbers import NOTHING, numbers_for


def stamped_forms(
    book: Book, lines: Iterable[tuple[Unit, Issued]], stage: Stage
) -> Iterator[tuple[str, bytes]]:  # fmt: skip
    """The name and the bytes of every form, in the order of the issues."""
    stamps: dict[tuple[str, str, str], Stamp] = {}
    numbers = numbers_for(book, stage)
    for unit, line in lines:
        group = unit.group if book.criteria.groups else ""
        sized = as_long(unit.name)
        look = (line.issued, fold(group), sized)
        if look not in stamps:  # dated as issued, so that issuing again gives the same file
            day = datetime.datetime.fromisoformat(line.issued)
            stamps[look] = stamp_of(book.settings, book.criteria, day, stage, bool(numbers), group, sized)
        mine = numbers.get(unit.code, NOTHING)
        data = stamps[look].stamped(identity_of(unit, line), line.issued, mine.cells, mine.told)
        yield file_name(unit.code, book.settings.year, stage), data


def standing_issues(book: Book, stage: Stage) -> Mapping[str, Issued]:
    """Unit → the issue that stands for it; none for a unit whose form would have to be issued first, or anew."""
    plan = plan_issue(book.settings, book.criteria, book.units, book.issued, "", stage)
    return {unit.code: line for unit, line, is_new in plan if not is_new}
