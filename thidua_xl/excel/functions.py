"""Functions for cells (Windows): what xlwings offers Excel, with the descriptions that Excel shows.

Off Windows the decorators change nothing; all that is computed is in `cell_functions`.
"""

# ruff: noqa: N802 - Excel shows these names to clerks

from .cell_functions import Rows, faults_in, number_in, points_by_rule, rank_among
from .xlwings_alone import xw


@xw.func(category="Thi đua")
@xw.arg("o", doc="Ô có số do người nhập, ví dụ 9,5 hoặc 25.67 ghi dạng chữ")
@xw.arg("toi_da", doc="Điểm tối đa, giúp hiểu 1.000 (có thể bỏ trống)")
def TD_SO(o: object, toi_da: object = None) -> float | str | None:
    """Số mà chương trình đọc được ở ô; nếu không chắc thì trả về một câu nói vì sao."""
    return number_in(o, toi_da)


@xw.func(category="Thi đua")
@xw.arg("cach_cham", doc="Cách chấm, ví dụ Theo tỷ lệ")
@xw.arg("tham_so", doc="Tham số, ví dụ % 100:15; 90:12; khác:0 (có thể trống)")
@xw.arg("diem_toi_da", doc="Điểm tối đa của tiêu chí")
@xw.arg("chi_tieu", doc="Chỉ tiêu được giao")
@xw.arg("ket_qua", doc="Kết quả thực hiện (Đạt/Không đạt với cách chấm ấy)")
@xw.arg("so_chu_so", doc="Số chữ số thập phân của điểm, mặc định 2")
@xw.arg("chi_tieu_ca_cum", ndim=2, doc="Chỉ tiêu của mọi đơn vị, chỉ cho So với đơn vị dẫn đầu")
@xw.arg(
    "ket_qua_ca_cum", ndim=2, doc="Kết quả của mọi đơn vị, cùng thứ tự; Theo hạng trong cụm chỉ cần vùng này"
)
def TD_DIEM(
    cach_cham: object,
    tham_so: object,
    diem_toi_da: object,
    chi_tieu: object,
    ket_qua: object,
    so_chu_so: object = None,
    chi_tieu_ca_cum: Rows | None = None,
    ket_qua_ca_cum: Rows | None = None,
) -> float | str | None:
    """Điểm theo cách chấm và tham số, đúng như phiếu và sổ cụm tính."""
    digits = 2 if so_chu_so is None else so_chu_so
    return points_by_rule(
        cach_cham,
        tham_so,
        diem_toi_da,
        chi_tieu,
        ket_qua,
        digits,
        chi_tieu_ca_cum or (),
        ket_qua_ca_cum or (),
    )


@xw.func(category="Thi đua")
@xw.arg("diem", doc="Điểm của đơn vị")
@xw.arg("vung", ndim=2, doc="Điểm của mọi đơn vị trong cụm")
@xw.arg("khong_bo_hang", doc="TRUE: 1, 2, 2, 3; bỏ trống: 1, 2, 2, 4")
def TD_XEPHANG(diem: object, vung: Rows, khong_bo_hang: object = None) -> int | str | None:
    """Hạng của một điểm trong cụm; bằng điểm thì cùng hạng (bằng nhau ở hạng 1 phải bỏ phiếu)."""
    return rank_among(diem, vung, dense=bool(khong_bo_hang))


@xw.func(category="Thi đua")
@xw.arg("vung", ndim=2, doc="Các ô điểm cần kiểm tra")
@xw.arg("toi_da", doc="Điểm tối đa của các ô ấy (có thể bỏ trống)")
def TD_LOI(vung: Rows, toi_da: object = None) -> str:
    """Mọi lỗi của các ô điểm trong vùng, mỗi lỗi một dòng; trống là không có lỗi."""
    return faults_in(vung, toi_da)
