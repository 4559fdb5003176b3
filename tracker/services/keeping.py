"""The home of answers that are kept: worked out once, and given again until the store or the day is another."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

T = TypeVar("T")


class Answers:
    """The answers that were asked for last; those of an earlier state are let go as soon as there is a later one."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._state: Hashable = None
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def at(self, state: Hashable) -> "Keeping":
        """The answers of one state."""
        return Keeping(self, state)

    def of(self, state: Hashable, question: Hashable, answer: Callable[[], T]) -> T:
        """The answer to a question in a state; worked out where it is not kept. It may ask for others meanwhile."""
        with self._lock:
            if state == self._state and question in self._kept:
                self._kept.move_to_end(question)
                return cast("T", self._kept[question])
        told = answer()
        with self._lock:
            if state != self._state:
                self._kept.clear()
                self._state = state
            self._kept[question] = told
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return told


class Keeping:
    """What is kept of one state of the store."""

    def __init__(self, answers: Answers, state: Hashable) -> None:
        self._answers = answers
        self._state = state

    def of(self, question: Hashable, answer: Callable[[], T]) -> T:
        """The answer to a question; worked out where it is not kept."""
        return self._answers.of(self._state, question, answer)
