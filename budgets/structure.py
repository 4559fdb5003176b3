"""The home of a county's chart of accounts: its entries, and how their codes compare."""

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator


class ChartEntry(BaseModel):
    """One entry of a chart of accounts (a department, fund, unit, program, account ...) as the file has it.

    ``code`` keeps leading zeros and is shown as written; an entry has a code, a name, or both.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str | None = None
    name: str | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.code or self.name):
            raise ValueError("an entry of the chart of accounts needs a code or a name")
        return self

    @property
    def label(self) -> str:
        """The entry as people read it: ``F0010 General Fund``."""
        return " ".join(part for part in (self.code, self.name) if part)

    @property
    def identity(self) -> str:
        """What tells this entry from others of its kind: the code, or the name where there is no code."""
        return (self.code or self.name or "").strip().casefold()
