"""Parcels changed at random: never an exception, never long, never other bytes than were packed."""

import random
import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from tests.journeys.letters import zipped
from tests.mail.parcels import test_letters_as_sent as letters
from tests.mail.parcels.built import compressed, rar4, rar5, signed, stored, streamed
from thidua_xl.cluster.set_aside import set_aside
from thidua_xl.intake.kinds import kind_of
from thidua_xl.mail.unpack import unpack

NAME = "Phieu_AN.xlsx"
FORM = zipped(
    {"[Content_Types].xml": bytes(range(256)) * 9, "xl/workbook.xml": random.Random(7).randbytes(6_000)}
)
PARCELS: dict[str, Callable[[], bytes]] = {
    "a.zip": lambda: stored({NAME: FORM}),
    "b.zip": lambda: streamed({NAME: FORM}),
    "c.rar": lambda: rar5({NAME: FORM}),
    "d.rar": lambda: rar4({NAME: FORM}),
    "e.p7m": lambda: signed(FORM),
    "f.p7m": lambda: signed(letters.written(FORM), streamed=True),
    "g.p7m": lambda: compressed(FORM),
    "h.mbox": lambda: letters._mailbox(letters.written(FORM), letters.written(FORM)),
    "i.emlx": lambda: b"%-10d\n" % len(letters.written(FORM)) + letters.written(FORM),
    "k.eml": lambda: letters.IN_PART["a footer"](FORM),
    "l.eml": lambda: letters.IN_PART["padded chunks"](FORM),
    "m.eml": lambda: letters.AT_HEAD["a gap and a banner"](FORM),
    "n.eml": lambda: b"From: a@b.vn\n\n" + letters._uuencoded(NAME, FORM),
}
EACH, MOST_SECONDS = 60, 60.0


def mutant(data: bytes, chance: random.Random) -> bytes:
    """The parcel with bytes changed, lost, added, or its end cut off."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 6))):
        at = chance.randrange(min(len(made), chance.choice((400, len(made)))))
        change = chance.randrange(5)
        if change == 0:
            made[at] = chance.randrange(256)
        elif change == 1:
            del made[at : at + chance.choice((1, 3, 100, 2_000))]
        elif change == 2:
            made[at:at] = chance.randbytes(chance.choice((1, 4, 50)))
        elif change == 3:
            made[at : at + 4] = chance.choice((b"\xff" * 4, bytes(4), b"\x80" * 4, b"\r\n\r\n", b"===="))
        else:
            del made[max(60, at) :]
        if len(made) < 60:
            break
    return bytes(made)


@pytest.mark.parametrize("name", PARCELS)
def test_a_mutant_is_taken_apart_or_told(name: str) -> None:
    """What comes out whole is what went in; a damaged body comes out damaged, for the gate to say so."""
    chance = random.Random(name)
    for _ in range(EACH):
        data = mutant(PARCELS[name](), chance)
        begun = time.monotonic()
        aside = set_aside(name, "hop_thu", data)
        pieces = unpack(name, data, "hop_thu").pieces if kind_of(name, data) else []
        assert time.monotonic() - begun < MOST_SECONDS
        assert aside is None or aside.status
        for piece in pieces:
            assert piece.data == FORM or not _is_whole_form(piece.data)


def _is_whole_form(data: bytes) -> bool:
    """Whether a reader that looks at every checksum finds other contents than were packed."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as found, zipfile.ZipFile(BytesIO(FORM)) as packed:
            return any(found.read(part) != packed.read(part) for part in found.namelist())
    except Exception:
        return False
