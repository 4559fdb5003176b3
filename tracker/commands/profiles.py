"""The home of `profile`: what headings mean, as people said it, listed, shown, taken along, let go."""

from pathlib import Path

import typer
from rich.text import Text

from importers.profiles import words_of
from tracker.commands.failures import UsageError
from tracker.commands.files import read_bytes
from tracker.commands.installation import installation
from tracker.commands.showing import SHORT, console, print_json, say, show_table, table
from tracker.exchange.profile_files import ProfileFileError, profile_document, read_profiles, write_profiles
from tracker.permissions import LOCAL_USER
from tracker.records import KeptProfile
from tracker.services.profiles import find_profile, list_profiles, load_profiles, remove_profile
from tracker.store.unit_of_work import reading, writing


def show_profiles(*, as_json: bool) -> None:
    """List every profile."""
    with installation() as here:
        profiles = list_profiles(reading(here.database), LOCAL_USER)
    if as_json:
        print_json([_for_machines(kept) for kept in profiles])
        return
    out = console()
    if not profiles:
        say(out, "No profile yet: one is kept when a file is published for which somebody said what headings mean.")
        return
    made = table(
        "Profile", "Kind", "Meaning", "Said by", "Day", "Import", numbers=("Import",), whole=("Profile", "Day")
    )
    for kept in profiles:
        made.add_row(
            kept.fingerprint[:SHORT],
            kept.kind.value,
            Text(_meaning(kept)),
            Text(kept.profile.by),
            f"{kept.profile.at:%Y-%m-%d}",
            str(kept.import_id or ""),
        )
    show_table(out, made)


def show_one(fingerprint: str, *, as_json: bool) -> None:
    """Show one profile."""
    with installation() as here:
        kept = find_profile(reading(here.database), LOCAL_USER, fingerprint)
    if as_json:
        print_json(_for_machines(kept))
        return
    out, profile = console(), kept.profile
    source = f"import {kept.import_id}" if kept.import_id else "a file of profiles"
    say(out, f"Profile {kept.fingerprint[:SHORT]}, for a {kept.kind}", style="bold")
    say(out, f"Said by {profile.by} on {profile.at:%Y-%m-%d}, from {source}.")
    for headings in profile.meaning.tables:
        say(out, f"Headings: {', '.join(headings)}")
    made = table("Field", "Is the column headed")
    for key, texts in sorted(profile.meaning.answers.items()):
        made.add_row(key, Text(", ".join(text.removeprefix("@") for text in texts)))
    if profile.meaning.picks_sheet:
        made.add_row("sheet", "the one with these headings")
    show_table(out, made)


def export(fingerprint: str | None, output: Path | None) -> None:
    """Write one profile or all of them as JSON, to a new file or to the terminal."""
    with installation() as here:
        uow = reading(here.database)
        chosen = [find_profile(uow, LOCAL_USER, fingerprint)] if fingerprint else list_profiles(uow, LOCAL_USER)
    text = write_profiles(kept.profile for kept in chosen)
    if output is None:
        typer.echo(text.encode(), nl=False)
        return
    try:
        with output.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"the file {output} is there already; name a new file") from error
    except OSError as error:
        raise UsageError(f"the file {output} cannot be written: {error.strerror}") from error
    say(console(), f"Wrote {_counted(len(chosen))} to {output}.")


def remove(fingerprint: str) -> None:
    """Forget one profile."""
    with installation() as here:
        kept = remove_profile(writing(here.database), LOCAL_USER, fingerprint)
    say(console(), f"Profile {kept.fingerprint[:SHORT]} is forgotten: {_meaning(kept)}.")


def load(file: Path) -> None:
    """Keep the profiles of a file."""
    try:
        text = read_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProfileFileError(str(file), "it is no text in UTF-8") from error
    found = read_profiles(text, str(file))
    with installation() as here:
        count = load_profiles(writing(here.database), LOCAL_USER, found)
    say(console(), f"Loaded {_counted(count)}.")


def _meaning(kept: KeptProfile) -> str:
    meaning = kept.profile.meaning
    sheet = ["the sheet is the one with these headings"] if meaning.picks_sheet else []
    return "; ".join([*filter(None, [words_of(meaning.answers)]), *sheet])


def _counted(count: int) -> str:
    return "1 profile" if count == 1 else f"{count} profiles"


def _for_machines(kept: KeptProfile) -> dict[str, object]:
    return {"fingerprint": kept.fingerprint, "import": kept.import_id, **profile_document(kept.profile)}
