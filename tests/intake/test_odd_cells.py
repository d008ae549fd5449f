"""Cells and formats that cost nothing but themselves: formatted blanks, far cells, values that no reader knows."""

import re
import zipfile
from collections.abc import Callable, Iterable

import pytest

from tests.hostile.forms import COLUMNS, ROWS, parts, sheet_part
from tests.hostile.make import replaced, with_cell, with_parts, with_sheet
from tests.journeys import journey
from tests.journeys.foreign import packed
from tests.journeys.journey import Found, Journey, found_in
from tests.journeys.taken_in import reconciles, self_scores

UNIT, FILE = "BH", "phieu.xlsx"
GOOD = {"I.1": 9.5, "I.2": 9, "I.3": 12, "T1": 0, "P1": 1}
EVIDENCE = "L"


def taken(cluster: Journey, data: bytes) -> tuple[str, list[Found]]:
    """What `collect` says of the file: its state and its findings."""
    cluster.drop(FILE, data)
    (file,) = reconciles(cluster.collect())["files"]
    return file["status"], found_in(file)


def counts_wholly(cluster: Journey) -> bool:
    """Whether the book holds the scores of the good form."""
    scores = self_scores(cluster, UNIT)
    return {code: scores[code] for code in GOOD} == GOOD


# --- formatted blanks -------------------------------------------------------------------------------


def below(rows: Iterable[str], sheet: str = "Tự chấm") -> bytes:
    """The good form with rows below its last one, as Excel writes rows that somebody formatted."""
    return with_sheet(lambda xml: xml.replace("</sheetData>", "".join(rows) + "</sheetData>"), sheet)


def columns(*names: str) -> Callable[[int], str]:
    """A row in which these cells have nothing but a format."""
    return lambda row: (
        f'<row r="{row}">' + "".join(f'<c r="{name}{row}" s="3"/>' for name in names) + "</row>"
    )


LAST = 1_048_576
FORMATTED: dict[str, Callable[[], bytes]] = {
    "10,000 rows of two cells": lambda: below(map(columns("A", "B"), range(200, 10_200))),
    "a column to the last row": lambda: below(map(columns("M"), range(200, LAST + 1))),
    "rows to the last one without cells": lambda: below(
        f'<row r="{row}" s="3" customFormat="1" ht="15.75" customHeight="1"/>' for row in range(200, LAST + 1)
    ),
    "rows as LibreOffice writes them": lambda: below(
        f'<row r="{row}" customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" '
        f'collapsed="false"><c r="A{row}" s="3"></c></row>' for row in range(200, 300_000)
    ),
    "200,000 cells in 200 columns": lambda: below(
        columns(*(f"{a}{b}" for a in "BCDEFGHI" for b in "ABCDEFGHIJKLMNOPQRSTUVWXY"))(row)
        for row in range(200, 1_200)
    ),
    "one cell in the last corner": lambda: below([columns("XFD")(LAST)]),
    "the sheet of the unit": lambda: below(map(columns("A", "B", "C"), range(200, 60_000)), "Đơn vị"),
    "widths, formats and rules of whole columns": lambda: with_sheet(
        lambda xml: xml.replace(
            "</cols>", '<col min="20" max="16384" width="9" style="3" customWidth="1"/></cols>', 1
        ).replace(
            "</sheetData>",
            '</sheetData><conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="99">'
            "<formula>FALSE</formula></cfRule></conditionalFormatting>",
            1,
        )
    ),
    "written with spaces and single quotes": lambda: below(
        f"<row r='{row}'>\n  <c r='A{row}' s='3' />\n  <c s='3' r='B{row}'>\n  </c><c r='C{row}'><v /></c>\n</row>\n"
        for row in range(200, 40_000)
    ),
    "prefixed": lambda: with_sheet(
        lambda xml: re.sub(r"<(/?)(\w)", r"<\1x:\2", xml[xml.index("<worksheet") :])
        .replace("xmlns=", "xmlns:x=", 1)
        .replace("</x:sheetData>", "".join(
            f'<x:row r="{row}"><x:c r="A{row}" s="3"/></x:row>' for row in range(200, 50_000)
        ) + "</x:sheetData>")
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATTED)
def test_a_format_without_content_weighs_nothing(issued: Journey, name: str) -> None:
    """However many rows and columns somebody formatted, the form counts, and nothing is said."""
    assert taken(issued, FORMATTED[name]()) == ("accepted", [])
    assert counts_wholly(issued)


@pytest.mark.parametrize(
    "rows",
    [
        map('<row r="{0}"><c r="A{0}"><v>1</v></c></row>'.format, range(200, 30_000)),
        ['<row r="200">', '<c s="3"/>' * 300_000, "</row>"],
        ['<row r="200">', '<c r="A200" s="3"/>' * 16_000_000, "</row>"],
    ],
)
def test_content_and_cells_without_a_place_still_count(issued: Journey, rows: Iterable[str]) -> None:
    """30,000 values, cells that only their order places, and blanks made by the million for so few bytes."""
    assert taken(issued, below(rows)) == ("refused", [("FILE_TOO_LARGE", None)])


# --- far cells --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "quoted"),
    [
        ('<c r="C1000000" t="inlineStr"><is><t>.</t></is></c>', "."),
        ('<c r="J1048576"><v>7</v></c>', "7"),
        ('<c r="A900000" t="str"><f>"a"</f><v>a</v></c>', "a"),
    ],
)
def test_a_slip_far_below_the_table_is_told_and_costs_nothing(
    issued: Journey, cell: str, quoted: str
) -> None:
    """A note names the cell and what it holds; the table counts."""
    row = re.findall(r"\d+", cell)[0]
    issued.drop(FILE, below([f'<row r="{row}">{cell}</row>']))
    (file,) = issued.collect().json["files"]
    assert [(one["code"], one["cell"], one["value"]) for one in file["findings"]] == [
        ("FAR_CELLS", re.findall(r'r="([A-Z]+\d+)"', cell)[0], quoted)
    ]
    assert f"“{quoted}”" in file["findings"][0]["message"]
    assert counts_wholly(issued)


