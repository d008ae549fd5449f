"""What Windows, Office and Defender allow: read from the registry, each a line with what to do."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from . import places
from .lines import Line, ok, problem, warning
from .places import ADDIN, Machine
from .registry import CLASSES, MACHINE, USER, Registry
from .xlwings_conf import OURS

BLOCK_CHILD_PROCESSES = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
"""Defender's rule "Block all Office applications from creating child processes" (Microsoft's rule reference)."""

OUTSIDE = "Dùng dòng lệnh, hoặc thidua-xl excel LỆNH khi sổ đang mở; hoặc nhờ quản trị máy nới quy tắc."
_DEFENDER = r"Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
_ASK = "Nhờ quản trị máy cho phép; trong lúc chờ, dùng dòng lệnh thidua-xl."
_ADDINS_PAGE = "Trong Excel: File > Options > Trust Center > Trust Center Settings > Add-ins: bỏ chọn."
_NO_NOTICE = 3
"""From this `VBAWarnings` on, macros without a signature are off and nobody is asked (3 signed only, 4 none)."""


class Office(NamedTuple):
    """The settings of one version of Excel."""

    registry: Registry
    version: str
    """`16.0`: Excel 2016 and later."""

    def number(self, key: str, name: str) -> int | None:
        """A setting: the office's policy where there is one, else the user's own."""
        return self.policy(key, name) if self.policy(key, name) is not None else self._own(key, name)

    def policy(self, key: str, name: str) -> int | None:
        """What the administrators have laid down."""
        path = rf"Software\Policies\Microsoft\Office\{self.version}\{key}"
        found = (_number(self.registry(hive, path).get(name.lower())) for hive in (USER, MACHINE))
        return next((value for value in found if value is not None), None)

    def _own(self, key: str, name: str) -> int | None:
        path = rf"Software\Microsoft\Office\{self.version}\{key}"
        return _number(self.registry(USER, path).get(name.lower()))


def _number(value: object) -> int | None:
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and value.strip().isdecimal() else None


def excel(registry: Registry) -> Office | None:
    """The Excel that opens workbooks here; None where none is installed."""
    named = str(registry(CLASSES, r"Excel.Application\CurVer").get("", ""))
    number = named.rpartition(".")[2]
    return Office(registry, f"{number}.0") if number.isdecimal() else None


def examine_windows(machine: Machine, registry: Registry, folder: Path) -> Iterator[Line]:
    """Everything on Windows that lets the buttons run or stops them."""
    office = excel(registry)
    if office is None:
        yield problem("Không thấy Excel trên máy này",
                      "Cài Excel; chưa có thì vẫn dùng được dòng lệnh thidua-xl.")  # fmt: skip
    else:
        yield ok(f"Excel {office.version}")
        for examined in (_macros, _addins, _disabled):
            yield examined(office)
    yield _defender(registry)
    yield _onedrive(machine, registry, folder)


def _macros(office: Office) -> Line:
    if office.policy("Common", "VBAOff") == 1:
        return problem("Cơ quan đã tắt hẳn macro của Office (chính sách VBAOff)", _ASK)
    level = office.number(r"Excel\Security", "VBAWarnings")
    no_trusted_place = (
        office.number(r"Excel\Security\Trusted Locations", "AllLocationsDisabled") == 1
        or office.policy(r"Common\Security\Trusted Locations", "Allow User Locations") == 0
    )
    off = level is not None and level >= _NO_NOTICE
    if off and no_trusted_place:
        return problem(f"Macro bị tắt (mức {level}) và thư mục XLSTART không được tin cậy", _ASK)
    if off:
        return warning(f"Macro bị tắt (mức {level}); riêng thư mục XLSTART vẫn được tin cậy",
                       "Không thấy thẻ Thi đua thì nhờ quản trị máy cho phép macro của ThiDua.xlam.")  # fmt: skip
    if no_trusted_place and level != 1:
        return warning("Thư mục XLSTART không được tin cậy",
                       "Khi mở Excel, bấm Enable Macros cho ThiDua.xlam.")  # fmt: skip
    return ok("Excel cho chạy macro trong thư mục XLSTART")


def _addins(office: Office) -> Line:
    """Rules about add-ins hold in trusted folders too."""
    if office.policy(r"Common\Security", "RequireAlwaysOnMacroSig") == 1:
        return problem("Cơ quan chỉ cho add-in có chữ ký số (chính sách)", _ASK)
    for name, what in (
        ("DisableAllAddins", "Excel đang tắt mọi add-in"),
        ("RequireAddinSig", "Excel chỉ cho add-in có chữ ký số"),
    ):
        if office.policy(r"Excel\Security", name) == 1:
            return problem(f"{what} (chính sách)", _ASK)
        if office.number(r"Excel\Security", name) == 1:
            return problem(what, _ADDINS_PAGE)
    return ok("Excel cho dùng add-in không có chữ ký")


def _disabled(office: Office) -> Line:
    """After a crash Excel remembers what it had been opening, and opens it no more."""
    key = rf"Software\Microsoft\Office\{office.version}\Excel\Resiliency\DisabledItems"
    items = [value for value in office.registry(USER, key).values() if isinstance(value, bytes)]
    marks = (ADDIN.lower().encode("utf-16-le"), ADDIN.lower().encode("utf-16-be"))
    if any(mark in item.lower() for item in items for mark in marks):
        return problem(f"Excel đã tự tắt {ADDIN} sau một lần hỏng",
                       "Trong Excel: File > Options > Add-ins > Manage: Disabled Items > Go: bật lại.")  # fmt: skip
    others = f" ({len(items)} mục khác đang bị tắt)" if items else ""
    return ok(f"Excel không tự tắt {ADDIN}{others}")


def _defender(registry: Registry) -> Line:
    state = next((one for one in _rule_states(registry) if one is not None), 0)
    if state == 1:
        return problem("Defender cấm Office khởi động chương trình khác, nên nút không chạy được", OUTSIDE)
    if state == 6:
        return warning(
            "Defender sẽ hỏi khi Office khởi động chương trình khác", "Khi được hỏi, chọn cho phép."
        )
    return ok("Không thấy quy tắc Defender nào cấm Office khởi động chương trình khác")


def _rule_states(registry: Registry) -> Iterator[int | None]:
    """By the places from which the rule may come: group policy, device management, the machine itself."""
    yield _number(registry(MACHINE, rf"SOFTWARE\Policies\Microsoft\{_DEFENDER}").get(BLOCK_CHILD_PROCESSES))
    managed = registry(MACHINE, r"SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager").get(
        "asrrules"
    )
    rules = dict(one.strip().lower().partition("=")[::2] for one in str(managed or "").split("|"))
    yield _number(rules.get(BLOCK_CHILD_PROCESSES))
    yield _number(registry(MACHINE, rf"SOFTWARE\Microsoft\{_DEFENDER}").get(BLOCK_CHILD_PROCESSES))


def _onedrive(machine: Machine, registry: Registry, folder: Path) -> Line:
    """Excel names a workbook in OneDrive by its address on the web."""
    roots = {
        value for name, value in machine.environment.items() if name.upper().startswith("ONEDRIVE") and value
    }
    if any(_inside(str(folder), root) for root in roots):
        return warning("Thư mục đang đứng nằm trong OneDrive, Excel gọi sổ bằng địa chỉ web",
                       "Để sổ và phiếu ở thư mục ngoài OneDrive, ví dụ C:\\ThiDua.")  # fmt: skip
    key = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
    documents = str(registry(USER, key).get("personal", ""))
    if "onedrive" in documents.lower():
        return warning("Thư mục Documents nằm trong OneDrive, Excel gọi sổ ở đó bằng địa chỉ web",
                       "Để sổ và phiếu ở thư mục ngoài OneDrive, ví dụ C:\\ThiDua.")  # fmt: skip
    return ok("Thư mục đang đứng và Documents không nằm trong OneDrive")


def _inside(path: str, root: str) -> bool:
    whole = [text.replace("/", "\\").rstrip("\\").casefold() + "\\" for text in (path, root)]
    return whole[0].startswith(whole[1])


def functions(machine: Machine, registry: Registry, modules: str) -> Line:
    """Whether cells can call our functions; for information, nothing else needs them."""
    if OURS not in modules.split(";"):
        return ok("Hàm trong ô (TD_SO, TD_DIEM…) chưa cài; cần thì: thidua-xl addin install --functions")
    if not (places.excel_start(machine) / "xlwings.xlam").is_file():
        return warning("Hàm trong ô đã ghi cấu hình nhưng thiếu add-in xlwings",
                       "Chạy lại thidua-xl addin install --functions.")  # fmt: skip
    office = excel(registry)
    if office is not None and office.number(r"Excel\Security", "AccessVBOM") != 1:
        return warning("Hàm trong ô đã cài, nhưng Excel chưa cho nút Import Functions ghi vào sổ",
                       "Bật Trust Center > Macro Settings > Trust access to the VBA project object model.")  # fmt: skip
    return ok("Hàm trong ô (TD_SO, TD_DIEM…) đã cài")
