"""Sheet `Giao ước`: what the units promise each other for the year, and which of them have signed (HD 1302, I.2.1).

One table of two kinds of rows: first the lines of the covenant (`TT`, `Nội dung`), then a row for every unit that
signs it (`Mã đơn vị`, `Đơn vị`, `Đã ký`, `Người ký`, `Ngày`). A line typed below the units moves up to the others.
"""

from ..kept import Look
from ..prefilled import COLUMN, KnownCol
from ..table import Column, Table


class Col(KnownCol):
    """The headers of `Giao ước`."""

    NUMBER = "TT"
    CONTENT = "Nội dung"
    UNIT = "Mã đơn vị"
    UNIT_NAME = "Đơn vị"
    SIGNED = "Đã ký"
    SIGNER = "Người ký"
    DAY = "Ngày"


TABLE = Table(
    "Giao ước",
    (
        Column(Col.NUMBER, 7, "code center", typed=True),
        Column(Col.CONTENT, 58, typed=True),
        Column(Col.UNIT, 11, "code"),
        Column(Col.UNIT_NAME, 28),
        Column(Col.SIGNED, 8, "center", typed=True),
        Column(Col.SIGNER, 26, typed=True),
        Column(Col.DAY, 12, "date", typed=True),
        COLUMN,
    ),
    header_row=3,
    key=(Col.CONTENT, Col.UNIT),
)
ALONE = (Col.CONTENT, Col.SIGNED)
OF_LINE = (Col.NUMBER, Col.CONTENT)
"""What a line of the covenant fills."""
OF_UNIT = (Col.UNIT, Col.UNIT_NAME, Col.SIGNED, Col.SIGNER, Col.DAY)
"""What the row of a unit fills."""
SPARE = 3
"""Yellow rows below the lines, and below the units, ready for more lines."""
LOOK = Look(
    "GIAO ƯỚC THI ĐUA",
    "HD 1302, I.2.1, II.3. Phần trên: nội dung giao ước chung, mỗi nội dung một dòng. Phần dưới: mỗi đơn vị một dòng; "
    "ký rồi thì ghi x ở Đã ký và ngày ký.",
    spare=0,
)
