"""Drop-down lists of sheets that people fill, brought up to date: a list of an earlier version refuses newer words."""

import re
from collections.abc import Iterable, Mapping

from ..workbook.model import RenewedList
from ..workbook.xml_text import escape, read, unescape
from .parts import Package
from .workbook_part import WorkbookPart, folded

_RULE = re.compile(r"<dataValidation\b[^>]*>\s*<formula1>([^<]*)</formula1>.*?</dataValidation>", re.DOTALL)
_STOPS = re.compile(r'\s(?:showErrorMessage|errorTitle|error)="[^"]*"')
_ERROR = re.compile(r'(\serror=")[^"]*(")')


def renew_lists(package: Package, lists: Mapping[str, Iterable[RenewedList]]) -> None:
    """Replace, on these sheets, the lists that are to the letter one of an earlier version."""
    sheets = WorkbookPart(package).sheets()
    for name, renewed in lists.items():
        entry = sheets.get(folded(name))
        if entry is None or not entry.part:
            continue
        text = read(package.part(entry.part))
        fresh = _renewed(text, {one.before: one for one in renewed})
        if fresh != text:
            package.put(entry.part, fresh.encode())


def _renewed(text: str, lists: Mapping[str, RenewedList]) -> str:
    def put(match: re.Match[str]) -> str:
        one = lists.get(unescape(match[1]).strip('"'))
        if one is None:
            return match[0]
        rule = match[0].replace(match[1], escape(f'"{one.now}"'))
        if one.only_offers:
            return _STOPS.sub("", rule)
        return _ERROR.sub(lambda found: f"{found[1]}{escape(one.told)}{found[2]}", rule)

    return _RULE.sub(put, text)
