"""The Python that a person brings for the kit: what it is stands in the file; anything else is one sentence."""

import base64
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.addin import machines, programs
from tests.addin.machines import Programs
from thidua_xl.addin.kit import downloaded
from thidua_xl.addin.kit.downloaded import Downloaded, read_download
from thidua_xl.addin.kit.portable_executable import read_program
from thidua_xl.addin.kit.signatures import examine_signatures
from thidua_xl.addin.lines import State
from thidua_xl.addin.running import Command, Ran
from thidua_xl.errors import CannotRunError


def put(folder: Path, data: bytes, name: str = "tai_ve.bin") -> Path:
    """The download, under a name that tells nothing."""
    path = folder / name
    path.write_bytes(data)
    return path


def without(name: str) -> bytes:
    """An archive that lacks one file."""
    return programs.archive({key: data for key, data in programs.embeddable().items() if key != name})


def with_file(name: str, data: bytes) -> bytes:
    """An archive in which one file is another, or more."""
    return programs.archive({**programs.embeddable(), name: data})


def test_a_program_tells_its_processor_its_words_and_whether_it_is_signed() -> None:
    """Each of them from its own place in the file."""
    told = read_program(
        programs.program({"CompanyName": "Ủy ban", "Empty": "", "FileVersion": "3.12.7"}, programs.ARM64)
    )
    assert told is not None
    assert (told.processor, told.has_signature) == (programs.ARM64, True)
    assert (told.says("CompanyName"), told.says("FileVersion"), told.says("Empty"), told.says("?")) == (
        "Ủy ban", "3.12.7", "", "",
    )  # fmt: skip
    bare = read_program(programs.program({}, programs.X86, signed=False))
    assert bare is not None and not bare.has_signature and bare.words == {}


def test_no_cut_of_a_program_is_taken_for_a_whole_one() -> None:
    """A download that broke off at any byte is damaged, or has lost its signature; never an error of ours."""
    whole = programs.installer()
    for length in range(0, len(whole), 7):
        found = read_program(whole[:length])
        assert found is None or not found.has_signature


def test_the_installer_is_known_by_its_words(tmp_path: Path) -> None:
    """It is a 32-bit program that brings a Python of 64 bits; the name it was saved under is nothing."""
    python = read_download(put(tmp_path, programs.installer("3.13.1")))
    assert (python.is_installer, python.version, python.kit_name) == (
        True,
        (3, 13, 1),
        "python-3.13.1-amd64.exe",
    )
    assert list(python.programs) == ["python-3.13.1-amd64.exe"]


def test_the_embeddable_archive_is_known_by_what_lies_in_it(tmp_path: Path) -> None:
    """Its files come along as they are."""
    python = read_download(put(tmp_path, programs.archive(programs.embeddable())))
    assert (python.is_installer, python.version) == (False, (3, 12, 7))
    assert python.files == programs.embeddable()
    assert sorted(python.programs) == [
        "_ctypes.pyd",
        "python.exe",
        "python312.dll",
        "pythonw.exe",
        "vcruntime140.dll",
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "không phải bộ cài .exe"),
        (b"<html>404</html>", "không phải bộ cài .exe"),
        (b"MZ but no more", "bị hỏng hoặc tải chưa hết"),
        (programs.installer()[:-40], "bị hỏng hoặc tải chưa hết"),
        (programs.installer()[:-5], "không có chữ ký số"),
        (programs.installer(bits="32-bit"), "Python cho máy 32-bit"),
        (programs.installer(bits="ARM64"), "Python cho máy ARM64"),
        (programs.installer("3.10.11"), "là Python 3.10.11; cần từ 3.11 trở lên"),
        (programs.installer("2.7.18"), "là Python 2.7.18; cần từ 3.11 trở lên"),
        (programs.installer("3.15.0a2"), "bản chính thức"),
        (programs.installer(maker="Kẻ lạ"), "là chương trình khác (Python 3.12.7 (64-bit))"),
        (programs.installer(original="python-3.12.7-amd64-webinstall.exe"), "phải có Internet"),
        (programs.installer(signed=False), "không có chữ ký số"),
        (programs.program({"ProductName": "Games", "CompanyName": programs.MAKER}), "là chương trình khác (Games)"),
        (programs.archive(programs.embeddable())[:-60], "bị hỏng"),
        (programs.archive({"a.txt": b"x"}), "không có python.exe, pythonw.exe"),
        (programs.archive(programs.embeddable(processor=programs.X86)), "Python cho máy 32-bit"),
        (programs.archive(programs.embeddable(processor=programs.ARM64)), "Python cho máy ARM64"),
        (programs.archive(programs.embeddable("3.9.13")), "là Python 3.9.13"),
        (programs.archive(programs.embeddable(maker="Kẻ lạ")), "python.exe là chương trình khác"),
        (programs.archive(programs.embeddable(signed=False)), "không có chữ ký số"),
        (with_file("_ssl.pyd", b"MZ"), "có tệp hỏng: _ssl.pyd"),
        (with_file("python312.zip", b"PK"), "python312.zip bị hỏng"),
        (with_file("../python.exe", b""), "tên tệp lạ"),
        (with_file("PYTHON.exe", b""), "tên tệp lạ"),
        (with_file("C:evil.dll", b""), "tên tệp lạ"),
        (without("python312.dll"), "thiếu python312.dll"),
        (without("python312._pth"), "thiếu python312._pth"),
        (without("pythonw.exe"), "không có pythonw.exe"),
    ],
)  # fmt: skip
def test_what_is_none_is_said_in_one_sentence(data: bytes, why: str, tmp_path: Path) -> None:
    """What it is instead, and what to download."""
    with pytest.raises(CannotRunError, match=re.escape(why)) as refused:
        read_download(put(tmp_path, data, "python-3.12.7-amd64.exe"))
    assert str(refused.value).startswith("Tệp python-3.12.7-amd64.exe ")
    assert str(refused.value).endswith(downloaded.WHERE)


