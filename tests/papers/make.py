"""Papers of a journey's book made through the front door."""

from pathlib import Path
from typing import Any

from tests.journeys.journey import Journey, run


def documents(cluster: Journey, *only: str, more: tuple[str, ...] = ()) -> dict[str, Any]:
    """`documents --json`: its document; bad input ends with 1, never with 2."""
    codes = ("--only", *only) if only else ()
    answer = run("documents", cluster.book, "--out", folder_of(cluster), *codes, *more, "--json")
    assert answer.code in (0, 1), answer.err
    return answer.json


def folder_of(cluster: Journey) -> Path:
    """Where its papers lie."""
    return cluster.folder / "van_ban"


def made(cluster: Journey, code: str, *more: str) -> Path:
    """The one file of a paper, made now."""
    documents(cluster, code, more=more)
    return folder_of(cluster) / f"{code.replace(':', '_')}.docx"


def told(cluster: Journey, code: str) -> str:
    """What the command says of a paper."""
    return run("documents", cluster.book, "--out", folder_of(cluster), "--only", code).out
