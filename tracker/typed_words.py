"""The home of what people type beside a deed, such as a reason: plain words, and no more of them than can be read."""

from importers.plain_words import plain_words
from tracker.errors import TrackerError

LONGEST_NAME = 200
LONGEST_NOTE = 5_000
"""In characters; a cell of a workbook holds 32,767, and a page shows many notes at once."""


class WordsTooLongError(TrackerError):
    """Somebody typed more than is kept."""

    def __init__(self, what: str, length: int, most: int) -> None:
        super().__init__(f"{what} has {length:,} characters; {most:,} are the most")


def words_typed(typed: str | None, what: str, most: int = LONGEST_NOTE) -> str:
    """The words as they are kept, empty where nothing of them could be seen; ``what`` they are, for people.

    Raises ``WordsTooLongError`` for more than ``most`` characters.
    """
    words = plain_words(typed or "")
    if len(words) > most:
        raise WordsTooLongError(what, len(words), most)
    return words
