"""What a check says of one file: a form, a book, or what is neither."""

from dataclasses import dataclass
from pathlib import Path

from ..domain.values.findings import Finding


@dataclass(slots=True)
class CheckOutcome:
    """One file and what was found in it."""

    path: Path
    unit: str
    status: str
    findings: list[Finding]
    ready: str = ""
    """Of a book that can be used as it is and has not been yet: what it amounts to; of a form, that none is due."""
