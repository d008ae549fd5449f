"""Rules in the sheet's extension list: lists from other sheets, data bars, sparklines (Excel 2010 and later).

They have the same areas as the ones outside, so the same division into the user's and the program's applies.
"""

import re

from ..workbook.xml_text import attributes, cut, with_attribute
from .sheet_moves import Moves

_RULES = {
    "{78C0D931-6437-407D-A8EE-F0AAD7539E65}": "x14:conditionalFormatting",
    "{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}": "x14:dataValidation",
    "{05C60535-1F16-4FD2-B633-F4F36F0B64E0}": "x14:sparkline",
}
_PLACE = re.compile(r"(<xm:sqref>)([^<]*)(</xm:sqref>)")


def extensions(user: str, fresh: str, moves: Moves) -> str:
    """The sheet's `<extLst>`: the user's own rules moved, the program's replaced, all else as it was."""
    head, items, tail = cut(user) if user else ("<extLst>", [], "</extLst>")
    kept = [item for item in (_users(item, moves) for item in items) if item]
    for item in cut(fresh)[1] if fresh else []:
        same = [n for n, other in enumerate(kept) if _uri(other) == _uri(item)]
        if same and _uri(item) in _RULES:
            kept[same[0]] = _joined(kept[same[0]], item)
        else:
            kept.append(item)
    return user if kept == items else f"{head}{''.join(kept)}{tail}" if kept else ""


def _uri(item: str) -> str:
    return attributes(item[: item.index(">")]).get("uri", "").upper()


def _users(item: str, moves: Moves) -> str:
    name = _RULES.get(_uri(item))
    if not name:
        return item
    item = _each(name).sub(lambda match: _moved(match[0], moves), item)
    item = re.sub(
        r"<x14:sparklineGroup[ >](?:(?!<x14:sparkline>).)*?</x14:sparklineGroup>", "", item, flags=re.S
    )
    return _recounted(item, name) if f"<{name}" in _each_inside(item, name) else ""


def _each(name: str) -> re.Pattern[str]:
    return re.compile(rf"<{name}(?=[\s>]).*?</{name}>", re.DOTALL)


def _each_inside(item: str, name: str) -> str:
    return "".join(_each(name).findall(item))


def _moved(rule: str, moves: Moves) -> str:
    place = _PLACE.search(rule)
    new = moves.sqref(place[2]) if place else ""
    return _PLACE.sub(lambda match: f"{match[1]}{new}{match[3]}", rule) if new else ""


def _recounted(item: str, name: str) -> str:
    if name != "x14:dataValidation":
        return item
    count = str(len(_each(name).findall(item)))
    return re.sub(r"<x14:dataValidations[^>]*>", lambda m: with_attribute(m[0], "count", count), item)


def _joined(user: str, fresh: str) -> str:
    name = _RULES[_uri(fresh)]
    group = "x14:sparklineGroup" if name == "x14:sparkline" else name
    added = _each_inside(fresh, group)
    return _recounted(re.sub(rf"(?=</{group}s>)", lambda _: added, user, count=1), name)
