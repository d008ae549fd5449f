"""Who signed the Python of the kit: asked of Windows where it is there, said not to be known where it is not."""

import base64
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ...errors import CannotRunError
from ..lines import Line, ok, warning
from ..places import Machine
from ..running import Run
from .downloaded import MAKER, WHERE, Downloaded

PAGE = "python.org/downloads/windows"
QUESTION = """
$ProgressPreference = 'SilentlyContinue'
$found = Get-ChildItem -LiteralPath '{folder}' | ForEach-Object {{
    $signature = Get-AuthenticodeSignature -LiteralPath $_.FullName
    $subject = ''
    if ($signature.SignerCertificate) {{
        $subject = $signature.SignerCertificate.GetNameInfo('SimpleName', $false)
    }}
    @{{ name = $_.Name; status = "$($signature.Status)"; signer = $subject }}
}}
ConvertTo-Json -Compress -InputObject @($found)
"""
"""What PowerShell is asked; `{folder}` stands in single quotes, so that no sign of a name is read."""


def examine_signatures(python: Downloaded, machine: Machine, run: Run) -> list[Line]:
    """What is known of the signatures, with the hash to compare.

    Raises:
        CannotRunError: Windows finds a signature wrong, or somebody else's.
    """
    told = ok(f"SHA-256 của {python.path.name}: {python.sha256}")
    signers = _asked(python, run) if machine.is_windows else None
    if signers is None:
        why = "PowerShell không trả lời" if machine.is_windows else "việc này chỉ làm được trên Windows"
        return [
            told,
            warning(
                f"Chưa kiểm được chữ ký số của {python.path.name} là của ai: {why}",
                f"So SHA-256 ở trên với trang của bản {python.number} trên {PAGE}, hoặc làm bộ cài trên máy Windows.",
            ),
        ]
    wrong = [name for name in python.programs if not _holds(name, signers.get(name, ("", "")))]
    if wrong:
        raise CannotRunError(
            f"Chữ ký số của {', '.join(wrong)} trong {python.path.name} không đúng là của {MAKER}. {WHERE}"
        )
    return [told, ok(f"Chữ ký số của {MAKER} hợp lệ (Windows đã kiểm {len(signers)} tệp)")]


def _holds(name: str, found: tuple[str, str]) -> bool:
    """Python's own programs are signed by its makers, what comes along (the C runtime) by them or by Microsoft."""
    status, signer = found
    of_microsoft = signer.startswith("Microsoft ") and not name.casefold().startswith("python")
    return status == "Valid" and (signer == MAKER or of_microsoft)


def _asked(python: Downloaded, run: Run) -> Mapping[str, tuple[str, str]] | None:
    """Each program's state and signer as PowerShell has them; None where it does not answer."""
    with tempfile.TemporaryDirectory() as scratch:
        for name, data in python.programs.items():
            Path(scratch, name).write_bytes(data)
        text = QUESTION.format(folder=scratch.replace("'", "''"))
        # encoded, because no quoting of a command line survives every name of a user
        encoded = base64.b64encode(text.encode("utf-16-le")).decode("ascii")
        done = run(["powershell.exe", "-NoLogo", "-NoProfile", "-NonInteractive", "-EncodedCommand", encoded])
    try:
        # what PowerShell says of its own progress may stand before or behind the answer
        answers = [line for line in done.text.splitlines() if line.startswith("[")]
        rows = json.loads(answers[-1]) if done.worked and answers else []
        return {row["name"]: (row["status"], row["signer"]) for row in rows} or None
    except (ValueError, TypeError, KeyError):
        return None
