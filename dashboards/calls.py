"""The home of what may be asked of a callback: whatever is no request of our own pages is told so, in one line."""

import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any
from uuid import uuid4

from dash import Dash
from flask import Flask, abort, request
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    TypeAdapter,
    ValidationError,
)
from werkzeug.exceptions import BadRequest, HTTPException

DOOR = "/_dash-update-component"
LIBRARIES = "/_dash-component-suites/"
MOST_CONTROLS = 1_000
"""More than one page has: each column of a sheet that was not read has one."""

MOST_ARGUMENTS = 100
LONGEST_ARGUMENT = 10_000
"""In characters: an action without a code is named by its title, and a page writes that into each of its links."""
LONGEST_ADDRESS = 50_000
LONGEST_TYPED = 100_000
"""In characters: more than any text that is kept, so that what is too long for one is told in its own words."""

_LOG = logging.getLogger(__name__)


def _whole(text: str) -> str:
    """A text that a keyboard can give: no half characters, which nothing can write down, and no NUL."""
    if "\0" in text or (not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text)):
        raise ValueError("half a character, or none")
    return text


_Short = Annotated[StrictStr, Field(max_length=LONGEST_ARGUMENT), AfterValidator(_whole)]
_Address = Annotated[StrictStr, Field(max_length=LONGEST_ADDRESS), AfterValidator(_whole)]
_Typed = Annotated[StrictStr, Field(max_length=LONGEST_TYPED), AfterValidator(_whole)]
_Id = _Short | Annotated[dict[_Short, _Short | StrictInt], Field(max_length=MOST_ARGUMENTS)]

FORMS: Mapping[str, Any] = {
    "checked": StrictBool | None,
    "contents": StrictStr | None,
    "data": Annotated[dict[_Short, _Short], Field(max_length=MOST_ARGUMENTS)],
    "filename": StrictStr | None,
    "id": _Id,
    "n_clicks": StrictInt | None,
    "n_clicks_timestamp": StrictInt | None,
    "pathname": _Address | None,
    "search": _Address | None,
    "value": _Typed | None,
}
"""What the properties hold that callbacks read. A new one has to be named here, and a test says so."""

_READERS: Mapping[str, TypeAdapter[object]] = {name: TypeAdapter(form) for name, form in FORMS.items()}


class Place(BaseModel):
    """A property of a control, and what it holds."""

    model_config = ConfigDict(frozen=True)

    id: _Id
    property: StrictStr
    value: Any = None


_Controls = Annotated[tuple[Place, ...], Field(max_length=MOST_CONTROLS)]
_Places = tuple[Place | _Controls, ...]


class CallbackBody(BaseModel):
    """What Dash's renderer sends: which callback, and what its inputs and states hold."""

    model_config = ConfigDict(frozen=True)

    output: StrictStr
    outputs: Place | _Places
    inputs: _Places
    state: _Places = ()
    changed: Annotated[tuple[StrictStr, ...], Field(max_length=MOST_CONTROLS, alias="changedPropIds")] = ()


def check_requests(app: Dash) -> None:
    """Answer 400 to what no page of the app would ask, and 404 for parts of libraries that are not there.

    Anything else that nobody foresaw is told by its number in the log.
    """
    server: Flask = app.server

    def check_body() -> None:
        if request.path == DOOR and request.method == "POST":
            fault = find_fault(request.get_json, app.callback_map)
            if fault:
                _LOG.warning("callback not asked by a page: %s", fault)
                abort(400, f"This is not what a page of ours would send: {fault}.")

    def tell(error: Exception) -> HTTPException | tuple[str, int, dict[str, str]]:
        if isinstance(error, HTTPException):
            return error
        if request.path.startswith(LIBRARIES):
            _LOG.warning("no such part of a library: %.200r", request.path)
            return _plain("There is no such part of a library here.", 404)
        return _plain(unforeseen(error), 500)

    server.before_request(check_body)
    server.register_error_handler(Exception, tell)


def unforeseen(error: Exception) -> str:
    """Keep an error that nobody foresaw in the log, and give the words that name it there."""
    name = uuid4().hex[:8]
    _LOG.error("unforeseen error %s", name, exc_info=error, extra={"error_id": name})
    return f"Something went wrong here. The log tells more under {name}; what was saved before is untouched."


def find_fault(read: Callable[[], object], callbacks: Mapping[str, Mapping[str, Any]]) -> str | None:
    """What is wrong with the body of a callback's request, in a few words; None where a page could have sent it."""
    try:
        body = CallbackBody.model_validate(read())
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        return f"{'.'.join(map(str, first['loc'][:3])) or 'the whole'} is not as it should be"
    except (BadRequest, RecursionError):
        return "it is not JSON"
    callback = callbacks.get(body.output)
    if callback is None:
        return "there is no such callback"
    return next(_faults(body, callback), None)


def _faults(body: CallbackBody, callback: Mapping[str, Any]) -> Iterator[str]:
    outputs = callback["outputs_indices"]
    known = len(outputs) if isinstance(outputs, list) else None
    if known != (len(body.outputs) if isinstance(body.outputs, tuple) else None):
        yield "outputs is not as it should be"
    asked = (("inputs", body.inputs), ("state", body.state))
    wrong = [name for name, sent in asked if not _fit(sent, callback[name])]
    yield from (f"{name} is not as it should be" for name in wrong)
    if not wrong and not _agree((*body.inputs, *body.state), (*callback["inputs"], *callback["state"])):
        yield "its controls are not the same throughout"


def _fit(sent: Sequence[Place | tuple[Place, ...]], known: Sequence[Mapping[str, Any]]) -> bool:
    return len(sent) == len(known) and all(
        all(_fits(place, one) for place in (each if isinstance(each, tuple) else (each,)))
        and isinstance(each, tuple) == _is_pattern(one)
        for each, one in zip(sent, known, strict=True)
    )


def _is_pattern(known: Mapping[str, Any]) -> bool:
    return '["ALL"]' in str(known["id"])


def _fits(place: Place, known: Mapping[str, Any]) -> bool:
    try:
        _READERS[known["property"]].validate_python(place.value)
    except ValidationError:
        return False
    says_itself = place.property != "id" or place.value == place.id
    return place.property == known["property"] and says_itself and _is_called(place.id, known)


def _is_called(name: str | Mapping[str, str | int], known: Mapping[str, Any]) -> bool:
    """Whether a control has the id that a callback knows, or one of its pattern."""
    if not _is_pattern(known):
        return bool(name == known["id"])
    pattern = json.loads(known["id"])
    fixed = {part: value for part, value in pattern.items() if value != ["ALL"]}
    return isinstance(name, dict) and name.keys() == pattern.keys() and fixed.items() <= name.items()


def _agree(sent: Sequence[Place | tuple[Place, ...]], known: Sequence[Mapping[str, Any]]) -> bool:
    """Whether several properties of the controls of one pattern are told of the same controls, in one order."""
    told = dict[str, list[_Id]]()
    return all(
        told.setdefault(one["id"], ids) == ids
        for each, one in zip(sent, known, strict=True)
        if isinstance(each, tuple)
        for ids in [[place.id for place in each]]
    )


def _plain(words: str, status: int) -> tuple[str, int, dict[str, str]]:
    return words, status, {"Content-Type": "text/plain; charset=utf-8"}
