"""Kỳ: the three times a year that units send a form (HD 1302, I.2.4, II.1, II.3)."""

from enum import StrEnum

from ..scoring.settings import Settings
from ..values.text import fold


class Stage(StrEnum):
    """A collection, by what `_meta` of its forms says."""

    REGISTER = "register"
    MIDYEAR = "midyear"
    YEAREND = "year-end"

    @property
    def command(self) -> str:
        """Its word on the command line and in JSON."""
        return self.value.replace("-", "")

    @property
    def shown(self) -> str:
        """The word a clerk reads (Kỳ)."""
        return _SHOWN[self]

    @property
    def prefix(self) -> str:
        """How the files of its forms begin."""
        return _PREFIXES[self]


_SHOWN = {Stage.REGISTER: "Đăng ký", Stage.MIDYEAR: "Sơ kết", Stage.YEAREND: "Tổng kết"}
_PREFIXES = {Stage.REGISTER: "DangKy", Stage.MIDYEAR: "SoKet", Stage.YEAREND: "Phieu"}
_READ = {fold(word): stage for stage in Stage for word in (stage.value, stage.command, stage.shown)}


def present(settings: Settings) -> Stage:
    """The stage that is collected now (Giai đoạn năm)."""
    return Stage(settings.stage) if settings.stage else Stage.YEAREND


def read_stage(text: str) -> Stage | None:
    """The stage that a word means, on a sheet, a command line or in `_meta`; None for another word."""
    return _READ.get(fold(text))
