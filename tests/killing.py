"""A child process that is killed at a moment of its own choosing: at the n-th touch of the disk."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")


def killed(run: Callable[[], object], moment: int, touches: tuple[str, ...]) -> bool:
    """Run in a child that dies before or after one of these functions of `os`, moments counted from 1; False if it came to its end before."""
    child = os.fork()
    if child == 0:
        left = [moment]

        def count() -> None:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

        def watched(act: Callable[..., object]) -> Callable[..., object]:
            def touch(*args: object, **more: object) -> object:
                count()
                done = act(*args, **more)
                count()
                return done

            return touch

        for name in touches:
            setattr(os, name, watched(getattr(os, name)))
        try:
            run()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])
