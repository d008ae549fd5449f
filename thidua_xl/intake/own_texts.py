"""Letters of ours as texts to be pasted into webmail: how they begin, so that none is taken for what a unit sent."""

import re

TO, ABOUT = "Gửi đến: ", "Tiêu đề: "
"""Begin the first two lines."""
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?" + TO.encode() + rb"[^\n]*\n" + ABOUT.encode())


def is_own_text(data: bytes) -> bool:
    """Whether it begins as these letters do, whoever saved it since."""
    return _BEGINS.match(data) is not None
