"""Cách gọi: printed words alone change; names of sheets, settings and what people typed stay."""

import pytest

from thidua_xl.domain.values.calling import Calling, called


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("gửi cho Trưởng cụm.", "gửi cho Trưởng khối."),
        ("Phó Trưởng cụm", "Phó Trưởng khối"),
        ("SỔ CỤM THI ĐUA", "SỔ KHỐI THI ĐUA"),
        ("Cụm chưa chấm", "Khối chưa chấm"),
        ("lấy từ trang Cụm của cụm", "lấy từ trang Cụm của khối"),
        ("trang Trưởng, Phó cụm", "trang Trưởng, Phó cụm"),
        ("cúm, cụmm", "cúm, cụmm"),
        ('=IF(A1="","gửi cho Trưởng cụm","")', '=IF(A1="","gửi cho Trưởng khối","")'),
    ],
)
def test_words_of_the_program_change(text: str, said: str) -> None:
    """In every case of letters, whole words alone."""
    assert called(text, Calling.BLOCK) == said
    assert called(text, Calling.CLUSTER) == text


def test_what_people_typed_stays() -> None:
    """A title that quotes a name in which the word stands."""
    said = called("Trưởng cụm – Cụm thi đua số 1 (cụm cũ)", Calling.BLOCK, ["Cụm thi đua số 1"])
    assert said == "Trưởng khối – Cụm thi đua số 1 (khối cũ)"
