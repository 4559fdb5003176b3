"""The home of what a workbook shows beside its values: text struck through, colors of cells, comments."""

import io
import zipfile
from collections.abc import Mapping

from importers.looks import Looks
from importers.marking.clearing import without_marks

MOST_CELLS = 500_000


def looks_of(data: bytes, form: str, cells: int) -> Mapping[str, Looks]:
    """The looks of every sheet of an xlsx, by its name; empty for other forms, and for one of too many cells."""
    if form != "xlsx" or cells > MOST_CELLS:
        return {}
    if not _has_looks(data):
        return {}
    from importers.styles import read_looks  # noqa: PLC0415 - takes longer to load than most plans to read

    # Our own fills and comments are not the sender's words.
    return read_looks(without_marks(data))


def _has_looks(data: bytes) -> bool:
    """Whether the parts of a workbook speak of struck text, of fills or of comments at all."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            styled = b"".join(package.read(name) for name in names if name in ("xl/styles.xml", "xl/sharedStrings.xml"))
    except (zipfile.BadZipFile, OSError, LookupError, RuntimeError, NotImplementedError):
        return False
    return b"strike" in styled or b'"solid"' in styled or any("comment" in name.casefold() for name in names)
