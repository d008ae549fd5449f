"""`verify`: everything computed again from the originals and compared; nothing changes."""

import argparse
from typing import Any

from ..cluster.acts.verify import Verified, verify
from ..wording.sentences import verified_said
from .screen import console, print_findings, print_json


def run(given: argparse.Namespace) -> int:
    """Compare and say what differs."""
    verified = verify(given.book)
    if given.json:
        print_json(as_json(verified))
    else:
        out = console()
        print_findings(out, verified.differences, most=400)
        out.print(verified_said(verified))
    return int(bool(verified.differences))


def as_json(verified: Verified) -> dict[str, Any]:
    """The document of `verify --json`."""
    journal = verified.book.journal
    return {
        "book": verified.book.path.name,
        "phase": verified.book.settings.phase.value,
        "seal": verified.seal or None,
        "journal": journal[-1].hash if journal else None,
        "equal": not verified.differences,
        "differences": [found.as_json() for found in verified.differences],
    }
