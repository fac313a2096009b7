"""Run a program so that it dies with the hub, even if the hub is killed.

The hub imports `leashed`; the kernel runs this file as a script, between fork and exec, which
needs nothing but the standard library. Linux sends the chosen signal when the *thread* that
started the program ends, and forgets the request when the program changes its user: so the user
is changed first, and the engines are started from the thread whose loop supervises them.
Elsewhere nothing is requested. See prctl(2), PR_SET_PDEATHSIG.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_KEEP = "keep"


def leashed(
    command: Sequence[str],
    last_signal: signal.Signals,
    *,
    become: tuple[int, int] | None = None,
) -> list[str]:
    """The command that runs `command`, which gets `last_signal` when this process dies.

    Args:
        command: a program by its full path, and its arguments.
        last_signal: what tells the program to end.
        become: the uid and gid to run it as; only root can ask for that.
    """
    user = f"{become[0]}:{become[1]}" if become else _KEEP
    # -I -S: nothing of the environment, no site-packages; up in 10 ms.
    interpreter = [sys.executable, "-I", "-S", str(Path(__file__).absolute())]
    return [*interpreter, str(os.getpid()), str(int(last_signal)), user, *command]


def main(parent: str, last_signal: str, user: str, *command: str) -> None:
    """Become the user, ask for the signal, and turn into the program."""
    if user != _KEEP:
        _become(*map(int, user.split(":")))
    if sys.platform == "linux":
        _ask_for(int(last_signal))
    if os.getppid() != int(parent):
        sys.exit("The hub died while it started this.")
    os.execv(command[0], command)  # noqa: S606  # no shell is the point


def _become(uid: int, gid: int) -> None:
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


def _ask_for(last_signal: int) -> None:
    if ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, last_signal, 0, 0, 0):
        sys.exit("The kernel refused PR_SET_PDEATHSIG.")


if __name__ == "__main__":
    main(*sys.argv[1:])
