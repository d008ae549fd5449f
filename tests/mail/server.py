"""A real IMAP server (Dovecot) on this machine alone, for as long as a test run lasts."""

import contextlib
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

USER, PASSWORD = "cum@huyen.gov.vn", "mật-khẩu của cụm"

_CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {run}/run
state_dir = {run}/state
log_path = {run}/log
instance_name = thidua-{port}
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
first_valid_uid = 1
ssl = yes
ssl_cert = <{run}/cert.pem
ssl_key = <{run}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain
auth_failure_delay = 0
mail_location = maildir:{run}/mail/%u
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {run}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={run}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
"""


def lacking() -> str:
    """Why there can be no server; empty where there can."""
    missing = [name for name in ("dovecot", "openssl") if shutil.which(name, path=_path()) is None]
    return f"{missing[0]} is not installed" if missing else ""


def _path() -> str:
    return os.environ.get("PATH", "") + ":/usr/sbin"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class Server:
    """Dovecot with one mailbox."""

    folder: Path
    port: int
    plain: int
    process: subprocess.Popen[bytes]

    @property
    def certificate(self) -> Path:
        """Whom a client must trust."""
        return self.folder / "cert.pem"

    @classmethod
    def start(cls) -> "Server":
        """Configured in a folder of its own (short: a socket's path has 107 letters), as the current user."""
        folder = Path(tempfile.mkdtemp(prefix="td"))
        port, plain = _free_port(), _free_port()
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", folder / "key.pem",
             "-out", folder / "cert.pem"],
            check=True, capture_output=True,
        )  # fmt: skip
        me = pwd.getpwuid(os.getuid())
        mail = pwd.getpwnam("nobody") if me.pw_uid == 0 else me  # no mail for root, says Dovecot
        names = ("dovecot", "dovenull") if me.pw_uid == 0 else (me.pw_name, me.pw_name)
        (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n", encoding="utf-8")
        (folder / "mail").mkdir()
        if me.pw_uid == 0:
            folder.chmod(0o755)
            (folder / "users").chmod(0o644)
            os.chown(folder / "mail", mail.pw_uid, mail.pw_gid)
        (folder / "conf").write_text(
            _CONFIG.format(run=folder, port=port, plain=plain, internal=names[0], login=names[1],
                           group=_group(names[0]), uid=mail.pw_uid, gid=mail.pw_gid)
        )  # fmt: skip
        executable = shutil.which("dovecot", path=_path())
        assert executable is not None
        process = subprocess.Popen(
            [executable, "-F", "-c", folder / "conf"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        server = cls(folder, port, plain, process)
        server._wait()
        return server

    def _wait(self) -> None:
        for _ in range(200):
            try:
                with socket.create_connection(("127.0.0.1", self.plain), timeout=1) as one:
                    if one.recv(4) == b"* OK":
                        return
            except OSError:
                pass
            assert self.process.poll() is None, self.log()
            time.sleep(0.05)
        raise AssertionError(self.log())

    def log(self) -> str:
        """What the server says of itself."""
        path = self.folder / "log"
        return path.read_text(errors="replace") if path.exists() else "no log"

    def stop(self) -> None:
        """End it and take its folder away."""
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- the mailbox, as its owner sees it

    @contextlib.contextmanager
    def client(self) -> Iterator[imaplib.IMAP4]:
        """Logged in."""
        with imaplib.IMAP4("127.0.0.1", self.plain, timeout=20) as client:
            client.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
            yield client

    def empty(self) -> None:
        """No letter in the inbox."""
        with self.client() as client:
            if client.select("INBOX")[1] != [b"0"]:
                client.store("1:*", "+FLAGS", "\\Deleted")
                client.expunge()

    def deliver(self, letter: bytes, folder: str = "INBOX", day: str = "20-Dec-2025") -> None:
        """A letter arrives."""
        with self.client() as client:
            if folder != "INBOX":
                client.create(folder)
            state, answer = client.append(folder, "", f'"{day} 08:15:00 +0700"', letter)
        assert state == "OK", answer

    def seen(self) -> list[bytes]:
        """Numbers, flags and sizes of the inbox's letters."""
        with self.client() as client:
            client.select("INBOX", readonly=True)
            state, lines = client.fetch("1:*", "(UID FLAGS RFC822.SIZE)")
        assert state == "OK"
        return [line for line in lines if isinstance(line, bytes)]


def _group(user: str) -> str:
    import grp

    return grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name
