"""The home of what pages that take files in refuse: one that is too large, and one that did not arrive whole."""

from base64 import b64decode

from dashboards import formats
from importers.file_names import shown_name
from tracker.errors import TrackerError


class TooLargeError(TrackerError):
    """A file is larger than this installation takes."""

    def __init__(self, file: str, size: int, largest: int) -> None:
        most = f"a file taken in here may have {formats.megabytes(largest)} at most"
        super().__init__(f"the file {shown_name(file)} has {formats.megabytes(size)}; {most}")


class NotSentWholeError(TrackerError):
    """What arrived is no file, or nobody said what kind it is."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"the file {shown_name(file)} did not arrive whole; load the page anew, and drop the file once more"
        )


def read_sent(contents: str, file: str, largest: int) -> bytes:
    """The bytes of a file as a page sends it. Raises ``NotSentWholeError`` and ``TooLargeError``."""
    try:
        data = b64decode(contents.partition(",")[2], validate=True)
    except ValueError:
        raise NotSentWholeError(file) from None
    if len(data) > largest:
        raise TooLargeError(file, len(data), largest)
    return data
