"""The home of profiles as a file: what headings mean, to be taken along, and nothing of any upload."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from importers.lexicon import fold
from importers.reading import HeadingProfile, Kind, Meaning
from tracker.errors import TrackerError

_ANYWHERE = frozenset({"period", "sheet", "signs", "basis", "as_of"})
_Filled = Annotated[str, Field(min_length=1)]


class ProfileFileError(TrackerError):
    """A file does not hold profiles."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(f"the file {file} does not hold profiles as `profile export` writes them: {problem}")


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    tables: Annotated[tuple[Annotated[tuple[_Filled, ...], Field(min_length=1)], ...], Field(min_length=1)]
    answers: dict[_Filled, Annotated[tuple[_Filled, ...], Field(min_length=1)]] = {}
    picks_sheet: bool = False
    by: _Filled
    at: datetime

    @model_validator(mode="after")
    def _names_headings(self) -> Self:
        headings = {fold(heading) for table in self.tables for heading in table}
        for key, texts in self.answers.items():
            for text in texts:
                if key in _ANYWHERE or (key != "units" and fold(text.removeprefix("@")) not in headings):
                    raise ValueError(f"'{key}={text}' names none of its headings, and a profile keeps nothing else")
        return self


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    profiles: tuple[_Written, ...]


def profile_document(profile: HeadingProfile) -> dict[str, object]:
    """A profile as JSON can hold it."""
    meaning = profile.meaning
    written = _Written(
        kind=profile.kind,
        tables=meaning.tables,
        answers={key: tuple(texts) for key, texts in meaning.answers.items()},
        picks_sheet=meaning.picks_sheet,
        by=profile.by,
        at=profile.at,
    )
    return written.model_dump(mode="json")


def write_profiles(profiles: Iterable[HeadingProfile]) -> str:
    """Profiles as the text of a file."""
    return json.dumps({"profiles": [profile_document(each) for each in profiles]}, ensure_ascii=False, indent=2) + "\n"


def read_profiles(text: str, file: str) -> list[HeadingProfile]:
    """The profiles of a file. Raises ``ProfileFileError`` for one that holds anything else."""
    try:
        found = _File.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise ProfileFileError(file, f"{place}: {first['msg']}" if place else first["msg"]) from error
    return [
        HeadingProfile(each.kind, Meaning(each.tables, each.answers, picks_sheet=each.picks_sheet), each.by, each.at)
        for each in found.profiles
    ]
