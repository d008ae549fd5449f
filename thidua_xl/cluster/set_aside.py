"""What comes with the scorecards and is none: letters, archives, documents, pictures. Nothing received is lost."""

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, NamedTuple

from ..bookkeeping.happened import FileCameAgain
from ..domain.scoring.units import Unit
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, any_error, finding
from ..intake.kinds import is_document, is_plain_link, kind_of, not_sent, wrapping
from ..mail.embedded import form_in
from ..mail.inbox import Incoming
from ..mail.provenance import Letter, addresses_in, letter_of, pieces_of, said_by
from ..mail.unpack import unpack
from ..sheets.cluster.receipts import FileStatus, Receipt
from ..sheets.cluster.scorers import TABLE as SCORERS
from ..sheets.cluster.units import TABLE as UNITS
from .book import Book

if TYPE_CHECKING:
    from .opened import Opened


class Aside(NamedTuple):
    """What becomes of a file that is not opened as a scorecard."""

    status: FileStatus
    findings: list[Finding]


def set_aside(file: str, source: str, data: bytes, known: Container[str] | None = None) -> Aside | None:
    """Whether a file is something else than a scorecard by what it is and came with; None where it may be one.

    Args:
        file: its name as shown.
        source: its `Nguồn`.
        data: its bytes.
        known: hashes of what was received, if the files inside a letter must have been.
    """
    if kind_of(file, data):
        return _parcel(file, source, data, known)
    problem = not_sent(file, source, data)
    if problem:
        return Aside(FileStatus.REFUSED, [finding(problem.code, file=file, detail=problem.detail)])
    wrapped = wrapping(file, data)
    if wrapped:
        return Aside(FileStatus.REFUSED, [finding(Code.MAIL_WRAPPED, file=file, detail=wrapped)])
    if not is_document(file, data):
        return None
    form = form_in(data)
    return Aside(FileStatus.KEPT, [finding(Code.FORM_IN_DOCUMENT, file=file, detail=form)] if form else [])


def _parcel(file: str, source: str, data: bytes, known: Container[str] | None) -> Aside:
    unpacked = unpack(file, data, source)
    findings = [finding(one.code, file=file, detail=one.detail) for one in unpacked.problems]
    lost = known is not None and not all(one.sha256 in known for one in unpacked.pieces)
    if lost and not any_error(findings):
        findings = [finding(Code.NOT_TAKEN_YET, file=file)]
    letter = letter_of(unpacked.source)
    if letter is not None and not unpacked.has_form and not any_error(findings):
        findings.append(_without_form(file, letter, data))
    return Aside(
        FileStatus.REFUSED if any_error(findings) else FileStatus.KEPT, list(dict.fromkeys(findings))
    )


def _without_form(file: str, letter: Letter, data: bytes) -> Finding:
    """A letter that brought nothing to be read; perhaps its form lies where its text links to."""
    from ..mail.message import shared_link

    server = shared_link(data)
    if server:
        return finding(Code.MAIL_HAS_LINK, file=file, value=said_by(letter), detail=server)
    return finding(Code.MAIL_WITHOUT_FORM, file=file, value=said_by(letter))


def sender_differs(unit: Unit, source: str, file: str) -> list[Finding]:
    """A warning where the letter's sender is none of the addresses that the book has for the unit."""
    return _sender(unit.email, source, file, unit.code, UNITS.sheet, "đơn vị")


def scorer_differs(email: str, source: str, file: str) -> list[Finding]:
    """The same of one who scores and is no unit."""
    return _sender(email, source, file, "", SCORERS.sheet, "người chấm")


def _sender(email: str, source: str, file: str, unit: str, page: str, who: str) -> list[Finding]:
    letter = letter_of(source)
    known = addresses_in(email) if letter else []
    if letter is None or not known or letter.sender in known:
        return []
    sender = letter.sender or "không rõ"
    return [
        finding(Code.SENDER_DIFFERS, unit=unit, file=file, value=sender, expected=email, page=page, who=who)
    ]


def unit_of_sender(book: Book, source: str) -> str:
    """The code of the unit whose address the letter came from; empty where that is no unit or not one."""
    letter = letter_of(source)
    sender = letter.sender if letter else ""
    codes = [unit.code for unit in book.units if sender and sender in addresses_in(unit.email)]
    return codes[0] if len(codes) == 1 else ""


def give_units(receipts: Iterable[Receipt]) -> None:
    """What is only kept belongs to the unit whose form came with it, in one archive or one letter.

    It had the unit of its sender or its name so far.
    """
    by_parcel: dict[str | Letter, set[str]] = {}
    kept: list[Receipt] = []
    for receipt in receipts:
        if receipt.status is FileStatus.KEPT:
            kept.append(receipt)
        elif receipt.unit:
            for parcel in _parcels_of(receipt.source):
                by_parcel.setdefault(parcel, set()).add(receipt.unit)
    for receipt in kept:
        came_with = (by_parcel.get(parcel, set()) for parcel in _parcels_of(receipt.source))
        units = next((units for units in came_with if len(units) == 1), set())
        if units and not receipt.assigned_to:
            (receipt.unit,) = units


def keep_companions(opened: "Iterable[Opened]") -> None:
    """What is no scorecard and came with one, in one archive or one letter, is kept, and nobody's error.

    What could be a scorecard that was not read stays told; so does a link beside the forms of several units.
    """
    files = list(opened)
    by_parcel: dict[str | Letter, set[str]] = {}
    for one in files:
        for parcel in _parcels_of(one.receipt.source) if one.form is not None else ():
            by_parcel.setdefault(parcel, set()).add(one.unit)
    for one in files:
        came_with = [by_parcel.get(parcel, set()) for parcel in _parcels_of(one.receipt.source)]
        link = {found.code for found in one.findings} == {Code.FILE_IS_LINK} and is_plain_link(one.file)
        beside = one.foreign and any(came_with)
        if one.receipt.status is FileStatus.REFUSED and (
            beside or (link and any(len(u) == 1 for u in came_with))
        ):
            one.receipt.status, one.findings = FileStatus.KEPT, []


def _parcels_of(source: str) -> list[str | Letter]:
    """What a file came in, from the inside out: an archive, a letter; a folder is no parcel."""
    letter = letter_of(source)
    archive: list[str | Letter] = [source] if len(pieces_of(source)) > 1 else []
    return [*archive, letter] if letter else archive


def newly_sent(book: Book, incoming: Iterable[Incoming]) -> list[FileCameAgain]:
    """Bytes that are in the book already and came with a later letter: `Nguồn` tells of the latest one.

    Of two files of a unit the one sent last counts: one that is sent again must not stay behind.
    """
    receipts: dict[str, list[Receipt]] = {}
    for receipt in book.receipts:
        receipts.setdefault(receipt.sha256, []).append(receipt)
    events = []
    for file in incoming:
        known, letter = receipts.get(file.sha256, []), letter_of(file.source)
        if not known or letter is None or known[0].status is FileStatus.KEPT:
            continue
        if letter.latest > max(sent_at(receipt.source) for receipt in known):
            known[0].source = file.source
            events.append(FileCameAgain(known[0].file, file.sha256, file.source))
    return events


def sent_at(source: str) -> str:
    """When the letter came that a `Nguồn` tells of; empty for none."""
    letter = letter_of(source)
    return letter.latest if letter else ""
