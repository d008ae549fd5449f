"""What conditional formats may lay over cells so that a person sees another value, or none."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ..domain.values.number_formats import is_date, is_plain
from ..domain.values.shown import Why
from .colours import why_unseen_by_rule
from .elements import local
from .markup import behind_cells
from .ordinary import ordinary_body
from .second_reading import Part

Look = tuple[str, Why]
"""A number format, or why the value is not simply seen."""

_RULES = b"conditionalFormatting"


def laid_over(part: Part) -> Iterator[tuple[str, str, Why]]:
    """Areas with what a rule may give them; whether its condition holds is not asked.

    Raises ValueError if the sheet is not sound XML.
    """
    begin = behind_cells(part.xml)
    if part.xml.find(_RULES, begin) < 0:
        return
    looks = _looks(part.styles) if part.styles.find(b"dxf") >= 0 else {}
    if not looks and not _says_it_itself(part.xml, begin):
        return
    yield from _found(_without_cells(part), looks)


def _without_cells(part: Part) -> bytes:
    """The sheet without its cells, where nothing but cells can stand among them: they are most of its bytes."""
    body = part.ordinary or ordinary_body(part.xml)
    if body is None or not part.is_framed(body):
        return part.xml
    start, end = body
    return part.xml[:start] + part.xml[end:]


def _says_it_itself(xml: bytes, begin: int) -> bool:
    """Whether a rule may bring its style itself, or show a bar or sign instead of the value."""
    return xml.find(b"showValue", begin) >= 0 or xml.count(b"dxf", begin) > xml.count(b"dxfId", begin)


def _found(xml: bytes, looks: Mapping[str, Look]) -> Iterator[tuple[str, str, Why]]:
    try:
        root = ET.fromstring(xml)
    except ET.ParseError as error:
        raise ValueError(str(error)) from error
    told: set[tuple[str, Look]] = set()
    for block in root.iter():
        if local(block) == "conditionalFormatting":
            areas = block.get("sqref") or " ".join(one.text or "" for one in block if local(one) == "sqref")
            told.update((areas, look) for rule in block for look in _of_rule(rule, looks))
    yield from sorted(((areas, *look) for areas, look in told), key=str)


def _of_rule(rule: ET.Element, looks: Mapping[str, Look]) -> Iterator[Look]:
    named = looks.get(rule.get("dxfId", "").strip())
    if named:
        yield named
    for part in rule.iter():
        if part.get("showValue", "1").strip() in ("0", "false"):
            yield "", Why.SIGN
        look = _look(part) if local(part) == "dxf" else None
        if look:
            yield look


@lru_cache(maxsize=4)  # forms come back with the styles they were issued with
def _looks(styles: bytes) -> Mapping[str, Look]:
    """What is to be looked at of the styles of rules, by their number."""
    root = ET.fromstring(styles)
    all_of_them = (style for part in root if local(part) == "dxfs" for style in part)
    found = {str(at): _look(style) for at, style in enumerate(all_of_them)}
    return {at: look for at, look in found.items() if look}


def _look(style: ET.Element) -> Look | None:
    parts = {local(part): part for part in style}
    why = why_unseen_by_rule(parts.get("font"), parts.get("fill"))
    if why is not Why.FORMAT:
        return "", why
    code = parts["numFmt"].get("formatCode", "") if "numFmt" in parts else ""
    return None if is_plain(code) or is_date(code) else (code, Why.FORMAT)
