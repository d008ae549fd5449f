"""Hộp thư: letters read over IMAP, and only read (EXAMINE, BODY.PEEK): nothing is marked, moved or deleted."""

import datetime
import imaplib
import ipaddress
import os
import re
import ssl
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..domain.values.catalogue import Code
from ..domain.values.findings import finding
from ..errors import CannotRunError, reason
from ..workers.steps import Step, quietly, watched
from .inbox import Incoming, Unreadable, files_of, in_order
from .message import LIMITS, shared_link, stamped
from .provenance import letter_of, said_by, shown_name
from .unpack import unpack

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

PASSWORD = "THIDUA_MAIL_PASSWORD"
SERVICE = "thidua-xl"
"""Under which name the system's store (keyring) holds the password; the user is `user@host`."""
_TLS, _PLAIN, _PATIENCE = 993, 143, 30.0
MOST_AT_ONCE = 500_000_000
"""Bytes of new files in memory; a cluster of 30 units sends a hundredth of it."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where the letters lie."""

    host: str
    user: str
    folder: str = "INBOX"
    port: int | None = None
    plain: bool = False
    """Without TLS: only to this machine itself."""

    @property
    def at(self) -> str:
        """Server and port, as they are shown."""
        return f"{self.host}:{self.port or (_PLAIN if self.plain else _TLS)}"


class Fetched(NamedTuple):
    """What the mailbox held."""

    letters: int
    files: list[Incoming]
    unreadable: list[Unreadable]
    left: list[str]
    """Letters without any file and not from a unit: who, what, when. They are only counted."""


class Asker(NamedTuple):
    """Who asks for letters: what is there already, and from whom a letter without any file matters."""

    known: Container[str]
    """Hashes of what was received before: of those files no byte is kept."""
    expects: Callable[[str], bool]
    """Whether a letter of this `Nguồn` is one of somebody whose form is due."""


def fetch(account: Account, since: datetime.date | None, asker: Asker, step: Step = quietly) -> Fetched:
    """Every letter of the folder taken apart; `step` is told how many. Raises CannotRunError: nothing was taken."""
    password = _password(account)
    _refuse_plain_abroad(account)
    with _spoken(account), _opened(account, password) as box:
        return _read(box, account.folder, since, asker, step)


def _read(box: "BaseMailBox", folder: str, since: datetime.date | None, asker: Asker, step: Step) -> Fetched:
    from imap_tools import AND

    out = Fetched(0, [], [], [])
    sizes = _sizes(box, box.uids(str(AND(date_gte=since)) if since else "ALL"))
    for uid, size, arrived in watched(sizes, len(sizes), step):
        name = f"thư {uid}.eml"
        if size > LIMITS.bytes:
            detail = f"thư {size // 1_000_000} MB"
            large = finding(Code.FILE_TOO_LARGE, file=name, detail=detail)
            out.unreadable.append(Unreadable(Path(shown_name(folder), name), large))
            continue
        for letter in box.fetch(uid_list=[uid], mark_seen=False):
            data: bytes = letter.data  # type: ignore[attr-defined]
            _take(out, data, shown_name(folder), name, asker, arrived)
            if sum(len(file.data) for file in out.files) > MOST_AT_ONCE:
                raise CannotRunError(
                    f"Thư mục {folder} có quá nhiều tệp mới để nhận một lần; thêm --since hoặc chọn --folder khác."
                )
    return out._replace(letters=len(sizes), files=in_order(out.files))


def _take(
    out: Fetched, data: bytes, folder: str, name: str, asker: Asker, arrived: str
) -> None:  # fmt: skip
    """One letter; its subject is its name (the server's number says nothing to a person)."""
    unpacked = unpack(name, data, folder, arrived)
    letter = letter_of(unpacked.source)
    empty = letter and not unpacked.pieces and not unpacked.problems and not shared_link(data)
    if letter and empty and not asker.expects(unpacked.source):
        out.left.append(said_by(letter))
        return
    if letter and letter.subject:
        name = shown_name(letter.subject.replace("/", "-").replace("\\", "-") + ".eml")
    for file in files_of(Path(folder, name), data, unpacked):  # of what the book has, the hash is enough
        out.files.append(replace(file, held=b"") if file.sha256 in asker.known else file)


def _sizes(box: "BaseMailBox", uids: list[str]) -> list[tuple[str, int, str]]:
    """Number and size of the letters, and when the server took each; without a byte of them."""
    found = []
    for at in range(0, len(uids), 500):
        state, lines = box.client.uid("fetch", ",".join(uids[at : at + 500]), "(RFC822.SIZE INTERNALDATE)")
        if state != "OK":
            raise imaplib.IMAP4.error(state)
        for line in lines:
            text = line.decode("ascii", "replace") if isinstance(line, bytes) else ""
            uid, size = re.search(r"UID (\d+)", text), re.search(r"RFC822\.SIZE (\d+)", text)
            if uid and size:
                found.append((uid[1], int(size[1]), _arrived(text)))
    return found


