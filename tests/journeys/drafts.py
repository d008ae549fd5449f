"""Drafts as a mail program reads them, and a day on which commands are run."""

import datetime
import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from thidua_xl import clock


def mail(path: Path) -> EmailMessage:
    """A draft as a mail program reads it."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def text(path: Path) -> str:
    """What a person reads in a draft, on one line."""
    body = mail(path).get_body()
    assert body is not None
    return " ".join(body.get_content().split())


def attached(path: Path) -> dict[str, bytes]:
    """The workbooks that go with a draft."""
    found = {}
    for part in mail(path).iter_attachments():
        data = part.get_payload(decode=True)
        assert isinstance(data, bytes)
        found[str(part.get_filename())] = data
    return found


def today_is(patch: pytest.MonkeyPatch, year: int, month: int, day: int) -> None:
    """Every command from here on runs at eight in the morning of this day."""
    moment = datetime.datetime(year, month, day, 8, tzinfo=clock.VIETNAM)
    patch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
