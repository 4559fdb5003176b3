"""The home of what people type: the files that they name and the answers that they give."""

from collections.abc import Iterable
from pathlib import Path

from importers.file_names import shown_name
from importers.reading import Surroundings
from tracker.commands.failures import UsageError
from tracker.county import County, load_county


def read_bytes(path: Path) -> bytes:
    """The content of a file that somebody named; raises ``UsageError`` with a sentence where there is none to read."""
    from importers.limits import Limits

    try:
        if path.is_dir():
            raise UsageError(f"the path {path} is a folder; name a file in it")
        if path.exists() and not path.is_file():
            raise UsageError(
                f"the path {path} is no file but a pipe or a device, which may never end; save it as a file"
            )
        with path.open("rb") as content:
            # One byte more than is read of any file: then the reader says that it is too large.
            return content.read(Limits().file_bytes + 1)
    except FileNotFoundError as error:
        raise UsageError(f"there is no file {path}") from error
    except OSError as error:
        raise UsageError(f"the file {path} cannot be read: {error.strerror}") from error


def write_new(path: Path, content: bytes, option: str = "--output") -> None:
    """Write a file that is not there yet; raises ``UsageError`` for one that is, and for a place that takes none.

    ``option`` is how its name was typed.
    """
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise UsageError(f"the file {path} is there already; name another file with {option}") from error
    except OSError as error:
        raise UsageError(f"the file {path} cannot be written: {error.strerror}") from error


def name_of(path: Path) -> str:
    """The name of a file as text that can be written down: what is no UTF-8, or cannot be shown, is replaced."""
    return shown_name(_as_text(path.name))


def _as_text(typed: str) -> str:
    # What was typed in another encoding arrives as half characters, which no report can hold.
    return typed.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_answers(typed: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Answers as typed, ``KEY=VALUE`` each; a key that stands more than once has several values."""
    answers: dict[str, tuple[str, ...]] = {}
    for text in map(_as_text, typed):
        key, equals, value = text.partition("=")
        if not (key.strip() and equals and value.strip()):
            raise UsageError(f"'{text}' is not an answer; write KEY=VALUE, as in phase=adopted")
        answers[key.strip()] = (*answers.get(key.strip(), ()), value.strip())
    return answers


def surroundings_of(county: Path | None, *, use_store: bool) -> Surroundings:
    """What is known around a file: the shipped framework and calendar years, unless a county's rules say more."""
    if use_store:
        from tracker.commands.installation import known_to_the_store

        return known_to_the_store(county)
    own = load_county(county) if county else County()
    return own.surroundings(own.own_framework())
