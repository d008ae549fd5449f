"""Which cells Excel would fill with `####`, because their number, date or truth value is wider than the column.

Excel fills a cell with `#` where the text of a number does not fit between the paddings of its column. Texts run over
or wrap, and numbers in the format General lose decimals first, so of those only the whole part has to fit. Widths are
counted in digits of the normal font (Times New Roman 11), as Excel counts them, with the proportions of that font for
other signs. That is an approximation: hinting, zoom and printers move it by less than half a digit, which is kept free.
"""

import re

from tests.witnesses.engine import Engine, Shown

SIGNS = {**dict.fromkeys(".,", 0.5), "-": 0.67, "/": 0.56, ":": 0.56, " ": 0.5, "%": 2.0}
"""Widths in digits of Times New Roman (Adobe's metrics: a digit 500, a comma 250, a hyphen 333, a slash 278, a percent
sign 833, in bold 1000); letters, of TRUE and of errors, at most 1.5."""
SPARE = 0.5
"""Of a digit."""


def _width(shown: Shown) -> float:
    """Of the text in digits of the normal font."""
    text = re.split("[.,]", shown.text)[0] if shown.format == "General" else shown.text
    return shown.size * sum(1 if sign.isdigit() else SIGNS.get(sign, 1.5) for sign in text)


def too_narrow(engine: Engine) -> list[str]:
    """The cells of a workbook that Excel would fill with `#`."""
    return [
        f"{sheet}!{shown.cell}: {shown.text} in {shown.room:.1f}"
        for sheet in engine.sheets
        for shown in engine.numbers(sheet)
        if _width(shown) + SPARE > shown.room
    ]
