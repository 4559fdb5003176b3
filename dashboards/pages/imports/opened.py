"""The home of workbooks that stay open: a kept file never changes, and its page asks for it more than once."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from importers.workbook import Workbook

MOST = 8
MOST_CELLS = 2_000_000


class OpenWorkbooks:
    """The last few workbooks that were shown, as long as they have few cells together; the last one always stays."""

    def __init__(self, open_one: Callable[[int], Workbook | None], most_cells: int = MOST_CELLS) -> None:
        self._open_one = open_one
        self._most_cells = most_cells
        self._known: OrderedDict[int, tuple[Workbook | None, int]] = OrderedDict()
        self._lock = Lock()

    def __call__(self, import_id: int) -> Workbook | None:
        """The workbook of an import; None where it cannot be opened."""
        with self._lock:
            if import_id in self._known:
                self._known.move_to_end(import_id)
                return self._known[import_id][0]
        workbook = self._open_one(import_id)
        with self._lock:
            self._known[import_id] = workbook, _cells(workbook)
            self._known.move_to_end(import_id)
            while len(self._known) > 1 and self._are_too_many():
                self._known.popitem(last=False)
        return workbook

    def _are_too_many(self) -> bool:
        return len(self._known) > MOST or sum(cells for _, cells in self._known.values()) > self._most_cells


def _cells(workbook: Workbook | None) -> int:
    return sum(len(row) for sheet in workbook.sheets for row in sheet.rows) if workbook else 0
