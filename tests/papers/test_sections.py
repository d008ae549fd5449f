"""Copies of a paper, pages turned on their side, and our tables in a template that another program has saved."""

import io
import re
import zipfile
from collections.abc import Mapping

from lxml import etree

from tests.papers.read import W, lines, part, text_of
from tests.papers.test_form import SAID, VALUES
from thidua_xl.documents.compiled import compiled, packed
from thidua_xl.documents.fill import filled
from thidua_xl.documents.markup import parse
from thidua_xl.documents.styles import STYLES
from thidua_xl.documents.tables import Column, Row, Signer, matrix, signing
from thidua_xl.documents.word import Page

HEAD = "shape: free\ntitle: Thử\nsign: head\n"
TURNED = (
    "A.\n{% if rong %}\n[turn landscape]\n{% endif %}\nB.\n{% if rong %}\n[turn portrait]\n{% endif %}\nC./."
)


def made(text: str | bytes, **values: object) -> bytes:
    """The paper of a template's text, or of a template."""
    template = text if isinstance(text, bytes) else compiled(parse(text))
    return filled("thu.docx", template, {**VALUES, **values}, SAID).data


def sections(data: bytes) -> list[tuple[bool, bool, str]]:
    """Of each section: whether it lies, whether its first page has no number, where its numbers begin."""
    found = []
    for one in part(data).iter(f"{W}sectPr"):
        size, number = one.find(f"{W}pgSz"), one.find(f"{W}pgNumType")
        assert size is not None
        lies = int(size.get(f"{W}w", "")) > int(size.get(f"{W}h", ""))
        found.append(
            (lies, one.find(f"{W}titlePg") is not None, "" if number is None else number.get(f"{W}start", ""))
        )
    return found


def test_pages_lie_between_standing_ones_and_their_numbers_go_on() -> None:
    """Only the first page of the paper has no number."""
    data = made(f"{HEAD}---\n{TURNED}", rong=True)
    assert sections(data) == [(False, True, ""), (True, False, ""), (False, False, "")]
    assert lines(data, "NoiDung") == ["A.", "B.", "C./."]
    every = list(part(data).iter(f"{W}p"))
    assert not any("\ufdd2" in text_of(one) for one in every)


def test_pages_that_need_not_lie_do_not() -> None:
    """The same template."""
    assert sections(made(f"{HEAD}---\n{TURNED}", rong=False)) == [(False, True, "")]


def test_every_copy_begins_with_a_page_of_its_own() -> None:
    """Head, text and signature again for each; every copy's pages are numbered from 1."""
    data = made(
        f"{HEAD}each: k in khach\n---\nMời {{{{ k.ten }}}}./.",
        khach=[{"ten": "A"}, {"ten": "B"}, {"ten": "C"}],
    )
    assert sections(data) == [(False, True, "1")] * 3
    assert lines(data, "NoiDung") == ["Mời A./.", "Mời B./.", "Mời C./."]
    assert len(lines(data, "TenLoai")) == 3 and lines(data, "HoTen") == ["Lê Văn Thử"] * 3


def as_another_program_saves(template: bytes) -> bytes:
    """Styles keep their names and get new keys, two of ours are gone."""
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    styles = etree.fromstring(parts["word/styles.xml"])
    document = parts["word/document.xml"].decode()
    for style in list(styles.iter(f"{W}style")):
        key = style.get(f"{W}styleId", "")
        if key in ("BangR", "Duong"):
            styles.remove(style)
        elif key in {one.key for one in STYLES}:
            style.set(f"{W}styleId", f"moi{key}")
            document = document.replace(f'w:val="{key}"', f'w:val="moi{key}"')
    document = re.sub('<w:pStyle w:val="Duong"/>', "", document)
    return packed(
        {**parts, "word/styles.xml": etree.tostring(styles), "word/document.xml": document.encode()}
    )


def test_our_tables_keep_their_styles_in_a_template_that_another_program_saved() -> None:
    """By the names of the styles; one that the template lost is added."""
    text = f"{HEAD}---\nA.\n{{{{p bang }}}}\n{{{{p ky_ket }}}}\nB./."
    values: Mapping[str, object] = {
        "bang": matrix([Column("Đơn vị", 2), Column("Điểm", 1, "r")], [Row(("Xã A", "1"))], Page()),
        "ky_ket": signing([Signer("Xã A", "Lê A"), Signer("Xã B")], Page()),
    }
    data = made(as_another_program_saves(compiled(parse(text))), **values)
    known = {one.get(f"{W}styleId"): one for one in part(data, "word/styles.xml").iter(f"{W}style")}
    used = {one.get(f"{W}val") for one in part(data).iter(f"{W}pStyle")}
    assert used <= set(known)
    assert {"moiBangL", "moiBangDau", "BangR", "Duong", "moiHoTen"} <= used
    right = known["BangR"].find(f"{W}pPr/{W}jc")
    assert right is not None and right.get(f"{W}val") == "right"


def test_the_last_words_stay_with_the_signature() -> None:
    """A page with a signature alone is none."""
    last = [one for one in part(made(f"{HEAD}---\nA.\nB./.")).iter(f"{W}p") if "B./." in text_of(one)]
    assert last[0].find(f"{W}pPr/{W}keepNext") is not None


def test_a_witness_is_left_to_people() -> None:
    """In the middle below the units' signatures."""
    data = made("shape: free\ntitle: Giao ước\nsign: witness\n---\nA./.")
    assert lines(data, "ChucDanh") == ["Chứng kiến của cấp trên"] and set(lines(data, "HoTen")[0]) == {"…"}