def test_a_file_that_lies_of_its_size_is_refused(tmp_path: Path) -> None:
    """The bytes count, not what the directory of the archive announces."""
    path = put(tmp_path, programs.archive({**programs.embeddable(), "x.txt": b"a" * 5000}))
    data = path.read_bytes()
    with zipfile.ZipFile(path) as packed:
        info = packed.getinfo("x.txt")
    true, false = (info.file_size.to_bytes(4, "little"), (50).to_bytes(4, "little"))
    with pytest.raises(CannotRunError, match="bị hỏng"):
        read_download(put(tmp_path, data.replace(true, false)))


def test_an_archive_that_grows_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bomb is not unpacked, and neither is an archive of very many files."""
    monkeypatch.setattr(downloaded, "_MOST_BYTES", 1_000_000)
    with pytest.raises(CannotRunError, match="bung ra quá lớn"):
        read_download(put(tmp_path, with_file("bom.txt", bytes(1_000_000))))
    many = {f"{number}.txt": b"" for number in range(200)}
    with pytest.raises(CannotRunError, match="bung ra quá lớn"):
        read_download(put(tmp_path, programs.archive({**programs.embeddable(), **many})))


def test_a_file_of_another_size_altogether_is_not_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An image of a disc, say."""
    monkeypatch.setattr(downloaded, "_MOST_BYTES", 100)
    with pytest.raises(CannotRunError, match="lớn quá"):
        read_download(put(tmp_path, programs.installer()))


# --- signatures ---------------------------------------------------------------------------------


@pytest.fixture
def python(tmp_path: Path) -> Downloaded:
    """An archive that is what it says."""
    return read_download(
        put(tmp_path, programs.archive(programs.embeddable()), "python-3.12.7-embed-amd64.zip")
    )


def windows_says(change: Callable[[str, str, str], tuple[str, str]]) -> Programs:
    """PowerShell as it answers on a PC where all is well, but for what the test changes."""

    def answer(command: Command) -> None:
        question = base64.b64decode(command[-1]).decode("utf-16-le")
        found = re.search(r"-LiteralPath '(.+?)' \|", question)
        assert found is not None
        folder = Path(found[1].replace("''", "'"))
        rows = []
        for path in sorted(folder.iterdir()):
            signer = "Microsoft Windows" if path.name.startswith("vc") else programs.MAKER
            status, signer = change(path.name, "Valid", signer)
            rows.append({"name": path.name, "status": status, "signer": signer})
        run.answers["powershell"] = Ran(0, json.dumps(rows))

    run = Programs(effects={"powershell": answer})
    return run


def test_windows_is_asked_for_every_program(python: Downloaded, tmp_path: Path) -> None:
    """All hold: said with their number; the hash is said in any case."""
    lines = examine_signatures(python, machines.windows(tmp_path), windows_says(lambda _n, *found: found))
    assert [line.state for line in lines] == [State.OK, State.OK]
    assert python.sha256 in lines[0].what
    assert "Windows đã kiểm 5 tệp" in lines[1].what


@pytest.mark.parametrize(
    ("file", "status", "signer"),
    [
        ("python.exe", "HashMismatch", programs.MAKER),
        ("python312.dll", "Valid", "Kẻ lạ"),
        ("python.exe", "Valid", "Microsoft Windows"),
        ("_ctypes.pyd", "NotSigned", ""),
        ("vcruntime140.dll", "UnknownError", "Microsoft Windows"),
    ],
)
def test_a_signature_that_does_not_hold_stops_the_kit(
    file: str, status: str, signer: str, python: Downloaded, tmp_path: Path
) -> None:
    """The file is named."""
    run = windows_says(lambda name, *found: (status, signer) if name == file else found)
    with pytest.raises(CannotRunError, match=f"Chữ ký số của {file} trong python-3.12.7-embed"):
        examine_signatures(python, machines.windows(tmp_path), run)


def test_a_file_that_windows_says_nothing_of_stops_the_kit(python: Downloaded, tmp_path: Path) -> None:
    """An answer for some is none for the rest."""
    run = Programs(answers={"powershell": Ran(0, '[{"name":"python.exe","status":"Valid","signer":"x"}]')})
    with pytest.raises(CannotRunError, match="Chữ ký số"):
        examine_signatures(python, machines.windows(tmp_path), run)


@pytest.mark.parametrize(
    ("kind", "answer", "why"),
    [
        ("linux", Ran(0, "[]"), "chỉ làm được trên Windows"),
        ("windows", Ran(127, "no such file"), "PowerShell không trả lời"),
        ("windows", Ran(0, "cấm"), "PowerShell không trả lời"),
        ("windows", Ran(0, ""), "PowerShell không trả lời"),
    ],
)
def test_where_it_cannot_be_checked_that_is_said(
    kind: str, answer: Ran, why: str, python: Downloaded, tmp_path: Path
) -> None:
    """With the hash to compare and the page to compare it with."""
    machine = machines.windows(tmp_path) if kind == "windows" else machines.linux(tmp_path)
    told, line = examine_signatures(python, machine, Programs(answers={"powershell": answer}))
    assert line.state is State.WARNING
    assert why in line.what
    assert "python.org/downloads" in line.action
    assert python.sha256 in told.what
