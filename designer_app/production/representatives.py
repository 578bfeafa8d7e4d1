"""Real sizes that stand for each size class, in samples and checks."""

from __future__ import annotations

from designer_app.design.sizes import Size, load_sizes, parse_size
from designer_app.design.template import LoadedTemplate

PAGED = ("page", "catalog", "cell")  # kinds of template that stand in catalogs
# The first of a class is the one that its home size is taken from.
OF_CLASS: dict[str, tuple[str, ...]] = {
    "square": ("vk-post-square",),
    "portrait": ("instagram-post-portrait",),
    "landscape": ("linkedin-post-landscape",),
    "story": ("instagram-story",),
    "cover": ("vk-community-cover",),
    "strip": ("google-display-728x90",),
    "skyscraper": ("yandex-direct-240x400",),
    "tiny": ("discord-avatar",),
}
OF_ADS: dict[str, tuple[str, ...]] = {
    "landscape": ("linkedin-post-landscape", "yandex-direct-300x250"),
    "strip": ("google-display-728x90", "google-display-320x50"),
}


def sizes_of(loaded: LoadedTemplate) -> list[Size]:
    """The sizes that stand for a template's classes, in the order in which it declares them."""
    known = load_sizes()
    if loaded.template.kind in PAGED:  # no platform shows these: as they are drawn
        boards = [spec.artboard for spec in loaded.template.classes.values()]
        return [parse_size(f"{round(width)}x{round(height)}", known) for width, height in boards]
    chosen = OF_CLASS | OF_ADS if loaded.template.ad_rules else OF_CLASS
    return [
        known[name] for size_class in loaded.template.classes for name in chosen[size_class] if name in known
    ]


def home_size(loaded: LoadedTemplate) -> Size:
    """The size that a template is at home in: of the first class that it declares."""
    return sizes_of(loaded)[0]
