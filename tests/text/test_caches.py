from __future__ import annotations

from collections.abc import Callable

from designer_app.text.cache import Cache
from designer_app.text.records import Block
from designer_app.text.typeset import set_anew, typeset


def test_cache_forgets_what_was_not_asked_for() -> None:
    cache: Cache[int, str] = Cache(100)
    for i in range(20):
        cache.put(i, str(i), 10)
        assert cache.get(0) == "0"  # asked for each time, so it stays
    assert cache.get(1) is None
    assert cache.get(19) == "19"
    assert len(cache) <= 10


def test_layout_from_the_cache_is_the_layout_made_anew(plain: Callable[..., Block]) -> None:
    block = plain("AV A-T AV", width=200.0, min_size=30.0, breaking="balanced")
    first = typeset(block)
    assert typeset(block) is first
    assert set_anew(block) == first
