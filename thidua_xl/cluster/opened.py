"""A received file opened in this run, with what is known of it."""

from dataclasses import dataclass, field

from ..domain.values.findings import Finding
from ..scorecard.read import AnyForm
from ..scorecard.scorer_form import ScorerForm
from ..sheets.cluster.receipts import Receipt


@dataclass(slots=True)
class Opened:
    """A received file opened in this run, with what is known of it."""

    receipt: Receipt
    form: AnyForm | None = None
    scorer: ScorerForm | None = None
    """Where it is a scorer's workbook."""
    saved: str = ""
    """When the file was last saved, by its own properties (ISO)."""
    program: str = ""
    """The program that says so."""
    findings: list[Finding] = field(default_factory=list)
    unit: str = ""
    foreign: bool = False
    """Whether it is surely no scorecard (`Unread.foreign`)."""

    @property
    def file(self) -> str:
        """The name shown."""
        return self.receipt.file

    def all_findings(self) -> list[Finding]:
        """Identity and reading together."""
        read = self.form or self.scorer
        return [*self.findings, *(read.findings if read else [])]
