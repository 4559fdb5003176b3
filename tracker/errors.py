"""The home of the promises that the tracker can fail to keep; commands and pages each tell them in one place."""


class TrackerError(Exception):
    """Something that was asked for cannot be done; the message is a sentence for the person who asked."""


class ToldWrongError(TrackerError):
    """What the files or the environment of this installation tell it cannot be meant; a person has to write it anew."""


class PermissionDeniedError(TrackerError):
    """The actor does not hold the permission."""

    def __init__(self, actor: str, needed: str) -> None:
        super().__init__(f"{actor} may not do this; it needs the permission {needed}")


class NotFoundError(TrackerError):
    """Nothing of that name or number exists."""

    def __init__(self, thing: str, name: object) -> None:
        super().__init__(f"there is no {thing} {name}")


class StateError(TrackerError):
    """A thing is not in a state in which this can be done to it; ``remedy`` says what can be done about that."""

    def __init__(self, thing: str, state: str, deed: str, remedy: str = "") -> None:
        said = f"{thing} is {state}; it cannot be {deed}"
        super().__init__(f"{said}; {remedy}" if remedy else said)


class ChangedMeanwhileError(StateError):
    """A draft was answered by somebody else while its file was read."""

    def __init__(self, number: int, deed: str) -> None:
        super().__init__(
            f"import {number}",
            "no longer as you saw it: its questions were answered in another way meanwhile",
            deed,
            "load the page anew and look at it again",
        )


class OverlapError(StateError):
    """A part of a book holds money that a part of another name, in force, holds already."""

    def __init__(self, wanted: str, standing: str, import_id: int) -> None:
        super().__init__(
            wanted,
            f"in part the same money as {standing} (import {import_id})",
            "published beside it",
            f"withdraw import {import_id} first, or send a file of just that part, which becomes its next version",
        )
        self.import_id = import_id


class NotReadError(StateError):
    """A file has errors, or questions that nobody has answered."""

    def __init__(self, file: str, outcome: str) -> None:
        state, remedy = {
            "rejected": ("not readable as it is", "mend the cells that its issues name"),
            "questions": ("waiting for answers", "answer its questions first"),
        }.get(outcome, (outcome, ""))
        super().__init__(f"the file {file}", state, "published", remedy)
