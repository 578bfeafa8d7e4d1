"""Which words stay on one line: short Russian words with the next, numbers with units, initials; by language.

Each rule looks at two neighbours only, and a chain of ties is cut by what stands before it: adding
words to a text never loosens or tightens the ties it had. (The fit relies on this.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

FREE = 0  # a line may end here
SOFT = 1  # it may, but better not
TIED = 2  # it may not
HYPHEN = 3  # it may, and shows a hyphen: where the text has a soft one …
DIVIDED = 4  # … or a dictionary allows it
COMPOUND = 5  # it may, after a hyphen that is the word's own


def hyphenates(tight: int) -> bool:
    """Whether a line that ends there shows a hyphen."""
    return HYPHEN <= tight <= DIVIDED


_LONGEST = 24  # characters: longer chains of tied words would set the size of a whole headline

_OPENING = "«\"“„‘'(["
_CLOSING = "»\"”“’')].,;:!?…"
_DASHES = frozenset("—–-−")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_THREE = _words("всё это что как где")
_PREPOSITIONS = _words("для при без над под или про изо обо ото из-за из-под")
_PARTICLES = _words("бы б же ж ли ль")
_LEADING = _words(
    "в на и а но с со к ко о об от до по за из у не или для при без on at of for and or to in by"
)
_CURRENCIES = _words("$ € £ ¥ ₽ ₸ ₴")
# Small words that had better not end a line, by language.
_SMALL = {
    "en": _words("a an i the of to in on at by for and or is with from into as but nor if"),
    "de": _words(
        "am im an auf für mit von vom zu zum zur bei aus der die das dem den des ein eine einem einen einer und oder in"
    ),
    "fr": _words("à de du des le la les un une et ou en au aux par sur ce cette pour"),
    "es": _words("a de del el la los las un una y o en al por con para"),
    "it": _words("a di da del della il lo la i gli le un una e o in al con per"),
    "pt": _words("a de do da dos das o os as um uma e ou em no na com por para"),
    "nl": _words("de het een en of in op te aan van voor met"),
    "pl": _words("a i o u w z we ze na do od po za dla"),
}
_RUSSIAN = frozenset({"ru", "uk", "be"})  # where short words are tied to the next
_CYRILLIC_TOO = frozenset({"bg", "sr", "mk", "kk", "ky", "mn", "tg"})  # where they had better not end a line
_ABBREVIATIONS = _words(
    "№ § ул. пер. наб. просп. тел. им. св. см. ср. ок. mr. mrs. ms. dr. st. ооо оао зао пао ао ип нко инн огрн"
)
_BEFORE_NUMBERS = _words(
    "стр. рис. табл. гл. д. кв. корп. оф. эт. пр. no. nr. fig. p. pp. vol. ch. page chapter step шаг этап"
)
MONTHS = _words(
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря янв фев мар апр июн "
    "июл авг сен сент окт ноя нояб дек january february march april may june july august september october "
    "november december jan feb mar apr jun jul aug sep sept oct nov dec"
)
UNITS = _words(
    "г г. гг. гр гр. кг мг мкг т л мл дл м мм см дм км с сек сек. мин мин. ч ч. час часа часов дн дн. день дня "
    "дней нед нед. мес мес. год года лет руб руб. р р. коп коп. тыс тыс. млн млрд шт шт. уп уп. стр стр. чел "
    "чел. кв кв. м² м³ кв.м ₽ % ‰ $ € £ ¥ ₸ ₴ ° °c °с вт квт кбит мбит гб мб тб кб px пикс гц мгц ггц "
    "g kg mg t l ml cl dl m mm cm dm km s sec min h hr hrs hour hours second seconds minute minutes day days week weeks wk mo month months "
    "yr year years pcs pc gb mb tb kb mbps gbps hz khz mhz ghz w kw kwh oz lb lbs ft am pm a.m. p.m. usd "
    "eur rub gbp people persons"
)
_NUMBER = re.compile(r"[+\-−–~≈<>≤≥×xх№$€£¥₽]*\d[\d.,:/\u2009\u202f\u00a0–—\-−×xх]*(?<![.,:;])[%‰°+₽€$]*")
_GROUP = re.compile(r"\d{3}(?!\d)")
_INITIAL = re.compile(r"[^\W\d_]\.(?:[-‑]?[^\W\d_]\.)*")
_CYRILLIC = re.compile(r"[\u0400-\u052f]+")
_SIGN = re.compile(r"[%‰₽€$£¥°+×=≈/·•]+")


def ties(cores: Sequence[str], spaced: Sequence[bool], language: str) -> list[int]:
    """How each segment holds to the next one (the last: FREE).

    ``cores`` are the segments without trailing white space, ``spaced[i]`` whether there was any.
    """
    if not cores:
        return []
    out: list[int] = []
    chain = 0
    language = language.partition("-")[0].lower()
    apart = True  # whether white space stands before the segment
    own, _ = _habit(cores[0], language)
    for i, after in enumerate(cores[1:]):
        core = cores[i]
        chain += len(core) + 1
        following, ordinary = _habit(after, language)
        if not spaced[i]:
            tie = _hyphen_tie(core, after)
        elif apart and ordinary and own is not None:
            tie = own
        else:
            tie = _spaced_tie(
                core if apart else cores[i - 1] + core, after, i == 0, language
            )  # из-за, кто-то
        if tie != TIED:
            chain = 0
        elif chain + len(after) > _LONGEST and not _always(after):
            tie, chain = SOFT, 0
        out.append(tie)
        apart, own = spaced[i], following
    out.append(FREE)
    return out


@lru_cache(maxsize=1024)
def _habit(core: str, language: str) -> tuple[int | None, bool]:
    """How a segment holds to whatever ordinary segment may follow (None: that depends on which), and whether it is such
    an ordinary one itself: most words of a text are both, so that pairs need not be looked at."""
    word = core.lstrip(_OPENING)
    low = word.lower()
    follower = word.rstrip(_CLOSING)
    ordinary = bool(core) and not (
        _is_dash(core)
        or follower.lower() in _PARTICLES
        or _SIGN.fullmatch(follower)
        or _INITIAL.fullmatch(core.rstrip(",;:!?"))
    )
    if (
        not core
        or _is_dash(core)
        or "\u00a0" in core
        or any(
            low in words for words in (_ABBREVIATIONS, _BEFORE_NUMBERS, _CURRENCIES, MONTHS, _PREPOSITIONS)
        )
        or _NUMBER.fullmatch(word)
        or _INITIAL.fullmatch(word)
    ):
        return None, ordinary
    return _short_word_tie(low, "", language), ordinary


def _always(after: str) -> bool:
    """Dashes and signs never start a line, however long the chain before them."""
    return _is_dash(after) or _SIGN.fullmatch(after) is not None


def _is_dash(core: str) -> bool:
    """A dash, or several that UAX #14 keeps together (rule B2 × B2)."""
    return bool(core) and all(char in _DASHES or char.isspace() for char in core)


