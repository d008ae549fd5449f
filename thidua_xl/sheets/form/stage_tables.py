"""The forms of the year before December, as tables: registration (HD 1302, I.2.4) and the review of June (II.1).

Both are filled row by row as the criteria stand; beside that table each has a list of the unit's own.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ...domain.year.stages import Stage
from ..table import Column, Table


class Col:
    """The headers that the rows of both forms share."""

    CODE = "Mã"
    NUMBER = "TT"
    TEXT = "Nội dung tiêu chí"
    MEASURE = "Đơn vị tính"


class RegisterCol(Col):
    """The headers of `Đăng ký`, on the form and in the book."""

    COMMON = "Chỉ tiêu chung"
    LAST_YEAR = "Thực hiện năm trước"
    TARGET = "Chỉ tiêu đăng ký"
    CONTENT = "Nội dung đăng ký"
    NOTE = "Ghi chú"


class MidyearCol(Col):
    """The headers of `Sơ kết`, on the form and in the book."""

    TARGET = "Chỉ tiêu"
    RESULT = "Kết quả 6 tháng"
    PERCENT = "Tỷ lệ %"
    ESTIMATE = "Ước cả năm"
    TROUBLE = "Khó khăn, kiến nghị"


class MovementCol:
    """The headers of `Phong trào` on the form."""

    NAME = "Tên phong trào"
    AIM = "Mục tiêu"
    LAUNCHED = "Phát động"
    CONCLUDED = "Tổng kết"
    TITLE = "Danh hiệu đăng ký"


class ModelCol:
    """The headers of `Mô hình` on the form."""

    NAME = "Tên mô hình"
    WHAT = "Nội dung, hiệu quả"
    SPREAD = "Đề nghị nhân rộng"


class BoxCol:
    """The three free texts from which reports are written; the third asks for what is next."""

    ASSESSMENT = "Đánh giá chung"
    SHORTCOMINGS = "Hạn chế, nguyên nhân"
    NEXT = "Nhiệm vụ 6 tháng cuối năm"
    NEXT_YEAR = "Phương hướng, nhiệm vụ năm sau"


BOXES: Mapping[Stage, tuple[str, ...]] = {
    Stage.REGISTER: (),
    Stage.MIDYEAR: (BoxCol.ASSESSMENT, BoxCol.SHORTCOMINGS, BoxCol.NEXT),
    Stage.YEAREND: (BoxCol.ASSESSMENT, BoxCol.SHORTCOMINGS, BoxCol.NEXT_YEAR),
}
LONGEST = 2_000
"""Characters of one of them."""
BOX_SHEET = "Hoạt động đơn vị"


class CheckCol(Col):
    """The headers of `Kiểm tra`."""

    CELL = "Ô"
    STATE = "Tình trạng"


REGISTER = Table(
    "Đăng ký",
    (
        Column(RegisterCol.CODE, 8, "code"),
        Column(RegisterCol.NUMBER, 6, "code center"),
        Column(RegisterCol.TEXT, 46),
        Column(RegisterCol.MEASURE, 10, "center wrap"),
        Column(RegisterCol.COMMON, 10, "number"),
        Column(RegisterCol.LAST_YEAR, 11, "number", typed=True),
        Column(RegisterCol.TARGET, 11, "number bold", typed=True),
        Column(RegisterCol.CONTENT, 42, typed=True),
        Column(RegisterCol.NOTE, 20, typed=True),
    ),
    header_row=8,
    key=(RegisterCol.CODE,),
)
MIDYEAR = Table(
    "Sơ kết",
    (
        Column(MidyearCol.CODE, 8, "code"),
        Column(MidyearCol.NUMBER, 6, "code center"),
        Column(MidyearCol.TEXT, 46),
        Column(MidyearCol.MEASURE, 10, "center wrap"),
        Column(MidyearCol.TARGET, 11, "number"),
        Column(MidyearCol.RESULT, 11, "number bold", typed=True),
        Column(MidyearCol.PERCENT, 9, "number"),
        Column(MidyearCol.ESTIMATE, 11, "number", typed=True),
        Column(MidyearCol.TROUBLE, 46, typed=True),
    ),
    header_row=8,
    key=(MidyearCol.CODE,),
)
MOVEMENTS = Table(
    "Phong trào",
    (
        Column(MovementCol.NAME, 40, typed=True),
        Column(MovementCol.AIM, 44, typed=True),
        Column(MovementCol.LAUNCHED, 18, typed=True),
        Column(MovementCol.CONCLUDED, 18, typed=True),
        Column(MovementCol.TITLE, 30, typed=True),
    ),
    header_row=3,
    key=(MovementCol.NAME,),
)
MODELS = Table(
    "Mô hình",
    (
        Column(ModelCol.NAME, 40, typed=True),
        Column(ModelCol.WHAT, 70, typed=True),
        Column(ModelCol.SPREAD, 14, "center", typed=True),
    ),
    header_row=3,
    key=(ModelCol.NAME,),
)


class StageTables(NamedTuple):
    """What a form of the stage consists of."""

    rows: Table
    """A row a criterion."""
    figures: tuple[str, ...]
    """Its typed columns in which numbers stand."""
    words: tuple[str, ...]
    """Its typed columns in which words stand."""
    items: Table
    """The unit's own list."""


STAGE_TABLES: Mapping[Stage, StageTables] = {
    Stage.REGISTER: StageTables(
        REGISTER,
        (RegisterCol.LAST_YEAR, RegisterCol.TARGET),
        (RegisterCol.CONTENT, RegisterCol.NOTE),
        MOVEMENTS,
    ),
    Stage.MIDYEAR: StageTables(
        MIDYEAR, (MidyearCol.RESULT, MidyearCol.ESTIMATE), (MidyearCol.TROUBLE,), MODELS
    ),
}
