"""The home of `annotate`: the sender's own workbook with its problems marked, or a list of them beside it."""

from collections.abc import Sequence
from pathlib import Path

from importers.annotate import annotate
from importers.by_kind import read_file
from importers.reading import Kind
from tracker.commands.files import name_of, read_answers, read_bytes, surroundings_of, write_new
from tracker.commands.showing import console, say


def annotate_file(
    file: Path, kind: str, *, answers: Sequence[str], county: Path | None, use_store: bool, output: Path | None
) -> None:
    """Read a file, and write it anew with what is wrong with it."""
    typed = read_answers(answers)
    content = read_bytes(file)
    reading = read_file(
        content, name_of(file), Kind(kind), answers=typed, surroundings=surroundings_of(county, use_store=use_store)
    )
    given = annotate(content, reading)
    place = output or Path(given.name)
    write_new(place, given.content)
    out = console()
    if given.apart:
        say(out, f"No marks could be put into {name_of(file)}: {given.apart}.")
        say(out, f"{place} lists what is to be mended in it.")
    elif reading.issues or reading.questions:
        say(out, f"{place} is your workbook with the problems marked; the sheet in front lists them.")
    else:
        say(out, f"Nothing is to be mended; {place} is your workbook without any mark.")
