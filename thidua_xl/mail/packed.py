"""Archives that other programs open (.rar, .7z): by what this machine has, bounded, to no folder of their naming.

The archive lies in a private folder under a name of ours; what is in it comes through a pipe and is counted as
it comes. Nothing is written where the archive says, no shell is involved, and on Linux the program may not
write a byte. 7-Zip first (it tells sizes and checksums), then bsdtar (`tar.exe` of Windows), then UnRAR.
"""

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from ..domain.values.catalogue import Code
from ..intake.pieces import RAR, SEVEN_ZIP, TOO_MUCH, Budget, Member, Problem, counted, is_litter
from .provenance import shown_name
from .tars import tar_members

SECONDS = 20.0
"""For one run of a program over one archive."""
_MEMORY = 2 << 30
_TOLD = 4_000_000
"""Bytes of a list of contents that are read."""


class _Program(NamedTuple):
    """A program, by the names under which it is installed, and the places of Windows that are in no PATH."""

    names: Sequence[str]
    places: Sequence[str]


_SEVEN = _Program(("7z", "7zz", "7za"), (r"%ProgramFiles%\7-Zip\7z.exe", r"%ProgramFiles(x86)%\7-Zip\7z.exe"))
_BSDTAR = _Program(("bsdtar",), (r"%SystemRoot%\System32\tar.exe",))
_UNRAR = _Program(("unrar",), (r"%ProgramFiles%\WinRAR\UnRAR.exe", r"%ProgramFiles(x86)%\WinRAR\UnRAR.exe"))


def members(data: bytes, budget: Budget) -> list[Member | Problem]:
    """Name and bytes of every file in the archive; what cannot be had as a problem."""
    refused = _refused(data)
    if refused:
        return [refused]
    best: tuple[int, list[Member | Problem], Budget] | None = None
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        path = Path(folder, "a" + _ending(data))
        path.write_bytes(data)
        for way in _ways(data):
            room = Budget(budget.bytes, budget.files)
            found = way(path, room)
            if best is None or _worth(found) > best[0]:
                best = _worth(found), found, room
            if best[0] >= _FINAL:
                break
    if best is None:
        return [Problem(Code.ARCHIVE_NOT_READ, _ending(data))]
    budget.bytes, budget.files = best[2].bytes, best[2].files
    return best[1]


_FINAL = 2
_WRONG = Problem(Code.FILE_DAMAGED, "tệp nén bị cắt ngắn hoặc sai mã kiểm tra")
"""What a list of contents with checksums contradicts: no other program's answer is better."""


def _worth(found: Sequence[Member | Problem]) -> int:
    """How much an answer is worth: what one program cannot open another may, what it finds wrong is wrong."""
    codes = {one.code for one in found if isinstance(one, Problem)}
    if _WRONG in found:
        return _FINAL
    return 0 if Code.ARCHIVE_NOT_READ in codes else 1 if codes == {Code.FILE_DAMAGED} else _FINAL


def _ending(data: bytes) -> str:
    if data.startswith(RAR):
        return ".rar"
    return ".7z" if data.startswith(SEVEN_ZIP) else ".zip"


# --- what the first bytes say -----------------------------------------------------------------------


def _refused(data: bytes) -> Problem | None:
    """What no program gives us: a part of several, an archive whose names are encrypted, one cut short."""
    if data.startswith(RAR):
        encrypted, volume = _rar5(data) if data[6:8] == b"\1\0" else _rar4(data)
        if encrypted:
            return Problem(Code.FILE_ENCRYPTED, "tệp nén đặt mật khẩu")
        return Problem(Code.ARCHIVE_IN_PARTS, ".rar") if volume else None
    if data.startswith(SEVEN_ZIP):  # where the list of contents stands: the start, and 32 bytes before it
        offset, size = (int.from_bytes(data[at : at + 8], "little") for at in (12, 20))
        if 32 + offset + size > len(data):
            return Problem(Code.FILE_DAMAGED, "tệp nén bị cắt ngắn")
    return None


def _rar4(data: bytes) -> tuple[bool, bool]:
    """Whether the archive's header says that all headers are encrypted, or that it is a volume."""
    flags = int.from_bytes(data[10:12], "little") if data[9:10] == b"\x73" else 0
    return bool(flags & 0x80), bool(flags & 0x01)


_ENCRYPTION_HEADER = 4


def _rar5(data: bytes) -> tuple[bool, bool]:
    """The same of RAR 5: numbers of 7 bits a byte, after the signature and a checksum of 4 bytes."""
    numbers = _vints(data[12:60])
    _, kind, flags = (next(numbers, 0) for _ in range(3))
    if flags & 1:
        next(numbers, 0)  # the size of an extra area
    return kind == _ENCRYPTION_HEADER, kind == 1 and bool(next(numbers, 0) & 1)


