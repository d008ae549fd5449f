"""Seeded mutants of a good form, and an oracle: no mutant may put a wrong score in without a word.

`python -m tests.hostile.mutants --count 20000 --seed 1` runs them in chunks, each a process, and prints what
came of them; it ends with 1 if a score was silently wrong, a file crashed the reader, or one took too long.
A mutant is found again by its seed: `--seed 1 --first 1234 --count 1`.

A score that the program takes is right if a strict reader of its own kind finds the same number: openpyxl,
which shares nothing with calamine, and where it gives up a few lines of ElementTree.
"""

import argparse
import io
import re
import subprocess
import sys
import time
import warnings
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from random import Random

import openpyxl

from thidua_xl.domain.values.numbers import as_shown

from .forms import base, packed, packed_twice, parts, read, sheet_part

MOST_SECONDS = 20
Values = dict[str, object]
"""Criterion → what stands in its score cell."""


# --- mutations ----------------------------------------------------------------------------------------


def mutant(seed: int, number: int) -> tuple[str, bytes]:
    """The kind of the mutant and its bytes: always the same for a seed and a number."""
    random = Random(f"{seed}/{number}")
    kind = random.choices(("bytes", "xml", "zip"), (1, 6, 1))[0]
    return kind, {"bytes": _bytes, "xml": _xml, "zip": _zip}[kind](random)


def _bytes(random: Random) -> bytes:
    data = bytearray(base())
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        at = random.randrange(len(data))
        if random.random() < 0.3:  # headers and directory, where a byte decides
            marks = [found.start() for found in re.finditer(rb"PK[\1\3\5][\2\4\6]", bytes(data))]
            at = min(len(data) - 1, random.choice(marks or [0]) + random.randrange(46))
        choice = random.randrange(6)
        if choice == 0:
            data[at] = random.randrange(256)
        elif choice == 1:
            data[at] ^= 1 << random.randrange(8)
        elif choice == 2:
            del data[at : at + random.choice((1, 4, 100))]
        elif choice == 3:
            data[at:at] = random.randbytes(random.choice((1, 4, 100)))
        elif choice == 4:
            data[at : at + 4] = random.choice((bytes(4), b"\xff" * 4))
        else:
            data[at:at] = data[at : at + random.choice((4, 50, 500))]
        if not data:
            break
    return bytes(data)


_PIECES = tuple(
    piece.encode()
    for piece in (
        "<v>7</v>",
        '<c r="J11"><v>7</v></c>',
        '<c r="J12" t="s"><v>7</v></c>',
        "<!-- x -->",
        "<!--",
        "-->",
        "<![CDATA[7]]>",
        "&#55;",
        "&amp;",
        "&x;",
        '<row r="11">',
        '<row r="12"><c r="J12"><v>7</v></c></row>',
        "</row>",
        "</c>",
        ' t="s"',
        ' t="str"',
        ' t="b"',
        ' t="e"',
        ' t="n"',
        ' t="inlineStr"',
        ' r="J11"',
        ' s="1"',
        "<f>1</f>",
        "<is><t>7</t></is>",
        "<si><t>I.1</t></si>",
        "<si/>",
        "<r><t>7</t></r>",
        "<rPh><t>7</t></rPh>",
        '<x:c r="J11"/>',
        "<sheetData>",
        "</sheetData>",
        "<c><v>7</v></c>",
        "<?x y?>",
        "\0",
        "\t",
        " ",
        "E1",
        "-",
        ".",
        ",",
        "0",
        "7",
        "1",
        "_x0037_",
        "\ufeff",
        '<sheet name="Tự chấm" sheetId="9" r:id="rId1"/>',
        "<t>7</t>",
        "<x/>",
        '<mc:AlternateContent xmlns:mc="urn:x"/>',
        'xmlns="urn:x"',
        "<xf/>",
        "</si>",
        "<v/>",
        "<v></v>",
        "\n",
    )
)
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_TAG = re.compile(rb"<[^>]*>")
_CELL = re.compile(rb"<c [^>]*?(?:/>|>.*?</c>)")
_VALUE = re.compile(rb"(?<=<v>)[^<]+|(?<=<t>)[^<]+")


def _xml(random: Random) -> bytes:
    content = parts(base())
    weights = {sheet_part(): 12, "xl/sharedStrings.xml": 4, "xl/workbook.xml": 3, "xl/_rels/workbook.xml.rels": 2,
               "xl/styles.xml": 2, sheet_part("_meta"): 2, "[Content_Types].xml": 1, "_rels/.rels": 1}  # fmt: skip
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        name = random.choices([*weights], [*weights.values()])[0]
        content[name] = random.choice(_EDITS)(content[name], random)
    return packed(content, zipfile.ZIP_STORED)


def _found(pattern: re.Pattern[bytes], xml: bytes, random: Random) -> tuple[int, int]:
    """A random match, or an empty one anywhere."""
    spans = [found.span() for found in pattern.finditer(xml)]
    at = random.randrange(len(xml) + 1)
    return random.choice(spans) if spans else (at, at)


