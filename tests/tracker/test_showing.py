import json

import pytest
import typer
from rich.text import Text

from tracker.commands.failures import UsageError, told
from tracker.commands.showing import console, print_json, say, show_table, table
from tracker.errors import NotFoundError

HOSTILE = "Parks\x1b]0;owned\x07\x9b2J\r\u202e\x00\ud800 [bold]x[/bold]"
PLAIN = "Parks]0;owned2J [bold]x[/bold]"


def test_no_text_of_a_file_steers_the_terminal(capsys):
    made = table("Department", title=HOSTILE)
    made.add_row(Text(HOSTILE))

    say(console(), HOSTILE, style="bold")
    show_table(console(), made)

    shown = capsys.readouterr().out
    assert shown.count(PLAIN) >= 2
    assert {letter for letter in shown if not letter.isprintable()} == {"\n"}


def test_json_holds_every_text_and_none_steers_the_terminal(capsysbinary):
    print_json({"name": HOSTILE})

    written = capsysbinary.readouterr().out
    assert json.loads(written) == {"name": HOSTILE}
    assert {chr(byte) for byte in written if byte < 32} == {"\n"}
    assert "\x9b" not in written.decode()


@pytest.mark.parametrize("error", [NotFoundError("department", HOSTILE), UsageError(HOSTILE)])
def test_what_went_wrong_is_told_in_plain_words(capsys, error):
    with pytest.raises(typer.Exit), told():
        raise error

    assert PLAIN in capsys.readouterr().err
