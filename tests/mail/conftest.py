"""A mail server for the tests of this folder. Where it is absent they are skipped; in CI that is a failure."""

from collections.abc import Iterator

import pytest

from tests.mail.server import PASSWORD, Server, lacking


@pytest.fixture(scope="session")
def running() -> Iterator[Server]:
    """One Dovecot for the whole run."""
    absent = lacking()
    if absent:
        pytest.skip(absent)
    server = Server.start()
    yield server
    server.stop()


@pytest.fixture
def server(running: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """An empty mailbox; its password and its certificate are known."""
    running.empty()
    monkeypatch.setenv("THIDUA_MAIL_PASSWORD", PASSWORD)
    monkeypatch.setenv("SSL_CERT_FILE", str(running.certificate))
    return running
