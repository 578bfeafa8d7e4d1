"""Pictures that are decoded while something else is done: a page's texts are set, what paints it is imported."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class _Coming(Generic[T]):
    """One that is on its way, or what kept it from coming."""

    def __init__(self) -> None:
        self.done = threading.Event()
        self.value: T | None = None
        self.fault: BaseException | None = None


class Ahead(Generic[T]):
    """Work begun before its outcome is asked for, each piece in a thread of its own, known by a key. What nobody asks for
    is given to ``keep``; a fault is kept until somebody asks."""

    def __init__(self, keep: Callable[[Hashable, T], None]) -> None:
        self._keep = keep
        self._coming: dict[Hashable, _Coming[T]] = {}

    def begin(self, key: Hashable, work: Callable[[], T]) -> None:
        """Begin a piece of work, unless it is under way."""
        if key in self._coming:
            return
        coming = self._coming[key] = _Coming[T]()

        def run() -> None:
            try:
                coming.value = work()
                self._keep(key, coming.value)
                self._coming.pop(key, None)
            except BaseException as fault:
                coming.fault = fault
            finally:
                coming.done.set()

        threading.Thread(target=run, name="decoding ahead", daemon=True).start()

    def take(self, key: Hashable) -> T | None:
        """What was begun under a key, waited for; None where nothing was. Raises what the work raised."""
        coming = self._coming.get(key)
        if coming is None:
            return None
        coming.done.wait()
        self._coming.pop(key, None)
        if coming.fault is not None:
            raise coming.fault
        return coming.value

    def forget(self) -> None:
        """Nothing is waited for any more."""
        self._coming.clear()
