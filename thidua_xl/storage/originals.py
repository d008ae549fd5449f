"""The untouched bytes of everything received, by the hash of their content."""

import hashlib
import re
from pathlib import Path

from .safe import make_folder, write_safely


def original_name(sha256: str, name: str) -> str:
    """The file's name among the originals: its hash, and its ending if that is harmless."""
    ending = Path(name).suffix.lower()
    return sha256 + (ending if re.fullmatch(r"\.[a-z0-9]{1,5}", ending) else "")


def keep_original(folder: Path, sha256: str, name: str, data: bytes) -> None:
    """Write the untouched original before anything else happens; one already there and whole stays."""
    make_folder(folder)
    path = folder / original_name(sha256, name)
    if not path.exists() or path.read_bytes() != data:
        write_safely(path, data)


def load_original(folder: Path, sha256: str, name: str) -> bytes | None:
    """The untouched bytes of a received file, or None where they were lost or are not what was received."""
    path = folder / original_name(sha256, name)
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None
