"""How a command ends before it is done: on Ctrl-C or SIGTERM, or when its time is over.

The main thread may be in a query of the store, which runs outside of the interpreter and cannot be interrupted. So a
thread watches: the system tells it of each signal at once, by `signal.set_wakeup_fd`. If the main thread notices the
signal, it cleans up and ends as after any exception; if it does not, the process ends.
"""

from __future__ import annotations

import _thread
import math
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

STOPPED, OUT_OF_TIME = 130, 3
"""Exit codes: after Ctrl-C as a shell has it for SIGINT (SIGTERM: 143), and after the time limit."""

_STOPPING = (signal.SIGINT, signal.SIGTERM)
"""The signals that end a command: Ctrl-C, and what `kill`, `timeout` and service managers send."""

GRACE_S = 0.05
"""Seconds in which the main thread notices a signal, unless it is in a query."""

CLEANUP_S = 3.0
"""Seconds for cleaning up after the signal was noticed; a change of files that is cut off is recovered later."""


class TimeIsUp(KeyboardInterrupt):
    """The time limit is over; whatever cleans up after Ctrl-C does so after this too."""


class Watch:
    """Ends this process on Ctrl-C or SIGTERM, and when the time of its clock is over.

    `start` and `stop` are called by the main thread; the clock runs between them.
    """

    def __init__(self) -> None:
        self._read, self._write = _wake_pipe()
        self._noticed, self._over = threading.Event(), threading.Event()
        self._deadline: float | None = None
        self._limit = 0.0
        self._is_time_up = False
        self._number = int(signal.SIGINT)
        self.lets_go = False
        """Whether the command handles Ctrl-C itself."""
        self._thread = threading.Thread(target=self._watch, name="ilrs-graph-watch", daemon=True)
        self._thread.start()

    def start(self, seconds: float) -> None:
        """Let the command run for so many seconds from now."""
        self._limit, self._deadline = seconds, time.monotonic() + seconds
        self._wake()

    def stop(self) -> None:
        """Stop the clock."""
        self._deadline = None

    def end(self) -> None:
        """End the watch; the command is done."""
        self._deadline = None
        self._over.set()
        signal.set_wakeup_fd(-1)
        self._wake()
        self._thread.join()
        os.close(self._read)
        os.close(self._write)

    @property
    def line(self) -> str:
        """The message for the user."""
        if not self._is_time_up:
            return "stopped"
        return (
            f"error: not done after {self._limit:g} s; ask for less, or allow more with --timeout SECONDS (0: no limit)"
        )

    @property
    def code(self) -> int:
        """The exit code."""
        return OUT_OF_TIME if self._is_time_up else 128 + self._number

    def on_signal(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """Raise the exception that ends the command, in the main thread.

        Raises:
            TimeIsUp: the time limit is over.
            KeyboardInterrupt: the user pressed Ctrl-C, or the process got SIGTERM.
        """
        if number in _STOPPING:
            self._number = number
        self._noticed.set()
        raise TimeIsUp if self._is_time_up else KeyboardInterrupt

    def _wake(self) -> None:
        with suppress(OSError):
            os.write(self._write, b"\0")

    def _watch(self) -> None:
        while not self._over.is_set():
            deadline = self._deadline
            rest = None if deadline is None else deadline - time.monotonic()
            if rest is not None and rest <= 0:
                self._is_time_up = True
                _signal_main_thread()
                self._let_end()
                return
            woken = os.read(self._read, 512) if _is_readable(self._read, rest) else b""
            stopping = [number for number in _STOPPING if number in woken]
            if stopping and not self.lets_go:
                self._number = stopping[0]
                self._let_end()
                return

    def _let_end(self) -> None:
        """Wait until the command has ended; end the process if it does not."""
        if self._noticed.wait(GRACE_S) and self._over.wait(CLEANUP_S):
            return
        if not self._over.is_set():
            end_process(self.line, self.code)


def _is_readable(descriptor: int, seconds: float | None) -> bool:
    """Wait until a descriptor can be read, and return whether it can; None waits for ever.

    `select` refuses descriptors from 1024 up, which a process that calls the command line may have.
    """
    if not hasattr(select, "poll"):  # Windows
        return bool(select.select([descriptor], [], [], seconds)[0])
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(None if seconds is None else math.ceil(seconds * 1000)))


_watch: Watch | None = None


@contextmanager
def watched() -> Iterator[None]:
    """Watch over the command that this process runs in the body of the `with` statement.

    A signal is ignored if the process was started so, as Ctrl-C by `nohup`.
    """
    global _watch
    if threading.current_thread() is not threading.main_thread():  # which alone may handle signals
        yield
        return
    _watch = Watch()
    before = {number: signal.getsignal(number) for number in (_ALARM, *_STOPPING)}
    for number, handler in before.items():
        if number not in _STOPPING or handler is not signal.SIG_IGN:
            signal.signal(number, _watch.on_signal)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        _watch.end()
        _watch = None


@contextmanager
def own_signals() -> Iterator[None]:
    """Let the body of the `with` statement handle Ctrl-C itself: a server sends what it has begun to answer.

    SIGTERM ends the process at once, unless the body handles it.
    """
    if _watch is None:
        yield
        return
    _watch.lets_go, before = True, signal.getsignal(signal.SIGTERM)
    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
        _watch.lets_go = False


def start_clock(seconds: float) -> None:
    """Start the clock of the time limit, if it is above 0 and this process is watched."""
    if _watch is not None and seconds > 0:
        _watch.start(seconds)


def stop_clock() -> None:
    """Stop the clock: what follows waits for a reader, such as a pager."""
    if _watch is not None:
        _watch.stop()


def stopped(error: KeyboardInterrupt) -> int:
    """Tell the user why the command ended, discard what was not yet written, and return the exit code."""
    watch = _watch
    line, code = ("stopped", STOPPED) if watch is None else (watch.line, watch.code)
    on_terminal = sys.stderr.isatty() and not isinstance(error, TimeIsUp)
    # a terminal has echoed ^C in the line where the cursor is
    print(f"\n{line}" if on_terminal else line, file=sys.stderr)
    discard_stdout()
    return code


def discard_stdout() -> None:
    """Let nothing more be written to stdout: its reader is gone, or the command was ended."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def end_process(line: str, code: int) -> None:
    """End the process at once: with one line on stderr, and without the temporary files that it was writing."""
    from ..files.atomic import remove_temporaries

    with suppress(OSError):
        os.write(2, f"{line}\n".encode())
    remove_temporaries()
    os._exit(code)


# a signal of its own: SIGINT may be ignored
_ALARM = getattr(signal, "SIGALRM", signal.SIGINT)


def _signal_main_thread() -> None:
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, _ALARM)
    else:
        _thread.interrupt_main()


def _wake_pipe() -> tuple[int, int]:
    """Return the two ends of a pipe to which the system writes the number of each signal."""
    if sys.platform == "win32":
        import socket  # select accepts nothing else there

        ends = socket.socketpair()
        read, write = (end.detach() for end in ends)
    else:
        read, write = os.pipe()
        os.set_blocking(write, False)
    signal.set_wakeup_fd(write, warn_on_full_buffer=False)
    return read, write
