"""Words of the window can be read on every ground that they may stand on."""

from __future__ import annotations

import pytest

from designer_app.scene.colour import contrast, from_hex
from designer_app.studio.theme import THEMES

_GROUNDS = (
    "app",
    "panel",
    "raised",
    "field",
    "hover",
    "inset",
    "inset_hover",
    "sel",
    "accbg",
    "canvas",
)


@pytest.mark.parametrize("name", sorted(THEMES))
def test_words_stand_out(name: str) -> None:
    theme = THEMES[name]
    pairs = [(text, ground) for text in ("tx", "t2", "t3", "acc", "warn", "ok") for ground in _GROUNDS]
    pairs += [("err", ground) for ground in _GROUNDS if ground != "inset_hover"]  # no button says an error
    pairs += [("tx", "segment"), ("warn", "warn_ground"), ("err", "err_ground"), ("ok", "ok_ground")]
    low = {
        pair: found
        for pair in pairs
        if (found := contrast(from_hex(getattr(theme, pair[0])), from_hex(getattr(theme, pair[1])))) < 4.5
    }
    assert low == {}
    for button in (theme.btn, theme.btn_hover):
        assert contrast(from_hex("#FFFFFF"), from_hex(button)) >= 4.5
