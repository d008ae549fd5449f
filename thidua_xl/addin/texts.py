"""What the add-in itself says: VBA sources are ASCII, so it reads these from its sheet `Loi`.

Everything else is said by Python. `{logs}` and `{detail}` are filled in by VBA.
"""

TEXTS = {
    "title": "Thi đua",
    "running": "Thi đua: đang chạy, xin chờ…",
    "not_installed": "Phần tiện ích Thi đua chưa cài cho người dùng này. "
                     "Mở cửa sổ lệnh, chạy: thidua-xl addin install, rồi bấm lại nút này.",
    "no_workbook": "Chưa có sổ nào mở để làm việc. Nếu sổ đang ở chế độ xem được bảo vệ (Protected View), "
                   "hãy bấm Enable Editing (Bật chỉnh sửa) trên thanh màu vàng, rồi bấm lại nút này.",
    "needs_cluster": "Sổ đang mở không phải là sổ cụm. Hãy mở sổ cụm (SoCum_….xlsx), rồi bấm lại nút này.",
    "needs_office": "Sổ đang mở không phải là sổ tổng hợp của cấp trên. "
                    "Hãy mở sổ tổng hợp (SoTongHop_….xlsx), rồi bấm lại nút này.",
    "needs_ours": "Sổ đang mở không phải là sổ cụm hay phiếu tự chấm. "
                  "Hãy mở sổ cụm hoặc phiếu, rồi bấm lại nút này.",
    "unknown": "Phần tiện ích không có lệnh này. Hãy cài lại: thidua-xl addin install.",
    "unsafe_name": "Tên sổ hoặc đường dẫn có một trong các ký tự \" $ ` \\ | ' mà máy Mac không chuyển "
                   "an toàn được. Hãy đổi tên, rồi bấm lại nút này.",
    "not_started": "Không chạy được Python. Có thể Python đã bị gỡ hay chuyển chỗ, hoặc máy chặn Excel chạy "
                   "chương trình khác. Chạy: thidua-xl addin doctor để biết cách sửa.",
    "still_running": "Việc này đã chạy 10 phút chưa xong. Nếu có hộp thoại đang đợi trả lời, "
                     "hãy trả lời hộp thoại đó.\n\nYes: chờ tiếp.    No: dừng việc này.",
    "stopped": "Đã dừng theo yêu cầu. Hãy xem lại sổ trước khi lưu; bản trước nằm trong thư mục luu.",
    "failed": "Việc này không chạy xong. Ghi chép về lỗi nằm trong thư mục:\n{logs}\n\n"
              "Chạy: thidua-xl addin doctor để biết cách sửa.",
    "unexpected": "Phần tiện ích gặp lỗi: {detail}\n\nChạy: thidua-xl addin doctor để biết cách sửa.",
}  # fmt: skip
"""Key → sentence."""
