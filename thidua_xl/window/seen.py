"""What the window knows of the chosen book: looked at by a process of its own, told as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from ..addin.buttons import BookKind


@dataclass(frozen=True, slots=True)
class Seen:
    """A book as it stands on the disk."""

    kind: BookKind = BookKind.NONE
    title: str = ""
    """Whose book it is, of which year."""
    phase: str = ""
    counts: Sequence[tuple[str, str]] = ()
    """What is counted → how many, in the words of a clerk."""
    next_said: str = ""
    """The sentence of the next step; empty where there is none."""
    next_command: str = ""
    """The button that does it; empty where a person types."""
    next_place: str = ""
    """`sheet!cell` where it is done."""
    sending: str = ""
    """How the table is sent now, as the command line names it."""
    sending_asked: str = ""
    papers: Mapping[str, str] = field(default_factory=dict)
    """Code → name of every paper that the book can make."""
    versions: Sequence[str] = ()
    """The versions that were kept, the newest first, each in a line."""
    problem: str = ""
    """Why the book could not be read."""

    def as_json(self) -> dict[str, Any]:
        """For another process."""
        return asdict(self)


def read_seen(text: str) -> Seen:
    """What the other process told. Raises ValueError where that is no such document."""
    told = json.loads(text)
    if not isinstance(told, dict) or not told.keys() <= Seen.__dataclass_fields__.keys():
        raise ValueError(text)
    told["kind"] = BookKind(told.get("kind", ""))
    told["counts"] = [(str(label), str(value)) for label, value in told.get("counts", ())]
    told["versions"] = tuple(map(str, told.get("versions", ())))
    return Seen(**told)
