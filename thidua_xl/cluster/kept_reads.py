"""What received forms said, kept from one collection to the next: one that comes late costs one reading.

The same bytes under the same name, read by the same program, say the same (`storage.remembered`). Whoever checks a
book, or computes it anew, believes none of it and reads the originals.
"""

from collections.abc import Sequence
from contextlib import suppress

from ..scorecard.read import Read, Unread, is_of
from ..sheets.cluster.receipts import Receipt
from ..storage.remembered import Remembered, key_of
from ..workers.cage import packed, plain

_FORMS = "forms"


class KeptReads:
    """Readings of forms by their hash and name. What could not be read is tried again the next time."""

    def __init__(self, remembered: Remembered) -> None:
        self._remembered = remembered

    def unknown(self, receipts: Sequence[Receipt]) -> int:
        """Of how many files nothing was kept; what is kept of one may still turn out to be damaged."""
        return sum(not self._remembered.has(_key(one)) for one in receipts)

    def recall(self, receipt: Receipt) -> Read | None:
        """What the form said, through the door that every worker's answer passes; None where it must be read."""
        kept = self._remembered.recall(_key(receipt))
        with suppress(Exception):
            read = plain(kept) if kept else None
            return read if isinstance(read, Read) and is_of(receipt.file, read) else None
        return None

    def keep(self, receipt: Receipt, read: Read) -> None:
        """Keep what a form said, before anything is made of it."""
        if not isinstance(read.form, Unread):
            self._remembered.remember(_key(receipt), packed(read))


def kept_reads() -> KeptReads | None:
    """Those of the person who is at work; None where no answer is kept."""
    remembered = Remembered()
    remembered.forget_old()
    return KeptReads(remembered) if remembered.keeps else None


def _key(receipt: Receipt) -> str:
    return key_of(_FORMS, receipt.sha256, receipt.file)
