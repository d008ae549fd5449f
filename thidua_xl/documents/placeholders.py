"""The placeholders of a Word template: found by paragraph, and told where one is broken or unknown.

A template that an office edited in Word may hold anything. It is looked through before it is filled, so that a
person reads which paragraph and which placeholder, and never a traceback or half a paper.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, meta, nodes
from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAG = re.compile(r"\{\{(?P<print>.*?)\}\}|\{%(?P<do>.*?)%\}|\{#.*?#\}", re.DOTALL)
_HALF = re.compile(r"\{\{|\{%|\}\}|%\}")
_KIND = re.compile(r"^(?:p|r|tr|tc)(?=\s)")
_OPENS, _SHUTS = {"for": "endfor", "if": "endif"}, {"endfor", "endif"}
_BARE = _SHUTS | {"else", "cellbg", "colspan", "vm", "hm"}
_WORDS = frozenset({*_OPENS, "elif", "set"})
_UNREADABLE = "không đọc được"
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_LONGEST = 60
_KNOWN = 1 << 12
"""Placeholders that are remembered."""
_JINJAS = frozenset({"loop", "range", "true", "false", "none", "namespace", "dict", "joiner", "cycler"})


class Wrong(NamedTuple):
    """What is wrong with a template: the paragraph (from 1; 0 where nobody knows), what stands there, why."""

    paragraph: int
    placeholder: str
    why: str
    place: str = ""
    """The header or footer that it stands in; empty for the text itself."""


class _Found(NamedTuple):
    paragraph: int
    text: str
    """As it stands, with its signs."""
    inner: str
    prints: bool


def accept_changes(root: etree._Element) -> None:
    """Take tracked changes as made: a paper that goes out has none, and they cut placeholders in two."""
    for name in ("del", "moveFrom", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange",
                 "sectPrChange", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
                 "proofErr"):  # fmt: skip
        for one in list(root.iter(f"{_W}{name}")):
            _drop(one)
    for name in ("ins", "moveTo"):
        for one in list(root.iter(f"{_W}{name}")):
            _unwrap(one)


def _drop(one: etree._Element) -> None:
    parent = one.getparent()
    if parent is not None:
        parent.remove(one)


def _unwrap(one: etree._Element) -> None:
    parent = one.getparent()
    if parent is None:
        return
    at = parent.index(one)
    for offset, child in enumerate(list(one)):
        parent.insert(at + offset, child)
    parent.remove(one)


def wrong_in(root: etree._Element, env: Environment, known: Collection[str]) -> Iterator[Wrong]:
    """What a person must mend in a part of a template.

    Args:
        root: the part's root, changes accepted.
        env: as the template will be filled with.
        known: names of placeholders that have a value.
    """
    found: list[_Found] = []
    for number, paragraph in enumerate(root.iter(f"{_W}p"), start=1):
        text = _text(paragraph)
        found += (_Found(number, *one) for one in _tags(text))
        rest = _TAG.sub("", text)
        if half := _HALF.search(rest):
            begins = half.start() if half[0].startswith("{") else max(0, half.start() - 30)
            yield Wrong(number, _short(rest[begins : half.start() + 30]), "thiếu dấu mở hoặc đóng")
    broken = [wrong for one in found if (wrong := _broken(one, env))]
    yield from broken
    yield from _unclosed(found)
    if not broken:
        yield from _unknown(found, env, known)


def _text(paragraph: etree._Element) -> str:
    """The paragraph's own text: a text box within it has paragraphs of its own."""
    own = (one for one in paragraph.iter(f"{_W}t") if next(one.iterancestors(f"{_W}p")) is paragraph)
    return "".join(one.text or "" for one in own)


def _tags(text: str) -> Iterator[tuple[str, str, bool]]:
    for match in _TAG.finditer(text):
        inner = match["print"] if match["print"] is not None else match["do"]
        if inner is not None:
            plain = _KIND.sub("", inner.translate(_QUOTES)).strip(" -+\t\n\u00a0")
            yield match[0], plain, match["print"] is not None


def _broken(one: _Found, env: Environment) -> Wrong | None:
    word = one.inner.split(" ")[0]
    if not one.prints and word in _BARE:
        return None
    if not one.prints and word not in _WORDS:
        return Wrong(one.paragraph, _short(one.text), _UNREADABLE)
    return None if _compiles(env, _alone(one, word)) else Wrong(one.paragraph, _short(one.text), _UNREADABLE)


# --- a placeholder as a template of its own; the papers of thirty units hold the same ones thirty times ---


@lru_cache(maxsize=_KNOWN)
def _compiles(env: Environment, alone: str) -> bool:
    try:
        env.compile(alone, raw=True)  # names of filters and tests, too
    except TemplateSyntaxError:
        return False
    return True


@lru_cache(maxsize=_KNOWN)
def _asks_for(env: Environment, alone: str) -> frozenset[str]:
    return frozenset(meta.find_undeclared_variables(env.parse(alone)))


@lru_cache(maxsize=_KNOWN)
def _gives(env: Environment, alone: str) -> frozenset[str]:
    names = env.parse(alone).find_all(nodes.Name)
    return frozenset(name.name for name in names if name.ctx == "store")


def _alone(one: _Found, word: str) -> str:
    """The placeholder as a template of its own."""
    if one.prints:
        return f"{{{{ {one.inner} }}}}"
    before = "{% if true %}" if word == "elif" else ""
    after = f"{{% {_OPENS.get(word, 'endif')} %}}" if word in _OPENS or before else ""
    return f"{before}{{% {one.inner} %}}{after}"


def _unclosed(found: list[_Found]) -> Iterator[Wrong]:
    stack: list[_Found] = []
    for one in found:
        word = one.inner.split(" ")[0]
        if one.prints:
            continue
        if word in _OPENS:
            stack.append(one)
        elif word in _SHUTS or word in ("else", "elif"):
            if not stack or (word in _SHUTS and _OPENS[stack[-1].inner.split(" ")[0]] != word):
                yield Wrong(one.paragraph, _short(one.text), "không có phần mở")
                return
            if word in _SHUTS:
                stack.pop()
    for one in stack:
        yield Wrong(one.paragraph, _short(one.text), "không có phần đóng")


def _unknown(found: list[_Found], env: Environment, known: Collection[str]) -> Iterator[Wrong]:
    """Names that have no value, but for those that a loop or `set` of the template itself gives."""
    given = set(known)
    for one in found:
        if not one.prints:
            given |= _given(one, env)
    told: set[str] = set()
    for one in found:
        word = one.inner.split(" ")[0]
        if not one.prints and word in _BARE:
            continue
        for name in sorted(_asks_for(env, _alone(one, word)) - given - told):
            told.add(name)
            yield Wrong(one.paragraph, _short(one.text), f"không có chỗ điền nào tên {name}")


def _given(one: _Found, env: Environment) -> frozenset[str]:
    """Names that a loop or `set` of the template gives."""
    word = one.inner.split(" ")[0]
    if word not in ("for", "set"):
        return frozenset()
    return _gives(env, _alone(one, word))


def mentions(root: etree._Element, name: str) -> tuple[int, str]:
    """The first paragraph whose placeholders speak of a name, and that placeholder."""
    pattern = re.compile(rf"\b{re.escape(name)}\b")
    for number, paragraph in enumerate(root.iter(f"{_W}p"), start=1):
        for text, inner, _ in _tags(_text(paragraph)):
            if pattern.search(inner):
                return number, _short(text)
    return 0, name


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"


def names_of(values: Mapping[str, object]) -> frozenset[str]:
    """Names that have a value, with Jinja's own."""
    return frozenset(values) | _JINJAS
