"""Work of native code in a thread, beside which Python goes on: pyshifty and pyoxigraph release the interpreter."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Beside(Generic[T]):
    """A function that runs in a thread from now on; `result` waits for it.

    The thread does not keep the process alive: Ctrl-C ends it with the process.

    >>> Beside(lambda: 1 + 1).result()
    2
    """

    def __init__(self, work: Callable[[], T]) -> None:
        self._found: list[T] = []
        self._error: BaseException | None = None
        self._thread = Thread(target=self._run, args=(work,), daemon=True)
        self._thread.start()

    def _run(self, work: Callable[[], T]) -> None:
        try:
            self._found.append(work())
        except BaseException as error:  # raised where the result is asked for
            self._error = error

    def result(self) -> T:
        """Return what the function returned, or raise what it raised."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._found[0]
