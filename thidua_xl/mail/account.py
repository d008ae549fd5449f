"""Which mailbox a person reads: kept in that person's own file, so that a button can ask for letters.

Never in a book: whoever sends a book could point a stored password at a server of their own. And never the
password: it comes from the environment or the system's store.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict
from pathlib import Path

from ..errors import CannotRunError, reason
from ..storage.safe import write_safely
from .imap import Account

UNKNOWN = (
    "Chưa biết hộp thư của cụm. Chạy một lần trong cửa sổ lệnh: thidua-xl fetch-mail SỔ --host MÁY_CHỦ --user "
    "TÊN_HỘP_THƯ --remember; từ lần sau chỉ cần bấm nút (mật khẩu không được ghi lại, xem Hướng dẫn)."
)


def account_file(platform: str, home: Path, environment: Mapping[str, str]) -> Path:
    """`%APPDATA%\\thidua_xl\\mail.json`, or the same below `~/.config`."""
    if platform == "win32":
        base = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
    else:
        base = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    return base / "thidua_xl" / "mail.json"


_ELSEWHERE: ContextVar[Path | None] = ContextVar("the folder of the account", default=None)


@contextmanager
def kept_in(folder: Path) -> Iterator[None]:
    """Inside, the account is kept in this folder, and the user's own is not looked at."""
    before = _ELSEWHERE.set(folder)
    try:
        yield
    finally:
        _ELSEWHERE.reset(before)


def _here() -> Path:
    elsewhere = _ELSEWHERE.get()
    if elsewhere is not None:
        return elsewhere / "mail.json"
    return account_file(sys.platform, Path.home(), os.environ)


def remember(account: Account) -> Path:
    """Keep the account for the next time; returns the file. Raises CannotRunError if it cannot be written."""
    path = _here()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return write_safely(path, json.dumps(asdict(account), ensure_ascii=False, indent=1).encode())
    except OSError as error:
        raise CannotRunError(f"Không ghi nhớ được hộp thư vào {path}: {reason(error)}.") from None


def recall() -> Account:
    """The account kept last. Raises CannotRunError where there is none, or the file says something else."""
    path = _here()
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CannotRunError(UNKNOWN) from None
    except (OSError, ValueError):
        known = None
    kinds = {"host": str, "user": str, "folder": str, "port": int | None, "plain": bool}
    fits = isinstance(known, dict) and known.keys() == kinds.keys()
    if not fits or not all(isinstance(known[name], kind) for name, kind in kinds.items()):
        raise CannotRunError(f"Tệp {path} ghi hộp thư không đọc được. {UNKNOWN}")
    return Account(**known)
