"""The home of a package whose parts are changed: what is not changed is handed on as it is."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from importers.marking.markup import (
    Element,
    MarkupError,
    appended,
    attribute,
    escaped,
    inner_elements,
    prefix_of,
    replaced,
    root_of,
    tag_of,
)

CONTENT_TYPES = "[Content_Types].xml"
RELATION_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part has to do with another: its id, the last word of its type, and the name of the other part."""

    id: str
    kind: str
    target: str


@dataclass(slots=True)
class Parts:
    """The parts of a package by their names, in its order."""

    source: zipfile.ZipFile
    names: dict[str, str | None] = field(default_factory=dict)
    new: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, source: zipfile.ZipFile) -> "Parts":
        """The parts of an open zip. Raises ``MarkupError`` where two have one name."""
        found = [(name.replace("\\", "/").lstrip("/"), name) for name in source.namelist() if not name.endswith("/")]
        if len({name.casefold() for name, _ in found}) < len(found):
            raise MarkupError("with two parts of one name")
        return cls(source, dict(found))

    def find(self, name: str) -> str | None:
        """A part's name as the package has it: case makes no difference."""
        return name if name in self.names else next((each for each in self.names if each.lower() == name.lower()), None)

    def read(self, name: str) -> bytes:
        """What a part holds now. Raises ``KeyError``."""
        if name in self.new:
            return self.new[name]
        return self.source.read(self.names[name] or "")

    def put(self, name: str, content: bytes) -> None:
        """Give a part another content, or make a new part."""
        self.names.setdefault(name, None)
        self.new[name] = content

    def drop(self, name: str) -> None:
        """Take a part away, with what the package says of its type and its relations."""
        self.names.pop(name, None)
        self.new.pop(name, None)
        relations = _relations_of(name)
        if relations in self.names:
            self.names.pop(relations)
            self.new.pop(relations, None)
        xml = self.read(CONTENT_TYPES)
        for each in reversed(inner_elements(xml, root_of(xml))):
            if (attribute(tag_of(xml, each), "PartName") or "").lower() == f"/{name}".lower():
                xml = replaced(xml, each.start, each.end, b"")
        self.put(CONTENT_TYPES, xml)

    def free_name(self, stem: str, ending: str) -> str:
        """A name that no part has."""
        number = 0
        while self.find(f"{stem}{number or ''}{ending}"):
            number += 1
        return f"{stem}{number or ''}{ending}"

    def add(self, name: str, content: bytes, media: str) -> None:
        """A new part, and its type."""
        self.put(name, content)
        self._say_type("Override", ("PartName", f"/{name}"), media)

    def allow(self, ending: str, media: str) -> None:
        """Say the type of all parts of an ending, where nothing says it."""
        xml = self.read(CONTENT_TYPES)
        known = (attribute(tag_of(xml, each), "Extension") for each in inner_elements(xml, root_of(xml)))
        if ending not in {(each or "").lower() for each in known}:
            self._say_type("Default", ("Extension", ending), media)

    def _say_type(self, element: str, key: tuple[str, str], media: str) -> None:
        xml = self.read(CONTENT_TYPES)
        root = root_of(xml)
        said = f'<{prefix_of(root)}{element} {key[0]}="{escaped(key[1])}" ContentType="{media}"/>'.encode()
        # Defaults stand first, as spreadsheets write them.
        self.put(CONTENT_TYPES, appended(xml, root, said) if element == "Override" else _first(xml, root, said))

    def relations(self, part: str) -> Iterator[Relation]:
        """What a part has to do with others of the package."""
        name = self.find(_relations_of(part))
        xml = self.read(name) if name else _RELATIONS
        for each in inner_elements(xml, root_of(xml)):
            tag = tag_of(xml, each)
            if attribute(tag, "TargetMode") != "External":
                target = _resolved(part, attribute(tag, "Target") or "")
                kind = (attribute(tag, "Type") or "").rpartition("/")[2]
                yield Relation(attribute(tag, "Id") or "", kind, self.find(target) or target)

    def relate(self, part: str, kind: str, target: str) -> str:
        """A new relation from a part to another, and its id."""
        name = self.find(_relations_of(part)) or _relations_of(part)
        xml = self.read(name) if name in self.names else _RELATIONS
        root = root_of(xml)
        taken = {attribute(tag_of(xml, each), "Id") for each in inner_elements(xml, root)}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        way = f'Type="{RELATION_TYPES}/{kind}" Target="/{escaped(target)}"'
        said = f'<{prefix_of(root)}Relationship Id="rId{number}" {way}/>'
        self.put(name, appended(xml, root, said.encode()))
        return f"rId{number}"

    def unrelate(self, part: str, relation: str) -> None:
        """Take a relation away; a list of relations that is empty then goes, too."""
        name = self.find(_relations_of(part)) or ""
        xml = self.read(name)
        for each in inner_elements(xml, root_of(xml)):
            if attribute(tag_of(xml, each), "Id") == relation:
                xml = replaced(xml, each.start, each.end, b"")
                break
        if inner_elements(xml, root_of(xml)):
            self.put(name, xml)
        else:
            self.names.pop(name)
            self.new.pop(name, None)

    def pack(self) -> bytes:
        """The package as bytes; parts that nobody changed keep their time."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for name, written in self.names.items():
                info = zipfile.ZipInfo(
                    name, self.source.getinfo(written).date_time if written else (1980, 1, 1, 0, 0, 0)
                )
                info.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(info, self.read(name))
        return out.getvalue()


def _first(xml: bytes, root: Element, new: bytes) -> bytes:
    return replaced(xml, root.inner, root.inner, new) if not root.is_empty else appended(xml, root, new)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(part: str, target: str) -> str:
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
