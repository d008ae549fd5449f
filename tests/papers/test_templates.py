"""Templates that people edit, and texts that people type: filled as meant, or told by paragraph; never half a paper."""

import datetime
import io
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.papers.read import W, blanks, lines, part, whole
from thidua_xl.documents.compiled import compiled, packed
from thidua_xl.documents.fill import BadTemplateError, Properties, filled
from thidua_xl.documents.markup import TemplateTextError, parse
from thidua_xl.documents.placeholders import Wrong
from thidua_xl.documents.tables import Column, Row, matrix
from thidua_xl.documents.word import Page

SAID = Properties("Thử", "Cụm 1", datetime.datetime(2026, 12, 20, 8, tzinfo=datetime.UTC))


def template(body: str) -> bytes:
    """An annex without signatures, which needs no placeholder but those of the body."""
    return compiled(parse(f"shape: annex\nlabel: no\ntitle: Thử\n---\n{body}\n"))


def edited(data: bytes, *changes: tuple[str, str], header: tuple[str, str] | None = None) -> bytes:
    """The template after somebody changed its document.xml, or its header."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["word/document.xml"].decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    if header is not None:
        old, new = header
        assert old in parts["word/header.xml"].decode()
        parts["word/header.xml"] = parts["word/header.xml"].decode().replace(old, new).encode()
    return packed({**parts, "word/document.xml": text.encode()})


def fill(body: str | bytes, values: Mapping[str, object]) -> bytes:
    """The paper of a body."""
    return filled("thu.docx", template(body) if isinstance(body, str) else body, values, SAID).data


def wrong(body: str | bytes, values: Mapping[str, object] = {}) -> list[Wrong]:
    """What is told of a template."""
    with pytest.raises(BadTemplateError) as told:
        fill(body, values)
    return list(told.value.wrong)


# --- what is wrong is told by paragraph -----------------------------------------------------------


def test_an_unknown_placeholder_is_named_with_its_paragraph() -> None:
    """The title is the first paragraph, the body begins with the second."""
    assert wrong("Kính gửi {{ ten }}.\nLời {{ khong_co }}.", {"ten": "A"}) == [
        Wrong(3, "{{ khong_co }}", "không có chỗ điền nào tên khong_co")
    ]


def test_every_unknown_placeholder_is_named_in_one_go() -> None:
    """One round of mending is enough."""
    assert [one.placeholder for one in wrong("{{ mot }}\n{{ hai }}\n{{ mot }}")] == ["{{ mot }}", "{{ hai }}"]


@pytest.mark.parametrize(
    ("body", "placeholder", "why"),
    [
        ("Chữ {{ ten chữ.", "{{ ten chữ.", "thiếu dấu mở hoặc đóng"),
        ("Chữ ten }} chữ.", "Chữ ten }} chữ.", "thiếu dấu mở hoặc đóng"),
        ("Chữ {{ ten | }} chữ.", "{{ ten | }}", "không đọc được"),
        ("Chữ {{ ten | hoa }} chữ.", "{{ ten | hoa }}", "không đọc được"),
        ("Chữ {{ ten ten }} chữ.", "{{ ten ten }}", "không đọc được"),
        ("{% for x ten %}\nChữ.\n{% endfor %}", "{%p for x ten %}", "không đọc được"),
        ("{% for x in ten %}\nChữ.", "{%p for x in ten %}", "không có phần đóng"),
        ("{% if ten %}\nChữ.\n{% endfor %}", "{%p endfor %}", "không có phần mở"),
        ("Chữ.\n{% endif %}", "{%p endif %}", "không có phần mở"),
        ("{% include 'x' %}", "{%p include 'x' %}", "không đọc được"),
    ],
)
def test_a_broken_placeholder_is_named(body: str, placeholder: str, why: str) -> None:
    """Half a pair of braces, a loop that never ends, words that are no placeholder."""
    assert (placeholder, why) in [(one.placeholder, one.why) for one in wrong(body, {"ten": ["A"]})]


def test_an_unknown_field_of_a_row_is_named() -> None:
    """What a loop's rows have is known only when they are filled."""
    told = wrong(
        "{% for d in don_vi %}\n{{ d.ten }} {{ d.khong_co }}\n{% endfor %}", {"don_vi": [{"ten": "A"}]}
    )
    assert [(one.paragraph, one.placeholder) for one in told] == [(3, "{{ d.khong_co }}")]