def _insert(xml: bytes, random: Random) -> bytes:
    piece = random.choice(_PIECES)
    at = random.choice(
        (random.randrange(len(xml) + 1), *_found(random.choice((_TAG, _CELL, _VALUE)), xml, random))
    )
    return xml[:at] + piece + xml[at:]


def _delete(xml: bytes, random: Random) -> bytes:
    begin, end = _found(random.choice((_TAG, _CELL, _VALUE, _ATTRIBUTE)), xml, random)
    return xml[:begin] + xml[end:]


def _copy(xml: bytes, random: Random) -> bytes:
    pattern = random.choice((_TAG, _CELL, _CELL, _VALUE))
    begin, end = _found(pattern, xml, random)
    at = random.choice(_found(pattern, xml, random))
    return xml[:at] + xml[begin:end] + xml[at:]


def _swap(xml: bytes, random: Random) -> bytes:
    pattern = random.choice((_TAG, _CELL, _VALUE, _ATTRIBUTE))
    (a, b), (c, d) = sorted((_found(pattern, xml, random), _found(pattern, xml, random)))
    return xml if b > c else xml[:a] + xml[c:d] + xml[b:c] + xml[a:b] + xml[d:]


def _attribute(xml: bytes, random: Random) -> bytes:
    spans = [found.span(2) for found in _ATTRIBUTE.finditer(xml)]
    if not spans:
        return xml
    begin, end = random.choice(spans)
    other = random.choice(spans)
    new = random.choice(
        (b"", b"0", b"1", b"99999", b"-1", b"s", b"str", b"J11", b"A1", b"rId1", xml[slice(*other)])
    )
    return xml[:begin] + new + xml[end:]


def _byte(xml: bytes, random: Random) -> bytes:
    data = bytearray(xml)
    at = random.randrange(len(data)) if random.random() < 0.5 else random.choice(_found(_VALUE, xml, random))
    data[min(at, len(data) - 1)] = random.choice(b'0123456789<>/"=&;.,- \tEeJKA\xc3\xff')
    return bytes(data)


def _cut(xml: bytes, random: Random) -> bytes:
    begin = random.randrange(len(xml))
    return xml[:begin] + xml[begin + random.choice((1, 10, 1000, len(xml))) :]


def _quotes(xml: bytes, random: Random) -> bytes:
    old, new = random.choice(
        ((b'"', b"'"), (b"><", b">\n<"), (b"/>", b" />"), (b"<c ", b"<c\t"), (b"<v>", b"<v >"))
    )
    return xml.replace(old, new, random.choice((1, 5, -1)))


_EDITS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _insert, _insert, _delete, _copy, _swap, _attribute, _attribute, _byte, _byte, _cut, _quotes,
)  # fmt: skip


