"""Files of mail programs that hold letters in a frame of their own: mailboxes (.mbox), Apple Mail (.emlx)."""

import re
from collections.abc import Iterator

_FROM = re.compile(rb"^From [^\n]*\d{4}[^\n]*\n(?=(?:>From [^\n]*\n)?[!-9;-~]+:)", re.M)
_QUOTED = re.compile(rb"^>(>*From )", re.M)


def letters(data: bytes) -> Iterator[bytes]:
    """The letters of a mailbox, each as it was before it was put there (RFC 4155; `>From ` is `From `)."""
    starts = [
        found for found in _FROM.finditer(data) if found.start() == 0 or _after_gap(data, found.start())
    ]
    ends = [*(found.start() for found in starts[1:]), len(data)]
    for found, end in zip(starts, ends, strict=True):
        yield _QUOTED.sub(rb"\1", data[found.end() : end])


def _after_gap(data: bytes, at: int) -> bool:
    before = data[max(0, at - 4) : at]
    return before.endswith((b"\n\n", b"\n\r\n")) or not before.strip(b"\xef\xbb\xbf\r\n ")


def apple_letter(data: bytes) -> bytes:
    """The letter in an `.emlx`: a line with its length, itself, and a list of marks behind it."""
    count, _, rest = data.partition(b"\n")
    length = int(count)
    return rest[:length] if length <= len(rest) else rest
