"""Floor 4: template + row + kit + size → Scene. Bind values, adapt to the size, flow the layers, assemble nodes."""

from designer_app.build.pages import Built, Request, build_page, page_count

__all__ = ["Built", "Request", "build_page", "page_count"]