def _zip(random: Random) -> bytes:
    content = list(parts(base()).items())
    names = [name for name, _ in content]
    choice = random.randrange(8)
    at, other = random.randrange(len(content)), random.randrange(len(content))
    if choice == 0:
        content.append((names[at], content[other][1]))
    elif choice == 1:
        del content[at]
    elif choice == 2:
        content[at] = (
            random.choice((names[at].upper(), "/" + names[at], "../" + names[at], names[at] + " ")),
            content[at][1],
        )
    elif choice == 3:
        content[at], content[other] = (names[at], content[other][1]), (names[other], content[at][1])
    elif choice == 4:
        random.shuffle(content)
    elif choice == 5:
        return base() + random.choice((base(), packed(dict(content[:3])), random.randbytes(50), bytes(50)))
    elif choice == 6:
        return random.choice((packed(dict(content[:3])), random.randbytes(30), b"PK\3\4")) + base()
    else:
        content.insert(at, (f"{names[other]}.bak", content[other][1]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return packed_twice(content, random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))


# --- the oracle ---------------------------------------------------------------------------------------


def judged(data: bytes) -> tuple[str, str]:
    """What the program did with the file, and what is wrong with that (empty: nothing)."""
    status, findings, scores = read(data)
    if status != "accepted":
        return status, "" if findings else f"{status} without a finding"
    told = {found.criterion for found in findings if found.criterion}
    outcome = "accepted with findings" if findings else "accepted"
    strict = _strictly(_usually_named(data))
    if strict is None:
        return outcome, "" if findings else "accepted, and no strict reader can read it"
    for code, score in scores.items():
        value = strict.get(code)
        if score is not None and code not in told and _as_number(value) != score:
            return outcome, f"{code}: {score} taken, {value!r} is there"
        if score is None and code not in told and not findings and _as_number(value) is not None:
            return outcome, f"{code}: nothing taken, {value!r} is there"
    return outcome, ""


def _as_number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return as_shown(value)


def _usually_named(data: bytes) -> bytes:
    """The package with names that differ only in case as the good form has them: the standard compares them so."""
    usual = {name.casefold(): name for name in parts(base())}
    try:
        content = list(parts(data).items())
    except Exception:  # what a reader makes of it is asked next
        return data
    if all(usual.get(name.casefold(), name) == name for name, _ in content):
        return data
    return packed_twice((usual.get(name.casefold(), name), part) for name, part in content)


def _strictly(data: bytes) -> Values | None:
    """What stands in the score cells by another reader; None where none reads the file."""
    for reader in (_openpyxl, _element_tree):
        try:
            return reader(data)
        except Exception:  # whatever it cannot read
            continue
    return None


def _openpyxl(data: bytes) -> Values:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    sheet = next(one for one in workbook.worksheets if one.title.casefold() == "tự chấm")
    return _by_code([[cell.value for cell in row] for row in sheet.iter_rows()])


def _by_code(rows: list[list[object]]) -> Values:
    header = next(row for row in rows if "Mã" in row and "Điểm tự chấm" in row)
    code, score = header.index("Mã"), header.index("Điểm tự chấm")
    return {str(row[code]).strip(): row[score] for row in rows[rows.index(header) + 1 :] if row[code]}


def _element_tree(data: bytes) -> Values:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
        strings = [
            "".join(text.text or "" for text in entry.iter(f"{main}t"))
            for entry in ET.fromstring(archive.read("xl/sharedStrings.xml")).findall(f"{main}si")
        ]
        root = ET.fromstring(archive.read(sheet_part()))
    rows: list[list[object]] = [[None] * 26 for _ in range(200)]
    for cell in root.findall(f"{main}sheetData/{main}row/{main}c"):
        found = re.fullmatch(r"([A-Z])(\d+)", cell.get("r", ""))
        value, *_ = [*cell.findall(f"{main}v"), None]
        if not found or value is None or value.text is None:
            continue
        rows[int(found[2])][ord(found[1]) - 65] = _content(cell.get("t", "n"), value.text, strings)
    return _by_code(rows)


def _content(kind: str, value: str, strings: list[str]) -> object:
    try:
        return strings[int(value)] if kind == "s" else float(value) if kind == "n" else value
    except (ValueError, IndexError):
        return f"unreadable: {value}"  # in a column that counts it equals no score


# --- running them -------------------------------------------------------------------------------------


def run(seed: int, first: int, count: int) -> tuple[Counter[str], list[str]]:
    """Judge so many mutants; how many came to what, and what was wrong."""
    outcomes: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(first, first + count):
        kind, data = mutant(seed, number)
        begin = time.process_time()
        try:
            outcome, problem = judged(data)
        except Exception as error:
            outcome, problem = "crashed", f"{type(error).__name__}: {error}"
        if time.process_time() - begin > MOST_SECONDS:
            problem = problem or "took too long"
        outcomes[f"{kind}: {outcome}"] += 1
        if problem:
            wrong.append(f"--seed {seed} --first {number} --count 1 ({kind}): {problem}")
    return outcomes, wrong


_CHUNK = 250


def main() -> int:
    """Run them in chunks, so that a reader that ends its process is seen and stops nothing."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.mutants")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="write the one mutant here")
    given = parser.parse_args()
    if given.keep:
        given.keep.write_bytes(mutant(given.seed, given.first)[1])
    if given.count <= _CHUNK:
        outcomes, wrong = run(given.seed, given.first, given.count)
    else:
        outcomes, wrong = _in_chunks(given.seed, given.first, given.count)
    print(f"{sum(outcomes.values())} mutants of seed {given.seed}, {len(wrong)} wrong")
    for what, number in sorted(outcomes.items()):
        print(f"{number:8} {what}")
    print(*wrong, sep="\n")
    return int(bool(wrong))


def _in_chunks(seed: int, first: int, count: int) -> tuple[Counter[str], list[str]]:
    outcomes: Counter[str] = Counter()
    wrong: list[str] = []
    for begin in range(first, first + count, _CHUNK):
        size = min(_CHUNK, first + count - begin)
        command = [sys.executable, "-m", "tests.hostile.mutants", "--seed", str(seed)]
        command += ["--first", str(begin), "--count", str(size)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
        except subprocess.TimeoutExpired:
            wrong.append(f"{' '.join(command[2:])}: hung")
            continue
        if done.returncode not in (0, 1):
            wrong.append(
                f"{' '.join(command[2:])}: process ended with {done.returncode}: {done.stderr[-300:]}"
            )
        for line in done.stdout.splitlines()[1:]:
            number, _, what = line.strip().partition(" ")
            if number.isdigit():
                outcomes[what] += int(number)
            elif line:
                wrong.append(line)
        print(f"{begin + size - first} of {count}, {len(wrong)} wrong", file=sys.stderr, flush=True)
    return outcomes, wrong


if __name__ == "__main__":
    sys.exit(main())
