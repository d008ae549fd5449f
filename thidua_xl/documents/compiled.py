"""A template text made into a Word template: the same parts for all, the paper's own text as document.xml."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from xml.sax.saxutils import escape

from ..domain.values.calling import Calling, called
from . import shapes, styles, word
from .markup import Annex, Ballots, Block, Grid, Line, Page, Row, Sign, Tag, Template, Turn, parse
from .pages import COPY, LYING, STANDING
from .word import Cell

_FIXED = (1980, 1, 1, 0, 0, 0)
_ALIGN = {"l": "BangL", "c": "BangC", "r": "BangR", "j": "BangJ"}
_PACKAGE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TYPES = {
    "document.xml": "document.main",
    "styles.xml": "styles",
    "settings.xml": "settings",
    "header.xml": "header",
    "first.xml": "header",
}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CORE = "http://schemas.openxmlformats.org/package/2006/"


@cache
def template_names() -> frozenset[str]:
    """Of all templates that the program has."""
    every = (files(__package__) / "templates").iterdir()
    return frozenset(one.name.removesuffix(".txt") for one in every if one.name.endswith(".txt"))


@cache
def template_text(name: str) -> str:
    """The readable text of one of our templates."""
    return (files(__package__) / "templates" / f"{name}.txt").read_text(encoding="utf-8")


@cache
def word_template(name: str, calling: Calling = Calling.CLUSTER) -> bytes:
    """The template of this name as .docx, in the words of a cụm or a khối."""
    return compiled(parse(called(template_text(name), calling)))


def compiled(template: Template) -> bytes:
    """A template as .docx: always the same bytes."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({
            "rId1": (f"{_OFFICE}officeDocument", "word/document.xml"),
            "rId2": (f"{_CORE}relationships/metadata/core-properties", "docProps/core.xml"),
        }),
        "docProps/core.xml": _core(template),
        "word/document.xml": _document(template),
        "word/styles.xml": styles.styles_part(),
        "word/settings.xml": word.part("settings", '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:compat>'
            '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
            "</w:compat>"),
        "word/header.xml": word.part("hdr", _page_number()),
        "word/first.xml": word.part("hdr", word.paragraph("SoTrang", "")),
        "word/_rels/document.xml.rels": _relations({
            "rIdStyles": (f"{_OFFICE}styles", "styles.xml"),
            "rIdSettings": (f"{_OFFICE}settings", "settings.xml"),
            "rIdHeader": (f"{_OFFICE}header", "header.xml"),
            "rIdFirst": (f"{_OFFICE}header", "first.xml"),
        }),
    }  # fmt: skip
    return packed({name: text.encode() for name, text in parts.items()})


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a package whose bytes tell nothing of when it was made."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, _FIXED), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _content_types() -> str:
    own = "".join(
        f'<Override PartName="/word/{name}" ContentType="{_PACKAGE}{kind}+xml"/>'
        for name, kind in _TYPES.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Types xmlns="{_CORE}content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{own}<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    own = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Relationships xmlns="{_CORE}relationships">{own}</Relationships>'
    )


def _core(template: Template) -> str:
    title = escape(
        re.sub(r"\{\{.*?\}\}", "…", " ".join(filter(None, map(template.one, ("title", "subject")))))
    )
    stamp = datetime.datetime(
        2020, 3, 5, tzinfo=datetime.UTC
    )  # the decree's day; a filled paper says its own
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<cp:coreProperties xmlns:cp="{_CORE}metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp:%Y-%m-%dT%H:%M:%SZ}</dcterms:created></cp:coreProperties>'
    )


def _page_number() -> str:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return f'<w:p><w:pPr><w:pStyle w:val="SoTrang"/></w:pPr>{field}</w:p>'


# --- the text ----------------------------------------------------------------------------------


def _document(template: Template) -> str:
    body = _Body(template)
    for block in template.body:
        body.add(block)
    return word.part("document", f"<w:body>{body.finished()}</w:body>")


