"""Formulas between Excel's grammar (`=SUM(A1,'Sổ 1'!B2)`) and the one that UNO speaks (`=SUM(A1;$'Sổ 1'.B2)`)."""

import re
from functools import lru_cache

_TEXT = r'(?P<text>"(?:[^"]|"")*")'
_ERROR = r"(?P<error>\#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!))"
_ARRAY = r"(?P<array>\{[^{}]*\})"
_EXCEL = re.compile(
    rf"{_TEXT}|{_ERROR}|{_ARRAY}|(?P<sheet>'(?:[^']|'')+'!|\b\w[\w.]*!)|(?P<prefix>_xlfn\.(?:_xlws\.)?)"
    r"|(?P<truth>\b(?:TRUE|FALSE)\b(?!\s*\())|(?P<comma>,)",
    re.IGNORECASE,
)
_CALC = re.compile(
    rf"{_TEXT}|{_ERROR}|{_ARRAY}|(?P<quoted>\$?'(?:[^']|'')+'\.)"
    r"|(?P<sheet>\$?\b[^\W\d]\w*\.(?=\$?[A-Z]{1,3}\$?\d+\b(?!\()|\$?[A-Z]{1,3}:|\$?\d+:|\#REF!))|(?P<comma>;)"
)
_MOVES = re.compile(
    rf"{_TEXT}|(?P<sheet>'(?:[^']|'')+'!)"
    r"|(?<![\w.$])(?P<fixed_column>\$?)(?P<column>[A-Z]{1,3})(?P<fixed_row>\$?)(?P<row>\d+)(?![\w.(!])"
)


@lru_cache(maxsize=20_000)
def to_calc(formula: str) -> str:
    """As `setFormula` wants it."""
    return _EXCEL.sub(_calc_piece, formula)


def _calc_piece(match: re.Match[str]) -> str:
    piece = match[0]
    match match.lastgroup:
        case "sheet":
            return f"${piece[:-1]}." if piece[0] == "'" else f"$'{piece[:-1]}'."
        case "array":
            return _outside_texts(piece, {",": ";", ";": "|"})
        case "truth":
            return f"{piece}()"
        case "comma":
            return ";"
        case "prefix":
            return ""
    return piece


@lru_cache(maxsize=20_000)
def to_excel(formula: str) -> str:
    """As Excel shows it."""
    return _CALC.sub(_excel_piece, formula)


def _excel_piece(match: re.Match[str]) -> str:
    piece = match[0]
    match match.lastgroup:
        case "sheet" | "quoted":
            return piece.removeprefix("$")[:-1] + "!"
        case "array":
            return _outside_texts(piece, {";": ",", "|": ";"})
        case "comma":
            return ","
    return piece


def _outside_texts(array: str, changes: dict[str, str]) -> str:
    pieces = re.split(_TEXT, array)
    return "".join(
        piece if piece.startswith('"') else "".join(changes.get(sign, sign) for sign in piece)
        for piece in pieces
    )


def moved(formula: str, rows: int, columns: int) -> str:
    """The formula as it stands after filling it so many rows down and columns to the right."""

    def piece(match: re.Match[str]) -> str:
        if match["row"] is None:
            return match[0]
        column = match["column"] if match["fixed_column"] else letters(number(match["column"]) + columns)
        row = match["row"] if match["fixed_row"] else str(int(match["row"]) + rows)
        return f"{match['fixed_column']}{column}{match['fixed_row']}{row}"

    return _MOVES.sub(piece, formula)


def letters(column: int) -> str:
    """The letters of a column counted from 1."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def number(name: str) -> int:
    """A column's number, counted from 1."""
    column = 0
    for letter in name.upper():
        column = column * 26 + ord(letter) - 64
    return column
