"""Formulas of the user's that move with their row."""

import re

from ..workbook.addresses import address
from ..workbook.xml_text import attributes, escape, unescape, with_attribute
from .sheet_moves import Area

_FORMULA = re.compile(r"(<f(?=[\s/>])[^>]*?)(?:/>|>(.*?)</f>)", re.DOTALL)
_MASTER = re.compile(
    r'<c r="([A-Z]+\d+)"[^>]*>\s*(<f(?=[^>]* t="shared")(?=[^>]* ref=)[^>]*>)([^<]+)</f>', re.DOTALL
)

# Shared formulas by their index: the cell that holds the text, and the text.
Masters = dict[str, tuple[str, str]]


def shared_masters(sheet_data: str) -> Masters:
    """The texts of the sheet's shared formulas."""
    if 't="shared"' not in sheet_data:
        return {}
    found = _MASTER.findall(sheet_data)
    return {attributes(tag).get("si", ""): (cell, unescape(text)) for cell, tag, text in found}


def moved_cell(content: str, old: str, new: str, masters: Masters) -> str:
    """A cell's content with its formula as it reads in the new cell; shared formulas become plain ones."""
    if "<f" not in content:
        return content
    return _FORMULA.sub(lambda match: _moved(match, old, new, masters), content, count=1)


def _moved(match: re.Match[str], old: str, new: str, masters: Masters) -> str:
    tag, text = match[1], unescape(match[2] or "")
    found = attributes(tag)
    if found.get("t") == "shared":
        origin, text = masters.get(found.get("si", ""), (old, text))
        return f"<f>{escape(translated(text, origin, new))}</f>" if text else ""
    if old == new:
        return match[0]
    if "ref" in found:
        tag = with_attribute(f"{tag}>", "ref", _shifted(found["ref"], old, new))[:-1]
    return f"{tag}>{escape(translated(text, old, new))}</f>"


def _shifted(ref: str, old: str, new: str) -> str:
    area, shift = Area.parse(ref), Area.parse(new).top - Area.parse(old).top
    return str(area._replace(top=area.top + shift, bottom=area.bottom + shift))


def translated(formula: str, old: str, new: str) -> str:
    """The formula (without `=`) as if copied from one cell to another; one that can't be read stays."""
    if old == new or not formula:
        return formula
    from openpyxl.formula.tokenizer import TokenizerError
    from openpyxl.formula.translate import Translator, TranslatorError

    try:
        return str(Translator(f"={formula}", origin=old).translate_formula(new))[1:]
    except (TokenizerError, TranslatorError, IndexError, ValueError):
        return formula


def moved_rule(text: str, names: tuple[str, ...], old: Area, new: Area) -> str:
    """A rule of the sheet (validation, conditional format) whose first cell moved, its formulas with it."""
    if (old.top, old.left) == (new.top, new.left):
        return text
    start, end = address(old.top, old.left), address(new.top, new.left)

    def move(match: re.Match[str]) -> str:
        return f"<{match[1]}>{escape(translated(unescape(match[2]), start, end))}</{match[1]}>"

    return re.sub(rf"<({'|'.join(names)})>([^<]*)</\1>", move, text)
