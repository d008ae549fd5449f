"""What files are inside a file that was received: archives, messages, one in the other, to a bounded depth.

The same bytes under the same name always give the same: a letter or archive that did not come apart whole is
kept among the originals and asked again in every run.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..domain.values.catalogue import Code
from ..intake.cms import content_of
from ..intake.kinds import SIGNED, Wrapper, in_parts, is_document, kind_of
from ..intake.pieces import TOO_MUCH, Budget, Member, Piece, Problem
from .archives import members
from .provenance import inside, letter_of
from .tars import tar_members, unsqueezed

_ZIPS_DEEP, _DEEP = 2, 5


class Unpacked(NamedTuple):
    """What came out of a file, and why something did not; `source` is its own `Nguồn`."""

    source: str
    pieces: list[Piece]
    problems: list[Problem]

    @property
    def has_form(self) -> bool:
        """Whether anything may be a scorecard, or was meant to be one."""
        return any(not is_document(piece.name, piece.data) for piece in self.pieces)


def holds_files(name: str, data: bytes) -> bool:
    """Whether it is taken apart: an archive, a letter, a folder of letters."""
    return kind_of(name, data) is not None


def unpack(name: str, data: bytes, source: str, arrived: str = "") -> Unpacked:
    """All files inside, in order; `arrived` is when the mail server says it took a letter."""
    budget = Budget()
    kind = kind_of(name, data)
    own, files = _opened(Piece(name, source, data), kind, budget, arrived)
    out = Unpacked(own, [], [])
    archives = int(kind is not None and kind.is_archive)
    for found in _deeper(files, budget, 1, archives, letters=kind is Wrapper.MAILBOX):
        if isinstance(found, Problem):
            out.problems.append(found)
        else:
            out.pieces.append(found)
    return out


Files = Iterable[Piece | Problem]


def _deeper(
    files: Files, budget: Budget, depth: int, archives: int, *, letters: bool = False
) -> Iterator[Piece | Problem]:
    """The files, and instead of each that holds others those others."""
    for found in files:
        kind = None if isinstance(found, Problem) else kind_of(found.name, found.data)
        if isinstance(found, Problem) or kind is None:
            yield found
            continue
        now = archives + kind.is_archive
        if depth >= _DEEP or now > _ZIPS_DEEP:
            yield Problem(Code.ARCHIVE_TOO_DEEP, found.name)
            continue
        around = letter_of(found.source)
        _, inner = _opened(found, kind, budget, outer=around.arrived if around else "")
        below = _deeper(inner, budget, depth + 1, now, letters=kind is Wrapper.MAILBOX)
        came = [_named(one, found.name) for one in below]
        yield from came
        if letters and not any(
            isinstance(one, Problem) or not is_document(one.name, one.data) for one in came
        ):
            yield found  # a letter without a form is told of, as one that lies in a folder is


def _named(found: Piece | Problem, outer: str) -> Piece | Problem:
    if isinstance(found, Problem) and not found.detail.startswith(outer):
        return found._replace(detail=f"{outer}: {found.detail}".rstrip(": "))
    return found


def _opened(
    of: Piece, kind: Wrapper | None, budget: Budget, arrived: str = "", outer: str = ""
) -> tuple[str, Files]:
    """The `Nguồn` of an archive or message itself, and the files that are directly in it.

    `outer` is when the letter arrived that brought it.
    """
    if kind in (Wrapper.ZIP, Wrapper.PACKED, Wrapper.TAR):
        return of.source, _in_archive(of, kind, budget)
    if kind is Wrapper.MAILBOX:
        from . import mailfiles

        return of.source, _letters(of, mailfiles.letters(of.data), budget)
    if kind is Wrapper.SIGNED:
        return _signed(of, budget, arrived, outer)
    if kind is Wrapper.OUTLOOK:
        from . import outlook

        letter, files = outlook.opened(of.data, budget)
    else:
        from . import mailfiles, message

        data = mailfiles.apple_letter(of.data) if kind is Wrapper.APPLE_LETTER else of.data
        letter, files = message.opened(data, budget, arrived, outer)
    pieces = (
        one if isinstance(one, Problem) else Piece(one.name, one.letter.source, one.data) for one in files
    )
    return letter.source if letter else of.source, pieces


def _signed(of: Piece, budget: Budget, arrived: str, outer: str) -> tuple[str, Files]:
    """What a signed parcel bears: the body of the letter that brought it, or a file."""
    from . import message

    content = content_of(of.data)
    if not message.has_headers(content):
        name = of.name[: -len(SIGNED[0])] if of.name.casefold().endswith(SIGNED) else of.name
        return of.source, [Piece(name, of.source, content) if budget.spend(len(content)) else TOO_MUCH]
    letter, files = message.opened(content, budget, arrived, outer)
    bare = letter is None or not (letter.sent or letter.sender)
    return of.source if letter is None or bare else letter.source, (
        one
        if isinstance(one, Problem)
        else Piece(one.name, of.source if bare and one.letter == letter else one.letter.source, one.data)
        for one in files
    )


def _letters(of: Piece, letters: Iterable[bytes], budget: Budget) -> Iterator[Piece | Problem]:
    """The letters of a mailbox; their bytes are counted with what they hold."""
    from . import message

    for number, data in enumerate(letters, start=1):
        if not budget.spend(0):
            yield TOO_MUCH
            return
        name = message.name_by_subject(data) or f"thư {number}"
        yield Piece(f"{name}.eml", inside(of.source, of.name), data)


def _members(of: Piece, kind: Wrapper, budget: Budget) -> Iterable[Member | Problem]:
    if kind is Wrapper.ZIP:
        return members(of.data, budget)
    if kind is Wrapper.TAR:
        return tar_members(unsqueezed(of.data), budget)
    from . import packed

    found = packed.members(of.data, budget)
    cut = in_parts(of.name)
    return [cut] if cut and any(isinstance(one, Problem) for one in found) else found


def _in_archive(of: Piece, kind: Wrapper, budget: Budget) -> Iterator[Piece | Problem]:
    empty = True
    for found in _members(of, kind, budget):
        empty = False
        yield found if isinstance(found, Problem) else Piece(found[0], inside(of.source, of.name), found[1])
    if empty:
        yield Problem(Code.FILE_NOT_XLSX, "tệp nén rỗng")
