"""The whole life of a kit on a real Windows: made, used twice, examined, taken away.

`python -m tests.addin.kit_on_windows FILE` with a file from python.org; the public CI runs it. It works below a
folder of its own whose name holds all that command lines stumble over, and leaves nothing but that.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from thidua_xl.addin.kit.home import ENTRIES, UNINSTALL_KEY
from thidua_xl.addin.kit.set_up import DONE, DONE_BUT, NOTHING_TO_DO
from thidua_xl.addin.registry import USER, windows_registry


def command_line(arguments: str, environment: dict[str, str]) -> tuple[int, str]:
    """What cmd.exe makes of it, with nobody at the keyboard."""
    done = subprocess.run(f'cmd.exe /d /s /c "{arguments} < nul"', env=environment, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", check=False)  # fmt: skip
    print(f"--- {arguments}: {done.returncode}\n{done.stdout}", flush=True)
    return done.returncode, done.stdout


def user_of(folder: Path) -> dict[str, str]:
    """The environment of a user with such a name, and of no Python."""
    home = folder / "Nguyễn Văn A & B (100%) O'Hara"
    windows = Path(os.environ["SYSTEMROOT"])
    own = {
        "USERPROFILE": home,
        "APPDATA": home / "AppData" / "Roaming",
        "LOCALAPPDATA": home / "AppData" / "Local",
    }
    for path in own.values():
        path.mkdir(parents=True, exist_ok=True)
    system = (windows / "System32", windows, windows / "System32" / "WindowsPowerShell" / "v1.0")
    others = {name: value for name, value in os.environ.items() if not name.upper().startswith("PYTHON")}
    return {**others, **{name: str(path) for name, path in own.items()}, "PATH": ";".join(map(str, system))}


def live(file: Path, folder: Path) -> None:
    """One step after the other; the first that is not as it should be ends it."""
    kit, environment = folder / "USB & Bộ cài", user_of(folder)
    made = [
        sys.executable,
        "-X",
        "utf8",
        "-m",
        "thidua_xl",
        "addin",
        "bundle",
        "--out",
        str(kit),
        "--python",
        str(file),
    ]
    said = subprocess.run(made, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
    print(said, flush=True)
    assert "hợp lệ (Windows đã kiểm" in said, "the signature of python.org was not found to hold"
    root = Path(environment["LOCALAPPDATA"], "thidua_xl")
    start = Path(environment["APPDATA"], "Microsoft", "Windows", "Start Menu", "Programs", "Thi đua")
    addin = Path(environment["APPDATA"], "Microsoft", "Excel", "XLSTART", "ThiDua.xlam")

    code, said = command_line(f'"{kit / "cai_dat.cmd"}"', environment)
    assert code == 0 and (DONE in said or DONE_BUT in said)
    assert addin.is_file() and all((start / f"{name}.lnk").is_file() for name in ENTRIES)
    assert windows_registry(USER, UNINSTALL_KEY)["displayname"] == "Thi đua (thidua_xl)"
    before = {path: path.stat().st_mtime_ns for path in root.iterdir()}

    code, said = command_line(f'"{kit / "cai_dat.cmd"}"', environment)
    assert code == 0 and NOTHING_TO_DO in said
    assert {path: path.stat().st_mtime_ns for path in root.iterdir()} == before

    _code, said = command_line(f'"{root / "chan_doan.cmd"}"', environment)
    assert "Bộ cài: Python và các gói còn nguyên" in said and "Traceback" not in said
    code, said = command_line(f'"{root / "thidua-xl.cmd"}" demo "{folder / "năm"}"', environment)
    assert code == 0

    code, said = command_line(f'"{root / "go_cai_dat.cmd"}" /quiet', environment)
    assert {path.name for path in root.iterdir()} <= {"logs"} if root.exists() else True, sorted(
        root.iterdir()
    )
    assert not addin.exists() and not start.exists()
    assert windows_registry(USER, UNINSTALL_KEY) == {}
    print("all as it should be")


def main() -> None:
    """Below a folder that goes afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        live(Path(sys.argv[1]).absolute(), Path(scratch))


if __name__ == "__main__":
    main()
