"""Thư điện tử: what an address looks like to which a letter can be written."""

import re

_ADDRESS = re.compile(r"[\w%+-]+(?:\.[\w%+-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)


def is_address(text: str) -> bool:
    """Whether all of the text is one address."""
    return _ADDRESS.fullmatch(text) is not None
