"""The home of what is wrong with a document that a person wrote, a framework or a county file, in plain words."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

Document = dict[str, Any]
"""TOML as it was read: what stands in it is not known yet."""

Place = tuple[int | str, ...]

LONGEST_SHOWN = 60
MOST_TOLD = 50
"""How many mistakes of one document are told."""
DEEPEST = 20
_LINE = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)")
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate")
_FOUND = {"missing": "is missing", "string_too_short": "is empty"}
_FORMS = {
    "string": "a text in quotes",
    "bool": "true or false",
    "date": "a day, such as 2026-09-30",
    "int": "a whole number",
    "decimal": "a number",
    "tuple": "a list in [ ]",
    "model": "a section with words of its own",
    "dict": "a section with words of its own",
}


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document: its name, its model, and what is to be written at a place (``departments.code``)."""

    name: str
    model: type[BaseModel]
    forms: Mapping[str, str] = field(default_factory=dict)

    def mistakes(self, error: ValidationError) -> tuple[str, ...]:
        """Each mistake of a document as a sentence without its full stop."""
        return _told([self._sentence(one) for one in error.errors()])

    def all_mistakes(self, told: Document) -> tuple[str, ...]:
        """Those of the parts, and, with the wrong parts taken out, those of how the rest holds together."""
        problems: list[str] = []
        taken_out: set[Place] = set()
        left = told
        while True:
            try:
                self.model.model_validate(left)
            except ValidationError as error:
                # What was taken out because it is wrong is not missing.
                new = [one for one in error.errors() if one["type"] != "missing" or one["loc"] not in taken_out]
                problems += [said for said in map(self._sentence, new) if said not in problems]
                taken_out |= {_part(one) for one in new}
                rest = _without(left, map(_part, error.errors()))
                if rest == left:
                    return _told(problems)
                left = rest
            else:
                return _told(problems)

    def _sentence(self, told: Mapping[str, Any]) -> str:
        loc, kind = told["loc"], told["type"]
        place = " ".join(str(step + 1) if isinstance(step, int) else _cut(step) for step in loc)
        if kind == "value_error":
            said = told["msg"].removeprefix("Value error, ")
        elif kind == "extra_forbidden":
            said = f"is not a word of {self.name}{_instead(self.model, loc)}"
        else:
            form = self.forms.get(".".join(step for step in loc if isinstance(step, str))) or _form(kind)
            found = _FOUND.get(kind) or f"{_shown(told['input'])} was found"
            said = f"{found}; write {form}" if form else found
        return f"{place}: {said}" if place else said


def read_toml(text: str, parse_float: Callable[[str], Any] = float) -> Document:
    """What a document says. Raises ``ValueError`` or ``RecursionError`` for what is none; see ``toml_mistake``."""
    told = tomllib.loads(text, parse_float=parse_float)
    if _is_deeper(told, DEEPEST):
        raise RecursionError
    return told


def _is_deeper(told: Document, deepest: int) -> bool:
    """Whether sections stand within sections more often than any document of ours has them."""
    level: list[object] = [told]
    for _ in range(deepest):
        level = [each for holder in level for each in _parts(holder)]
    return bool(level)


def _parts(holder: object) -> Iterable[object]:
    return holder.values() if isinstance(holder, dict) else holder if isinstance(holder, list) else ()


def _told(problems: Sequence[str]) -> tuple[str, ...]:
    """The first of very many: nobody reads thousands, and whoever mends these has mended most."""
    more = len(problems) - MOST_TOLD
    return (*problems[:MOST_TOLD], *([f"and {more:,} more"] if more > 0 else []))


def toml_mistake(error: Exception, text: str) -> str:
    """Where a text stops being TOML, with the line as it stands."""
    found = _LINE.search(str(error))
    lines = text.splitlines()
    number = int(found["line"]) if found else len(lines)
    shown = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    place = f"line {number} ({_cut(shown)})" if shown else "the file"
    if str(error).startswith(_TWICE):
        return f"{place}: this stands twice; keep one of the two"
    return f"{place}: this is not TOML; write word = value, texts in quotes, days as 2026-09-30, lists in [ ]"


def _form(kind: str) -> str | None:
    """What an error of a kind wants, such as ``string_type`` a text; a text that is empty speaks for itself."""
    return next((form for word, form in _FORMS.items() if kind.startswith(word) and kind not in _FOUND), None)


def _shown(value: object) -> str:
    """A value as a person would have written it."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{_cut(value)}"'
        case date():
            return value.isoformat()
        case list():
            return f"[{_cut(', '.join(map(_shown, value)))}]"
        case dict():
            return "a section"
        case _:
            return _cut(str(value))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]} ..."


def _instead(model: type[BaseModel], loc: Place) -> str:
    words = sorted(_words(model, [step for step in loc[:-1] if isinstance(step, str)]))
    near = get_close_matches(str(loc[-1]), words, 1)
    return f"; did you mean {near[0]}?" if near else f"; its words are {', '.join(words)}"


def _words(model: type[BaseModel], steps: Sequence[str]) -> Iterator[str]:
    for step in steps:
        model = next(_models(model.model_fields[step].annotation), model)
    return (word for word, told in model.model_fields.items() if not told.exclude)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _part(told: Mapping[str, Any]) -> Place:
    """What is wrong as a whole: a word that is not known, or of a list the entry in which something is."""
    loc: Place = told["loc"][:-1] if told["type"] == "missing" else told["loc"]
    numbers = [index for index, step in enumerate(loc) if isinstance(step, int)]
    return loc if told["type"] == "extra_forbidden" or not numbers else loc[: numbers[0] + 1]


def _without(told: Document, places: Iterable[Place]) -> Document:
    left = deepcopy(told)
    # The last entry of a list first: then the numbers of those before it stay what they were.
    for loc in sorted(set(places), key=_order, reverse=True):
        holder: Any = left
        for step in loc[:-1]:
            holder = holder[step]
        if loc:
            del holder[loc[-1]]
    return left


def _order(loc: Place) -> list[str]:
    return [f"{step:09}" if isinstance(step, int) else step for step in loc]
