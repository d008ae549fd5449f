"""Hệ quả: what people type, and what it says."""

import pytest

from thidua_xl.domain.scoring.consequences import (
    Consequence,
    Effect,
    offered,
    read_consequences,
    told,
    without_class,
)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Không xét Nhất", "Không xét Nhất"),
        ("không xét nhất,nhì , ba", "Không xét Nhất, Nhì, Ba"),
        ("Trừ 5 điểm", "Trừ 5 điểm"),
        ("trừ 0,5điểm", "Trừ 0,5 điểm"),
        ("Trừ 1.25 điểm", "Trừ 1,25 điểm"),
        ("Trừ 0,125 điểm", "Trừ 0,125 điểm"),
        ("Không xếp loại trên:Khá", "Không xếp loại trên: Khá"),
        ("Hạ một bậc xếp loại; Trừ 2 điểm;", "Hạ một bậc xếp loại; Trừ 2 điểm"),
    ],
)
def test_what_is_understood(typed: str, said: str) -> None:
    """Spaces, case and the decimal sign are no difference; several stand apart at semicolons."""
    found = read_consequences(typed)
    assert found is not None
    assert told(found) == said
    assert read_consequences(said) == found


@pytest.mark.parametrize(
    "typed", ["", ";", "Trừ n điểm", "Trừ -5 điểm", "Trừ 1.000 điểm", "Trừ 0 điểm", "Không xếp loại trên: X",
              "Không xếp loại trên:", "Không xét Nhất; và thôi", "Trừ 5", "Trừ 0,0001 điểm"],
)  # fmt: skip
def test_what_is_not_understood(typed: str) -> None:
    """Nothing is guessed, and a part that is understood does not hide one that is not."""
    assert read_consequences(typed) is None


def test_what_the_list_offers_can_be_read() -> None:
    """Every word of the drop-down list says something, classes by their own names."""
    words = list(offered(("Tốt", "Khá")))
    assert all(read_consequences(word) for word in words)
    assert read_consequences("Không xếp loại trên: Tốt") == (
        Consequence(Effect.CLASS_AT_MOST, highest="Tốt"),
    )
    assert "Không xếp loại trên: Khá" in words


def test_classes_that_the_cluster_does_not_have() -> None:
    """Without a scale nothing can be lowered; with one, only to a class of it."""
    found = read_consequences(
        "Hạ một bậc xếp loại; Không xếp loại trên: khá; Không xếp loại trên: Giỏi; Trừ 1 điểm"
    )
    assert found is not None
    assert [one.said for one in without_class(found, ("Tốt", "Khá"))] == ["Không xếp loại trên: Giỏi"]
    assert len(without_class(found, ())) == 3
