"""Page numbers of a filled paper: its first page has none, nor has an annex's (Nghị định 30, Phụ lục I, I.4)."""

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def number_all_but_the_first(root: etree._Element) -> None:
    """Give the first page of every section a number that goes on from the one before: it is no first page."""
    for section in list(root.iter(f"{_W}sectPr"))[1:]:
        first = section.find(f"{_W}titlePg")
        if first is not None and section.find(f"{_W}pgNumType") is None:
            section.remove(first)
