"""Values that nobody sees, by whatever a sheet says behind its cells: they are asked about or told."""

import re

import pytest

from tests.hostile.forms import base, packed, parts, read, sheet_part
from tests.hostile.make import replaced, with_sheet
from thidua_xl.domain.values.catalogue import Code

MERGED = '<mergeCell ref="J11:J12"/></mergeCells>'
"""The score of I.2 lies under that of I.1."""


def codes(data: bytes) -> list[tuple[str, str]]:
    """Code and cell of what is found in a form that was without a fault."""
    status, findings, _ = read(data)
    assert status == "accepted"
    return [(one.code.name, one.cell) for one in findings if one.code is not Code.TOTAL_DIFFERS]


@pytest.mark.parametrize(
    "behind",
    [
        '<dataValidations count="1"><dataValidation sqref="L11" prompt="sheetData"/></dataValidations>',
        '<hyperlinks><hyperlink ref="A1" display="/sheetData>" location="A1"/></hyperlinks>',
        "<!-- sheetData -->",
        "<!-- </sheetData> -->",
        "<!-- <sheetData/> -->",
    ],
)
def test_no_word_behind_the_cells_hides_a_merge(behind: str) -> None:
    """What a prompt, a link or a comment says is no end of the sheet's data: the covered score is named."""
    covered = with_sheet(replaced("</mergeCells>", MERGED + behind))
    assert ("CELL_COVERED", "J12") in codes(covered)


@pytest.mark.parametrize("space", ["\t", "\n", " "])
def test_a_merge_may_be_written_with_any_space(space: str) -> None:
    """A tab behind the name of the tag is as good as a blank."""
    with_space = lambda xml: xml.replace("</mergeCells>", MERGED).replace("<mergeCell ", f"<mergeCell{space}")  # noqa: E731
    assert ("CELL_COVERED", "J12") in codes(with_sheet(with_space))


def test_no_word_behind_the_cells_lifts_the_limit_of_merges() -> None:
    """A merge over the whole sheet is refused, whatever a prompt says."""
    whole = '<mergeCell ref="A30:XFD1048576"/></mergeCells><!-- </sheetData> -->'
    status, findings, _ = read(with_sheet(replaced("</mergeCells>", whole)))
    assert (status, [one.code.name for one in findings]) == ("refused", ["FILE_UNSAFE"])


# --- conditional formats ----------------------------------------------------------------------------

ASKS = "SHOWN_OTHERWISE"
SIGNS = {
    "bar": '<dataBar showValue="0"><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar>',
    "icons": '<iconSet showValue = \'false\'><cfvo type="percent" val="0"/></iconSet>',
}


def over(rule: str, *, style: str = "") -> bytes:
    """The good form with a rule over the score of I.1; `@` stands for the number of its style."""
    content = parts(base())
    styles = content["xl/styles.xml"].decode()
    number = len(re.findall("<dxf>", styles))
    content["xl/styles.xml"] = styles.replace("</dxfs>", style + "</dxfs>").encode()
    block = f'<conditionalFormatting sqref="J11">{rule.replace("@", str(number))}</conditionalFormatting>'
    sheet = content[sheet_part()].decode()
    content[sheet_part()] = replaced("</mergeCells>", "</mergeCells>" + block)(sheet).encode()
    return packed(content)


RULE = '<cfRule type="expression" text="a>b" dxfId="@" priority="9"><formula>TRUE</formula></cfRule>'
WHITE = '<font><color rgb="FFFFFFFF"/></font>'


def fill(colour: str) -> str:
    """The fill of a rule's style."""
    return f"<fill><patternFill><bgColor {colour}/></patternFill></fill>"


@pytest.mark.parametrize("sign", SIGNS)
def test_a_bar_or_icon_in_place_of_the_number_asks(sign: str) -> None:
    """Nobody sees the score: Excel shows the bar only."""
    kind = {"bar": "dataBar", "icons": "iconSet"}[sign]
    assert codes(over(f'<cfRule type="{kind}" priority="9">{SIGNS[sign]}</cfRule>')) == [(ASKS, "J11")]


@pytest.mark.parametrize(
    ("style", "code"),
    [
        (WHITE, ASKS),
        ('<font><color theme="0" tint="-0.0499"/></font>', ASKS),
        ('<font><color rgb="FFFFF8DC"/></font>', ASKS),
        (WHITE + fill('rgb="FFFFFFFF"'), ASKS),
        ('<font><color rgb="FF1F3864"/></font>' + fill('rgb="FF203764"'), ASKS),
        (fill('rgb="FF000000"'), ASKS),
        ("<font><strike/></font>", "TEXT_NOT_PLAIN"),
    ],
)
def test_a_rule_that_hides_or_strikes_the_number_asks(style: str, code: str) -> None:
    """Whether its condition holds is not asked, as with a rule of number formats."""
    assert codes(over(RULE, style=f"<dxf>{style}</dxf>")) == [(code, "J11")]


@pytest.mark.parametrize(
    "style",
    [
        WHITE + fill('rgb="FF1F3864"'),
        WHITE + fill('theme="4"'),
        '<font><b/><color rgb="FF9C0006"/></font>' + fill('rgb="FFFFC7CE"'),
        fill('rgb="FFFFFF00"'),
        '<font><strike val="0"/><color rgb="FFFF0000"/></font>',
        "",
    ],
)
def test_a_rule_that_only_marks_a_cell_is_silent(style: str) -> None:
    """White on navy, red on rose, a yellow fill."""
    assert codes(over(RULE, style=f"<dxf>{style}</dxf>")) == []


