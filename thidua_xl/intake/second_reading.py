"""The second reading: what the bytes of a sheet say of the cells that count, found without the first reader.

A score counts only where both readings agree. An ordinary sheet is read with one search over its bytes and
compared as a whole. Where anything is unusual, or anything differs, a real parser reads every cell, and each
is compared by itself: then the cells are named in which the two differ.
"""

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple
from xml.parsers import expat

from ..domain.values.cells import CellError, Disputed, Uncomputed, as_text
from ..domain.values.text import clean
from ..workbook.addresses import column_name, column_number
from ..workbook.grid import Place
from ..workbook.xml_text import unescape

_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # ISO 29500 strict
)


@dataclass(slots=True)
class Part:
    """A sheet's part with what its cells refer to. It is let go once it has been compared."""

    xml: bytes
    ordinary: tuple[int, int] | None
    """Where its sheet data stand, if they are known to be of the ordinary form."""
    strings: bytes = b""
    styles: bytes = b""
    twice: bool = True
    """Whether it is read twice: what others send is, our own book is not."""
    framed: bool | None = None
    """Whether its ordinary sheet data stand in a sound worksheet, once that was asked."""

    def is_framed(self, body: tuple[int, int]) -> bool:
        """Whether these ordinary sheet data stand in a sound worksheet: asked once, of some megabytes."""
        if self.framed is None:
            self.framed = _frame_is_sound(self.xml, *body)
        return self.framed


def disputed(part: Part, rows: list[list[object]], first: int, columns: Iterable[int]) -> list[Place]:
    """Put a `Disputed` into every cell of the columns from row `first` on where this reading differs.

    Returns the places. Raises ValueError if the parts are not sound XML of a workbook.
    """
    wanted = tuple(sorted(set(columns)))
    if part.ordinary is not None and _all_agree(part, part.ordinary, rows, first, wanted):
        return []
    return list(_one_by_one(part, rows, first, wanted))


# --- ordinary sheets ---------------------------------------------------------------------------


def _all_agree(
    part: Part, body: tuple[int, int], rows: list[list[object]], first: int, columns: tuple[int, ...]
) -> bool:
    """Whether the search understands every cell of the columns and gives just what was read."""
    if columns[-1] > _LAST or len(part.strings) > _MANY or not part.is_framed(body):
        return False
    found = _pattern(columns).findall(part.xml, *body)
    if len({cell[0] for cell in found}) != len(found):
        return False  # a cell stands twice
    index = _slots(columns, first, len(rows))
    mine: list[object] = [""] * len(index)
    table, dated = _Strings.of(part.strings), _date_styles(part.styles)
    texts: dict[bytes, object] = {}
    for name, style, kind, value in found:
        if not value:
            continue
        at = index.get(name)
        if at is None:
            if int(name[1:]) > first:
                return False  # below the last row that was read
        elif kind == b"s":
            if value not in texts:
                texts[value] = table.text(int(value))
            mine[at] = texts[value]
        elif kind in (b"", b"n"):
            mine[at] = _Unlike if style in dated else _number(value)
        else:
            mine[at] = _Unlike if kind == b"b" else _escaped(value)
    return mine == _flat(rows, first, columns)


class _Unlike:
    """Equal to nothing: a cell to be compared by itself."""


_LAST = 25
_MANY = 1_000_000
"""Bytes of shared strings: a form has some twenty thousand."""


@lru_cache(maxsize=8)
def _pattern(columns: tuple[int, ...]) -> re.Pattern[bytes]:
    """Name, style, type and value of the cells of these columns in ordinary sheet data."""
    letters = "".join(map(column_name, columns)).encode()
    return re.compile(
        rb'<c r="([' + letters + rb'][0-9]+)"(?: s="([0-9]+)")?+(?: t="([a-z]+)")?+'
        rb"(?:/>|>(?:<f[^>]*+>(?:[^<]*+</f>)?+)?+<v>([^<]*+)</v></c>)"
    )


