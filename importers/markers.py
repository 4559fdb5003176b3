"""The home of the marker by which a workbook of ours names its layout, and the version of it."""

from importers.issues import LAYOUT_VERSION_UNKNOWN, Issue
from importers.layouts.layout import MARKER_NAME, MARKER_SHEET, MARKER_VERSION, WorkbookLayout
from importers.values import text_of
from importers.workbook import Workbook


def names_layout(book: Workbook, layout: WorkbookLayout) -> bool:
    """Whether a workbook says that it is of this layout."""
    marker = book.sheet(MARKER_SHEET)
    return marker is not None and text_of(marker.value(*MARKER_NAME)) == layout.name


def check_version(book: Workbook, layout: WorkbookLayout) -> Issue | None:
    """An issue where a workbook of this layout says that it is of another version; None where it says none."""
    marker = book.sheet(MARKER_SHEET)
    version = text_of(marker.value(*MARKER_VERSION)) if marker else layout.version
    if marker is None or version == layout.version:
        return None
    return LAYOUT_VERSION_UNKNOWN.at(marker.at(*MARKER_VERSION), version, known=layout.version)