def test_a_rule_of_the_newer_kind_brings_its_style_itself() -> None:
    """Excel keeps rules that refer to other sheets in an extension, with the style inside."""
    rule = (
        '<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings>'
        '<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        '<x14:cfRule type="expression" priority="9" id="{A}"><xm:f>TRUE</xm:f><x14:dxf>'
        '<numFmt numFmtId="200" formatCode=";;;"/></x14:dxf></x14:cfRule><xm:sqref>J11</xm:sqref>'
        "</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst></worksheet>"
    )
    assert codes(with_sheet(replaced("</worksheet>", rule))) == [(ASKS, "J11")]


# --- styles -----------------------------------------------------------------------------------------


def styled(*, font: str = "", paper: str = "", align: str = "", value: str = "<v>9.5</v>") -> bytes:
    """The good form with the score of I.1 in a style of its own."""
    content = parts(base())
    styles = content["xl/styles.xml"].decode()
    (own,) = re.findall(r'<c r="J11" s="(\d+)">', content[sheet_part()].decode())
    body = re.search("<cellXfs[^>]*>(.*?)</cellXfs>", styles)
    assert body
    all_of_them = re.findall("<xf [^>]*/>|<xf .*?</xf>", body[1])
    new = all_of_them[int(own)]
    if font:
        new = re.sub(r'fontId="\d+"', f'fontId="{styles.split("</fonts>")[0].count("<font>")}"', new)
        styles = styles.replace("</fonts>", f"<font>{font}</font></fonts>")
    if paper:
        new = re.sub(r'fillId="\d+"', f'fillId="{styles.split("</fills>")[0].count("<fill>")}"', new)
        solid = f'<fill><patternFill patternType="solid"><fgColor {paper}/></patternFill></fill>'
        styles = styles.replace("</fills>", solid + "</fills>")
    if align:
        new = re.sub("<alignment[^>]*>", f'<alignment horizontal="{align}"/>', new)
    content["xl/styles.xml"] = styles.replace("</cellXfs>", new + "</cellXfs>").encode()
    sheet = content[sheet_part()].decode()
    cell = f'<c r="J11" s="{len(all_of_them)}">{value}</c>'
    content[sheet_part()] = re.sub(r'<c r="J11" .*?</c>', cell, sheet).encode()
    return packed(content)


@pytest.mark.parametrize(
    ("font", "paper"),
    [
        ('<sz val="11"/><color theme="0" tint="-4.9989318521683403E-2"/>', ""),
        ('<sz val="11"/><color theme="0" tint="0.00"/>', 'rgb="FFFFFFFF"'),
        ('<sz val="11"/><color rgb="FFCFCFCF"/>', 'rgb="FFD0D0D0"'),
        ('<sz val="11"/><color rgb="FF808080"/>', 'theme="1" tint="0.5"'),
        ('<sz val="11"/><color theme="4" tint="0.0"/>', 'theme="4"'),
        ('<sz val="3"/>', ""),
        ('<sz val="2.5"/>', ""),
    ],
)
def test_letters_that_nobody_tells_from_the_paper_ask(font: str, paper: str) -> None:
    """Colours are compared by how far they lie apart, and not by how they are written."""
    assert codes(styled(font=font, paper=paper)) == [(ASKS, "J11")]


@pytest.mark.parametrize(
    ("font", "paper"),
    [
        ('<sz val="8"/><color theme="1"/>', ""),
        ('<sz val="11"/><color theme="0"/>', 'theme="4"'),
        ('<sz val="11"/><color theme="0"/>', 'theme="1" tint="0.25"'),
        ('<sz val="11"/><color rgb="FF595959"/>', 'rgb="FFE7E6E6"'),
        ('<sz val="11"/><color theme="0" tint="-0.5"/>', ""),
    ],
)
def test_letters_that_stand_out_are_silent(font: str, paper: str) -> None:
    """Small, white on dark, grey on white."""
    assert codes(styled(font=font, paper=paper)) == []


def test_a_number_that_is_repeated_to_fill_its_cell_asks() -> None:
    """7 aligned so shows 777."""
    assert codes(styled(align="fill")) == [(ASKS, "J11")]


# --- rows -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        '<row r="11" hidden="true">',
        "<row r = '11' spans='1:14' hidden = '1'>",
        '<row spans="1:14" hidden="1">',
        '<row r="11" ht="3" customHeight="1">',
        "<row ht='1.5' r='11'>",
    ],
)
def test_a_row_is_hidden_however_its_tag_is_written(row: str) -> None:
    """Single quotes, blanks, no number of its own, or hardly any height."""

    def hide(xml: str) -> str:
        return re.sub('<row r="11"[^>]*>', row, xml)

    assert [(code, cell) for code, cell in codes(with_sheet(hide)) if code == "HIDDEN_CELLS"] == [
        ("HIDDEN_CELLS", "J11")
    ]


@pytest.mark.parametrize("column", ['hidden="1"', 'width="0"'])
def test_a_column_of_scores_that_nobody_sees_is_told(column: str) -> None:
    """At the first of its cells."""

    def hide(xml: str) -> str:
        return re.sub("<cols>.*?</cols>", f'<cols><col min="10" max="10" {column}/></cols>', xml)

    assert codes(with_sheet(hide)) == [("HIDDEN_CELLS", "J11")]