def _arrived(text: str) -> str:
    """INTERNALDATE (RFC 3501, 2.3.3) as our letters tell moments; empty where the server says nothing of use."""
    stamp = re.search(r'INTERNALDATE "([^"]+)"', text)
    return stamped(stamp[1]) if stamp else ""


class _Raw:
    """A letter as its bytes: they are taken apart by our own bounded reading."""

    def __init__(self, fetched: list[Any]) -> None:
        self.data = next((bytes(item[1]) for item in fetched if isinstance(item, tuple)), b"")


@contextmanager
def _opened(account: Account, password: str) -> "Iterator[BaseMailBox]":
    """The folder, opened for reading only."""
    from imap_tools import MailBox, MailBoxUnencrypted
    from imap_tools.errors import MailboxFolderSelectError, MailboxLoginError

    port = account.port or (_PLAIN if account.plain else _TLS)
    box: BaseMailBox
    if account.plain:
        box = MailBoxUnencrypted(account.host, port, timeout=_PATIENCE)
    else:  # the library's own context would verify nobody
        box = MailBox(account.host, port, timeout=_PATIENCE, ssl_context=ssl.create_default_context())
    box.email_message_class = _Raw  # type: ignore[assignment]
    try:
        try:
            ascii_only = (account.user + password).isascii()
            (box.login if ascii_only else box.login_utf8)(account.user, password, None)
        except (MailboxLoginError, imaplib.IMAP4.error) as error:
            if isinstance(error, imaplib.IMAP4.abort):
                raise
            raise CannotRunError(
                f"Máy chủ {account.at} không nhận tên {account.user} hoặc mật khẩu. Kiểm tra lại {PASSWORD} "
                "(nhiều hộp thư đòi mật khẩu ứng dụng và phải bật IMAP)."
            ) from None
        try:
            box.folder.set(account.folder, readonly=True)
        except MailboxFolderSelectError:
            there = ", ".join(sorted(found.name for found in box.folder.list())[:30])
            raise CannotRunError(
                f"Hộp thư {account.user} không có thư mục {account.folder}. Đang có: {there}."
            ) from None
        yield box
    finally:
        _leave(box)


def _leave(box: "BaseMailBox") -> None:
    with suppress(Exception):  # whatever the parting says, the letters are read or the reason is known
        box.logout()


@contextmanager
def _spoken(account: Account) -> Iterator[None]:
    """What goes wrong between here and the server, as one sentence. The password is in none."""
    from imap_tools.errors import ImapToolsError

    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise CannotRunError(
            f"Không tin được chứng thư của máy chủ thư {account.at} ({error.verify_message}). Kiểm tra tên máy chủ; "
            "máy chủ nội bộ thì trỏ SSL_CERT_FILE tới chứng thư của cơ quan."
        ) from None
    except ssl.SSLError as error:
        raise CannotRunError(
            f"Máy chủ thư {account.at} không nói TLS ({error.reason or 'lỗi TLS'}). Kiểm tra cổng (thường là 993)."
        ) from None
    except (OSError, EOFError, imaplib.IMAP4.error, ImapToolsError, UnicodeError, OverflowError) as error:
        why = (reason(error) if isinstance(error, OSError) else str(error)) or type(error).__name__
        raise CannotRunError(
            f"Không nối được với máy chủ thư {account.at}: {why}. Kiểm tra mạng, tên máy chủ và cổng; chưa nhận gì."
        ) from None


def _refuse_plain_abroad(account: Account) -> None:
    if not account.plain or account.host.casefold() == "localhost":
        return
    try:
        here = ipaddress.ip_address(account.host).is_loopback
    except ValueError:
        here = False
    if not here:
        raise CannotRunError("--plain (không mã hóa) chỉ dùng với chính máy này (localhost); hãy bỏ --plain.")


def _password(account: Account) -> str:
    given = os.environ.get(PASSWORD, "")
    if given:
        return given
    try:
        import keyring

        stored = keyring.get_password(SERVICE, f"{account.user}@{account.host}")
    except Exception:  # not installed, or no store on this machine
        stored = None
    if not stored:
        raise CannotRunError(
            f"Chưa có mật khẩu hộp thư: đặt biến môi trường {PASSWORD}, hoặc cài thidua_xl[keyring] rồi chạy "
            f"keyring set {SERVICE} {account.user}@{account.host}."
        )
    return str(stored)