def test_a_file_that_is_no_word_document_is_told_as_such() -> None:
    """An office saved its template as .doc, or renamed a picture."""
    for data in (b"", b"PK\x03\x04", b"%PDF-1.7", compiled(parse("shape: annex\ntitle: A\n---\n"))[:400]):
        assert wrong(data) == []


def test_a_template_reaches_nothing_but_its_values() -> None:
    """Nobody's template opens the program's own objects."""
    for body in ("{{ ten.__class__ }}", "{{ ''.__class__.__mro__ }}", "{{ ten.__init__.__globals__ }}"):
        assert wrong(body, {"ten": "A"})


def test_a_placeholder_in_a_header_is_filled_and_told() -> None:
    """An office puts its number there, and mistypes it."""
    with_header = edited(template("Chữ."), header=('<w:instrText xml:space="preserve"> PAGE </w:instrText>',
                                                   "<w:t>{{ so }}</w:t>"))  # fmt: skip
    data = filled("t", with_header, {"so": "07/BC"}, SAID).data
    assert "07/BC" in "".join(one.text or "" for one in part(data, "word/header.xml").iter(f"{W}t"))
    assert wrong(with_header) == [Wrong(1, "{{ so }}", "không có chỗ điền nào tên so", "đầu trang")]


def test_a_filter_that_cannot_be_computed_is_told_in_vietnamese() -> None:
    """Jinja's own sentences are English."""
    for body in ("{{ ten | round }}", "{{ ten + 1 }}", "{{ ten[99] }}"):
        told = [(one.paragraph, one.why) for one in wrong(body, {"ten": "A"})]
        assert told == [(0, "có chỗ điền không tính được (bộ lọc hay phép tính sai)")], body


def test_a_loop_without_end_is_refused() -> None:
    """The sandbox counts no further than a hundred thousand."""
    assert wrong("{% for x in range(10000000) %}\nA\n{% endfor %}")


@pytest.mark.parametrize("text", ["shape annex\n---\n", "shape: annex\n---\n[table 1 2 | c]\n[/table]",
                                  "shape: annex\n---\n[table 1 2 | c c]\n| a |\n[/table]"])  # fmt: skip
def test_a_template_text_of_ours_that_cannot_be_meant_is_refused(text: str) -> None:
    """A head without a value, a table whose rows have other columns than its widths."""
    with pytest.raises(TemplateTextError):
        parse(text)


# --- what Word does to a template -------------------------------------------------------------------


def test_a_placeholder_cut_into_runs_is_filled() -> None:
    """Word cuts a line wherever somebody corrected a letter."""
    cut = edited(template("Kính gửi {{ ten }} nhé."), (
        "{{ ten }}",
        '{</w:t></w:r><w:r><w:t>{ te</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">n }</w:t></w:r>'
        "<w:proofErr w:type=\"spellEnd\"/><w:r><w:t>}",
    ))  # fmt: skip
    assert lines(fill(cut, {"ten": "UBND tỉnh"}))[-1] == "Kính gửi UBND tỉnh nhé."


def test_tracked_changes_are_taken_as_made() -> None:
    """What was struck out is gone, what was put in is there; the paper itself has no tracked change."""
    author = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'
    tracked = edited(template("Kính gửi {{ ten }}."), (
        '<w:t xml:space="preserve">Kính gửi {{ ten }}.</w:t></w:r>',
        '<w:t xml:space="preserve">Kính gửi {{ </w:t></w:r>'
        f"<w:del {author}><w:r><w:delText>ten_cu</w:delText></w:r></w:del>"
        f"<w:ins {author}><w:r><w:t>ten</w:t></w:r></w:ins>"
        '<w:r><w:t xml:space="preserve"> }}.</w:t></w:r>',
    ))  # fmt: skip
    data = fill(tracked, {"ten": "A"})
    assert lines(data)[-1] == "Kính gửi A."
    assert not list(part(data).iter(f"{W}ins", f"{W}del"))


def test_curly_quotes_inside_a_placeholder_are_understood() -> None:
    """Word turns them by itself."""
    assert lines(fill("Có {{ xs | join(“; ”) }}", {"xs": ["A", "B"]}))[-1] == "Có A; B"