@lru_cache(maxsize=16)  # the forms of a cluster have their cells in the same places
def _slots(columns: tuple[int, ...], first: int, end: int) -> Mapping[bytes, int]:
    """The names of the cells in reading order."""
    letters = [column_name(column) for column in columns]
    names = [f"{letter}{row + 1}".encode() for row in range(first, end) for letter in letters]
    return {name: at for at, name in enumerate(names)}


def _flat(rows: list[list[object]], first: int, columns: tuple[int, ...]) -> list[object]:
    """The cells that were read, in the same order."""
    width = columns[-1] + 1
    if len(columns) == 1:
        return [row[columns[0]] if len(row) >= width else "" for row in rows[first:]]
    whole = itemgetter(*columns)
    flat: list[object] = []
    for row in rows[first:]:
        flat += whole(row) if len(row) >= width else whole(row + [""] * width)
    return flat


_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")


@lru_cache(maxsize=1 << 14)
def _number(value: bytes) -> object:
    text = value.decode("ascii", "replace")
    return float(text) if _NUMBER.fullmatch(text) else _Unlike


@lru_cache(maxsize=1 << 12)
def _escaped(value: bytes) -> str:
    return unescape(value.decode("utf-8", "replace"))


_STRING = re.compile(
    rb'(?:[^<]*+<\?xml[^<>]*\?>)?\s*+(?:<sst [^<>]*>)?\s*+<si><t(?: xml:space="preserve")?>([^<]*+)</t>'
)


_TEXT = rb'<t(?: xml:space="preserve")?(?:/>|>[^<]*+</t>)'
_RICH = (
    rb"(?:<r>(?:<rPr>(?:<[A-Za-z]+(?: [^<>]*)?/>)*+</rPr>)?+" + _TEXT + rb"</r>)++(?:<phoneticPr [^<>]*/>)?+"
)
_ALL_STRINGS = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml[^<>]*\?>)?\s*<sst [^<>]*>(?:<si>(?:"
    + _TEXT
    + rb"|"
    + _RICH
    + rb")</si>)*+</sst>\s*"
)
"""Nothing inside one another that does not belong there: readers count such strings differently."""


class _Strings:
    """The shared strings of an ordinary package by number, without parsing those that are not asked for."""

    def __init__(self, xml: bytes) -> None:
        self.is_plain = not xml or (
            _ALL_STRINGS.fullmatch(xml) is not None and _is_sound.__wrapped__(xml, b"sst")
        )
        self._pieces = xml.split(b"</si>")[:-1] if self.is_plain else []

    @staticmethod
    @lru_cache(maxsize=1)  # two sheets of a form are asked about, one after the other
    def of(xml: bytes) -> "_Strings":
        """The strings of a part."""
        return _Strings(xml)

    def text(self, number: int) -> object:
        """The text, or what equals nothing where it is not a plain one."""
        return _plain_string(self._pieces[number]) if number < len(self._pieces) else _Unlike

    def odd(self) -> list[int]:
        """The numbers of those of which a run does not look plain. Raises ValueError where only the part says it."""
        return [at for at, piece in enumerate(self._pieces) if b"<rPr>" in piece and _is_odd_string(piece)]


@lru_cache(maxsize=1 << 12)
def _plain_string(piece: bytes) -> object:
    found = _STRING.fullmatch(piece)
    return _escaped(found[1]) if found else _Unlike


def _frame_is_sound(xml: bytes, start: int, end: int) -> bool:
    """Whether ordinary sheet data stand in a sound worksheet, so that they are its sheet data."""
    if not _is_plain_text(xml):
        return False
    root = _ROOT.match(xml, 0, start)
    if root is None:
        return False
    before, behind = xml[:start] + b"</worksheet>", root[1] + xml[end:]
    if len(behind) > _LONG:
        return _is_sound(before, b"worksheet") and _is_sound.__wrapped__(behind, b"worksheet")
    return _is_sound(before, b"worksheet") and _is_sound(behind, b"worksheet")


_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
_NO_REFERENCE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")


def _is_plain_text(xml: bytes) -> bool:
    """Whether it is UTF-8 without control characters, and refers to no entity but XML's own."""
    if not xml.isascii() and not _is_utf8(xml):
        return False
    return len(xml.translate(None, _CONTROLS)) == len(xml) and _NO_REFERENCE.search(xml) is None


_DECODED = 1 << 16
"""Bytes that are decoded at once: as one text, some megabytes take three times as long."""


def _is_utf8(xml: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(xml), _DECODED):
            decoder.decode(xml[at : at + _DECODED], final=at + _DECODED >= len(xml))
    except ValueError:
        return False
    return True


_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml[^<>]*\?>)?\s*(<(?:worksheet|sst) [^<>]*>)")
_NAMESPACE = re.compile(
    rb"\sxmlns=[\"'](" + b"|".join(re.escape(space.encode()) for space in _MAIN) + rb")[\"']"
)
_STRAY = re.compile(rb"<(?:sheetData|row|c)[\s/>]")
"""Cells where no cells belong: not every reader looks where it finds them."""
_LONG = 200_000