_KEPT_WITH_SIGNATURES = 3
"""Paragraphs: the last of the text, and the lines with codes below it."""
_PARAGRAPH = "<w:p><w:pPr><w:pStyle "
_KEEP, _ROOM_BELOW = "<w:keepNext/>", '<w:spacing w:after="80"/>'
_RAW = "{{p "
"""Before the name of a table that the program makes."""
_LEADS_ON = re.compile(r".*:(?:\*\*)?|\*\*[^*]+\*\*")
"""A line that a list or a table follows, or that is the title of what follows."""


_TAG, _ENDFOR = "{%p ", "{%p endfor"


def _with(paragraph: str, own: str) -> str:
    """A paragraph with a property of its own, behind its style; what stands there already stays."""
    head, keep, rest = paragraph.partition(_KEEP)
    if keep:
        return paragraph if own == _KEEP else f"{head}{keep}{own}{rest}"
    return paragraph.replace("/>", f"/>{own}", 1)


class _Body:
    """The text of a paper, piece by piece: its sections, and the signatures once, before the first annex."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.each = template.one("each")
        self.page, self.restarts = word.Page(template.is_landscape), bool(self.each)
        self.pieces = [shapes.before(template, self.page)]
        self.opening: list[str] = []
        """Tags of which nobody knows yet whether they open an annex: the signatures stand before them."""
        self.signed = not template.one("sign")

    def add(self, block: Block) -> None:
        """The next block."""
        if isinstance(block, Tag):
            self.opening.append(word.paragraph("Normal", _standing(block.text, "p")))
            return
        if isinstance(block, Annex | Sign):
            self._sign()
        self._put(*self.opening)
        self.opening.clear()
        if isinstance(block, Annex):
            self._put(_break(self.page, restarts=self.restarts))
            self.page, self.restarts = word.Page(block.landscape), True
            self._put(*_annex(block))
        elif isinstance(block, Turn):
            self._put(word.paragraph("Normal", f"{{{{p {LYING if block.landscape else STANDING} }}}}"))
            self.page = word.Page(block.landscape)
        elif not isinstance(block, Sign):
            if isinstance(block, Grid) or (isinstance(block, Line) and block.text.startswith(_RAW)):
                self._leave_room()
            self._put(*_block(block, self.page))

    def _put(self, *pieces: str) -> None:
        self.pieces += pieces

    def _sign(self) -> None:
        """Who signs, once; a page with signatures alone is none."""
        if self.signed:
            return
        held = 0
        for at in reversed(range(len(self.pieces))):
            piece = self.pieces[at]
            if (
                held == _KEPT_WITH_SIGNATURES
                or not piece.startswith(_PARAGRAPH)
                or (held and _ENDFOR in piece)
            ):
                break  # a loop has as many lines as the book wants: held together they would leave a page empty
            if _TAG not in piece:
                self.pieces[at] = _with(piece, _KEEP)
                held += 1
        self._put(shapes.signatures(self.template, self.page))
        self.signed = True

    def _leave_room(self) -> None:
        """Between a line and the table below it."""
        at = next((at for at in reversed(range(len(self.pieces))) if _TAG not in self.pieces[at]), None)
        if at is not None and self.pieces[at].startswith(_PARAGRAPH):
            self.pieces[at] = _with(self.pieces[at], _ROOM_BELOW)

    def finished(self) -> str:
        """The whole body with the last section's properties."""
        self._put(*self.opening)
        self._sign()
        if self.each:
            self.pieces = [*_copies(self.each, self.pieces)]
        if self.pieces[-1].endswith("</w:tbl>"):
            self._put(word.paragraph("Duong", ""))
        is_numbered = (
            self.template.one("shape") != shapes.Shape.BALLOTS
        )  # nobody takes its number for one of a ballot
        return "".join(self.pieces) + word.section(self.page, restarts=self.restarts, numbered=is_numbered)


def _break(page: word.Page, *, restarts: bool) -> str:
    """The end of a section, as low as a line can be: it may stand below a full page."""
    return f'<w:p><w:pPr><w:pStyle w:val="Duong"/>{word.section(page, restarts=restarts)}</w:pPr></w:p>'


def _copies(each: str, paper: Sequence[str]) -> Iterator[str]:
    """The paper again and again, every time in a section of its own; the last one's stands at the end of the file."""
    yield word.paragraph("Normal", f"{{%p for {each} %}}")
    yield from paper
    for tag in ("{%p if not loop.last %}", f"{{{{p {COPY} }}}}", "{%p endif %}", "{%p endfor %}"):
        yield word.paragraph("Normal", tag)
    yield word.paragraph("Duong", "")


