"""The elements of a text of Word in their order, without what nobody reads: deletions, field codes, second versions."""

import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterator

from .elements import local

_SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "pPrChange", "rPrChange", "tblPrChange",
                      "tcPrChange", "trPrChange", "comment", "footnote"})  # fmt: skip
"""`AlternateContent` says everything twice; its second version is for old programs."""


def value_of(element: ET.Element, name: str = "val") -> str:
    """An attribute, whatever its namespace; empty where there is none."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def is_on(element: ET.Element) -> bool:
    """Whether a property that is on or off is on; one that says nothing is."""
    return value_of(element).strip() not in ("0", "false", "off")


def walk(element: ET.Element, stop: Collection[str] = ()) -> Iterator[ET.Element]:
    """Everything inside, in order; an element of `stop` is given and not entered. However deep it is nested."""
    waiting = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            continue
        name = local(child)
        if name in _SKIPPED:
            continue
        yield child
        if name not in stop:
            waiting.append(iter(child))
