"""What the self-test found, as data, as a text that a clerk reads and as JSON that a program reads."""

import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from ...storage.safe import write_safely

TEXT, DATA = "BaoCao.txt", "BaoCao.json"
_FEW = 12
"""Differences of one line that the text names; the JSON has them all."""
_INDENT = " " * 12
_HOMES = re.compile(r"(?:\b[A-Za-z]:[\\/]+Users|(?<![\w~])/(?:Users|home))[\\/]+[^\\/\s'\"“”]+")


class Verdict(StrEnum):
    """How one line came out; its text is what the user reads."""

    EQUAL = "Đạt"
    DIFFERS = "KHÁC"
    FAILED = "HỎNG"
    NOT_TRIED = "Chưa thử"


@dataclass(frozen=True, slots=True)
class Line:
    """One button, file or macro."""

    what: str
    """Its Vietnamese label, or the kind of file."""
    name: str
    """The command, the file or the macro."""
    verdict: Verdict
    seconds: float | None
    """How long the click, the opening or the call took."""
    proven: str
    """What was compared or looked at; for what was not tried: why."""
    differences: tuple[str, ...] = ()

    @property
    def is_wrong(self) -> bool:
        """Whether somebody has to look at it."""
        return self.verdict in (Verdict.DIFFERS, Verdict.FAILED)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything."""

    moment: str
    """When it began."""
    folder: Path
    buttons: Sequence[Line]
    files: Sequence[Line]
    macros: Sequence[Line]
    versions: Mapping[str, str]
    remarks: Sequence[str] = ()
    """What the whole run must be read with."""
    home: Path | None = None
    """What stands as ~ in what is printed and saved."""

    @property
    def lines(self) -> list[Line]:
        """All lines."""
        return [*self.buttons, *self.files, *self.macros]

    @property
    def wrong(self) -> int:
        """How many lines somebody has to look at."""
        return sum(line.is_wrong for line in self.lines)

    @property
    def code(self) -> int:
        """0: all equal, 1: something differs."""
        return int(bool(self.wrong))

    def text(self) -> str:
        """The report for people."""
        return self._bare("\n".join(_written(self)) + "\n")

    def as_json(self) -> dict[str, Any]:
        """The report for programs."""
        document: dict[str, Any] = self._bared({
            "equal": not self.wrong, "wrong": self.wrong, "moment": self.moment, "folder": str(self.folder),
            "versions": dict(self.versions), "remarks": list(self.remarks),
            "buttons": [_as_json(line) for line in self.buttons],
            "files": [_as_json(line) for line in self.files],
            "macros": [_as_json(line) for line in self.macros],
        })  # fmt: skip
        return document

    def save(self) -> list[Path]:
        """Both into the folder."""
        import json

        data = json.dumps(self.as_json(), ensure_ascii=False, indent=1)
        text = "\r\n".join(self.text().splitlines()) + "\r\n"  # Notepad of older Windows knows no other
        return [
            write_safely(self.folder / TEXT, ("\ufeff" + text).encode()),
            write_safely(self.folder / DATA, data.encode()),
        ]

    def _bare(self, text: str) -> str:
        """Without home folders, which are named after users (also as Windows shortens them)."""
        for home in {str(self.home), self.home.as_posix()} if self.home else ():
            text = text.replace(home, "~")
        return _HOMES.sub("~", text)

    def _bared(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._bare(value)
        if isinstance(value, dict):
            return {key: self._bared(one) for key, one in value.items()}
        return [self._bared(one) for one in value] if isinstance(value, list) else value


def _as_json(line: Line) -> dict[str, Any]:
    seconds = None if line.seconds is None else round(line.seconds, 2)
    return {
        "what": line.what, "name": line.name, "verdict": line.verdict.name.lower(), "seconds": seconds,
        "proven": line.proven, "differences": list(line.differences),
    }  # fmt: skip


def _written(report: Report) -> Iterator[str]:
    yield "TỰ KIỂM TRA THẺ THI ĐUA TRÊN EXCEL"
    yield _summary(report)
    yield ""
    yield f"Lúc: {report.moment}"
    yield f"Tệp mẫu và báo cáo nằm trong: {report.folder}"
    yield from _section("NÚT (so với lệnh trên một bản sao của cùng sổ, từng ô)", report.buttons)
    yield from _section("TỆP (Excel mở có phải sửa không)", report.files)
    yield from _section("MACRO CỦA BỘ NÚT", report.macros)
    yield ""
    yield "PHIÊN BẢN"
    yield from (f"  {name}: {version}" for name, version in report.versions.items())
    yield ""
    yield "GHI CHÚ"
    for remark in report.remarks:
        yield from _wrapped(remark, "  ")


def _summary(report: Report) -> str:
    left_out = sum(line.verdict is Verdict.NOT_TRIED for line in report.lines)
    tried = len(report.lines) - left_out
    told = f" Chưa thử được {left_out} mục (lý do ghi ở từng mục)." if left_out else ""
    if report.wrong:
        return f"KẾT QUẢ: CÓ {report.wrong} CHỖ KHÁC trong {tried} mục đã thử.{told}"
    return f"KẾT QUẢ: ĐẠT. {tried} mục đã thử đều đúng.{told}"


def _section(title: str, lines: Sequence[Line]) -> Iterator[str]:
    """A table; what most lines have proven is said once, above it."""
    yield ""
    yield title
    said = Counter(line.proven for line in lines if line.verdict is Verdict.EQUAL)
    usual, count = said.most_common(1)[0] if said else ("", 0)
    if count > 2:
        yield from _wrapped(f"“Đạt” không ghi gì thêm: {usual}.", "  ")
    width = max((len(_named(line)) for line in lines), default=0)
    for line in lines:
        took = "" if line.seconds is None else f"{line.seconds:.1f}".replace(".", ",") + " giây"
        yield f"  {line.verdict:<9} {_named(line):<{width}} {took:>10}".rstrip()
        if line.is_wrong or count <= 2 or line.proven != usual:
            yield from _wrapped(line.proven, _INDENT)
        yield from (f"{_INDENT}- {one}" for one in line.differences[:_FEW])
        if len(line.differences) > _FEW:
            yield f"{_INDENT}- … và {len(line.differences) - _FEW} chỗ nữa, xem {DATA}"


def _named(line: Line) -> str:
    return f"{line.what} [{line.name}]"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, 100, initial_indent=indent, subsequent_indent=indent, break_long_words=False,
                         break_on_hyphens=False)  # fmt: skip
