"""The guide: a page of the package that the ribbon opens and the offline kit carries."""

from importlib import resources
from pathlib import Path


def guides_folder() -> Path:
    """Where the guides lie: one Markdown file a reader, their pictures beside them, and the page made of both."""
    return Path(str(resources.files("thidua_xl") / "guides"))


def guide_file() -> Path:
    """The page, for a browser."""
    return guides_folder() / "huong_dan.html"
