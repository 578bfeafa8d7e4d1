"""Workers of one window take turns."""

from __future__ import annotations

import threading
import time

from designer_app.studio import rendering
from designer_app.studio.rendering import turn


def test_one_that_waits_comes_before_the_one_that_worked_last() -> None:
    order: list[str] = []

    def other() -> None:
        with turn():
            order.append("other")

    waiting = threading.Thread(target=other)
    with turn():
        waiting.start()
        while not rendering._NEXT.locked():
            time.sleep(0.001)
    with turn():
        order.append("again")
    waiting.join()
    assert order == ["other", "again"]
