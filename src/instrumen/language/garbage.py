"""Pausing the garbage collector where much is made that stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Collect no garbage meanwhile. Reading or compiling a long form makes hundreds of thousands of
    objects that all stay; going through them time and again would take as long as making them
    (compiling 5,000 questions: 0.15 s instead of 0.08 s)."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
