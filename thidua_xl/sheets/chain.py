"""Mã băm: rows in a chain. Each one's hash covers its texts and the hash before it, so an edited row shows."""

import hashlib
from collections.abc import Iterable, Sequence

Link = tuple[Sequence[str], str]
"""The texts of a row as they are read, and the hash that stands beside them."""


def link(before: str, texts: Iterable[str]) -> str:
    """The hash over the texts and the hash before them: 64 hexadecimal digits."""
    return hashlib.sha256("\x1f".join((before, *texts)).encode()).hexdigest()


def first_broken(links: Sequence[Link]) -> int | None:
    """The first row whose hash is not that of itself and the row before; None where all hold."""
    before = ""
    for at, (texts, mark) in enumerate(links):
        if link(before, texts) != mark:
            return at
        before = mark
    return None


def order(links: Sequence[Link]) -> list[int]:
    """The rows as they were linked, whatever order somebody sorted them in; as they stand if one was edited."""
    left = list(range(len(links)))
    found: list[int] = []
    before = ""
    while left:
        following = next((at for at in left if link(before, links[at][0]) == links[at][1]), None)
        if following is None:
            return list(range(len(links)))
        left.remove(following)
        found.append(following)
        before = links[following][1]
    return found
