"""Papers chosen, filled and laid into a folder; the same for a cluster and for the superior's office."""

import difflib
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, NamedTuple

from ... import clock
from ...bookkeeping.saved import Saved
from ...documents.blanks import Blank
from ...documents.compiled import template_names
from ...documents.fill import BadTemplateError, Filled
from ...domain.year.papers import PAPERS as OF_YEAR
from ...domain.year.stages import Stage
from ...errors import CannotRunError, reason
from ...sheets.acts_said import act_said
from ...storage.safe import backup, is_open_elsewhere, sweep, write_safely
from ...workers import garbage
from ...workers.steps import Step, watched
from ..letters import harmless
from .paper import F, Paper, full_code

DRAFT = "_du-thao"
"""Behind the name of a draft: it takes no place of a paper that goes out."""


class Wanted(NamedTuple):
    """What is asked for."""

    out: Path
    only: Sequence[str] = ()
    """Codes, with a part where one is meant: `giay-moi:HN`; none for all papers."""
    templates: Path | None = None
    draft: bool = False
    electronic: bool = False
    if_any: bool = False
    """A part that a paper does not have in this book is passed over, not refused."""


class MadePaper(NamedTuple):
    """One file, and what is left in it for people."""

    code: str
    file: Path
    blanks: Sequence[Blank]
    lacks: str
    """What the book has no data for; empty where it has all."""
    put_away: bool = False
    """Whether another file of this name went to `luu/`: somebody may have worked in it."""


class RefusedPaper(NamedTuple):
    """A paper that may not go out yet, and why."""

    code: str
    reasons: Sequence[str]


@dataclass(slots=True)
class Documents:
    """The outcome of `documents`."""

    out: Path
    waits: bool = False
    """Whether the book itself needs a person."""
    made: list[MadePaper] = field(default_factory=list)
    refused: list[RefusedPaper] = field(default_factory=list)
    not_needed: list[RefusedPaper] = field(default_factory=list)
    """Papers of which there is nothing to make now, and why."""
    broken: list[BadTemplateError] = field(default_factory=list)
    unused: Sequence[Path] = ()
    """Word files among the office's own templates that no paper is made from: their names are of none."""
    saved: Saved | None = None
    """None where nothing is recorded: the book is closed, or these are drafts."""

    @property
    def needs_a_person(self) -> bool:
        """Whether the command ends with exit code 1."""
        return bool(self.refused) or self.waits


class Ready(NamedTuple):
    """A paper filled, not written yet."""

    paper: str
    """The code of its kind."""
    code: str
    name: str
    filled: Filled
    lacks: str


class Choice(NamedTuple, Generic[F]):
    """A paper that is asked for; `part` None: all its parts."""

    paper: Paper[F]
    part: str | None = None
    if_any: bool = False
    """Whether it may have no such part."""


def choose(
    papers: Sequence[Paper[F]], only: Sequence[str], aliases: Mapping[str, str], *, if_any: bool = False
) -> list[Choice[F]]:
    """The papers of these codes; all of them for none.

    Raises CannotRunError for a code that is none, naming the nearest.
    """
    if not only:
        return [Choice(paper) for paper in papers]
    by_code = {paper.code: paper for paper in papers}
    wanted: list[Choice[F]] = []
    for typed in only:
        code, colon, part = typed.strip().partition(":")
        paper = by_code.get(aliases.get(code.casefold(), code.casefold()))
        if paper is None:
            raise CannotRunError(_unknown(typed, [*by_code, *aliases]))
        if (one := Choice(paper, part if colon else None, if_any)) not in wanted:
            wanted.append(one)
    return wanted


def _unknown(typed: str, codes: Sequence[str]) -> str:
    hint = _other_book(typed) or next(
        (
            f" Gần nhất: {near}."
            for near in difflib.get_close_matches(typed.casefold(), codes, n=1, cutoff=0.4)
        ),
        "",
    )
    return f"Không có văn bản nào mã {typed}.{hint} Các mã: {', '.join(codes)}."


def _other_book(typed: str) -> str:
    """Whose paper it is, of one that is made from a book of the other kind."""
    code = typed.strip().casefold().partition(":")[0]
    if code in {name.partition(":")[0] for name in OF_YEAR}:
        return " Đó là văn bản của cụm, xuất từ sổ cụm."
    return " Đó là văn bản của cấp trên, xuất từ sổ tổng hợp." if code in template_names() else ""


def _parts(facts: F, one: Choice[F]) -> Sequence[str]:
    """The files of a paper. Raises CannotRunError for a part that it does not have."""
    parts = one.paper.parts(facts)
    if one.part is None:
        return parts
    found = [part for part in parts if part.casefold() == one.part.casefold()]
    if not found and not one.if_any:
        have = ", ".join(full_code(one.paper.code, part) for part in parts) or "chưa có phần nào"
        raise CannotRunError(f"Văn bản {one.paper.code} không có phần {one.part}. Hiện có: {have}.")
    return found


Fill = Callable[[Paper[F], str], Filled]
"""Fills a part of a paper. Raises BadTemplateError."""


def fill_all(
    facts: F, chosen: Sequence[Choice[F]], fill: Fill[F], done: Documents, draft: bool, step: Step
) -> list[Ready]:
    """Every paper that may go out; what may not, and what has a bad template, stops no other."""
    papers = (ready for one in chosen for ready in _fill_one(facts, one, fill, done, draft))
    return list(watched(_swept(papers), sum(len(_parts(facts, one)) for one in chosen), step))


