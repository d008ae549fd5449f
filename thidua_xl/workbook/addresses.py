"""A1 addresses; rows and columns are counted from 0 everywhere else."""

from functools import cache


@cache
def column_name(column: int) -> str:
    """`A` for 0, `AA` for 26."""
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(row: int, column: int) -> str:
    """`C7` for row 6, column 2."""
    return f"{column_name(column)}{row + 1}"


def place_of(name: str) -> tuple[int, int]:
    """Row 6, column 2 for `C7`."""
    letters = name.rstrip("0123456789")
    return int(name[len(letters) :]) - 1, column_number(letters)


@cache
def column_number(name: str) -> int:
    """0 for `A`, 26 for `AA`."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


def fixed(row: int, column: int) -> str:
    """`$C$7`."""
    return f"${column_name(column)}${row + 1}"


def span(first_row: int, last_row: int, column: int) -> str:
    """`$C$7:$C$20`, one column."""
    return f"{fixed(first_row, column)}:{fixed(last_row, column)}"


def quoted(sheet: str) -> str:
    """A sheet name as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"


def as_part(name: str) -> str:
    """The name of the package's part that an entry of the zip stands for: some programs write `xl\\` or `./xl/`."""
    plain = name.replace("\\", "/")
    while plain.startswith("./"):
        plain = plain[2:]
    return plain
