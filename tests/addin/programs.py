"""Programs of Windows made by hand: headers, a version resource, a place for a signature; nothing that runs."""

import io
import struct
import zipfile
from collections.abc import Mapping

AMD64, X86, ARM64 = 0x8664, 0x14C, 0xAA64
MAKER = "Python Software Foundation"
_SECTION, _ADDRESS = 0x200, 0x1000


def program(words: Mapping[str, str], processor: int = AMD64, signed: bool = True) -> bytes:
    """An .exe or .dll that says this of itself."""
    resources = _resources(_version(words))
    large = processor != X86
    directories = [(0, 0)] * 16
    directories[2] = (_ADDRESS, len(resources))
    end = _SECTION + len(resources)
    if signed:
        directories[4] = (end, 8)
    optional = struct.pack("<H", 0x20B if large else 0x10B).ljust(112 if large else 96, b"\0")
    optional += b"".join(struct.pack("<2I", *one) for one in directories)
    section = b".rsrc\0\0\0" + struct.pack("<4I", len(resources), _ADDRESS, len(resources), _SECTION).ljust(
        32, b"\0"
    )
    coff = struct.pack("<HHIIIHH", processor, 1, 0, 0, 0, len(optional), 0x22)
    head = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40) + b"PE\0\0" + coff + optional + section
    assert len(head) <= _SECTION
    return head.ljust(_SECTION, b"\0") + resources + (b"PKCS #7." if signed else b"")


def _resources(version: bytes) -> bytes:
    """Directory of types, of names, of languages, the entry, and what it is about."""
    below = 0x80000000
    tree = struct.pack("<12x2H2I", 0, 1, 16, below | 24)
    tree += struct.pack("<12x2H2I", 0, 1, 1, below | 48)
    tree += struct.pack("<12x2H2I", 0, 1, 1033, 72)
    tree += struct.pack("<4I", _ADDRESS + 88, len(version), 0, 0)
    return tree + version


def _version(words: Mapping[str, str]) -> bytes:
    strings = [_block(key, value) for key, value in words.items()]
    table = _block("StringFileInfo", inner=[_block("040904b0", inner=strings)])
    return _block("VS_VERSION_INFO", binary=bytes(52), inner=[table])


def _block(
    key: str, value: str | None = None, binary: bytes = b"", inner: list[bytes] | None = None
) -> bytes:
    data = binary if value is None else f"{value}\0".encode("utf-16-le")
    count = len(binary) if value is None else len(value) + 1
    body = _even(struct.pack("<3H", 0, count, int(value is not None)) + f"{key}\0".encode("utf-16-le")) + data
    for one in inner or []:
        body = _even(body) + one
    return struct.pack("<H", len(body)) + body[2:]


def _even(data: bytes) -> bytes:
    return data.ljust(-(-len(data) // 4) * 4, b"\0")


def installer(
    version: str = "3.12.7", bits: str = "64-bit", maker: str = MAKER, original: str = "", signed: bool = True
) -> bytes:
    """python.org's installer: a 32-bit program, whatever the Python in it is for."""
    name = f"Python {version} ({bits})"
    words = {"CompanyName": maker, "FileDescription": name, "FileVersion": f"{version}150.0", "ProductName": name,
             "OriginalFilename": original or f"python-{version}-amd64.exe"}  # fmt: skip
    return program(words, X86, signed)


def embeddable(
    version: str = "3.12.7", processor: int = AMD64, maker: str = MAKER, signed: bool = True
) -> dict[str, bytes]:
    """The files of python.org's embeddable archive, the ones that matter."""
    short = "".join(version.split(".")[:2])
    library = io.BytesIO()
    with zipfile.ZipFile(library, "w") as archive:
        archive.writestr(zipfile.ZipInfo("encodings/__init__.pyc"), b"")  # at all times the same bytes

    def of(name: str, by: str = maker) -> bytes:
        words = {"CompanyName": by, "FileVersion": version, "OriginalFilename": name, "ProductName": "Python"}
        return program(words, processor, signed)

    return {
        "python.exe": of("python.exe"),
        "pythonw.exe": of("pythonw.exe"),
        f"python{short}.dll": of(f"python{short}.dll"),
        "vcruntime140.dll": of("vcruntime140.dll", "Microsoft Corporation"),
        "_ctypes.pyd": of("_ctypes.pyd"),
        f"python{short}._pth": f"python{short}.zip\n.\n\n# Uncomment\n#import site\n".encode(),
        f"python{short}.zip": library.getvalue(),
        "LICENSE.txt": b"PSF",
    }


def archive(files: Mapping[str, bytes]) -> bytes:
    """Packed as python.org packs it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return made.getvalue()
