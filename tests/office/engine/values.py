"""Values between xlwings and the server: errors and dates as they come through COM."""

from datetime import date, datetime, timedelta
from typing import Any

from tests.office.engine.refusals import ExcelError

EPOCH = datetime(1899, 12, 30)
ERRORS = {-2146826281: "#DIV/0!", -2146826246: "#N/A", -2146826259: "#NAME?", -2146826288: "#NULL!",
          -2146826252: "#NUM!", -2146826265: "#REF!", -2146826273: "#VALUE!"}  # fmt: skip
"""Errors as they come through COM."""
_CODES = {text: code for code, text in ERRORS.items()}


def sent(value: Any) -> Any:
    """A value as the server takes it."""
    if isinstance(value, datetime):
        serial = (value.replace(tzinfo=None) - EPOCH) / timedelta(days=1)
        return {"date": serial, "time": serial % 1 != 0}
    if isinstance(value, date):
        return {"date": float((datetime(value.year, value.month, value.day) - EPOCH).days), "time": False}
    if value is None or isinstance(value, (str, bool, float, int)):
        return value
    raise ExcelError(f"Excel takes no {type(value).__name__}: {value!r}")


def received(found: dict[str, Any]) -> list[list[Any]]:
    """Rows of values from the server's answer."""
    rows = [[None if value == "" else value for value in row] for row in found["rows"]]
    for blocks, change in ((found["dates"], _moment), (found["flags"], bool)):
        for first, left, height, width in blocks:
            for row in rows[first : first + height]:
                inside = slice(left, left + width)
                row[inside] = [change(value) if isinstance(value, float) else value for value in row[inside]]
    for at, column, error in found["errors"]:
        rows[at][column] = _CODES[error]
    return rows


def _moment(serial: float) -> datetime:
    return EPOCH + timedelta(milliseconds=round(serial * 86_400_000))