def test_a_space_in_the_last_corner_is_nothing(issued: Journey) -> None:
    """Nobody sees it."""
    space = f'<c r="XFD{LAST}" t="inlineStr"><is><t xml:space="preserve"> </t></is></c>'
    assert taken(issued, below([f'<row r="{LAST}">{space}</row>'])) == ("accepted", [])
    assert counts_wholly(issued)


def test_a_value_in_the_last_corner_is_refused(issued: Journey) -> None:
    """So far out nobody types by mistake: it is made to have a reader allocate the whole sheet."""
    value = f'<c r="XFD{LAST}"><v>1</v></c>'
    assert taken(issued, below([f'<row r="{LAST}">{value}</row>'])) == ("refused", [("FILE_TOO_LARGE", None)])


# --- cells that the reader does not take --------------------------------------------------------------

NEW_ERRORS = ("#SPILL!", "#CALC!", "#GETTING_DATA", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!",
              "#PYTHON!", "#EXTERNAL!")  # fmt: skip


def in_cell(column: str, made: str) -> bytes:
    """The good form with another element for the cell of I.1 in this column."""
    place = f"{column}{ROWS['I.1']}"
    return with_sheet(
        lambda xml: re.sub(
            rf'<c r="{place}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)',
            lambda found: made.replace("@", f'r="{place}"{found[1] or ""}'),
            xml,
        )
    )


@pytest.mark.parametrize("error", NEW_ERRORS)
def test_a_new_error_value_costs_its_cell_alone(issued: Journey, error: str) -> None:
    """In a score it is an error with its name; all other scores count."""
    made = f'<c @ t="e"><f>A1</f><v>{error}</v></c>'
    place = f"{COLUMNS['score']}{ROWS['I.1']}"
    status, findings = taken(issued, with_cell("score", "I.1", made))
    assert status == "accepted"
    assert ("ERROR_VALUE", place) in findings
    assert (self_scores(issued, UNIT)["I.1"], self_scores(issued, UNIT)["I.2"]) == (error, GOOD["I.2"])


ODD = (
    *(f'<c @ t="e"><v>{error}</v></c>' for error in NEW_ERRORS),
    '<c @ t="q"><v>9</v></c>',
    '<c @ t=""><v>9</v></c>',
    '<c @ t="b"><v>yes</v></c>',
    '<c @ t="n"><v>chín</v></c>',
    '<c @ t="s"><v>999999</v></c>',
    '<c @ t="str"><v>theo báo cáo</v><extLst><ext uri="{0}"><a xmlns="urn:x" b="&gt;"/></ext></extLst></c>',
    '<c @ t="q"/>',
)


@pytest.mark.parametrize("made", ODD)
def test_what_no_reader_takes_in_the_evidence_is_told_and_costs_nothing(issued: Journey, made: str) -> None:
    """It counts for nothing there; a text that can be read, and no value at all, are not mentioned."""
    status, findings = taken(issued, in_cell(EVIDENCE, made))
    told = [] if 't="str"' in made or made.endswith("/>") else [("TEXT_NOT_READ", f"{EVIDENCE}{ROWS['I.1']}")]
    assert (status, [one for one in findings if one[0] != "NO_EVIDENCE"]) == ("accepted", told)
    assert counts_wholly(issued)


@pytest.mark.parametrize(
    "made", ['<c @ t="q"><v>9</v></c>', '<c @ t="b"><v>yes</v></c>', '<c @ t="n"><v>9 </v></c>']
)
def test_what_no_reader_takes_in_a_score_is_asked_at_its_cell(issued: Journey, made: str) -> None:
    """It is no score until a person has typed it again."""
    status, findings = taken(issued, in_cell(COLUMNS["score"], made))
    assert (status, findings[0]) == ("accepted", ("READERS_DISAGREE", f"{COLUMNS['score']}{ROWS['I.1']}"))
    scores = self_scores(issued, UNIT)
    assert isinstance(scores["I.1"], str)  # as it was read, in words: no score
    assert scores["I.2"] == GOOD["I.2"]


