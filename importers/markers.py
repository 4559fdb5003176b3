"""The home of the marker by which a workbook of ours names its layout, and the version of it."""

from importers.issues import LAYOUT_VERSION_UNKNOWN, Issue
from importers.layouts.layout import MARKER_NAME, MARKER_SHEET, MARKER_VERSION, WorkbookLayout
from importers.values import text_of
from importers.workbook import Workbook


def names_layout(book: Workbook, layout: WorkbookLayout) -> bool:
    """Whether a workbook says that it is of this layout."""
    marker = book.sheet(MARKER_SHEET)
    return marker is not None and text_of(marker.value(*MARKER_NAME)) == layout.name


def layout_of(book: Workbook, layout: WorkbookLayout) -> WorkbookLayout | Issue:
    """The layout as it was in the version that a workbook says it is of; an issue where that one is not known."""
    marker = book.sheet(MARKER_SHEET)
    if marker is None:
        return layout
    version = text_of(marker.value(*MARKER_VERSION))
    known = layout.of_version(version)
    return known or LAYOUT_VERSION_UNKNOWN.at(marker.at(*MARKER_VERSION), version, known=layout.version)
