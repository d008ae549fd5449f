"""What a ballot is for: a rank (Hạng), or an office (Chức danh) that the members elect one of them into."""

from enum import IntEnum

from ..values.text import fold
from .dates import DEPUTY, HEAD

_CLUSTER, _BLOCK = "cụm", "khối"
"""Units of a province's departments sit in a khối: whoever types its word means the same office."""


class Office(IntEnum):
    """Chức danh (HD 1302, I.1). A number, so that it stands where a ballot names a rank; the head comes first."""

    HEAD = 1
    DEPUTY = 2

    @property
    def title(self) -> str:
        """As it is typed: also the name of the setting of who holds it."""
        return {Office.HEAD: HEAD, Office.DEPUTY: DEPUTY}[self]

    @property
    def code(self) -> str:
        """Its name in JSON."""
        return self.name.lower()


TITLES = tuple(office.title for office in Office)


def read_office(text: str) -> Office | None:
    """The office of this title, in any case of letters; None for anything else."""
    folded = fold(text).replace(_BLOCK, _CLUSTER)
    return next((office for office in Office if fold(office.title) == folded), None)


def post_said(post: int) -> str:
    """What is voted on, inside a sentence: `hạng 1`, `chức Trưởng cụm`."""
    return f"chức {post.title}" if isinstance(post, Office) else f"hạng {post}"
