"""Forms into which photographs were pasted: pictures are never opened and weigh nothing."""

import io
import random
import zipfile
from collections.abc import Mapping

import pytest

from tests.hostile.forms import base, parts
from tests.journeys.foreign import packed
from tests.journeys.journey import Journey
from tests.journeys.taken_in import reconciles, self_scores

UNIT, FILE = "BH", "phieu.xlsx"
NOISE = random.Random(7)


def photo(megabytes: float) -> bytes:
    """A photograph as a camera writes it: nothing to deflate."""
    return b"\xff\xd8\xff\xe0" + NOISE.randbytes(int(megabytes * 1_000_000))


def with_more(more: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """The good form with parts beside its own."""
    buffer = io.BytesIO(packed(parts(base())))
    with zipfile.ZipFile(buffer, "a") as archive:
        for name, data in more.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), data, method)
    return buffer.getvalue()


def photographs() -> bytes:
    """25 MB of evidence on the sheet of scores."""
    photos = {f"xl/media/image{n}.jpeg": photo(5) for n in range(1, 6)}
    return with_more({**photos, "xl/drawings/drawing1.xml": b"<xdr:wsDr/>"})


def test_a_form_with_25_mb_of_photographs_counts_and_says_where_they_lie(issued: Journey) -> None:
    """The note names the folder of originals, and the original lies there byte for byte."""
    data = photographs()
    issued.drop(FILE, data)
    (file,) = reconciles(issued.collect())["files"]
    assert file["status"] == "accepted"
    assert [(one["code"], one["severity"]) for one in file["findings"]] == [("FILE_HAS_PICTURES", "note")]
    assert ".goc" in file["findings"][0]["action"]
    assert self_scores(issued, UNIT)["I.1"] == 9.5
    assert [path.read_bytes() for path in issued.kept_originals] == [data]


def test_a_form_with_photographs_comes_out_of_an_archive(issued: Journey) -> None:
    """A phone packs it once more."""
    issued.drop("gui.zip", packed({FILE: photographs()}, zipfile.ZIP_DEFLATED))
    (file,) = issued.collect().json["files"]
    assert file["status"] == "accepted"


@pytest.mark.parametrize(
    "name",
    [
        "xl/media/image1.png",
        "xl\\media\\image1.emf",
        "docProps/thumbnail.jpeg",
        "xl/printerSettings/printerSettings1.bin",
    ],
)
def test_what_is_never_read_is_never_inflated(issued: Journey, name: str) -> None:
    """Half a gigabyte of zeros in a picture costs nothing."""
    issued.drop(FILE, with_more({name: bytes(500_000_000)}, zipfile.ZIP_DEFLATED))
    (file,) = issued.collect().json["files"]
    assert file["status"] == "accepted"
    assert [one["code"] for one in file["findings"]] == ["FILE_HAS_PICTURES"] * ("media" in name)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"xl/worksheets/sheet9.xml": photo(21)}, "21 MB"),
        ({f"xl/media/image{n}.jpeg": photo(26) for n in range(4)}, "104 MB"),
    ],
)
def test_too_much_is_too_much(issued: Journey, more: Mapping[str, bytes], why: str) -> None:
    """More than a form's worth of parts that may be read, or more than a mail takes of pictures."""
    issued.drop(FILE, with_more(more))
    (file,) = issued.collect().json["files"]
    assert [one["code"] for one in file["findings"]] == ["FILE_TOO_LARGE"]
    assert why in file["findings"][0]["message"]
