"""A second store that keeps everything in memory and adds up line by line: what the real one must agree with."""

from tests.memory.plans import paths_of
from tests.memory.unit_of_work import MemoryUnitOfWork

__all__ = ["MemoryUnitOfWork", "paths_of"]
