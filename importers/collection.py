"""The home of holding off Python's search for circular garbage while very many objects are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Hold off the search for circular garbage while a large book is read or kept.

    Reading makes millions of objects that all stay, and none in circles; looking through them again and again took
    half of the time (measured at 100,000 lines). Whoever paused it first starts it again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            # Both together move all objects to the oldest generation, which is looked through last.
            gc.freeze()
            gc.unfreeze()
        if was_on:
            gc.enable()
