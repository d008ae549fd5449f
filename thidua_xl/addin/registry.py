"""The Windows registry, read only; elsewhere it is empty."""

import sys
from collections.abc import Callable, Mapping

USER, MACHINE, CLASSES = "HKEY_CURRENT_USER", "HKEY_LOCAL_MACHINE", "HKEY_CLASSES_ROOT"

Registry = Callable[[str, str], Mapping[str, object]]
"""(hive, key) → the key's values by their names in lower case; nothing where it is missing or may not be read."""


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
