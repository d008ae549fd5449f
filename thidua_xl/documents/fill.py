"""A Word template filled with plain data: nothing from a form becomes XML, a field or Jinja."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, Template, TemplateError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from ..workbook.xml_text import escape
from .adopted import adopt
from .blanks import Blank, blank, blanks_in, heading_styles, mark_blanks, with_blank_style
from .compiled import packed
from .pages import MARKS, make_sections
from .placeholders import Wrong, accept_changes, mentions, names_of, wrong_in
from .tables import Raw
from .texts import BRACES, printable
from .watermark import say_draft

_TEXT_PARTS = re.compile(r"word/(?:document|header\w*|footer\w*|first)\.xml")
_LISTING = re.compile("[\t\n\a\f]")
"""Signs that docxtpl makes tabs, lines and pages of, looking through every run of every paragraph."""
_DOTS = 5
"""As long a blank as a figure or a name in a table."""
_LARGEST = 20 * 2**20


class BadTemplateError(ValueError):
    """Raised for a template that cannot be filled; nothing was written.

    `wrong`: what is broken, by paragraph; empty for a file that is no Word document.
    """

    def __init__(self, name: str, wrong: Sequence[Wrong]) -> None:
        super().__init__(f"{name}: {wrong}")
        self.name, self.wrong = name, wrong


class Filled(NamedTuple):
    """A paper as .docx, and the blanks that people fill in."""

    data: bytes
    blanks: tuple[Blank, ...]


class Properties(NamedTuple):
    """What Word shows of a file: title, who made it, when."""

    title: str
    author: str
    created: datetime.datetime


def shown(value: object) -> object:
    """A value as it is printed: text stays text, nothing known is a dotted blank."""
    if value is None or (isinstance(value, str) and value == ""):
        return Markup(blank(_DOTS)) if value is None else ""
    if isinstance(value, (Raw, Markup)):
        return value
    return Markup(escape(printable(str(value))).translate(BRACES))


_TEMPLATES = 8
"""Texts of parts that are kept: one paper's, its headers and footers; those of another kind come after them."""


class _Environment(SandboxedEnvironment):
    """Placeholders that reach nothing but the values given."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, finalize=shown)
        self._of = lru_cache(maxsize=_TEMPLATES)(super().from_string)

    def from_string(
        self,
        source: str | nodes.Template,
        globals: MutableMapping[str, Any] | None = None,
        template_class: type[Template] | None = None,
    ) -> Template:
        """The template of a text: the papers of thirty units are filled from one, which is compiled once."""
        if isinstance(source, str) and globals is None and template_class is None:
            return self._of(source)
        return super().from_string(source, globals, template_class)


_ENVIRONMENT = _Environment()
"""One for all papers: it holds nothing of any."""


class _Document(DocxTemplate):  # type: ignore[misc]
    """A template whose placeholders are put together once for all papers that are filled from it."""

    def patch_xml(self, src_xml: str) -> str:
        """The part's XML with each placeholder in one piece."""
        return _patched(src_xml)

    def resolve_listing(self, xml: str) -> str:
        """The part's XML with tabs and breaks for such signs in its texts; of a part without one, as it is."""
        return super().resolve_listing(xml) if _LISTING.search(xml) else xml


@lru_cache(maxsize=_TEMPLATES)
def _patched(xml: str) -> str:
    patched: str = DocxTemplate.patch_xml(None, xml)  # it asks nothing of the document
    return patched


def filled(
    name: str, template: bytes, values: Mapping[str, object], said: Properties, *, draft: bool = False
) -> Filled:
    """The paper.

    Args:
        name: the template's file name, for whoever mends it.
        template: a .docx.
        values: by placeholder: texts, numbers, None (a blank), lists of mappings, `Raw`.
        said: the file's properties.
        draft: DỰ THẢO across every page.

    Raises:
        BadTemplateError: a placeholder is broken or unknown, or the file is no Word document.
    """
    env, values = _ENVIRONMENT, {**MARKS, **values}
    document = _opened(name, template)
    document.init_docx()
    root = document.docx.element
    wrong = [one for place, part in _parts(document) for one in _looked_through(part, place, env, values)]
    if wrong:
        raise BadTemplateError(name, wrong)
    if draft:
        say_draft(document.docx)  # before it is filled: docxtpl puts parts of its own in place of the headers
    try:
        document.render(values, jinja_env=env)
    except UndefinedError as error:
        raise BadTemplateError(name, [_undefined(root, error)]) from None
    except (TemplateError, SecurityError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BadTemplateError(name, [Wrong(0, "", _NOT_COMPUTED)]) from error
    return _finished(document, said)


_NOT_COMPUTED = "có chỗ điền không tính được (bộ lọc hay phép tính sai)"
_EDGES = {RELATIONSHIP_TYPE.HEADER: "đầu trang", RELATIONSHIP_TYPE.FOOTER: "chân trang"}


def _parts(document: DocxTemplate) -> Iterator[tuple[str, etree._Element]]:
    """The parts that hold placeholders, each with its name for who mends it; the text itself has none."""
    yield "", document.docx.element
    for one in document.docx.part.rels.values():
        if one.reltype in _EDGES:
            yield _EDGES[one.reltype], one.target_part.element


def _looked_through(
    part: etree._Element, place: str, env: Environment, values: Mapping[str, object]
) -> Iterator[Wrong]:
    accept_changes(part)
    return (one._replace(place=place) for one in wrong_in(part, env, names_of(values)))


def _opened(name: str, template: bytes) -> DocxTemplate:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            if sum(one.file_size for one in package.infolist()) > _LARGEST:
                raise BadTemplateError(name, [])
            package.getinfo("word/document.xml")
        document = _Document(io.BytesIO(template))
        document.init_docx()
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise BadTemplateError(name, []) from error
    return document


_UNDEFINED = re.compile(r"attribute '([^']+)'|'([^']+)' is undefined")


def _undefined(root: etree._Element, error: UndefinedError) -> Wrong:
    found = _UNDEFINED.search(error.message or "")
    name = (found[1] or found[2]) if found else ""
    if not name:
        return Wrong(0, "", _NOT_COMPUTED)
    return Wrong(*mentions(root, name), f"không có chỗ điền nào tên {name}")


def _finished(document: DocxTemplate, said: Properties) -> Filled:
    core = document.docx.core_properties
    core.title, core.author, core.last_modified_by = said.title[:250], said.author[:250], ""
    core.created = core.modified = said.created.astimezone(datetime.UTC).replace(tzinfo=None)
    target = io.BytesIO()
    document.docx.save(target)
    with zipfile.ZipFile(target) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    found = list(_marked(parts))
    return Filled(packed(parts), tuple(found))


_STYLES = "word/styles.xml"


def _marked(parts: dict[str, bytes]) -> Iterator[Blank]:
    """Have every blank, and every paragraph of ours, in its style; where the blanks are."""
    styles = etree.fromstring(parts[_STYLES]) if _STYLES in parts else None
    headings: set[str] = set()
    if styles is not None:
        headings = heading_styles(styles)
        with_blank_style(styles)
    for name in filter(_TEXT_PARTS.fullmatch, list(parts)):
        root = etree.fromstring(parts[name])
        make_sections(root)
        if styles is not None:
            adopt(root, styles)
        mark_blanks(root)
        yield from blanks_in(root, headings)
        parts[name] = _written(root)
    if styles is not None:
        parts[_STYLES] = _written(styles)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
