"""The home of the promises that the tracker can fail to keep; commands and pages turn them into words in one place each."""


class TrackerError(Exception):
    """Something that was asked for cannot be done; the message is a sentence for the person who asked."""


class PermissionDeniedError(TrackerError):
    """The actor does not hold the permission."""

    def __init__(self, actor: str, needed: str) -> None:
        super().__init__(f"{actor} may not do this; it needs the permission {needed}")


class NotFoundError(TrackerError):
    """Nothing of that name or number exists."""

    def __init__(self, thing: str, name: object) -> None:
        super().__init__(f"there is no {thing} {name}")


class StateError(TrackerError):
    """A thing is not in a state in which this can be done to it."""

    def __init__(self, thing: str, state: str, deed: str) -> None:
        super().__init__(f"{thing} is {state}; it cannot be {deed}")
