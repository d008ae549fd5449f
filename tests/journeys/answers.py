"""What `rank --json` answers of units and findings, and what the book explains of a unit."""

from collections.abc import Iterable, Mapping
from typing import Any

from tests.journeys.journey import Journey, Run


def of_code(findings: Iterable[dict[str, Any]], code: str) -> list[dict[str, Any]]:
    """The findings of one code."""
    return [one for one in findings if one["code"] == code]


def unit_of(answer: Run, code: str) -> dict[str, Any]:
    """One unit of the document."""
    return next(one for one in answer.json["units"] if one["code"] == code)


def places(answer: Run) -> Mapping[str, str | None]:
    """Unit → its place, of all ranked units."""
    return {one["code"]: one["place"] for one in answer.json["units"] if one["rank"]}


def ranks(answer: Run) -> Mapping[str, int]:
    """Unit → its rank."""
    return _each(answer, "rank")


def totals(answer: Run) -> Mapping[str, str]:
    """Unit → its total."""
    return _each(answer, "agreed_total")


def classes(answer: Run) -> Mapping[str, str | None]:
    """Unit → its class."""
    return _each(answer, "class")


def _each(answer: Run, key: str) -> dict[str, Any]:
    return {one["code"]: one[key] for one in answer.json["units"]}


def explained_row(cluster: Journey, unit: str) -> dict[str, Any]:
    """The row of a unit on `Giải thích`."""
    rows = cluster.sheet("Giải thích", "Mã", "Điều gì làm đổi hạng").records()
    return next(row for row in rows if row["Mã"] == unit)


def explained(cluster: Journey, unit: str) -> str:
    """`Điều gì làm đổi hạng` of a unit."""
    return str(explained_row(cluster, unit)["Điều gì làm đổi hạng"])
