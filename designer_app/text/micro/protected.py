"""What micro-typography never touches: addresses, tags, names with @, code, codes of letters and figures."""

from __future__ import annotations

import re

_OUTER = "\"'«»„“”‚‘’().,;:!?…[]—–"
_NEVER = re.compile(
    r"""
      \w+://.* | www\..* | .*@.* | [#@]\w.*                  # addresses, tags, names
    | (?:[\w-]+\.)+(?:[A-Za-z]{2,}|рф|бел|укр|москва)(?:[/:?\#].*)?  # example.com/path, file.txt
    | .*[_\\={}<>|^~`].* | .*\w[(\[].* | .*::.*                # code
    | --?[A-Za-z].*                                           # options
    | (?!\d{1,2}(?:[:.]\d\d)?[ap]m-\d)(?=.*\d)(?=.*[A-Za-z])[A-Za-z\d]+(?:[-./][A-Za-z\d]+)+  # SALE-2024, covid-19; not 9am-5pm
    | \+?[\d()]+(?:-[\d()]+){2,} | \+[\d()-]{5,}              # telephones, 2026-12-12
    | v?\d+(?:\.\d+){2,}                                      # versions, 12.12.2026
    | [^\s]*/[^\s]*/[^\s]*                                    # paths
    """,
    re.VERBOSE | re.DOTALL,
)
_CALL = re.compile(r"\w[(\[][\"'].*")


def is_protected(text: str, at: int) -> bool:
    """Whether the character at ``at`` lies inside a token that is never touched (marks around it may be)."""
    start = at
    while start and not text[start - 1].isspace():
        start -= 1
    end = at
    while end < len(text) and not text[end].isspace():
        end += 1
    token = text[start:end]
    core = token.strip(_OUTER)
    first = start + len(token) - len(token.lstrip(_OUTER))
    if _CALL.search(token):
        return True
    return first <= at <= first + len(core) - 1 and _NEVER.fullmatch(core) is not None
