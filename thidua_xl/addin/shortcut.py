"""A shortcut of Windows (.lnk), made through the shell's own interface, which takes every letter of a name.

WScript.Shell, the usual way, writes names in the code page of the machine: a user called Nguyễn loses the letters.
Run as `python -m thidua_xl.addin.shortcut LINK TARGET [ARGUMENTS]` by a Python that has pywin32.
"""

import sys
from pathlib import Path


def make_shortcut(link: Path, target: Path, arguments: str = "") -> None:
    """A shortcut to the target, standing in the target's folder."""
    import pythoncom
    from win32com.shell import shell

    pythoncom.CoInitialize()
    made = pythoncom.CoCreateInstance(
        shell.CLSID_ShellLink, None, pythoncom.CLSCTX_INPROC_SERVER, shell.IID_IShellLink
    )
    made.SetPath(str(target))
    made.SetArguments(arguments)
    made.SetWorkingDirectory(str(target.parent))
    link.parent.mkdir(parents=True, exist_ok=True)
    made.QueryInterface(pythoncom.IID_IPersistFile).Save(str(link), 0)


if __name__ == "__main__":
    make_shortcut(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:4])