def test_a_score_with_what_a_later_program_put_beside_it_counts(issued: Journey) -> None:
    """Only the foreign element is left out."""
    made = '<c @><v>9.5</v><extLst><ext uri="{0}"/></extLst></c>'
    assert taken(issued, in_cell(COLUMNS["score"], made)) == ("accepted", [])
    assert counts_wholly(issued)


def test_an_odd_cell_in_a_packed_form_of_another_program_costs_its_cell_alone(issued: Journey) -> None:
    """Both at once: foreign part names, formatted blanks, an unknown error value."""
    content = parts(in_cell(EVIDENCE, '<c @ t="e"><v>#SPILL!</v></c>'))
    xml = content[sheet_part()].decode()
    content[sheet_part()] = xml.replace(
        "</sheetData>", "".join(map(columns("A"), range(200, 20_000))) + "</sheetData>"
    ).encode()
    foreign = packed({name.replace("/", "\\"): data for name, data in content.items()}, zipfile.ZIP_DEFLATED)
    assert taken(issued, foreign)[0] == "accepted"
    assert counts_wholly(issued)


def test_a_book_with_a_new_error_value_beside_its_tables_is_read(collected: Journey) -> None:
    """The head's own scratch column never stops the book."""
    with collected.typing() as book:
        journey.head_scores(book)
        cell = book["Thống nhất điểm"].cell(2, 40)
        cell.value, cell.data_type = "#SPILL!", "e"
    answer = collected.rank()
    assert answer.code == 0, answer.out + answer.err
    assert {one["code"]: one["agreed_total"] for one in answer.json["units"]} == journey.TOTALS


def test_a_form_with_formatted_rows_goes_back_marked_and_light(issued: Journey) -> None:
    """Its marks are there; the blank rows do not travel back and forth."""
    rows = "".join(map(columns("A", "B"), range(200, 150_000)))
    issued.drop(
        FILE,
        with_sheet(
            lambda xml: xml.replace("<v>9.5</v>", "<v>99</v>", 1).replace(
                "</sheetData>", f"{rows}</sheetData>"
            )
        ),
    )
    issued.collect()
    answer = journey.run("give-back", issued.book, "--out", issued.folder / "tra")
    assert answer.code == 1, answer.out + answer.err
    (copy,) = (issued.folder / "tra").glob(f"*{UNIT}*.xlsx")
    assert copy.stat().st_size < 100_000
    assert "OVER_MAXIMUM" in {
        one["code"] for one in journey.run("check", copy, "--json").json["files"][0]["findings"]
    }


# --- odd words around the cells -----------------------------------------------------------------------

_ADDED = '<sheet name="Macro1" sheetId="99" r:id="rId99"/></sheets>'
_KIND = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"


def with_workbook(change: Callable[[str], str], links: Callable[[str], str] = str) -> bytes:
    """The good form with its list of sheets changed, and the links of the list."""
    return with_parts(**{
        "xl/workbook.xml": lambda xml: change(xml.decode()).encode(),
        "xl/_rels/workbook.xml.rels": lambda xml: links(xml.decode()).encode(),
    })  # fmt: skip


ODD_FRAMES: dict[str, Callable[[], bytes]] = {
    "a state of a sheet that no reader knows": lambda: with_workbook(
        replaced('<sheet name="Hướng dẫn"', '<sheet name="Hướng dẫn" state="archived"')
    ),
    "a sheet that leads nowhere": lambda: with_workbook(replaced("</sheets>", _ADDED)),
    "a sheet of macros": lambda: with_workbook(
        replaced("</sheets>", _ADDED),
        replaced(
            "</Relationships>",
            f'<Relationship Id="rId99" Type="{_KIND}" Target="macrosheets/sheet1.xml"/></Relationships>',
        ),
    ),
    "an extent with dollar signs": lambda: with_sheet(
        lambda xml: re.sub('<dimension ref="[^"]*"', '<dimension ref="$A$1:$N$90"', xml)
    ),
    "an extent of whole columns": lambda: with_sheet(
        lambda xml: re.sub('<dimension ref="[^"]*"', '<dimension ref="A:N"', xml)
    ),
    "no extent": lambda: with_sheet(lambda xml: re.sub('<dimension ref="[^"]*"', '<dimension ref=""', xml)),
    "a merge that was deleted": lambda: with_sheet(
        lambda xml: re.sub('<mergeCell ref="[^"]*"', '<mergeCell ref="#REF!"', xml, count=1)
    ),
}


@pytest.mark.parametrize("name", ODD_FRAMES)
def test_odd_words_around_the_cells_cost_nothing(issued: Journey, name: str) -> None:
    """What the reader stumbles over says nothing of a score."""
    assert taken(issued, ODD_FRAMES[name]()) == ("accepted", [])
    assert counts_wholly(issued)