@lru_cache(maxsize=8)  # what stands around the cells is the same in the forms of a cluster
def _is_sound(xml: bytes, root: bytes) -> bool:
    """Whether it is well-formed and has this root element, of the workbook's namespace and without prefix."""
    found = _ROOT.match(xml)
    if found is None or not found[1].startswith(b"<" + root + b" ") or not _NAMESPACE.search(found[1]):
        return False
    if root == b"worksheet" and _STRAY.search(xml):
        return False
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(xml, True)
    except expat.ExpatError:
        return False
    return True


# --- how cells look ----------------------------------------------------------------------------


def cells_of(
    part: Part, columns: tuple[int, ...], styles: frozenset[bytes]
) -> Iterator[tuple[int, int, bytes, bool]]:
    """Row, column and style of cells of these styles, and of those of which a part does not look plain.

    Whether it does not is the last of the four. Raises ValueError if the parts are not sound XML of a workbook.
    """
    odd = _odd_strings(part.strings)
    start, end = part.ordinary or _plain_body(part.xml, columns)
    if not end or columns[-1] > _LAST:
        yield from _parsed_cells(part, columns, styles, odd)
    elif odd or b"" in styles:
        for name, style, kind, value in _pattern(columns).findall(part.xml, start, end):
            if style in styles or (kind == b"s" and value in odd):
                yield int(name[1:]) - 1, name[0] - _A, style, kind == b"s" and value in odd
    elif styles:
        for name, style in _styled(columns, styles).findall(part.xml, start, end):
            yield int(name[1:]) - 1, name[0] - _A, style, False


def _parsed_cells(
    part: Part, columns: tuple[int, ...], styles: frozenset[bytes], odd: frozenset[bytes]
) -> Iterator[tuple[int, int, bytes, bool]]:
    for (row, column), raw in raw_cells(part.xml, frozenset(columns)).items():
        is_odd = raw.odd or (raw.kind == "s" and (raw.value or "").strip().encode() in odd)
        if is_odd or raw.style.encode() in styles:
            yield row, column, raw.style.encode(), is_odd


_A = ord("A")


@lru_cache(maxsize=8)
def _styled(columns: tuple[int, ...], styles: frozenset[bytes]) -> re.Pattern[bytes]:
    """Name and style of the cells of these columns and styles in ordinary sheet data, as far as they hold anything."""
    letters = "".join(map(column_name, columns)).encode()
    numbers = b"|".join(sorted(styles))
    return re.compile(rb'<c r="([' + letters + rb'][0-9]+)" s="(' + numbers + rb')"(?: t="[a-z]+")?+>')


def _plain_body(xml: bytes, columns: tuple[int, ...]) -> tuple[int, int]:
    """Where the sheet data stand if the search understands every cell of the columns; else (0, 0)."""
    start, end = xml.find(b"<sheetData>"), xml.rfind(b"</sheetData>")
    if min(start, end) < 0 or columns[-1] > _LAST or b"<!" in xml:
        return 0, 0
    named = xml.count(b'<c r="', start, end)
    if named != sum(xml.count(begin, start, end) for begin in (b"<c ", b"<c>", b"<c/>")) or b":c " in xml:
        return 0, 0
    letters = "".join(map(column_name, columns)).encode()
    mine = len(re.findall(rb'<c r="[' + letters + rb"][0-9]", xml[start:end]))
    return (start, end) if len(_pattern(columns).findall(xml, start, end)) == mine else (0, 0)


