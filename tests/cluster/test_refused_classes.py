"""A setting `Xếp loại` that is refused says why, entry by entry."""

from tests.journeys.journey import Journey


def test_every_fault_of_the_classes_is_told_at_once(issued: Journey) -> None:
    """One round of correction is enough; the cell and what is used meanwhile stand first."""
    issued.set(Xếp_loại="Xuất sắc:90,0001; Tốt:80 tối đa 0%; Khá:70; Khá[Miền núi]:50; Đạt:50; khác:Khá")
    (found,) = (one for one in issued.rank().json["findings"] if one["code"] == "SETTING_INVALID")
    assert "đang dùng không xếp loại. “Xuất sắc:90,0001”: mức có hơn ba chữ số thập phân." in found["message"]
    assert "“Tốt:80 tối đa 0%”: tối đa phải lớn hơn 0 và không quá 100%." in found["message"]
    assert "“khác:Khá”: loại Khá đã có mức." in found["message"]
    assert "“Đạt:50”: với Nhóm Miền núi, mức không thấp hơn “Khá[Miền núi]:50” ghi trước" in found["message"]
