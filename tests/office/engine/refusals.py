"""What the tests' Excel refuses: as Excel itself, or because nobody has written it."""

from types import FunctionType
from typing import Any, NoReturn, TypeVar

_Class = TypeVar("_Class", bound=type)


class ExcelError(Exception):
    """What Excel refuses; through COM it is pywintypes.com_error."""


def says_what_is_absent(cls: _Class) -> _Class:
    """A class decorator: members of xlwings' base class that nobody wrote raise NotImplementedError(name).

    A member that is only annotated is an attribute of each object; the base's property makes way for it.
    """
    for base in cls.__mro__[1:]:
        if not base.__module__.startswith("xlwings"):
            continue
        for name, member in vars(base).items():
            if getattr(cls, name) is not member:
                continue
            if name in cls.__annotations__:
                setattr(cls, name, None)
            elif isinstance(member, property) and _is_empty(member.fget):
                setattr(cls, name, _absent_property(f"{cls.__name__}.{name}"))
            elif isinstance(member, FunctionType) and _is_empty(member):
                setattr(cls, name, _absent(f"{cls.__name__}.{name}"))
    return cls


def _is_empty(member: Any) -> bool:
    return isinstance(member, FunctionType) and "NotImplementedError" in member.__code__.co_names


def _absent(name: str) -> Any:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise NotImplementedError(name)

    return refuse


def _absent_property(name: str) -> property:
    return property(_absent(name), _absent(name))
