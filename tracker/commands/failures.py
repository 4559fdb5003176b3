"""The home of exit codes, and of the words for what went wrong: a sentence for the person, the rest in the log."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

import typer

from importers.plain_words import without_steering
from tracker.errors import ToldWrongError, TrackerError


class ExitCode(IntEnum):
    """How a command ends (docs/reference/cli.md)."""

    DONE = 0
    NOT_DONE = 1
    USAGE = 2
    UNEXPECTED = 3
    STOPPED = 130


STORE_FAILURES = frozenset(
    {
        ("sqlalchemy", "OperationalError"),
        ("sqlalchemy", "DatabaseError"),
        ("sqlalchemy", "ArgumentError"),
        ("sqlite3", "OperationalError"),
        ("sqlite3", "DatabaseError"),
        ("alembic", "CommandError"),
    }
)
"""What is wrong with the place, and not with the program: a broken rule of the tables is none of these."""


class UsageError(Exception):
    """What was typed cannot be meant: a file that is not there, an option that says nothing."""


@contextmanager
def told() -> Iterator[None]:
    """Turn every failure of a command into words on the error stream and an exit code."""
    try:
        yield
    except (UsageError, ToldWrongError) as error:
        raise _ended(str(error), ExitCode.USAGE) from error
    except TrackerError as error:
        raise _ended(str(error), ExitCode.NOT_DONE) from error
    except KeyboardInterrupt as error:
        raise _ended("Stopped. What was not finished was not kept.", ExitCode.STOPPED) from error
    except OSError as error:
        if error.errno == errno.EPIPE:  # the reader of a pipe has gone: Typer ends quietly
            raise
        where = f" ({error.filename})" if error.filename else ""
        raise _ended(f"{error.strerror or error}{where}", ExitCode.NOT_DONE) from error
    except (typer.Exit, typer.Abort, typer.TyperException):
        raise
    except Exception as error:
        if _is_of_the_store(error):
            reason = getattr(error, "orig", None) or error
            raise _ended(f"the store cannot be used: {reason}", ExitCode.NOT_DONE) from error
        raise _ended(_kept_in_the_log(error), ExitCode.UNEXPECTED) from error


def _is_of_the_store(error: Exception) -> bool:
    """Whether a database is full, locked, damaged, none at all, or of a revision that nobody knows.

    Told by names: a command that touches no database does not load what it is reached by.
    """
    package = type(error).__module__.partition(".")[0]
    return (package, type(error).__name__) in STORE_FAILURES


def _ended(sentence: str, code: ExitCode) -> typer.Exit:
    # No sentence of ours begins with a name, which would have to stay as it is written.
    text = without_steering(sentence[:1].upper() + sentence[1:])
    typer.echo(text if text.endswith((".", "!", "?")) else f"{text}.", err=True)
    return typer.Exit(code)


def _kept_in_the_log(error: Exception) -> str:
    # Only a command that failed needs the log; --help does not wait for it.
    from tracker.commands.incidents import record

    number, place = record(error)
    return f"something went wrong that should not have; it is in the log as {number} ({place})"
