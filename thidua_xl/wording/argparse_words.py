"""The words of argparse in Vietnamese: a catalogue of its own, looked up the way gettext looks up any other.

argparse takes every sentence that it says through `gettext`; here it finds this catalogue instead of the machine's.
"""

import argparse
import gettext
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

SENTENCES: Mapping[str, str] = {
    # help
    "usage: ": "Cách dùng: ",
    "positional arguments": "Tham số",
    "options": "Tùy chọn",
    "show this help message and exit": "xem trợ giúp này",
    "show program's version number and exit": "xem phiên bản",
    # what was given
    "argument %(argument_name)s: %(message)s": "Tham số %(argument_name)s: %(message)s",
    "the following arguments are required: %s": "Thiếu tham số: %s",
    "one of the arguments %s is required": "Thiếu một trong các tham số: %s",
    "unrecognized arguments: %s": "Không hiểu tham số: %s",
    "unexpected option string: %s": "Không hiểu tham số: %s",
    "ambiguous option: %(option)s could match %(matches)s": "Tham số %(option)s chưa rõ là %(matches)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": (
        "không có lệnh: %(parser_name)r (chọn trong %(choices)s)"
    ),
    "expected one argument": "cần một giá trị",
    "expected at most one argument": "cần nhiều nhất một giá trị",
    "expected at least one argument": "cần ít nhất một giá trị",
    "expected %s argument": "cần %s giá trị",
    "expected %s arguments": "cần %s giá trị",
    "ignored explicit argument %r": "không nhận giá trị %r",
    "not allowed with argument %s": "không dùng cùng %s",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "không có lựa chọn: %(value)r (chọn trong %(choices)s)"
    ),
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "không có lựa chọn: %(value)r, có phải %(closest)r? (chọn trong %(choices)s)"
    ),  # 3.14
    "invalid %(type)s value: %(value)r": "giá trị không hợp lệ: %(value)r",
    "can't open '%(filename)s': %(error)s": "không mở được '%(filename)s': %(error)s",
    "%(prog)s: error: %(message)s\n": "%(message)s. Xem: %(prog)s --help\n",
    "%(prog)s: warning: %(message)s\n": "%(message)s. Xem: %(prog)s --help\n",  # 3.13
    "option '%(option)s' is deprecated": "Tham số '%(option)s' sẽ bị bỏ",  # 3.13
    "command '%(parser_name)s' is deprecated": "Lệnh '%(parser_name)s' sẽ bị bỏ",  # 3.13
    "argument '%(argument_name)s' is deprecated": "Tham số '%(argument_name)s' sẽ bị bỏ",  # 3.13
}
"""Every sentence of argparse that can reach a user (Python 3.11 to 3.14), and the same in Vietnamese."""


class Catalogue(gettext.NullTranslations):
    """The sentences above; whatever else is asked for stays as it is."""

    def gettext(self, message: str) -> str:
        """The Vietnamese sentence."""
        return SENTENCES.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The same: a Vietnamese noun has no plural."""
        return self.gettext(msgid1 if n == 1 else msgid2)


@contextmanager
def in_vietnamese() -> Iterator[None]:
    """Inside, argparse speaks Vietnamese; afterwards it is as it was for whoever else uses it."""
    module: Any = argparse
    before, catalogue = (module._, module.ngettext), Catalogue()
    module._, module.ngettext = catalogue.gettext, catalogue.ngettext
    try:
        yield
    finally:
        module._, module.ngettext = before
