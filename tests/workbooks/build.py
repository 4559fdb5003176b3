"""Workbooks from text: a TOML file holds the grid of each sheet, or the bytes of what is no workbook."""

import csv
import io
import tomllib
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Fixture:
    """A file, the answers that come with it, and the cell and code of every issue that is expected."""

    name: str
    file: str
    content: bytes
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    issues: list[tuple[str, str]] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    totals: list[list[Any]] = field(default_factory=list)
    earlier: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What somebody answered of a file with the same headings."""


def fixtures(folder: str) -> list[Fixture]:
    """Every fixture of a folder, such as ``should_fail/budget``."""
    return [_fixture(path) for path in sorted((HERE / folder).glob("*.toml"))]


def _fixture(path: Path) -> Fixture:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    file = told.get("file", "book.xlsx")
    return Fixture(
        name=path.stem,
        file=file,
        content=_content(told, file),
        answers=_answers(told, "answers"),
        earlier=_answers(told, "earlier"),
        issues=[(cell, code) for cell, code in told.get("issues", [])],
        questions=told.get("questions", []),
        totals=told.get("totals", []),
    )


def _answers(told: dict[str, Any], name: str) -> dict[str, tuple[str, ...]]:
    return {key: tuple([given] if isinstance(given, str) else given) for key, given in told.get(name, {}).items()}


def _content(told: dict[str, Any], file: str) -> bytes:
    if "hex" in told:
        return bytes.fromhex(told["hex"]) + str(told.get("text", "")).encode(told.get("encoding", "utf-8"))
    if "text" in told:
        text = str(told["text"]).replace("{letters}", "a" * told.get("letters", 0))
        return text.encode(told.get("encoding", "utf-8"))
    if file.endswith(".csv"):
        return csv_of(told["sheets"][0]["rows"])
    content = xlsx_of(told["sheets"])
    if "renamed" in told:
        content = with_sheet_renamed(content, *told["renamed"])
    return content if "zeros" not in told else _with_zeros(content, told["zeros"])


def csv_of(rows: list[list[Any]]) -> bytes:
    """A grid as csv."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def xlsx_of(sheets: list[dict[str, Any]]) -> bytes:
    """Sheets as xlsx: ``rows`` from A1 on, and ``cells`` by address; a text that starts with = is a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for told in sheets:
        sheet = book.create_sheet(told["name"])
        sheet.sheet_state = "hidden" if told.get("hidden") else "visible"
        for row in told.get("rows", []):
            sheet.append([None if value == "" else value for value in row])
        for address, value in told.get("cells", {}).items():
            sheet[address] = value
        for row in told.get("hidden_rows", []):
            sheet.row_dimensions[row].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_sheet_renamed(content: bytes, name: str, new: str) -> bytes:
    """The xlsx with another name for a sheet, one that another sheet has, too: no spreadsheet program writes that."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as renamed:
        for part in package.namelist():
            held = package.read(part)
            is_book = part == "xl/workbook.xml"
            renamed.writestr(
                part, held.replace(f'name="{name}"'.encode(), f'name="{new}"'.encode()) if is_book else held
            )
    return out.getvalue()


def _with_zeros(content: bytes, count: int) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/zeros.bin", bytes(count))
    return out.getvalue()