def _vints(data: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield value
            value = shift = 0


# --- the programs -----------------------------------------------------------------------------------


_Way = Callable[[Path, Budget], list[Member | Problem]]


def _ways(data: bytes) -> Iterator[_Way]:
    """The programs that are here, in the order in which they are asked."""
    for seven in _found(_SEVEN):  # one may lack what opens .rar, and another have it
        yield partial(_by_list, _seven(seven, data))
    for tar in _found(_BSDTAR):
        yield partial(_by_tar, tar)
    for unrar in _found(_UNRAR) if data.startswith(RAR) else ():
        yield partial(_by_list, _unrar(unrar))


def _found(program: _Program) -> list[str]:
    """Where the program is. The current folder is no place to look (Windows would)."""
    windows = sys.platform == "win32"
    places = [Path(os.path.expandvars(place)) for place in program.places if windows]
    names = ("tar", *program.names) if program is _BSDTAR and sys.platform == "darwin" else program.names
    folders = [Path(entry) for entry in os.environ.get("PATH", "").split(os.pathsep) if entry]
    places += [
        folder / (name + ".exe" * windows) for name in names for folder in folders if folder.is_absolute()
    ]
    real = [place.resolve() for place in places if place.is_file() and os.access(place, os.X_OK)]
    return [str(place) for place in dict.fromkeys(real)]


class _Listed(NamedTuple):
    """A file as a list of contents tells of it."""

    name: str
    size: int
    crc: int | None
    encrypted: bool
    is_link: bool = False


class _Lister(NamedTuple):
    """A program that tells what there is, and gives the contents of all files one after the other.

    Of both commands the archive's path is the last word, which is added.
    """

    tell: Sequence[str]
    give: Sequence[str]
    listed: Callable[[str], list[_Listed]]


_KINDS = {b"Rar!\x1a\x07\0": ("-trar",), b"Rar!\x1a\x07\1": ("-trar5",)}
"""By its first bytes: a stored workbook inside must not be taken for the archive."""


def _seven(program: str, data: bytes) -> _Lister:
    common = (*_KINDS.get(data[:7], ()), "-sccUTF-8", "-p-", "--")  # with a password it never asks for one
    return _Lister((program, "l", "-slt", "-ba", *common), (program, "x", "-so", *common), _seven_list)


_LINKS = ("Symbolic Link", "Hard Link", "Copy Link")
"""What stands for another file of the archive, which gives its contents itself."""


def _seven_list(text: str) -> list[_Listed]:
    found = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        said = dict(line.split(" = ", 1) for line in block.splitlines() if " = " in line)
        is_folder = said.get("Folder") == "+" or said.get("Attributes", "").startswith("D")
        if "Path" in said and not is_folder:
            one = _listed(said["Path"], said.get("Size", ""), said.get("CRC", ""), said.get("Encrypted"))
            found.append(one._replace(is_link=any(said.get(key) for key in _LINKS)))
    return found


def _unrar(program: str) -> _Lister:
    common = ("-cfg-", "-p-", "-v-", "--")
    return _Lister((program, "lt", *common), (program, "p", "-inul", *common), _unrar_list)


def _unrar_list(text: str) -> list[_Listed]:
    found = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        said = {
            key.strip(): value.strip()
            for key, _, value in (line.partition(":") for line in block.splitlines())
        }
        if said.get("Type") == "File":
            locked = "+" if "encrypted" in said.get("Flags", "") else None
            found.append(_listed(said.get("Name", ""), said.get("Size", ""), said.get("CRC32", ""), locked))
    return found


def _listed(name: str, size: str, crc: str, encrypted: str | None) -> _Listed:
    checksum = int(crc, 16) if re.fullmatch(r"[0-9A-Fa-f]{8}", crc) else None
    return _Listed(name, int(size) if size.isdecimal() else -1, checksum, encrypted == "+")


def _by_list(lister: _Lister, path: Path, budget: Budget) -> list[Member | Problem]:
    """The files by a list of contents, each held against its checksum."""
    with _Running((*lister.tell, str(path))) as telling:
        listed = lister.listed(telling.stdout.read(_TOLD).decode("utf-8", "replace"))
    if not listed:
        return [_why(telling.complaint)]
    if any(one.encrypted for one in listed):
        return [Problem(Code.FILE_ENCRYPTED, "tệp nén đặt mật khẩu")]
    if any(one.size < 0 for one in listed):
        return [Problem(Code.FILE_DAMAGED, "không rõ cỡ các tệp bên trong")]
    if len(listed) > budget.files or sum(one.size for one in listed) > budget.bytes:
        return [TOO_MUCH]
    with _Running((*lister.give, str(path))) as giving:
        return [*_cut_up(listed, giving, budget)]


def _cut_up(listed: Sequence[_Listed], giving: "_Running", budget: Budget) -> Iterator[Member | Problem]:
    linked = any(one.is_link for one in listed)  # some makes of 7-Zip may give these again
    for one in listed:
        if one.is_link:
            continue
        content = giving.stdout.read(one.size)
        if len(content) < one.size or (one.crc is not None and zlib.crc32(content) != one.crc):
            giving.drain()
            why = _why(giving.complaint)
            yield _WRONG if why.code is Code.FILE_DAMAGED and not linked else why
            return  # where the next one begins is no longer known
        if is_litter(one.name):
            continue
        found = counted(shown_name(one.name), content, budget)
        yield found
        if found is TOO_MUCH:
            return


def _by_tar(program: str, path: Path, budget: Budget) -> list[Member | Problem]:
    """The archive turned into a tar: names and contents in one stream, checksums looked after by the program.

    A .rar goes through a pipe: of a file whose end can be seen, bsdtar takes a stored workbook for the archive.
    """
    piped = path.read_bytes() if path.suffix == ".rar" else b""
    command = (program, "--format", "pax", "-cf", "-", "@-" if piped else f"@{path}")
    with _Running(command, piped) as running:
        found = [*tar_members(running.stdout, budget)]
        running.drain()
    whole = running.code == 0 and not running.complaint
    if whole or any(isinstance(one, Problem) and one.code is not Code.FILE_DAMAGED for one in found):
        return found
    return [*(one for one in found if not isinstance(one, Problem)), _why(running.complaint)]


def _why(complaint: str) -> Problem:
    locked = re.search(r"encrypt|password|passphrase", complaint, re.I)
    if locked:
        return Problem(Code.FILE_ENCRYPTED, "tệp nén đặt mật khẩu")
    if re.search(r"unsupported|unavailable|not supported", complaint, re.I):
        return Problem(Code.ARCHIVE_NOT_READ, "kiểu nén lạ")
    return Problem(Code.FILE_DAMAGED, "không giải nén được trọn vẹn: hỏng hoặc đặt mật khẩu")


class _Running:
    """A program at work: no input but ours, its time, memory and files bounded."""

    def __init__(self, command: Sequence[str], piped: bytes = b"") -> None:
        self.complaint = ""
        self.code = -1
        locale = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE if piped else subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env={**os.environ, "LC_ALL": locale},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
        _limit(self._process.pid)
        self._timer = threading.Timer(SECONDS, self._process.kill)
        self._timer.start()
        self._helpers = [threading.Thread(target=self._listen, daemon=True)]
        if piped:
            self._helpers.append(threading.Thread(target=self._feed, args=(piped,), daemon=True))
        for helper in self._helpers:
            helper.start()

    @property
    def stdout(self) -> BinaryIO:
        """What it gives."""
        return cast(BinaryIO, self._process.stdout)

    def drain(self) -> None:
        """Read what is left (a tar's padding), so that it can end by itself."""
        with contextlib.suppress(OSError):
            self.stdout.read(1 << 20)

    def _listen(self) -> None:
        assert self._process.stderr is not None
        with contextlib.suppress(OSError, ValueError):
            while text := self._process.stderr.read(1 << 12):
                if len(self.complaint) < 1 << 14:
                    self.complaint += text.decode("utf-8", "replace")

    def _feed(self, data: bytes) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            self._process.stdin.write(data)
            self._process.stdin.close()

    def __enter__(self) -> "_Running":
        return self

    def __exit__(self, *_: object) -> None:
        """Its end, by itself once all was read, or ours."""
        self.stdout.close()
        try:
            self.code = self._process.wait(1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self.code = self._process.wait()
        self._timer.cancel()
        for helper in self._helpers:
            helper.join(1)
        for pipe in (self._process.stderr, self._process.stdin):
            with contextlib.suppress(OSError):
                pipe.close() if pipe else None


def _limit(process: int) -> None:
    """Not a byte into any file, and no more memory and time than archives take (Linux)."""
    if sys.platform != "linux":
        return
    import resource

    most = ((resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, int(SECONDS)),
            (resource.RLIMIT_CORE, 0))  # fmt: skip
    for kind, limit in most:
        with contextlib.suppress(ValueError, OSError):
            resource.prlimit(process, kind, (limit, limit))
