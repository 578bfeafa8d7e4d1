"""How a command declares its parameters, and the quick way from a plain command line to its call.

Every parameter is text, a list of texts, or a switch. A line of known flags with their values is read here; help, and
whatever is unusual or wrong, is Typer's affair (``typed``), whose import costs as much as laying out ten pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import EllipsisType
from typing import Any

Default = str | bool | EllipsisType | None


class Declared:
    """A parameter as it stands in a command's signature. ``flags`` are empty for an argument; ``...`` as default means
    that it must be given."""

    __slots__ = ("default", "flags", "help", "metavar")

    def __init__(self, default: Default, flags: tuple[str, ...], metavar: str | None, help: str) -> None:
        self.default, self.flags, self.metavar, self.help = default, flags, metavar, help


class Exit(Exception):  # noqa: N818 (nothing has gone wrong)
    """Leave the command line with this code."""

    def __init__(self, exit_code: int = 0) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


def Option(default: Default, *flags: str, metavar: str | None = None, help: str = "") -> Any:  # noqa: N802
    """A parameter given by a flag."""
    return Declared(default, flags, metavar, help)


def Argument(default: Default, *, metavar: str | None = None, help: str = "") -> Any:  # noqa: N802
    """A parameter given by its place."""
    return Declared(default, (), metavar, help)


def declared(run: Callable[..., None]) -> dict[str, Declared]:
    """A command's parameters by their names, in order."""
    code = run.__code__
    return dict(zip(code.co_varnames[: code.co_argcount], run.__defaults__ or (), strict=True))


def kind_of(run: Callable[..., None], name: str) -> str:
    """``str``, ``list[str]`` or ``bool``."""
    return str(run.__annotations__[name])


def read_plain(run: Callable[..., None], arguments: Sequence[str]) -> dict[str, Any] | None:
    """What a plain command line means, by name; None where it is better left to Typer."""
    known = declared(run)
    by_flag = {flag: name for name, one in known.items() for flag in one.flags}
    found: dict[str, Any] = {}
    given: list[str] = []  # by their place
    rest = list(reversed(arguments))
    while rest:
        word = rest.pop()
        if not word.startswith("-") or word == "-":
            given.append(word)
            continue
        flag, sign, value = word.partition("=") if word.startswith("--") else (word, "", "")
        name = by_flag.get(flag)
        if name is None:
            return None
        kind = kind_of(run, name)
        if kind == "bool":
            if sign:
                return None
            found[name] = True
            continue
        if not sign:
            if not rest or (rest[-1].startswith("-") and rest[-1] != "-"):
                return None
            value = rest.pop()
        if kind == "str":
            found[name] = value
        else:
            found.setdefault(name, []).append(value)
    return _completed(run, known, found, given)


def _completed(
    run: Callable[..., None], known: dict[str, Declared], found: dict[str, Any], given: list[str]
) -> dict[str, Any] | None:
    """With the arguments in their places and what was left out; None where one is missing or too many."""
    for name, one in known.items():
        if name in found:
            continue
        several = kind_of(run, name) == "list[str]"
        if not one.flags and given:
            found[name], given = (given, []) if several else (given[0], given[1:])
        elif one.default is ...:
            return None
        else:
            found[name] = [] if several else one.default
    return None if given else found
