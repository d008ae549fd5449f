"""LibreOffice driven through UNO: the other side of `tests.office.calc`, run by the system's Python.

One request a line on stdin, one answer a line on stdout, both JSON. One soffice serves them all, and answers them
itself (`tests.office.server.inside`). Started with `--attach PIPE` it serves the soffice that another server runs,
and leaves it running at the end.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Protocol

import uno

from tests.office.server.areas import url_of
from tests.office.server.inside import NAME

NoConnectException: Any = uno.getClass("com.sun.star.connection.NoConnectException")
PATIENCE = 90
_LOADER = "com.sun.star.loader.Python"
_INSIDE = "tests.office.server.inside"


class Office(Protocol):
    """A running LibreOffice."""

    pipe: str

    def runs(self) -> bool:
        """Whether it still does."""

    def stop(self) -> None:
        """End it with the processes it started, if it is ours."""


class OwnOffice:
    """A LibreOffice with a profile of its own; the `python3` that it finds is the one its Python belongs to."""

    def __init__(self, soffice: str, folder: str) -> None:
        self.pipe = f"thidua{os.getpid()}"
        profile = url_of(str(Path(folder) / "profile"))
        arguments = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
                     f"-env:UserInstallation={profile}", f"--accept=pipe,name={self.pipe};urp;"]  # fmt: skip
        self.process = subprocess.Popen(
            [soffice, *arguments],
            start_new_session=True,
            env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def runs(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class OthersOffice:
    """A LibreOffice that another server started."""

    def __init__(self, pipe: str) -> None:
        self.pipe = pipe

    def runs(self) -> bool:
        return True

    def stop(self) -> None:
        return None


def connected(office: Office) -> Any:
    """The component context of this LibreOffice, once it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    address = f"uno:pipe,name={office.pipe};urp;StarOffice.ComponentContext"
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(address)
        except NoConnectException:
            if time.monotonic() > until or not office.runs():
                office.stop()
                raise
            time.sleep(0.1)


def inside(context: Any) -> Any:
    """What answers requests within that LibreOffice; documents have numbers of its own."""
    loader = context.ServiceManager.createInstanceWithContext(_LOADER, context)
    factory = loader.activate(NAME, "", f"vnd.openoffice.pymodule:{_INSIDE}", None)
    return factory.createInstanceWithContext(context)


def main(arguments: list[str]) -> None:
    """Serve until the end of stdin."""
    office: Office = (
        OthersOffice(arguments[1]) if arguments[0] == "--attach" else OwnOffice(arguments[0], arguments[1])
    )
    context = connected(office)
    try:
        job = inside(context)
        print(json.dumps({"result": office.pipe}), flush=True)
        for line in sys.stdin:
            request = uno.createUnoStruct("com.sun.star.beans.NamedValue")
            request.Name, request.Value = "request", line
            print(job.execute((request,)), flush=True)
    finally:
        office.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