_ODD_WORDS = (b"strike", b"vertAlign", b"color ", b"sz ")
"""One of them stands in every run that does not look plain."""
_ODD_RUN = re.compile(
    rb'<(?:\w+:)?strike\b(?![^<>]*\bval="(?:0|false)")'
    rb'|<(?:\w+:)?vertAlign\b[^<>]*\bval="(?:super|sub)script"'
    rb'|<(?:\w+:)?sz\b[^<>]*\bval="(?:[0-2](?:\.[0-9]*)?|3(?:\.0*)?)"'
    rb'|<(?:\w+:)?color\b(?![^<>]*\btint="-(?:0?\.[2-9]|1))[^<>]*'
    rb'(?:\brgb="(?:[0-9A-Fa-f]{2})?(?:[D-Fd-f][0-9A-Fa-f]){3}"|\btheme="0"|\bindexed="[19]")'
)
"""A run of rich text that is struck through, raised, lowered, tiny, or as pale as the paper of entry cells."""


@lru_cache(maxsize=4)
def _odd_strings(xml: bytes) -> frozenset[bytes]:
    """The numbers of the shared strings of which a part does not look plain."""
    if not any(word in xml for word in _ODD_WORDS):
        return frozenset()
    return frozenset(str(at).encode() for at in _odd_numbers(xml))


def _odd_numbers(xml: bytes) -> Iterable[int]:
    """The same; plain strings one by one: a form's rich ones are those of all forms, and were parsed before."""
    strings = _Strings.of(xml) if len(xml) <= _MANY else None
    if strings is not None and strings.is_plain:
        with suppress(ValueError):
            return strings.odd()
    return _odd_among(xml)


def _odd_among(xml: bytes) -> set[int]:
    reader = _Texts()
    _parse(xml, reader)
    return reader.odd


@lru_cache(maxsize=1 << 12)
def _is_odd_string(piece: bytes) -> bool:
    """Whether one of plain shared strings has such a part; it ends before its closing tag.

    Raises ValueError where it names what is declared elsewhere.
    """
    alone = piece[piece.rfind(b"<si>") :]
    return bool(_odd_among(b'<sst xmlns="' + _MAIN[0].encode() + b'">' + alone + b"</si></sst>"))


