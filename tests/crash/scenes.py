"""The commands that change a book, each with the folder that it begins in."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.journey import Journey
from thidua_xl.domain.office.inputs import Cluster, OfficeSettings, OfficeUnit
from thidua_xl.office.acts.new_book import write_new_office
from thidua_xl.office.book import OfficeBook


class Scene(NamedTuple):
    """A command and the folder as it is before; it is copied to one place, so that paths are the same."""

    name: str
    start: Path
    arguments: Sequence[str]
    book: str = journey.BOOK
    """The book that the command changes."""


def make(folder: Path, work: Path) -> list[Scene]:
    """A cluster's year: issue, a first inbox, corrected forms, the head's scores, sent, closed, opened again;
    and its superior takes the book in.

    Args:
        folder: keeps the folders that the scenes begin in.
        work: where every scene is played.
    """
    book, inbox = str(work / journey.BOOK), str(work / "hop_thu")
    work.mkdir()
    journey.begin(work)
    scenes = [_scene("issue", folder, work, book, "--out", str(work / "phieu"))]
    cluster = Journey(work, journey.issue(work))
    for unit in list(journey.UNITS)[:3]:
        cluster.send(unit)
    cluster.drop("thu.txt", "không phải phiếu".encode())
    scenes.append(_scene("collect", folder, work, book, inbox))
    cluster.collect()
    (cluster.inbox / "thu.txt").unlink()
    for unit in journey.UNITS:
        later = journey.SAVED.replace(day=22)
        cluster.send(unit, _explained, saved=later)
    scenes.append(_scene("collect", folder, work, book, inbox, name="collect again"))
    cluster.collect()
    with cluster.typing() as typed:
        journey.head_scores(typed)
        receipts = journey.Sheet(typed["Tiếp nhận"], "File", "SHA-256")
        for row in receipts.rows():
            if receipts.at(row, "File") == "thu.txt":
                receipts.put(row, "Quyết định", "Bỏ qua")
    scenes.append(_scene("rank", folder, work, book))
    cluster.rank()
    scenes.append(_scene("submit", folder, work, book, "--kind", "before"))
    scenes.append(_scene("close", folder, work, book))
    closed = journey.run("close", book)
    assert closed.code == 0, closed.out + closed.err
    scenes.append(_scene("reopen", folder, work, book, "--reason", "Nhầm một điểm"))
    office = _office(work)
    received = _scene("consolidate", folder, work, str(office), str(work / "gui_len"))
    scenes.append(received._replace(book=office.name))
    return scenes


def _office(work: Path) -> Path:
    """The superior's book, which has received nothing, and the folder with what the cluster sent."""
    (work / "gui_len").mkdir()
    shutil.copy(work / journey.BOOK, work / "gui_len")
    units = [OfficeUnit(code, name, journey.CLUSTER) for code, name in journey.UNITS.items()]
    office = OfficeBook(
        OfficeSettings(year=journey.YEAR, superior="Tỉnh"), [Cluster(journey.CLUSTER, "Cụm")], units
    )
    return write_new_office(work / "TongHop.xlsx", office)


def _explained(form: Workbook) -> None:
    sheet = journey.form_sheet(form)
    sheet.put(sheet.row("I.1"), "Giải trình", "Bổ sung sau khi rà soát")


def _scene(command: str, folder: Path, work: Path, *arguments: str, name: str = "") -> Scene:
    start = folder / (name or command)
    shutil.copytree(work, start)
    return Scene(name or command, start, (command, *arguments))
