"""The user's configuration file, the only thing that tells the add-in which Python to start.

UTF-16 with a byte order mark: VBA reads it whole through `FileSystemObject`, also names in Vietnamese.
"""

import codecs
from pathlib import Path
from typing import NamedTuple


class Configured(NamedTuple):
    """Its lines `key=value`."""

    interpreter: str
    logs: str
    version: str
    """Of thidua_xl when it was installed."""
    xlwings: str

    def as_bytes(self) -> bytes:
        """UTF-16 LE with its mark, lines as Windows ends them."""
        text = "".join(f"{key}={value}\r\n" for key, value in self._asdict().items())
        return codecs.BOM_UTF16_LE + text.encode("utf-16-le")


def read_configured(path: Path) -> Configured | None:
    """What stands in the file; None where it is missing or not ours."""
    try:
        text = path.read_bytes().decode("utf-16")
    except (OSError, UnicodeError):
        return None
    found = dict(line.partition("=")[::2] for line in text.splitlines())
    return Configured(*(found.get(key, "") for key in Configured._fields))