def test_bold_that_an_office_put_on_stays() -> None:
    """Only what stands in the braces is replaced."""
    bold = edited(template("Chữ {{ ten }}"), ("<w:r><w:t", "<w:r><w:rPr><w:b/></w:rPr><w:t"))
    runs = [run for run in part(fill(bold, {"ten": None})).iter(f"{W}r") if run.find(f"{W}t") is not None]
    assert all(run.find(f"{W}rPr/{W}b") is not None for run in runs)


# --- what people type ---------------------------------------------------------------------------------

HOSTILE = (
    "A & B <c> \"d\" 'e'",
    "{{ 7 * 7 }}",
    "{% for x in y %}",
    "{_{ x }_} {_% x %_} {# x #}",
    "hai\ndòng",
    "xin \u202echào\u202c nhé",
    "]]> <!-- -- > <?xml?>",
    "**đậm** __nghiêng__ [...] [page]",
    "=1+1",
    "x" * 120,
    "\ud7ff\ue000 đủ",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("body", ["Tên: {{ ten }}.", "[table 1 | l | nohead]\n| {{ ten }} |\n[/table]"])
def test_a_text_comes_out_as_the_text_that_it_is(body: str, text: str) -> None:
    """No field code, no markup, no Jinja of a form reaches a paper."""
    data = fill(body, {"ten": text})
    assert text in whole(data)
    assert blanks(data) == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_a_wide_table_holds_the_text_that_it_is_given(text: str) -> None:
    """Tables that are made here escape as the template does."""
    table = matrix([Column(text, 1), Column("B", 2)], [Row([text, None])], Page())
    data = fill("{{p bang }}\nsau", {"bang": table})
    assert whole(data).count(text) == 2
    assert blanks(data) == 1


def test_a_text_that_turns_its_direction_turns_only_itself() -> None:
    """An override inside a name ends with the name."""
    assert "\u2068A\u202eB\u2069." in whole(fill("{{ ten }}.", {"ten": "A\u202eB"}))


@given(st.text(min_size=1, max_size=40).filter(str.strip))
@settings(max_examples=150, deadline=None)
def test_any_text_makes_a_document_that_opens(text: str) -> None:
    """Whatever signs there are; controls alone are left out."""
    printable = "".join(c for c in text if c.isprintable() and not "\ufdd0" <= c <= "\ufdef")
    data = fill("{{ ten }}", {"ten": text})
    found = whole(data)
    assert all(sign in found for sign in printable if not sign.isspace())


# --- blanks -----------------------------------------------------------------------------------------


def test_nothing_known_is_a_dotted_blank_and_nothing_typed_is_nothing() -> None:
    """Never None, nan or 0,00; an empty text is said on purpose."""
    done = filled("t", template("# I. Phần\nSố {{ so }}, {{ trong }}ngày {{ ngay }}."),
                  {"so": None, "trong": "", "ngay": None}, SAID)  # fmt: skip
    assert "None" not in whole(done.data)
    assert [(one.heading, one.text) for one in done.blanks] == [("I. Phần", "Số ……………, ngày …………….")] * 2
    assert blanks(done.data) == 2


def test_a_blank_in_a_table_is_told_by_its_row() -> None:
    """Whose figure is missing, not only that one is."""
    rows = "{% for d in ds %}\n| {{ d.ten }} | {{ d.diem }} |\n{% endfor %}"
    body = f"[table 1 1 | l r]\n| Đơn vị | Điểm |\n{rows}\n[/table]"
    done = filled(
        "t", template(body), {"ds": [{"ten": "Xã A", "diem": "1,00"}, {"ten": "Xã B", "diem": None}]}, SAID
    )
    assert [one.text for one in done.blanks] == ["Xã B · ……………"]


def test_a_draft_says_so_across_every_kind_of_page() -> None:
    """The first page, the others, and those of a second section."""
    text = "shape: annex\ntitle: Thử\n---\nChữ\n[annex I | Bảng | landscape]\nChữ"
    data = filled("t", compiled(parse(text)), {"kem_theo": ""}, SAID, draft=True).data
    for name in ("word/header.xml", "word/first.xml"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert 'string="DỰ THẢO"' in package.read(name).decode()
