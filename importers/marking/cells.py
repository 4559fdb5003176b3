"""The home of the cells of a sheet's xml: another style for some of them, and everything else as it was."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from importers.cells import column_letters
from importers.issues import Severity
from importers.marking.comments import Place, place_of
from importers.marking.markup import (
    Element,
    MarkupError,
    attribute,
    find_child,
    inner_elements,
    replaced,
    root_of,
    tag_of,
    with_attribute,
)

Wanted = Mapping[int, Mapping[int, Severity]]
"""The cells to mark, by row and column, both counted from 1."""

_SHEET_DATA = re.compile(rb"<(?P<name>(?:\w+:)?sheetData)\b[^>]*?(?P<empty>/?)>")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?(?P<empty>/?)>")
_CELL = re.compile(rb"<(?P<name>(?:\w+:)?c)(?:\s[^>]*?)?(?:/>|>.*?</(?P=name)>)", re.DOTALL)
# Cells that are merged once at most never come near it.
_MOST_STEPS = 5_000_000
_STYLED = re.compile(rb"<(?:\w+:)?(?:c|row|col)\s[^>]*>")
# What may stand after the marks of a sheet's old drawing, in the order that the standard asks for.
_AFTER_LEGACY_DRAWING = frozenset(
    ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
)


@dataclass(frozen=True, slots=True)
class SheetXml:
    """The xml of a sheet in three: what stands before its rows, the rows, and what stands after them."""

    before: bytes
    rows: bytes
    after: bytes
    prefix: str

    @classmethod
    def of(cls, xml: bytes) -> "SheetXml":
        """Part the xml of a sheet. Raises ``MarkupError``."""
        found = _SHEET_DATA.search(xml)
        if found is None or b"<!DOCTYPE" in xml[: found.start()] or b"<![CDATA[" in xml:
            raise MarkupError("a sheet whose rows cannot be told apart")
        name = found["name"].decode("ascii")
        prefix = name[: -len("sheetData")]
        if found["empty"]:
            opened = found[0][:-2].rstrip() + b">"
            return cls(xml[: found.start()] + opened, b"", f"</{name}>".encode() + xml[found.end() :], prefix)
        end = xml.rfind(b"</" + found["name"])
        if end < 0:
            raise MarkupError("a sheet whose rows do not end")
        return cls(xml[: found.end()], xml[found.end() : end], xml[end:], prefix)

    def written(self) -> bytes:
        """The xml again."""
        return self.before + self.rows + self.after

    def _around(self) -> tuple[bytes, Element]:
        """The sheet without its rows, and its root element."""
        xml = self.before + self.after
        return xml, root_of(xml)

    def legacy_drawing(self) -> str | None:
        """The relation to the drawing that holds the boxes of comments."""
        xml, root = self._around()
        found = find_child(xml, root, "legacyDrawing")
        said = attributes_with_prefix(tag_of(xml, found)) if found else {}
        return said.get("id")

    def with_legacy_drawing(self, relation: str, namespace: str) -> "SheetXml":
        """The sheet with a relation to such a drawing."""
        xml, root = self._around()
        later = next((each for each in inner_elements(xml, root) if each.local in _AFTER_LEGACY_DRAWING), None)
        # Nothing that may stand after the drawing stands before the rows.
        at = (later.start if later else root.inner_end) - len(self.before)
        said = f'<{self.prefix}legacyDrawing xmlns:r="{namespace}" r:id="{relation}"/>'.encode()
        return SheetXml(self.before, self.rows, replaced(self.after, at, at, said), self.prefix)

    def without_legacy_drawing(self) -> "SheetXml":
        """The sheet without it."""
        xml, root = self._around()
        found = find_child(xml, root, "legacyDrawing")
        if found is None:
            return self
        at, end = found.start - len(self.before), found.end - len(self.before)
        return SheetXml(self.before, self.rows, replaced(self.after, at, end, b""), self.prefix)

    def restyled(self, styles: Mapping[int, int]) -> "SheetXml":
        """The sheet with other styles in the place of some, wherever they stand."""

        def change(found: re.Match[bytes]) -> bytes:
            tag = found[0]
            for name in ("s", "style"):
                style = attribute(tag, name)
                if style is not None and style.isdecimal() and int(style) in styles:
                    tag = with_attribute(tag, name, _unless_zero(styles[int(style)]))
            return tag

        return SheetXml(_STYLED.sub(change, self.before), _STYLED.sub(change, self.rows), self.after, self.prefix)

    def marked(self, wanted: Wanted, style_of: Callable[[int, Severity], int]) -> "SheetXml":
        """The sheet with other styles for some cells; those that do not stand in it are put in. Raises ``MarkupError``.

        ``style_of`` is asked for the style that takes the place of one.
        """
        pen = _Pen(self.prefix, self._column_styles(), style_of)
        return SheetXml(self.before, b"".join(_marked_rows(self.rows, wanted, pen)), self.after, self.prefix)

    def shown_at(self, places: Collection[Place]) -> Mapping[Place, Place]:
        """Where what is said of cells is seen: of a cell that is covered by merged ones, at the first of them."""
        xml, root = self._around()
        merged = find_child(xml, root, "mergeCells")
        spans = (
            [_span(attribute(tag_of(xml, each), "ref") or "") for each in inner_elements(xml, merged)] if merged else []
        )
        by_row: dict[int, list[int]] = defaultdict(list)
        for row, column in places:
            by_row[row].append(column)
        rows, seen, steps = sorted(by_row), {place: place for place in places}, 0
        for first, last in filter(None, spans):
            within = rows[bisect_left(rows, first[0]) : bisect_right(rows, last[0])]
            steps += len(within)
            if steps > _MOST_STEPS:
                raise MarkupError("with merged cells over merged cells")
            for row in within:
                seen |= {(row, column): first for column in by_row[row] if first[1] <= column <= last[1]}
        return seen

    def _column_styles(self) -> list[tuple[range, int]]:
        xml, root = self._around()
        columns = find_child(xml, root, "cols")
        tags = [tag_of(xml, each) for each in inner_elements(xml, columns)] if columns else []
        return [
            (range(int(attribute(tag, "min") or 0), int(attribute(tag, "max") or 0) + 1), int(style))
            for tag in tags
            if (style := attribute(tag, "style"))
        ]


@dataclass(frozen=True, slots=True)
class _Pen:
    prefix: str
    columns: list[tuple[range, int]]
    style_of: Callable[[int, Severity], int]

    def new_cell(self, row: int, column: int, severity: Severity, row_style: int | None) -> bytes:
        of_column = next((style for columns, style in self.columns if column in columns), 0)
        style = self.style_of(of_column if row_style is None else row_style, severity)
        return f'<{self.prefix}c r="{column_letters(column)}{row}" s="{style}"/>'.encode()

    def marked_cell(self, cell: bytes, severity: Severity) -> bytes:
        end = cell.index(b">") + 1
        style = self.style_of(int(attribute(cell[:end], "s") or 0), severity)
        return with_attribute(cell[:end], "s", str(style)) + cell[end:]

    def new_row(self, row: int, cells: Mapping[int, Severity]) -> bytes:
        inner = b"".join(self.new_cell(row, column, cells[column], None) for column in sorted(cells))
        return f'<{self.prefix}row r="{row}">'.encode() + inner + f"</{self.prefix}row>".encode()


def _marked_rows(rows: bytes, wanted: Wanted, pen: _Pen) -> Iterator[bytes]:
    waiting, at, last = sorted(wanted, reverse=True), 0, 0
    closing = f"</{pen.prefix}row>".encode()
    for tag in _ROW.finditer(rows):
        if not waiting:
            break
        number = _row_number(tag[0])
        if number <= last:
            raise MarkupError("a sheet whose rows are not in order")
        last = number
        while waiting and waiting[-1] < number:
            row = waiting.pop()
            yield rows[at : tag.start()] + pen.new_row(row, wanted[row])
            at = tag.start()
        if not waiting or waiting[-1] != number:
            continue
        end = tag.end() if tag["empty"] else rows.find(closing, tag.end()) + len(closing)
        if end < tag.end():
            raise MarkupError("a row that does not end")
        yield rows[at : tag.start()]
        yield _marked_row(rows[tag.start() : end], number, wanted[waiting.pop()], pen)
        at = end
    yield rows[at:]
    for row in reversed(waiting):
        yield pen.new_row(row, wanted[row])


def _row_number(tag: bytes) -> int:
    number = attribute(tag, "r")
    if number is None or not number.isdecimal():
        raise MarkupError("rows without numbers")
    return int(number)


def _marked_row(xml: bytes, number: int, wanted: Mapping[int, Severity], pen: _Pen) -> bytes:
    element = root_of(xml)
    tag = tag_of(xml, element)
    row_style = int(attribute(tag, "s") or 0) if attribute(tag, "customFormat") in {"1", "true"} else None
    parts, at, waiting = [b""], element.inner, sorted(wanted, reverse=True)
    for cell in _CELL.finditer(xml, element.inner, element.inner_end):
        column = _column_of(cell[0])
        while waiting and waiting[-1] < column:
            missing = waiting.pop()
            parts += [xml[at : cell.start()], pen.new_cell(number, missing, wanted[missing], row_style)]
            at, tag = cell.start(), with_attribute(tag, "spans", None)
        if waiting and waiting[-1] == column:
            parts += [xml[at : cell.start()], pen.marked_cell(cell[0], wanted[waiting.pop()])]
            at = cell.end()
    if waiting:
        # Cells come first in a row; something else may follow them.
        cells_end = max((cell.end() for cell in _CELL.finditer(xml, element.inner, element.inner_end)), default=at)
        new = [pen.new_cell(number, column, wanted[column], row_style) for column in reversed(waiting)]
        parts, at, tag = [*parts, xml[at:cells_end], *new], cells_end, with_attribute(tag, "spans", None)
    inner = b"".join([*parts, xml[at : element.inner_end]])
    opened = tag[:-2].rstrip() + b">" if element.is_empty else tag
    return opened + inner + f"</{element.name}>".encode()


def _column_of(cell: bytes) -> int:
    found = place_of(attribute(cell[: cell.index(b">") + 1], "r") or "")
    if found is None:
        raise MarkupError("cells without their places")
    return found[1]


def _span(written: str) -> tuple[Place, Place] | None:
    first, _, last = written.partition(":")
    ends = place_of(first), place_of(last or first)
    return (ends[0], ends[1]) if ends[0] and ends[1] else None


def _unless_zero(style: int) -> str | None:
    return str(style) if style else None


def attributes_with_prefix(tag: bytes) -> dict[str, str]:
    """The attributes of a tag whose names have a prefix, without it."""
    found = re.findall(rb"\s\w+:(\w+)\s*=\s*[\"']([^\"']*)[\"']", tag)
    return {name.decode("ascii"): value.decode("utf-8", "replace") for name, value in found}
