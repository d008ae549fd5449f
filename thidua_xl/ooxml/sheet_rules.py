"""Merges, validations, conditional formats, links, filters: the program's anew, the user's kept."""

import re
from collections.abc import Mapping

from ..workbook.addresses import column_name
from ..workbook.xml_text import Document, attributes, cut, tags
from .formulas import moved_rule
from .sheet_moves import Area, Moves
from .styles_merge import with_attribute_in

_PRIORITY = re.compile(r' priority="(\d+)"')
_DIFFERENTIAL = re.compile(r' dxfId="(\d+)"')
_REF = re.compile(r'(\sref=")([^"]*)"')
_FILTER = re.compile(r"\$([A-Z]{1,3})\$(\d+):\$([A-Z]{1,3})\$(\d+)")


def counted(name: str, items: list[str]) -> str:
    """A list element with its count; nothing for an empty list."""
    return f'<{name} count="{len(items)}">{"".join(items)}</{name}>' if items else ""


def _items(document: Document, name: str) -> list[str]:
    text = document.get(name)
    return cut(text)[1] if text else []


def merges(user: Document, fresh: Document, moves: Moves) -> str:
    """`<mergeCells>`: merges of the user's stay unless they meet another one."""
    items = _items(fresh, "mergeCells")
    taken = [Area.parse(attributes(item)["ref"]) for item in items]
    for item in _items(user, "mergeCells"):
        area = Area.parse(attributes(item).get("ref", ""))
        new = moves.area(area) if moves.is_users(area) else None
        if new and not any(new.meets(other) for other in taken):
            taken.append(new)
            items.append(f'<mergeCell ref="{new}"/>')
    return counted("mergeCells", items)


def validations(user: Document, fresh: Document, moves: Moves) -> str:
    """`<dataValidations>`, the program's first."""
    if moves.patch.keeps_rules:
        return user.get("dataValidations")
    kept = [moved_sqref(item, ("formula1", "formula2"), moves) for item in _items(user, "dataValidations")]
    return counted("dataValidations", [*_items(fresh, "dataValidations"), *filter(None, kept)])


def conditional_formats(user: Document, fresh: Document, moves: Moves, formats: Mapping[int, int]) -> str:
    """All `<conditionalFormatting>` elements; the user's own rules come before the program's."""
    kept = [moved_sqref(text.lstrip(), ("formula",), moves) for text in user.all("conditionalFormatting")]
    kept = list(filter(None, kept))
    above = max((int(number) for text in kept for number in _PRIORITY.findall(text)), default=0)

    def renumber(text: str) -> str:
        text = _PRIORITY.sub(lambda m: f' priority="{int(m[1]) + above}"', text)
        return _DIFFERENTIAL.sub(lambda m: f' dxfId="{formats[int(m[1])]}"', text)

    return "".join([*map(renumber, fresh.all("conditionalFormatting")), *kept])


def moved_sqref(item: str, formulas: tuple[str, ...], moves: Moves) -> str:
    """The user's part of a rule at its new place, or an empty text."""
    old = attributes(item[: item.index(">")]).get("sqref", "")
    new = moves.sqref(old) if old else ""
    if not new or new == old:
        return item if new else ""
    first = next(area for area in map(Area.parse, old.split()) if moves.is_users(area))
    moved = moved_rule(item, formulas, first, Area.parse(new.split()[0]))
    return with_attribute_in(moved, "sqref", new)


def links(user: Document, fresh: Document, moves: Moves) -> str:
    """`<hyperlinks>`: the program's are links inside the book; the user's addresses stay on their cells."""
    items = [item for item in _items(fresh, "hyperlinks") if ":id=" not in item]
    taken = {attributes(item)["ref"] for item in items}
    for item in _items(user, "hyperlinks"):
        area = Area.parse(attributes(item).get("ref", ""))
        new = moves.area(area) if ":id=" in item or moves.is_users(area) else None
        if new and _has_place(area, moves) and str(new) not in taken:
            taken.add(str(new))
            items.append(with_attribute_in(item, "ref", str(new)))
    return f"<hyperlinks>{''.join(items)}</hyperlinks>" if items else ""


def _has_place(area: Area, moves: Moves) -> bool:
    inside = moves.patch.old_header_row < area.top <= moves.old_last
    return not inside or moves.row(area.top) is not None


def refitted(element: str, moves: Moves) -> str:
    """A filter or sort with its ranges ending where the table ends now."""
    return _REF.sub(lambda m: f'{m[1]}{moves.filter_area(Area.parse(m[2]))}"', element)


def refitted_name(text: str, moves: Moves) -> str:
    """The range of a filter's hidden name."""
    match = _FILTER.search(text)
    return _with_area(text, match, moves.filter_area(Area.parse(match[0]))) if match else text


def refitted_area(text: str, moves: Moves, fresh: str) -> str:
    """A print area that is one block over the table and ends with it; another one is a person's."""
    found, new = list(_FILTER.finditer(text)), _FILTER.search(fresh)
    if len(found) != 1:
        return text
    area = moves.printed_area(Area.parse(found[0][0]), Area.parse(new[0]) if new else None)
    return _with_area(text, found[0], area)


def _with_area(text: str, match: re.Match[str], area: Area) -> str:
    new = f"${column_name(area.left)}${area.top + 1}:${column_name(area.right)}${area.bottom + 1}"
    return text[: match.start()] + new + text[match.end() :]


def rule_formats(sheet: str) -> set[int]:
    """The numbers of the formats that a fresh sheet's conditional formats use."""
    return {int(found["dxfId"]) for found in tags(sheet, "cfRule") if "dxfId" in found}
