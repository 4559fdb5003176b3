"""The home of several names in one cell of our own templates: parted by semicolons, in quotes where needed."""

import csv
import io
from collections.abc import Iterable

from importers.values import text_of


def join_names(names: Iterable[str]) -> str:
    r"""Names in one cell, such as that ``split_names`` reads the same names again.

    >>> join_names(["Local 17", "Beans; Rice & Co"])
    'Local 17; "Beans; Rice & Co"'
    """
    return "; ".join(f'"{name.replace(chr(34), chr(34) * 2)}"' if _needs_quotes(name) else name for name in names)


def _needs_quotes(name: str) -> bool:
    return any(mark in name for mark in ';"\n\r') or name != name.strip() or not name


def split_names(value: object) -> tuple[str, ...]:
    """The names in a cell of our own templates; a line break parts them as well as a semicolon."""
    text = text_of(value)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", skipinitialspace=True))
    except csv.Error:
        return (text.strip(),)
    return tuple(name.strip() for line in lines for name in line if name.strip())
