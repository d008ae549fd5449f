"""How grave a finding is, as the style of its cell."""

from ..domain.values.catalogue import Severity

STYLES = {Severity.ERROR: "red", Severity.WARNING: "amber", Severity.NOTE: ""}