def _is_odd(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element of a run's properties makes its text look other than plain."""
    told = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return _ODD_RUN.match(f"<{name}{told}>".encode()) is not None


# --- every other sheet -------------------------------------------------------------------------


class Raw(NamedTuple):
    """A cell as the part has it."""

    kind: str
    style: str
    value: str | None
    """The text of its value; None where it has none."""
    formula: bool
    single: bool
    """Whether it has one value, and its address is no other cell's."""
    odd: bool = False
    """Whether a part of its own text does not look plain."""


def _one_by_one(
    part: Part, rows: list[list[object]], first: int, columns: tuple[int, ...]
) -> Iterable[Place]:
    cells = raw_cells(part.xml, frozenset(columns))
    strings, dated = shared_strings(part.strings), _date_styles(part.styles)
    places = {(row, column) for row in range(first, len(rows)) for column in columns}
    for row, column in sorted(places.union(at for at in cells if at[0] >= first)):
        read = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
        raw = cells.get((row, column), _BLANK)
        if _same(raw, read, strings, dated):
            continue
        while len(rows) <= row:
            rows.append([])
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = Disputed(as_text(read) or _NOTHING, _shown(raw, strings) or _NOTHING)
        yield row, column


_BLANK = Raw("", "", None, formula=False, single=True)
_NOTHING = "(trống)"


def _same(raw: Raw, read: object, strings: Sequence[str], dated: frozenset[bytes]) -> bool:
    """Whether the reader gave what the part says, or what never counts anyway."""
    if not raw.single:
        return False
    if isinstance(read, CellError):
        return raw.kind == "e"
    if not raw.value:
        return read == "" or read is None or (read is Uncomputed.FORMULA and raw.formula)
    if raw.kind in ("", "n"):
        return _same_number(raw, read, dated)
    if raw.kind == "b":
        return isinstance(read, bool) and raw.value.strip() in (("1", "true") if read else ("0", "false"))
    if raw.kind == "d" and isinstance(read, date | time):
        return True
    if raw.kind == "s" and _string(raw, strings) is None:
        return False
    return raw.kind != "e" and isinstance(read, str) and _visible(read) == _visible(_shown(raw, strings))


def _same_number(raw: Raw, read: object, dated: frozenset[bytes]) -> bool:
    if isinstance(read, date | time | timedelta):
        return True  # a date is no score
    if type(read) is not float and type(read) is not int:
        return False
    if read - read != 0:
        return True  # NaN and infinity are no scores
    text = (raw.value or "").strip()
    return raw.style.encode() not in dated and bool(_NUMBER.fullmatch(text)) and float(text) == read


def _string(raw: Raw, strings: Sequence[str]) -> str | None:
    number = (raw.value or "").strip()
    known = number.isascii() and number.isdigit() and len(number) < 8 and int(number) < len(strings)
    return strings[int(number)] if known else None


def _shown(raw: Raw, strings: Sequence[str]) -> str:
    if not raw.single:
        return "hai giá trị"
    return (_string(raw, strings) if raw.kind == "s" else None) or raw.value or ""


_HEXADECIMAL = re.compile("_x([0-9A-Fa-f]{4})_")


def _visible(text: str) -> str:
    """The text as a person sees it, with the escapes of ISO 29500 (`_x000D_`) undone."""
    return clean(_HEXADECIMAL.sub(lambda found: chr(int(found[1], 16)), text))


def raw_cells(xml: bytes, columns: frozenset[int]) -> dict[Place, Raw]:
    """The cells of these columns by a real parser. Raises ValueError if the part is not a sound worksheet."""
    reader = _Cells(columns)
    _parse(xml, reader)
    return reader.cells


def _parse(xml: bytes, reader: "_Cells | _Texts") -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error


def _no_doctype(*_: object) -> None:
    raise ValueError("DOCTYPE")


def _local(name: str, root: str, depth: int) -> str:
    """The name of an element of the workbook's namespace, others are empty; the root must be `root`."""
    space, _, local = name.rpartition(" ")
    if depth == 0 and (space not in _MAIN or local != root):
        raise ValueError(f"{local} for {root}")
    return local if space in _MAIN else ""


_WAY = ("worksheet", "sheetData", "row", "c")


class _Cells:
    """Handlers that gather cells below worksheet, sheetData, row."""

    def __init__(self, columns: frozenset[int]) -> None:
        self.cells: dict[Place, Raw] = {}
        self._columns = columns
        self._path: list[str] = []
        self._row = self._column = -1
        self._cell: dict[str, str] = {}
        self._formulas = 0
        self._odd = False
        self._values: list[list[str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name, _WAY[0], len(self._path))
        self._path.append(local)
        path = tuple(self._path)
        if (local in _WAY and path != _WAY[: len(path)]) or (path[4:5] in (("v",), ("f",)) and len(path) > 5):
            raise ValueError(f"{local} out of place")  # readers differ in what they make of it
        if path == _WAY[:3]:
            self._row = _whole(attributes.get("r"), self._row + 2) - 1
            self._column = -1
        elif path == _WAY:
            self._cell, self._formulas, self._values, self._odd = attributes, 0, [], False
            self._row, self._column = _address(attributes.get("r", ""), self._row, self._column + 1)
        elif path[:4] == _WAY:
            self._formulas += path[4:] == ("f",)
            self._odd = self._odd or (path[4:7] == ("is", "r", "rPr") and _is_odd(local, attributes))
            if path[4:] in (("v",), ("is",)):
                self._values.append([])

    def text(self, text: str) -> None:
        inside = tuple(self._path[4:])
        if inside in (("v",), ("is", "t"), ("is", "r", "t")) and self._values:
            self._values[-1].append(text)

    def end(self, _: str) -> None:
        if tuple(self._path) == _WAY and self._column in self._columns:
            at = (self._row, self._column)
            value = "".join(self._values[0]) if self._values else None
            single = len(self._values) < 2 and self._formulas < 2 and at not in self.cells
            about = (self._cell.get("t", ""), self._cell.get("s", ""), value, self._formulas > 0)
            self.cells[at] = Raw(*about, single, self._odd)
        self._path.pop()


def _whole(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise ValueError(f"row {text}")
    return int(text)


_ADDRESS = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")


def _address(reference: str, row: int, column: int) -> Place:
    """Where a cell says that it stands; where it says nothing, after the last one."""
    if not reference:
        return row, column
    found = _ADDRESS.fullmatch(reference)
    if not found:
        raise ValueError(f"cell {reference}")
    return int(found[2]) - 1, column_number(found[1].upper())


def shared_strings(xml: bytes) -> list[str]:
    """All shared strings, without phonetic runs. Raises ValueError if the part is not sound."""
    reader = _Texts()
    if xml:
        _parse(xml, reader)
    return ["".join(pieces) for pieces in reader.pieces]


_STRING_WAYS = (["si"], ["si", "t"], ["si", "r"], ["si", "r", "t"], ["si", "rPh"], ["si", "rPh", "t"])


class _Texts:
    """Handlers that gather the texts of shared strings."""

    def __init__(self) -> None:
        self.pieces: list[list[str]] = []
        self.odd: set[int] = set()
        """Numbers of the strings of which a run does not look plain."""
        self._path: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(_local(name, "sst", len(self._path)))
        if self._path[-1] in ("si", "t", "r", "rPh") and self._path[1:] not in _STRING_WAYS:
            raise ValueError(f"{self._path[-1]} out of place")
        if self._path == ["sst", "si"]:
            self.pieces.append([])
        if self._path[1:4] == ["si", "r", "rPr"] and _is_odd(self._path[-1], attributes):
            self.odd.add(len(self.pieces) - 1)

    def text(self, text: str) -> None:
        if self._path[1:] in (["si", "t"], ["si", "r", "t"]):
            self.pieces[-1].append(text)

    def end(self, _: str) -> None:
        self._path.pop()


# --- dates -------------------------------------------------------------------------------------

MOST_STYLES = 10_000_000
"""Bytes: a form has twelve thousand, a book into which others were copied for years some millions."""
BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Number formats of dates and times that need no declaration (ISO 29500-1, 18.8.30)."""
_FORMAT = re.compile(rb'<(?:\w+:)?numFmt (?=[^<>]*\bnumFmtId="(\d+)")[^<>]*\bformatCode="([^"]*)"')
_STYLES = re.compile(rb"<(?:\w+:)?cellXfs\b(.*?)</(?:\w+:)?cellXfs>", re.S)
_STYLE = re.compile(rb'<(?:\w+:)?xf\b(?:(?=[^<>]*\bnumFmtId="(\d+)"))?')
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hmsHMS]+\])[^\]]*\]')


@lru_cache(maxsize=4)  # forms come back with the styles they were issued with
def _date_styles(styles: bytes) -> frozenset[bytes]:
    """The styles of cells that show a number as a date or time."""
    if len(styles) > MOST_STYLES:
        raise ValueError("styles too large")
    codes = {int(number): _escaped(code) for number, code in _FORMAT.findall(styles)}
    dates = {number for number, code in codes.items() if re.search("[dmyhsDMYHS]", _QUOTED.sub("", code))}
    dates = {number for number in dates if "general" not in codes[number].lower()}
    body = _STYLES.search(styles)
    found = _STYLE.findall(body[1]) if body else []
    kinds = [int(number or 0) for number in found]
    usual = BUILT_IN_DATES - codes.keys()
    return frozenset(str(at).encode() for at, kind in enumerate(kinds) if kind in dates or kind in usual)
