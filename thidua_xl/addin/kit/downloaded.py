"""The Python that a person downloaded from python.org for the kit: told by what is in the file, not by its name."""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ...errors import CannotRunError
from ..software import OLDEST_PYTHON
from .portable_executable import AMD64, ARM64, X86, Program, read_program

MAKER = "Python Software Foundation"
WHERE = (
    "Hãy tải lại từ python.org: python-3.12.x-amd64.exe (Windows installer 64-bit) "
    "hoặc python-3.12.x-embed-amd64.zip."
)
"""Ends every refusal."""
_MOST_BYTES, _MOST_FILES = 200_000_000, 200
"""Ten times what python.org's files have."""
_NEEDED = ("python.exe", "pythonw.exe")
_PROGRAMS = (".exe", ".dll", ".pyd")


class Downloaded(NamedTuple):
    """python.org's installer, or what its embeddable archive holds."""

    path: Path
    version: tuple[int, int, int]
    sha256: str
    files: Mapping[str, bytes]
    """Of the archive, by name; empty for an installer."""

    @property
    def is_installer(self) -> bool:
        """An .exe that installs; else an archive that is unpacked."""
        return not self.files

    @property
    def number(self) -> str:
        """`3.12.7`."""
        return ".".join(map(str, self.version))

    @property
    def kit_name(self) -> str:
        """The installer's name in the kit, whatever it was called where it was downloaded."""
        return f"python-{self.number}-amd64.exe"

    @property
    def programs(self) -> dict[str, bytes]:
        """What carries a signature of its own."""
        if self.is_installer:
            return {self.kit_name: self.path.read_bytes()}
        return {name: data for name, data in self.files.items() if name.endswith(_PROGRAMS)}


def read_download(path: Path) -> Downloaded:
    """What the file is.

    Raises:
        CannotRunError: it is none of the two, for another processor, too old, damaged, or not what it says it is.
    """
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise _refused(path, f"lớn quá ({size / 1e6:.0f} MB), không phải tệp Python của python.org")
        data = path.read_bytes()
    except OSError as fault:
        raise CannotRunError(f"Không đọc được tệp Python {path}: {fault.strerror or fault}.") from fault
    if data[:2] == b"MZ":
        return _installer(path, data)
    if data[:4] == b"PK\x03\x04":
        return _archive(path, data)
    raise _refused(path, "không phải bộ cài .exe, cũng không phải tệp nén .zip")


def _installer(path: Path, data: bytes) -> Downloaded:
    """The installer's own processor tells nothing: it is a 32-bit program that brings a Python of 64 bits."""
    program = read_program(data)
    if program is None:
        raise _refused(path, "bị hỏng hoặc tải chưa hết")
    said = re.fullmatch(r"Python (\S+) \((\S+)\)", program.says("ProductName"))
    if program.says("CompanyName") != MAKER or said is None:
        raise _refused(
            path, f"là chương trình khác{_called(program)}, không phải bộ cài Python của python.org"
        )
    if said[2] != "64-bit":
        raise _refused(path, f"là Python cho máy {said[2]}; cần bản 64-bit (amd64)")
    if "webinstall" in program.says("OriginalFilename").lower():
        raise _refused(path, "là bản webinstall, khi cài phải có Internet")
    _signed(path, {path.name: program})
    return Downloaded(path, _version(path, said[1]), hashlib.sha256(data).hexdigest(), {})


def _archive(path: Path, data: bytes) -> Downloaded:
    files = _unpacked(path, data)
    programs = {name: read_program(one) for name, one in files.items() if name.endswith(_PROGRAMS)}
    whole = {name: program for name, program in programs.items() if program is not None}
    if missing := [name for name in _NEEDED if name not in files]:
        raise _refused(path, f"không có {', '.join(missing)}, không phải bản embeddable của Python")
    if damaged := sorted(programs.keys() - whole.keys()):
        raise _refused(path, f"có tệp hỏng: {', '.join(damaged)}")
    _for_this_processor(path, whole)
    python = whole["python.exe"]
    if python.says("CompanyName") != MAKER:
        raise _refused(path, f"có python.exe là chương trình khác{_called(python)}")
    version = _version(path, python.says("FileVersion"))
    _belongs_together(path, files, version)
    short = f"python{version[0]}{version[1]}.dll"
    _signed(path, {name: whole[name] for name in (*_NEEDED, short)})
    return Downloaded(path, version, hashlib.sha256(data).hexdigest(), files)


def _unpacked(path: Path, data: bytes) -> dict[str, bytes]:
    """Everything in the archive, never more than what is announced and allowed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [one for one in archive.infolist() if not one.is_dir()]
            names = {one.filename.casefold() for one in inside}
            if len(names) != len(inside) or any(re.search(r'[\\/:*?"<>|]|^\.\.?$', name) for name in names):
                raise _refused(path, "có tên tệp lạ, không phải bản embeddable của Python")
            if len(inside) > _MOST_FILES or sum(one.file_size for one in inside) > _MOST_BYTES:
                raise _refused(path, "bung ra quá lớn, không phải bản embeddable của Python")
            return {one.filename: archive.read(one) for one in inside}
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as fault:
        raise _refused(path, "bị hỏng hoặc tải chưa hết") from fault


def _for_this_processor(path: Path, programs: Mapping[str, Program]) -> None:
    bits = {X86: "32-bit", ARM64: "ARM64"}
    for program in programs.values():
        if program.processor != AMD64:
            raise _refused(
                path, f"là Python cho máy {bits.get(program.processor, 'khác')}; cần bản 64-bit (amd64)"
            )


def _belongs_together(path: Path, files: Mapping[str, bytes], version: tuple[int, int, int]) -> None:
    """Library, list of folders and standard library of the same Python."""
    short = f"python{version[0]}{version[1]}"
    if missing := [name for name in (f"{short}.dll", f"{short}._pth", f"{short}.zip") if name not in files]:
        raise _refused(path, f"thiếu {', '.join(missing)}")
    if not zipfile.is_zipfile(io.BytesIO(files[f"{short}.zip"])):
        raise _refused(path, f"có {short}.zip bị hỏng")


def _signed(path: Path, programs: Mapping[str, Program]) -> None:
    if bare := [name for name, program in programs.items() if not program.has_signature]:
        raise _refused(
            path, f"không có chữ ký số trong {', '.join(bare)}: đã bị sửa hoặc không phải của python.org"
        )


def _version(path: Path, said: str) -> tuple[int, int, int]:
    found = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", said)
    if found is None:
        raise _refused(
            path, f"là Python {said or 'không rõ phiên bản'}; cần bản chính thức, không phải bản thử"
        )
    version = (int(found[1]), int(found[2]), int(found[3]))
    if version[:2] < OLDEST_PYTHON or version[0] != OLDEST_PYTHON[0]:
        oldest = ".".join(map(str, OLDEST_PYTHON))
        raise _refused(path, f"là Python {said}; cần từ {oldest} trở lên")
    return version


def _called(program: Program) -> str:
    name = program.says("ProductName") or program.says("FileDescription")
    return f" ({name})" if name else ""


def _refused(path: Path, why: str) -> CannotRunError:
    return CannotRunError(f"Tệp {path.name} {why}. {WHERE}")
