"""The guides as one page of HTML: every reader's part, a table of contents, the pictures inside.

Made once, when the guides change, and kept beside them (`guides/huong_dan.html`; a test holds it against a fresh
one): so a click only opens a file, which needs no library, no Internet and no place to write, and the offline kit
carries the very page. markdown-it-py is therefore needed where the page is made and nowhere else.
"""

import base64
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

PARTS = ("don_vi", "truong_cum", "noi_vu", "van_ban", "bo_nut", "cua_so", "lenh")
"""The files of the guide in the order of the page: who begins first stands first."""
TITLE = "Thi đua trên Excel – hướng dẫn"

_STYLE = """
  :root { --ink: #1d2733; --soft: #5b6775; --line: #d5dbe2; --tint: #f3f6f9; --red: #a61b29; }
  * { box-sizing: border-box; }
  body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1.25rem 3rem; color: var(--ink);
         font: 16px/1.55 "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
  header { border-bottom: 3px solid var(--red); padding-bottom: .6rem; margin-bottom: 1rem;
           font-size: 1.7rem; font-weight: 700; line-height: 1.2; }
  h1 { font-size: 1.5rem; line-height: 1.25; margin: 2.6rem 0 .6rem; padding-top: .8rem;
       border-top: 1px solid var(--line); break-after: avoid; }
  h2 { font-size: 1.15rem; color: var(--red); margin: 1.6rem 0 .4rem; break-after: avoid; }
  h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; break-after: avoid; }
  p { margin: .5rem 0; }
  a { color: #0b5394; }
  ol, ul { margin: .4rem 0; padding-left: 1.7rem; }
  li { margin: .25rem 0; }
  img { display: block; max-width: 100%; height: auto; margin: .8rem auto; border: 1px solid var(--line); }
  table { border-collapse: collapse; width: 100%; margin: .6rem 0 1rem; }
  td, th { text-align: left; vertical-align: top; padding: .32rem .55rem; border-top: 1px solid var(--line); }
  tr { break-inside: avoid; }
  thead th { background: var(--tint); color: var(--soft); font-weight: 600; font-size: .9em; }
  th[scope=row] { width: 14.5rem; font-weight: 600; }
  th[scope=row] code { font-weight: 400; }
  code, pre { font-family: Consolas, "Cascadia Mono", "Liberation Mono", monospace; font-size: .9em; }
  code { background: var(--tint); border-radius: 3px; padding: 0 .25em; overflow-wrap: anywhere; }
  pre { background: var(--tint); border-left: 3px solid var(--line); padding: .5rem .7rem; margin: .5rem 0;
        white-space: pre-wrap; overflow-wrap: anywhere; }
  pre code { background: none; padding: 0; font-size: 1em; }
  nav { background: var(--tint); border-radius: 6px; padding: .6rem .9rem; }
  nav ul { margin: .1rem 0; }
  nav > ul > li { margin: .35rem 0; font-weight: 600; }
  nav ul ul { padding: 0; font-weight: 400; list-style: none; }
  nav ul ul li { display: inline-block; margin: 0 1.1rem 0 0; }
  @page { size: A4; margin: 14mm 15mm; }
  @media print {
    body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.4; }
    h1 { break-before: page; border-top: 0; margin-top: 0; padding-top: 0; }
    img { max-height: 110mm; width: auto; break-inside: avoid; }
    a { color: inherit; text-decoration: none; }
    th[scope=row] { width: 42mm; }
    code, pre, nav, thead th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  }
"""


class Heading(NamedTuple):
    """A place of the page that can be gone to."""

    level: int
    anchor: str
    html: str


def page(folder: Path) -> str:
    """The whole page from the Markdown of `folder`.

    Raises:
        KeyError: two headings have one anchor, or a link leads to no heading.
        OSError: a part or a picture is not there.
    """
    headings: dict[str, Heading] = {}
    bodies = [_part(folder, name, headings) for name in PARTS]
    body = "\n".join(bodies)
    for target in re.findall(r'href="#([^"]*)"', body):
        headings[target]
    return (
        f'<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{TITLE}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<header>{TITLE}</header>\n"
        f"{_contents(list(headings.values()))}\n{body}</body>\n</html>\n"
    )


def _part(folder: Path, name: str, headings: dict[str, Heading]) -> str:
    """One file as HTML; its headings join those before it."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable("table")
    tokens = markdown.parse((folder / f"{name}.md").read_text(encoding="utf-8"))
    for heading in _anchored(tokens, name, markdown):
        if heading.anchor in headings:
            raise KeyError(heading.anchor)
        headings[heading.anchor] = heading
    _head_rows(tokens)
    for token in tokens:
        for inner in token.children or ():
            _inside(inner, folder)
    return str(markdown.renderer.render(tokens, markdown.options, {}))


def _anchored(tokens: Sequence["Token"], name: str, markdown: "MarkdownIt") -> Iterator[Heading]:
    """Every heading with its anchor: the file's name for its title, else what code forges make of the words."""
    for token, content in pairwise(tokens):
        if token.type == "heading_open":
            level = int(token.tag[1:])
            anchor = name if level == 1 else slug(content.content)
            token.attrSet("id", anchor)
            yield Heading(level, anchor, markdown.renderInline(content.content))


def slug(words: str) -> str:
    """Small letters, hyphens for spaces, no punctuation: so that a link works in the Markdown and on the page."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", words.casefold()))


def _head_rows(tokens: Sequence["Token"]) -> None:
    """The first cell of each row of a table names the row."""
    for at, (before, token) in enumerate(pairwise(tokens)):
        if before.type == "tr_open" and token.type == "td_open":
            token.tag = "th"
            token.attrs = {"scope": "row"}
            next(one for one in tokens[at + 1 :] if one.type == "td_close").tag = "th"


def _inside(token: "Token", folder: Path) -> None:
    """A picture comes into the page, a link to another part stays on it."""
    if token.type == "image":
        picture = (folder / str(token.attrGet("src"))).read_bytes()
        token.attrSet("src", f"data:image/png;base64,{base64.b64encode(picture).decode('ascii')}")
    elif token.type == "link_open":
        file, _, anchor = unquote(str(token.attrGet("href"))).partition("#")
        token.attrSet("href", f"#{anchor or file.removesuffix('.md')}")


def _contents(headings: Sequence[Heading]) -> str:
    """The parts, each with its sections."""
    lines = ["<nav>", "<ul>"]
    for at, (level, anchor, html) in enumerate(one for one in headings if one.level <= 2):
        if level == 1:
            lines += [*(["</ul></li>"] if at else []), f'<li><a href="#{anchor}">{html}</a><ul>']
        else:
            lines.append(f'<li><a href="#{anchor}">{html}</a></li>')
    return "\n".join([*lines, "</ul></li>", "</ul>", "</nav>"])
