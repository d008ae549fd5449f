"""Days as people type them into a cluster's book: texts that only look like one are asked about."""

from collections.abc import Iterator

from ...domain.values.catalogue import Code
from ...domain.values.cells import as_text, is_blank
from ...domain.values.findings import Finding, Spot, finding
from ...domain.year.typed_days import asked
from ..items import day_in


def day_as_text(typed: object, sheet: str, spot: Spot, name: str) -> Iterator[Finding]:
    """A text in the place of a day, with what it probably means."""
    likely = asked(typed) if isinstance(typed, str) else ""
    if likely:
        yield finding(Code.DATE_AS_TEXT, sheet=sheet, **spot, value=as_text(typed), name=name, likely=likely)


def wrong_day(typed: object, sheet: str, spot: Spot, name: str) -> Iterator[Finding]:
    """What is wrong with a cell that shall hold a day; nothing with a blank one."""
    told = list(day_as_text(typed, sheet, spot, name))
    if not told and not is_blank(typed) and day_in(typed) is None:
        told = [finding(Code.DATE_UNREADABLE, sheet=sheet, **spot, value=as_text(typed))]
    yield from told
