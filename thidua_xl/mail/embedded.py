"""Scorecards that stand inside a document of Word or PowerPoint as an object: never taken, but told of."""

import io

from ..intake.gate import READ_ERRORS, SCORECARD
from ..intake.kinds import part_name
from ..intake.zips import listing
from ..sheets.form.scores import TABLE as SCORES

_PLACES = ("word/embeddings/", "ppt/embeddings/")
_MOST = 20
"""Objects of one document that are looked at."""
_SCORES = f'name="{SCORES.sheet}"'.encode()
_LARGEST, _HEAD = SCORECARD.bytes, 200_000


def form_in(data: bytes) -> str:
    """The name of the first object that is a scorecard by the names of its sheets; empty for none."""
    found = listing(data) if data.startswith(b"PK\3\4") else None
    if found is None:
        return ""
    objects = [one for one in found.infolist() if part_name(one).startswith(_PLACES)]
    for entry in [one for one in objects if part_name(one).endswith((".xlsx", ".xlsm"))][:_MOST]:
        try:
            with found.open(entry) as stream:
                workbook = stream.read(_LARGEST)
        except READ_ERRORS:
            continue
        if _is_form(workbook):
            return entry.filename.rpartition("/")[2]
    return ""


def _is_form(workbook: bytes) -> bool:
    inner = listing(workbook)
    try:
        with inner.open("xl/workbook.xml") if inner else io.BytesIO() as stream:
            return _SCORES in stream.read(_HEAD)
    except READ_ERRORS:
        return False