def _hyphen_tie(core: str, after: str) -> int:
    """A break inside a compound: из-за, по-русски, кто-то, 90-х, 2024–2025, 3/4."""
    if core[-1:] == "\u00ad":
        return HYPHEN
    if not core or not after or core[-1] not in "-‐–/":
        return FREE
    head, tail = core[:-1].strip(_OPENING), after.rstrip(_CLOSING)
    if head[-1:].isdigit() and tail[:1].isdigit():
        return TIED
    return TIED if min(len(head), len(tail)) <= 3 else COMPOUND


@lru_cache(maxsize=512)
def _spaced_tie(core: str, after: str, first: bool, language: str) -> int:
    if not core or not after:
        return FREE
    if _is_dash(after):
        return TIED
    if _is_dash(core):
        return TIED if first else FREE  # a dash that opens direct speech
    if "\u00a0" in core:
        core = core.rstrip("\u00a0").rpartition("\u00a0")[2]  # its last word; after a dash any line may start
        if not core or _is_dash(core):
            return FREE
    word = core.lstrip(_OPENING)
    low = word.lower()
    follower = after.lstrip(_OPENING).rstrip(_CLOSING)
    if low in _ABBREVIATIONS or (low in _BEFORE_NUMBERS and follower[:1].isdigit()):
        return TIED
    if _NUMBER.fullmatch(word):
        return _number_tie(after, follower)
    if low in _CURRENCIES and follower[:1].isdigit():
        return TIED
    if follower.lower() in _PARTICLES or (_SIGN.fullmatch(follower) and follower not in _CURRENCIES):
        return TIED if core[-1] not in _CLOSING else FREE
    if _INITIAL.fullmatch(word):
        return _initial_tie(word, after)
    if _INITIAL.fullmatch(after.rstrip(",;:!?")) and word[:1].isupper() and word[-1:].isalpha():
        return TIED
    if low in MONTHS and follower[:1].isdigit():
        return TIED
    return _short_word_tie(low, follower, language)


def _initial_tie(word: str, after: str) -> int:
    """А. С. Пушкин, т. д.; but not «2024 г. Начало»."""
    if word[0].isupper():
        return TIED
    if _INITIAL.fullmatch(after.rstrip(",;:!?)")) or after[:1].isdigit():
        return TIED
    return SOFT


def _number_tie(after: str, follower: str) -> int:
    """A number with its unit, month or noun: hard for short words, soft for long ones."""
    low = follower.lower()
    if low in UNITS or after.lower() in UNITS or low in MONTHS or _SIGN.match(follower):
        return TIED
    if _GROUP.match(follower):
        return TIED
    if low in _LEADING:
        return FREE
    if _CYRILLIC.fullmatch(low):
        return TIED if len(low) <= 10 else SOFT
    return TIED if 0 < len(low) <= 3 else SOFT


def _short_word_tie(low: str, follower: str, language: str) -> int:
    """By the language of the word: a Russian word in an English text goes by Russian rules, an English one in a
    Russian text by English ones."""
    if not _CYRILLIC.fullmatch(low) and low not in _PREPOSITIONS:
        own = "en" if language in _RUSSIAN or language in _CYRILLIC_TOO else language
        return SOFT if low in _SMALL.get(own, ()) else FREE
    if language in _CYRILLIC_TOO:
        return SOFT if len(low) <= 2 else FREE
    if low in _PREPOSITIONS:
        return TIED if len(follower) <= 10 else SOFT
    if len(low) <= 2:
        return FREE if low in _PARTICLES else TIED
    return SOFT if low in _THREE else FREE
