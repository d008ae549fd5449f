"""What the tests of this folder share: a unit's form, and what the book says of what came."""

from pathlib import Path
from typing import Any

from tests.journeys.journey import Journey
from tests.journeys.taken_in import ledger, reconciles

FORM = "Phiếu xã An Hòa.xlsx"


def filled(cluster: Journey, unit: str = "AN") -> bytes:
    """A form as a unit saves it."""
    path = cluster.send(unit)
    data = path.read_bytes()
    path.unlink()
    return data


def found(document: dict[str, Any]) -> dict[str, tuple[str, list[str]]]:
    """State and codes of each file of the run."""
    return {Path(one["path"]).name: (one["status"], [f["code"] for f in one["findings"]])
            for one in document["files"]}  # fmt: skip


def counts(cluster: Journey, name: str, data: bytes) -> None:
    """The form inside is taken in, with the score that the unit typed, and nothing else is said."""
    cluster.drop(name, data)
    document = reconciles(cluster.collect())
    assert list(found(document).values()) == [("accepted", [])], document["files"]
    assert ledger(cluster)["AN", "I.1"]["Điểm tự chấm"] == 10
