"""Where a paper's template comes from: the folder given, `<book>.mau/` beside the book, else the project's own."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ...documents.compiled import template_names, word_template
from ...documents.fill import BadTemplateError
from ...domain.values.calling import Calling
from ...errors import CannotRunError, reason
from ...storage.safe import write_safely

FOLDER = ".mau"


def own_folder(book: Path) -> Path:
    """The folder of an office's own templates, beside the book."""
    return book.with_suffix(FOLDER)


_WORD = frozenset({".docx", ".docm", ".doc", ".dotx", ".dotm", ".odt", ".rtf"})
_OPENED = "~$"
"""Word's own file beside one that is open."""


def unused_templates(book: Path, given: Path | None) -> list[Path]:
    """Word files of an office among its templates that are named as none: what was edited in them would be missed.

    Raises CannotRunError for a folder given that is not there, or that holds no template.
    """
    if given is not None and not given.is_dir():
        raise CannotRunError(f"Không thấy thư mục mẫu {given}.")
    folders = [one for one in (given, own_folder(book)) if one is not None and one.is_dir()]
    if given is not None and not any((given / f"{name}.docx").is_file() for name in template_names()):
        raise CannotRunError(
            f"Thư mục {given} không có mẫu nào mang tên mã văn bản (như ke-hoach.docx); lấy mẫu bằng --write-templates."
        )
    return [
        file
        for folder in folders
        for file in sorted(folder.iterdir())
        if file.suffix.lower() in _WORD and not file.name.startswith(_OPENED) and not _is_used(file)
    ]


def _is_used(file: Path) -> bool:
    """Whether a paper is made from it; some systems find a name whatever its case."""
    name = file.stem.lower()
    return (
        name in template_names()
        and (file.parent / f"{name}.docx").is_file()
        and file.suffix.lower() == ".docx"
    )


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
        raise CannotRunError(f"Không ghi được mẫu văn bản vào {folder}: {reason(error)}.") from None


def _write(names: Iterable[str], folder: Path, calling: Calling) -> Iterator[WrittenTemplate]:
    for name in names:
        path, data = folder / f"{name}.docx", word_template(name, calling)
        is_theirs = path.exists() and path.read_bytes() != data
        if not path.exists():
            write_safely(path, data)
        yield WrittenTemplate(path, is_theirs)
