"""Packages that Excel opens though other programs name, link and place their parts in their own way."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.hostile.forms import base
from tests.journeys import journey
from tests.journeys.foreign import FOREIGN, LINKS, MAIN, main_moved, packed, retargeted
from tests.journeys.journey import Journey, saved_bytes
from tests.journeys.package_edits import parts
from tests.journeys.taken_in import reconciles, self_scores

UNIT, FILE = "BH", "phieu.xlsx"


def expected(code: str) -> object:
    """What the unit typed."""
    fills = journey.FILLS.get(code)
    return fills[list(journey.UNITS).index(UNIT)].score if fills else None


@pytest.mark.parametrize("way", FOREIGN)
def test_a_form_packed_in_another_way_counts_as_it_stands(issued: Journey, way: str) -> None:
    """All of its scores, and not a word about its package."""
    issued.drop(FILE, FOREIGN[way](base()))
    document = reconciles(issued.collect())
    (file,) = document["files"]
    assert (file["status"], file["unit"], file["findings"]) == ("accepted", UNIT, [])
    assert {code: score for code, score in self_scores(issued, UNIT).items() if code in journey.FILLS} == {
        code: expected(code) for code in journey.FILLS
    }


@pytest.mark.parametrize("way", FOREIGN)
def test_a_book_packed_in_another_way_is_read_and_written(collected: Journey, way: str) -> None:
    """The head's program repacked it: what he typed counts, and the book that is written can be read again."""
    with collected.typing() as book:
        journey.head_scores(book)
    assert collected.rank().code == 0
    collected.book.write_bytes(FOREIGN[way](collected.book.read_bytes()))
    for answer in (collected.rank(), collected.collect(), collected.rank()):
        assert answer.code == 0, answer.out + answer.err
    assert {one["code"]: one["agreed_total"] for one in collected.rank().json["units"]} == journey.TOTALS


def test_a_decoy_under_the_usual_name_is_not_read(issued: Journey) -> None:
    """Where the links lead elsewhere, what stands under the usual names is nobody's sheet."""
    workbook = issued.form(UNIT)
    good = parts(main_moved("xl/book.xml")(saved_bytes(workbook)))
    form = journey.form_sheet(workbook)
    form.put(form.row("I.1"), "Điểm tự chấm", 10)
    other = parts(saved_bytes(workbook))
    issued.drop(FILE, packed({**good, MAIN: other[MAIN], LINKS: other[LINKS]}))
    issued.collect()
    assert self_scores(issued, UNIT)["I.1"] == 9.5


def doubled(data: bytes, name: str, twin: str) -> bytes:
    """A second part whose name differs only in what readers do not tell apart."""
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(twin, archive.read(name))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("twin", "code"),
    [
        ("xl\\workbook.xml", "FILE_UNSAFE"),
        ("XL/Workbook.xml", "FILE_UNSAFE"),
        ("./xl/workbook.xml", "FILE_UNSAFE"),
    ],
)
def test_two_parts_that_readers_do_not_tell_apart_are_refused(issued: Journey, twin: str, code: str) -> None:
    """One of them would count, and nobody knows which."""
    issued.drop(FILE, doubled(base(), MAIN, twin))
    (file,) = issued.collect().json["files"]
    assert (file["status"], [one["code"] for one in file["findings"]]) == ("refused", [code])


@pytest.mark.parametrize(
    "away", [lambda target: f"../../{target}", lambda target: target.replace("sharedStrings", "other")]
)
def test_links_that_lead_out_or_nowhere_are_refused(issued: Journey, away: object) -> None:
    """They never lead to a part that Excel would not take."""
    assert callable(away)
    issued.drop(FILE, retargeted(away)(base()))
    (file,) = issued.collect().json["files"]
    assert file["status"] == "refused"
    assert {one["code"] for one in file["findings"]} <= {"FILE_UNSAFE", "FILE_DAMAGED"}


@pytest.mark.parametrize(
    ("words", "said"),
    [("wordprocessingml.document", "Word"), ("presentationml.presentation", "PowerPoint")],
)
def test_a_document_is_named_by_what_it_says_of_its_main_part(tmp_path: Path, words: str, said: str) -> None:
    """Under whatever name that part stands."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
        f'PartName="/a/b.xml" ContentType="application/vnd.openxmlformats-officedocument.{words}.main+xml"/></Types>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="a/b.xml"/></Relationships>'
    )
    path = tmp_path / FILE
    path.write_bytes(
        packed({"[Content_Types].xml": types.encode(), "_rels/.rels": links.encode(), "a/b.xml": b"<x/>"})
    )
    (file,) = journey.run("check", path, "--json").json["files"]
    assert [one["code"] for one in file["findings"]] == ["FILE_NOT_XLSX"]
    assert said in file["findings"][0]["message"]
