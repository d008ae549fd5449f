"""The Windows registry: read everywhere, written below the user's own key only; elsewhere it is empty."""

import sys
from collections.abc import Callable, Mapping

USER, MACHINE, CLASSES = "HKEY_CURRENT_USER", "HKEY_LOCAL_MACHINE", "HKEY_CLASSES_ROOT"

Registry = Callable[[str, str], Mapping[str, object]]
"""(hive, key) → the key's values by their names in lower case; nothing where it is missing or may not be read."""
Settings = Callable[[str, Mapping[str, str | int] | None], None]
"""(key of the user, its values): the key with exactly these; None: without the key."""


def windows_registry(hive: str, key: str) -> Mapping[str, object]:
    """The real one."""
    found: dict[str, object] = {}
    if sys.platform == "win32":
        import winreg

        # a 32-bit Python would be shown another half of the machine's settings
        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        try:
            with winreg.OpenKey(getattr(winreg, hive), key, 0, access) as opened:
                for at in range(winreg.QueryInfoKey(opened)[1]):
                    name, value, _ = winreg.EnumValue(opened, at)
                    found[name.lower()] = value
        except OSError:
            return found
    return found


def windows_settings(key: str, values: Mapping[str, str | int] | None) -> None:
    """The real ones; elsewhere there is nothing to do."""
    if sys.platform == "win32":
        import contextlib
        import winreg

        with contextlib.suppress(FileNotFoundError):
            winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
        if values is not None:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                for name, value in values.items():
                    kind = winreg.REG_DWORD if isinstance(value, int) else winreg.REG_SZ
                    winreg.SetValueEx(opened, name, 0, kind, value)
