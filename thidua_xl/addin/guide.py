"""The one-page guide: a file of the package that the ribbon opens and the offline kit carries."""

from importlib import resources
from pathlib import Path


def guide_file() -> Path:
    """Where it lies, for a browser."""
    return Path(str(resources.files(__package__) / "huong_dan.html"))
