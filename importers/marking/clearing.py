"""The home of a marked workbook as it was before, for readers to whom colors and comments say something."""

import io
import zipfile

from importers.marking.book import Marked
from importers.marking.comments import AUTHOR
from importers.marking.markup import MarkupError
from importers.marking.parts import Parts
from importers.package import DAMAGE


def without_marks(data: bytes) -> bytes:
    """The bytes of a workbook without marks of ours; the same bytes where it has none, or cannot be told apart."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            if not _may_be_marked(source):
                return data
            marked = Marked.of(Parts.of(source))
            return marked.packed() if marked.clear() else data
    except (MarkupError, *DAMAGE):
        return data


def _may_be_marked(source: zipfile.ZipFile) -> bool:
    """Whether styles or comments name us: every mark has a fill, and the list has styles of ours."""
    named = (name for name in source.namelist() if "styles" in name.lower() or "comments" in name.lower())
    return any(AUTHOR.encode() in source.read(name) for name in named)