def _annex(annex: Annex) -> Iterator[str]:
    yield word.paragraph("PhuLuc", f"Phụ lục {annex.number}".rstrip())
    yield word.paragraph("TenPhuLuc", annex.name)
    yield word.paragraph("KemTheo", "{{ kem_theo }}")


def _block(block: Block, page: word.Page) -> Iterator[str]:
    match block:
        case Line(style, text):
            more = _KEEP if _LEADS_ON.fullmatch(text) else ""
            yield word.paragraph(style, f"- {text}" if style == "Gach" else text, more)
        case Grid():
            yield _table(block, page)
        case Ballots():
            yield _ballots(block, page)
        case Page():
            yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def _standing(tag: str, what: str) -> str:
    """A tag that holds for whole paragraphs (`p`) or rows (`tr`), as docxtpl has it."""
    return f"{{%{what} {tag[2:].lstrip()}"


def _table(grid: Grid, page: word.Page) -> str:
    widths = word.shares(grid.widths, page.width)
    size = grid.options.get("size", "")
    properties = (
        f'<w:sz w:val="{float(size) * 2:.0f}"/><w:szCs w:val="{float(size) * 2:.0f}"/>' if size else ""
    )
    rows = "".join(_row(grid, one, widths, properties) for one in grid.rows)
    return word.table(widths, rows, word.PLAIN if "plain" in grid.options else word.LINED)


def _row(grid: Grid, one: Row | Tag, widths: Sequence[int], properties: str) -> str:
    if isinstance(one, Tag):
        cells = [Cell(word.paragraph("BangL", _standing(one.text, "tr"))), *[Cell(word.paragraph("BangL", ""))] * (
            len(widths) - 1)]  # fmt: skip
        return word.row(widths, cells)
    styled = ["BangDau"] * len(widths) if one.is_head else [_ALIGN[sign] for sign in grid.aligned]
    cells = [
        Cell(word.paragraph(style, text, properties=properties))
        for style, text in zip(styled, one.cells, strict=True)
    ]
    return word.row(widths, cells, is_head=one.is_head)


_ON_BALLOT = {"Giua": "PhieuDe", "GiuaNghieng": "PhieuViec", "Gach": "PhieuDonVi", "NoiDung": "PhieuNho",
              "GhiChu": "PhieuDau"}  # fmt: skip
_QUARTER, _HALF = round(12.3 * word.CM), round(24.6 * word.CM)
"""How high a ballot is: two below each other on a page, or one."""


def _ballots(ballots: Ballots, page: word.Page) -> str:
    """Two side by side in a row to be cut apart; as high as half a page, with `phieu_dai` as the page."""
    return (
        word.paragraph("Normal", "{%p if phieu_dai %}")
        + _ballot_table(ballots, page, _HALF)
        + word.paragraph("Normal", "{%p else %}")
        + _ballot_table(ballots, page, _QUARTER)
        + word.paragraph("Normal", "{%p endif %}")
    )


def _ballot_table(ballots: Ballots, page: word.Page, height: int) -> str:
    widths = word.shares((1, 1), page.width)
    one = shapes.small_nation(widths[0] - 2 * word.TO_CUT.margin) + "".join(map(_on_ballot, ballots.lines))
    end = word.paragraph("Duong", "")
    right = f"{_holds('if hang.phai')}{one}{_holds('endif')}"
    tags = [
        word.row(widths, [Cell(word.paragraph("Normal", f"{{%tr {tag} %}}")), Cell(end)])
        for tag in ("for hang in hang_phieu", "endfor")
    ]
    row = word.row(widths, [Cell(one + end), Cell(right + end)], height=height)
    return word.table(widths, tags[0] + row + tags[1], word.TO_CUT)


def _holds(tag: str) -> str:
    return word.paragraph("Normal", f"{{%p {tag} %}}")


def _on_ballot(line: Line | Tag) -> str:
    if isinstance(line, Tag):
        return word.paragraph("Normal", _standing(line.text, "p"))
    return word.paragraph(_ON_BALLOT[line.style], line.text)
