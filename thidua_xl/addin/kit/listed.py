"""The list of a kit's files with their hashes: written when the kit is made, checked before it is used."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from ...errors import CannotRunError

LIST = "DANH_SACH.txt"
COPY_AGAIN = "Hãy chép lại cả thư mục."


def listing(kit: Path) -> str:
    """SHA-256 of every file, as `sha256sum` writes and checks it; the installing script checks it too."""
    files = sorted(path for path in kit.rglob("*") if path.is_file() and path.name != LIST)
    lines = (f"{_hash(path)} *{path.relative_to(kit).as_posix()}" for path in files)
    return "".join(f"{line}\n" for line in lines)


def check_whole(kit: Path) -> None:
    """Every file of the list is there and as it was.

    Raises:
        CannotRunError: the first that is not.
    """
    if not (kit / LIST).is_file():
        raise CannotRunError(f"Bộ cài chưa chép đủ (thiếu {LIST}). {COPY_AGAIN}")
    for path, expected in listed(kit / LIST):
        name = path.relative_to(kit)
        try:
            found = _hash(path)
        except FileNotFoundError as missing:
            raise CannotRunError(f"Bộ cài thiếu tệp {name}. {COPY_AGAIN}") from missing
        except OSError as fault:
            raise CannotRunError(
                f"Không đọc được tệp {name}: {fault.strerror or fault}. {COPY_AGAIN}"
            ) from fault
        if found != expected:
            raise CannotRunError(f"Tệp {name} bị hỏng. {COPY_AGAIN}")


def listed(path: Path) -> Iterator[tuple[Path, str]]:
    """Each file that a list names, beside it, with its hash."""
    for line in path.read_text(encoding="utf-8").splitlines():
        expected, _, name = line.partition(" *")
        if name:
            yield path.parent / name, expected


def differing(path: Path, below: str) -> list[str]:
    """Which files of the list below a folder are missing or other ones."""
    return [
        file.relative_to(path.parent).as_posix()
        for file, expected in listed(path)
        if file.relative_to(path.parent).parts[0] == below
        and not (file.is_file() and _hash(file) == expected)
    ]


def fingerprint(kit: Path) -> str:
    """Tells one kit from another: the hash of its list."""
    return _hash(kit / LIST)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
