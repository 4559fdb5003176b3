"""The home of a workbook that gets our marks and loses them again: its sheets, its styles, our list before them."""

import io
import re
import zipfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import islice

from importers import issue_list
from importers.cells import column_letters
from importers.marking import comments
from importers.marking.cells import SheetXml, Wanted, attributes_with_prefix
from importers.marking.listing import MAIN, IssueList, sheet_xml
from importers.marking.looks import EMPTY, Looks
from importers.marking.markup import (
    Element,
    MarkupError,
    appended,
    attribute,
    escaped,
    find_child,
    inner_elements,
    prefix_of,
    replaced,
    root_of,
    tag_of,
    with_attribute,
)
from importers.marking.parts import CONTENT_TYPES, RELATION_TYPES, Parts

SHEET_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
STYLES_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
BOOK_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_CELL = rb'<(?P<name>(?:\w+:)?c)\s[^>]*?\br="%s"[^>]*?(?:/>|>.*?</(?P=name)>)'
_TEXT = re.compile(rb"<(?:\w+:)?t\b[^>]*>([^<]*)</")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>\s*(\d+)\s*</")
_SHARED = re.compile(rb"<(?P<name>(?:\w+:)?si)\b[^>]*?(?:/>|>.*?</(?P=name)>)", re.DOTALL)
_LONGEST_NAME = 31
_FIRST_ROWS = 1 << 16


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it: its name, its part, whether it has cells, and its relation."""

    name: str
    part: str
    relation: str
    has_cells: bool


@dataclass(slots=True)
class Marked:
    """A workbook as its parts, with the styles that its marks need."""

    parts: Parts
    book: str
    styles: str
    looks: Looks

    @classmethod
    def of(cls, parts: Parts) -> "Marked":
        """A workbook that can be marked. Raises ``MarkupError`` that says why one cannot."""
        book = next((each.target for each in parts.relations("") if each.kind == "officeDocument"), "xl/workbook.xml")
        found = parts.find(book)
        if found is None:
            raise MarkupError("without its list of sheets")
        if _STRICT in parts.read(found)[:4096]:
            raise MarkupError("as strict Open XML")
        styles = next((each.target for each in parts.relations(found) if each.kind == "styles"), None)
        if styles is None or parts.find(styles) is None:
            styles = parts.free_name("xl/styles", ".xml")
            parts.add(styles, EMPTY, STYLES_MEDIA)
            parts.relate(found, "styles", styles)
        return cls(parts, found, styles, Looks.of(parts.read(styles)))

    def sheets(self) -> list[SheetEntry]:
        """The sheets in their order."""
        known = {each.id: each for each in self.parts.relations(self.book)}
        entries = []
        for tag in self._sheet_tags():
            relation = known.get(attributes_with_prefix(tag).get("id", ""))
            if relation is None:
                raise MarkupError("with a sheet that is nowhere")
            name, cells = attribute(tag, "name") or "", relation.kind == "worksheet"
            entries.append(SheetEntry(name, relation.target, relation.id, cells))
        return entries

    def _sheet_tags(self) -> list[bytes]:
        xml = self.parts.read(self.book)
        listed = find_child(xml, root_of(xml), "sheets")
        return [tag_of(xml, each) for each in inner_elements(xml, listed)] if listed else []

    # -- putting marks in place

    def shown_at(
        self, sheet: SheetEntry, places: Collection[comments.Place]
    ) -> Mapping[comments.Place, comments.Place]:
        """Where what is said of cells is seen: of a cell that merged ones cover, at the first of them."""
        return SheetXml.of(self.parts.read(sheet.part)).shown_at(places)

    def mark_cells(self, sheet: SheetEntry, wanted: Wanted) -> None:
        """Fill cells of a sheet."""
        cells = SheetXml.of(self.parts.read(sheet.part)).marked(wanted, self.looks.marked)
        self.parts.put(sheet.part, cells.written())

    def comment_cells(self, sheet: SheetEntry, texts: Mapping[comments.Place, str]) -> None:
        """Say something beside cells of a sheet; a cell that people talk about in a thread keeps that alone."""
        free = {place: text for place, text in texts.items() if place not in self._threads(sheet)}
        if not free:
            return
        part = self._related(sheet.part, "comments")
        xml = self.parts.read(part) if part else comments.NO_COMMENTS
        commented = comments.with_comments(xml, free)
        if part:
            self.parts.put(part, commented.xml)
        else:
            part = self.parts.free_name("xl/comments-of-issues", ".xml")
            self.parts.add(part, commented.xml, comments.COMMENTS_MEDIA)
            self.parts.relate(sheet.part, "comments", part)
        if commented.cells:
            self._draw_boxes(sheet, {place: free[place] for place in commented.cells})

    def _draw_boxes(self, sheet: SheetEntry, texts: Mapping[comments.Place, str]) -> None:
        cells = SheetXml.of(self.parts.read(sheet.part))
        known = {each.id: each.target for each in self.parts.relations(sheet.part)}
        drawing, number = known.get(cells.legacy_drawing() or ""), len(self.parts.names)
        if drawing is None:
            drawing = self.parts.free_name("xl/drawings/boxes-of-issues", ".vml")
            self.parts.put(drawing, comments.new_drawing(number))
            self.parts.allow("vml", comments.VML_MEDIA)
            relation = self.parts.relate(sheet.part, "vmlDrawing", drawing)
            self.parts.put(sheet.part, cells.with_legacy_drawing(relation, RELATION_TYPES).written())
        self.parts.put(drawing, comments.with_boxes(self.parts.read(drawing), texts, number))

    def _threads(self, sheet: SheetEntry) -> frozenset[comments.Place]:
        found = (each.target for each in self.parts.relations(sheet.part) if each.kind == "threadedComment")
        refs = (ref.decode() for part in found for ref in re.findall(rb'\sref="([A-Z]+\d+)"', self.parts.read(part)))
        return frozenset(place for ref in refs if (place := comments.place_of(ref)))

    def _related(self, part: str, kind: str) -> str | None:
        return next((each.target for each in self.parts.relations(part) if each.kind == kind), None)

    def put_list_first(self, told: IssueList) -> None:
        """Put our list before the sheets."""
        part = self.parts.free_name("xl/worksheets/issues", ".xml")
        self.parts.add(part, sheet_xml(told, self.looks), SHEET_MEDIA)
        relation = self.parts.relate(self.book, "worksheet", part)
        tags = self._sheet_tags()
        number = max((int(attribute(tag, "sheetId") or 0) for tag in tags), default=0) + 1
        name = _free_name({(attribute(tag, "name") or "").casefold() for tag in tags})
        xml = self.parts.read(self.book)
        root = root_of(xml)
        said = (
            f'<{prefix_of(root)}sheet xmlns:r="{RELATION_TYPES}" name="{name}" sheetId="{number}" r:id="{relation}"/>'
        ).encode()
        if tags:
            xml = _with_tabs(xml, lambda tab: tab + 1)
        listed = _child(xml, "sheets")
        xml = appended(xml, listed, said) if listed.is_empty else replaced(xml, listed.inner, listed.inner, said)
        self.parts.put(self.book, _with_names(xml, lambda sheet: sheet + 1))

    # -- taking them away

    def clear(self) -> bool:
        """Take away every mark of ours; whether there was any."""
        before = dict(self.parts.new)
        own = [each for each in self.sheets() if each.has_cells and self._is_list(each)]
        if len(own) == len(self.sheets()):
            raise MarkupError("with no sheet but our own list")
        for entry in own:
            self._remove(entry)
        back = self.looks.cleared()
        for entry in self.sheets():
            if entry.has_cells:
                self._clear_sheet(entry, back)
        return bool(back) or self.parts.new != before

    def _clear_sheet(self, sheet: SheetEntry, back: Mapping[int, int]) -> None:
        if back:
            cells = SheetXml.of(self.parts.read(sheet.part))
            restyled = cells.restyled(back)
            if restyled != cells:
                self.parts.put(sheet.part, restyled.written())
        part = self._related(sheet.part, "comments")
        if part is None or comments.AUTHOR.encode() not in self.parts.read(part):
            return
        cleared = comments.without_comments(self.parts.read(part))
        self.parts.put(part, cleared.xml)
        cells = SheetXml.of(self.parts.read(sheet.part))
        known = {each.id: each.target for each in self.parts.relations(sheet.part)}
        relation = cells.legacy_drawing() or ""
        drawing = known.get(relation)
        if drawing:
            self.parts.put(drawing, comments.without_boxes(self.parts.read(drawing), set(cleared.cells)))
        if comments.places_of(cleared.xml):
            return
        self._unrelate(sheet.part, part)
        if drawing and not comments.holds_boxes(self.parts.read(drawing)):
            self._unrelate(sheet.part, drawing)
            self.parts.put(sheet.part, cells.without_legacy_drawing().written())

    def _unrelate(self, part: str, target: str) -> None:
        relation = next(each.id for each in self.parts.relations(part) if each.target == target)
        self.parts.unrelate(part, relation)
        self.parts.drop(target)

    def _is_list(self, sheet: SheetEntry) -> bool:
        # Its first rows say what it is.
        xml = self.parts.read(sheet.part)[:_FIRST_ROWS]
        return issue_list.is_issue_list(lambda row, column: self._text(xml, f"{column_letters(column)}{row}"))

    def _text(self, xml: bytes, address: str) -> str:
        """The text of a cell, which may stand among the shared ones."""
        cell = re.search(_CELL % address.encode(), xml, re.DOTALL)
        if cell is None:
            return ""
        held = cell[0]
        if attribute(held[: held.index(b">") + 1], "t") == "s":
            number, shared = _VALUE.search(held), self._related(self.book, "sharedStrings")
            if number is None or shared is None:
                return ""
            found = next(islice(_SHARED.finditer(self.parts.read(shared)), int(number[1]), None), None)
            held = found[0] if found else b""
        return unescape(b"".join(_TEXT.findall(held)).decode("utf-8", "replace"))

    def _remove(self, sheet: SheetEntry) -> None:
        index = self.sheets().index(sheet)
        for each in list(self.parts.relations(sheet.part)):
            if each.kind == "printerSettings":
                self._unrelate(sheet.part, each.target)
        xml = self.parts.read(self.book)
        element = inner_elements(xml, _child(xml, "sheets"))[index]
        xml = replaced(xml, element.start, element.end, b"")
        xml = _with_tabs(xml, lambda tab: tab - 1 if tab > index else 0 if tab == index else tab)
        self.parts.put(self.book, _with_names(xml, lambda at: None if at == index else at - 1 if at > index else at))
        self.parts.unrelate(self.book, sheet.relation)
        self.parts.drop(sheet.part)

    def packed(self) -> bytes:
        """The workbook as bytes."""
        self.parts.put(self.styles, self.looks.written())
        return self.parts.pack()


def empty_workbook() -> Marked:
    """A workbook without sheets, for our list alone."""
    nothing = io.BytesIO()
    with zipfile.ZipFile(nothing, "w"):
        pass
    parts = Parts.of(zipfile.ZipFile(nothing))
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    xml = "application/xml"
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    parts.put(
        CONTENT_TYPES,
        f'{_HEAD}<Types xmlns="{types}"><Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="{xml}"/></Types>'.encode(),
    )
    parts.add(
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{MAIN}"><bookViews><workbookView/></bookViews><sheets/></workbook>'.encode(),
        BOOK_MEDIA,
    )
    parts.relate("", "officeDocument", "xl/workbook.xml")
    return Marked.of(parts)


def _child(xml: bytes, local: str) -> Element:
    found = find_child(xml, root_of(xml), local)
    if found is None:
        raise MarkupError(f"without {local}")
    return found


def _free_name(taken: set[str]) -> str:
    names = (issue_list.NAME, *(f"{issue_list.NAME} {number}" for number in range(2, len(taken) + 3)))
    return escaped(next(name for name in names if name.casefold() not in taken)[:_LONGEST_NAME])


def _with_tabs(xml: bytes, moved: Callable[[int], int]) -> bytes:
    """The list of sheets with another sheet in front: the same one as before, at its new place."""
    views = find_child(xml, root_of(xml), "bookViews")
    if views is None:
        at, prefix = _child(xml, "sheets").start, prefix_of(root_of(xml))
        new = f'<{prefix}bookViews><{prefix}workbookView activeTab="{moved(0)}"/></{prefix}bookViews>'
        return replaced(xml, at, at, new.encode()) if moved(0) else xml
    for view in reversed(inner_elements(xml, views)):
        tag = tag_of(xml, view)
        tab = str(moved(int(attribute(tag, "activeTab") or 0)))
        xml = replaced(xml, view.start, view.inner, with_attribute(tag, "activeTab", tab))
    return xml


def _with_names(xml: bytes, moved: Callable[[int], int | None]) -> bytes:
    """The names that belong to one sheet, by the new places of the sheets; None: that sheet is gone."""
    names = find_child(xml, root_of(xml), "definedNames")
    listed, kept = inner_elements(xml, names) if names else [], []
    if names is None or not listed:
        return xml
    for each in listed:
        tag, rest = tag_of(xml, each), xml[each.inner : each.end]
        sheet = attribute(tag, "localSheetId")
        place = moved(int(sheet)) if sheet else None
        if sheet is None or place is not None:
            kept.append((tag if place is None else with_attribute(tag, "localSheetId", str(place))) + rest)
    if not kept:
        return replaced(xml, names.start, names.end, b"")
    return replaced(xml, names.inner, names.inner_end, b"".join(kept))
