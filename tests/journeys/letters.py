"""Letters and archives as senders make them, for the tests: written here, never kept as files."""

import io
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage

XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
DAY = "Sat, 20 Dec 2025 08:15:00 +0700"
PDF, JPEG, PNG = b"%PDF-1.7\nscan", b"\xff\xd8\xff\xe0 photo", b"\x89PNG\r\n\x1a\n logo"


def letter(
    *files: tuple[str, bytes] | EmailMessage,
    sender: str = "Lê An <an@xa.gov.vn>",
    subject: str = "Phiếu tự chấm",
    date: str = DAY,
) -> EmailMessage:
    """A letter with files; a message among them is forwarded as an attachment."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "cum@huyen.gov.vn", subject
    if date:
        message["Date"] = date
    message.set_content("Kính gửi Trưởng cụm.")
    for file in files:
        if isinstance(file, EmailMessage):
            message.add_attachment(file)
        else:
            message.add_attachment(file[1], maintype=XLSX[0], subtype=XLSX[1], filename=file[0])
    return message


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip, each member at a fixed time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 12, 20, 8, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def encrypted(data: bytes) -> bytes:
    """The same zip whose entries say that they are encrypted."""
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data = data[: place + at] + bytes([data[place + at] | 1]) + data[place + at + 1 :]
            place = data.find(mark, place + 4)
    return data