_TOGETHER = 100
"""Papers after which it is swept: each leaves half a megabyte in circles."""


def _swept(papers: Iterable[Ready]) -> Iterator[Ready]:
    """The same, with what the making of hundreds leaves behind freed now and then."""
    for at, one in enumerate(papers, start=1):
        if at % _TOGETHER == 0:
            garbage.sweep()
        yield one


def _fill_one(facts: F, one: Choice[F], fill: Fill[F], done: Documents, draft: bool) -> Iterator[Ready]:
    paper, parts = one.paper, _parts(facts, one)
    reasons = paper.barred(facts) if parts or not one.if_any else ()
    if reasons and not draft:
        done.refused.append(RefusedPaper(full_code(paper.code, one.part or ""), reasons))
        return
    if not parts and paper.none:
        done.not_needed.append(RefusedPaper(paper.code, (paper.none,)))
    for part in parts:
        code = full_code(paper.code, part)
        try:
            name = file_name(f"{code}{DRAFT if draft else ''}", paper.ending)
            yield Ready(paper.code, code, name, fill(paper, part), paper.lacks(facts, part))
        except BadTemplateError as error:
            done.broken.append(error)
            return


def file_name(code: str, ending: str = ".docx") -> str:
    """`giay-moi_HN.docx`."""
    return f"{harmless(code.replace(':', '_'))}{ending}"


def several_files(code: str, ending: str = ".docx") -> str:
    """`dang-ky_*.docx`: the files of a paper that every unit has of its own."""
    return f"{file_name(code, '')}_*{ending}"


def refuse_folder(out: Path, originals: Path, received: Collection[str], what: str = "phiếu nhận về") -> None:
    """Raises CannotRunError for the originals' folder, and for one that files are received from.

    Such a folder holds files that were received, letters, or forms: papers would lie among them.

    Args:
        out: where papers shall go.
        originals: `<book>.goc`.
        received: SHA-256 of the files received.
        what: what those are.
    """
    if out.exists() and not out.is_dir():
        raise CannotRunError(f"{out} là một tệp, không phải thư mục; chọn thư mục để ghi văn bản.")
    if out.resolve() == originals.resolve() or originals.resolve() in out.resolve().parents:
        raise CannotRunError(f"{out} là thư mục giữ bản gốc; chọn thư mục khác cho văn bản.")
    try:
        files = [one for one in out.iterdir() if one.is_file()] if out.is_dir() else []
        found = [one.name for one in files if _is_received(one, received)]
    except OSError as error:
        raise CannotRunError(f"Không đọc được {out}: {reason(error)}.") from None
    if found:
        raise CannotRunError(f"{out} là thư mục {what} (có {found[0]}); chọn thư mục khác cho văn bản.")


def refuse_opened(ready: Sequence[Ready], out: Path) -> None:
    """Raises CannotRunError for a paper that Word has open: nothing is recorded that could not be written."""
    for path in (out / one.name for one in ready):
        if lock := is_open_elsewhere(path):
            raise CannotRunError(
                f"{path.name} đang mở ở chương trình khác (có {lock}): đóng lại rồi xuất lại."
            )
        try:
            if path.exists():
                path.open("r+b").close()
        except OSError as error:
            why = reason(error)
            raise CannotRunError(
                f"Không ghi được {path}: {why}. Nếu tệp đang mở trong Word thì đóng lại rồi xuất lại."
            ) from None


_FORMS = "|".join(stage.prefix for stage in Stage)
_COMES_IN = re.compile(rf"(?:{_FORMS})_.*\.xlsx|.*\.(?:eml|emlx|msg|mbox|p7m)", re.IGNORECASE)


def _is_received(file: Path, received: Collection[str]) -> bool:
    """Whether it is one that came in, or looks like one that will."""
    return bool(_COMES_IN.fullmatch(file.name)) or hashlib.sha256(file.read_bytes()).hexdigest() in received


def write_papers(ready: Sequence[Ready], out: Path) -> Iterator[MadePaper]:
    """Write what is new; what stood there and differs goes to `luu/` first, because people edit papers.

    Raises CannotRunError where it cannot be written; what was there is whole.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        sweep(out, [one.name for one in ready])
        for one in ready:
            path, put_away = _put(out / one.name, one.filled.data)
            yield MadePaper(one.code, path, one.filled.blanks, one.lacks, put_away)
    except OSError as error:
        raise CannotRunError(f"Không ghi được văn bản vào {out}: {reason(error)}.") from None


def _put(path: Path, data: bytes) -> tuple[Path, bool]:
    """Where it lies now, and whether another one that stood there went to `luu/`."""
    old = path.read_bytes() if path.exists() else None
    if old is not None and says_the_same(old, data):
        return path, False
    if old is not None:
        backup(path, clock.now(), act_said("documents"))
    return write_safely(path, data), old is not None


_WHEN_MADE = "docProps/core.xml"


def says_the_same(old: bytes, new: bytes) -> bool:
    """Whether two papers differ in nothing but when they were made."""
    if old == new:
        return True
    try:
        before, after = map(_parts_of, (old, new))
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error):
        return False
    return before == after


def _parts_of(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist() if name != _WHEN_MADE}
