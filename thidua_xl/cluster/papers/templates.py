"""Where a paper's template comes from: the folder given, `<book>.mau/` beside the book, else the project's own."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ...documents.compiled import word_template
from ...documents.fill import BadTemplateError
from ...domain.values.calling import Calling
from ...errors import CannotRunError
from ...storage.safe import write_safely

FOLDER = ".mau"


def own_folder(book: Path) -> Path:
    """The folder of an office's own templates, beside the book."""
    return book.with_suffix(FOLDER)


def template_of(book: Path, template: str, given: Path | None, calling: Calling) -> tuple[str, bytes]:
    """A template's file name and bytes. Raises BadTemplateError for one that cannot be read."""
    name = f"{template}.docx"
    for folder in filter(None, (given, own_folder(book))):
        path = folder / name
        if path.is_file():
            try:
                return name, path.read_bytes()
            except OSError:
                raise BadTemplateError(name, []) from None
    return name, word_template(template, calling)


class WrittenTemplate(NamedTuple):
    """A template laid into a folder; `kept`: an office's own one stood there and stays."""

    file: Path
    kept: bool


def write_templates(
    names: Iterable[str], folder: Path, calling: Calling = Calling.CLUSTER
) -> list[WrittenTemplate]:
    """Copies to edit in Word. What an office has edited is never replaced. Raises CannotRunError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return list(_write(names, folder, calling))
    except OSError as error:
        raise CannotRunError(f"Không ghi được mẫu văn bản vào {folder}: {error.strerror or error}.") from None


def _write(names: Iterable[str], folder: Path, calling: Calling) -> Iterator[WrittenTemplate]:
    for name in names:
        path, data = folder / f"{name}.docx", word_template(name, calling)
        is_theirs = path.exists() and path.read_bytes() != data
        if not path.exists():
            write_safely(path, data)
        yield WrittenTemplate(path, is_theirs)
