"""The home of a county's chart of accounts: its entries, and how their codes compare."""

import re
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field

_LETTER_PREFIX = re.compile(r"[^\W\d_]+[\s_.-]*(?=\d)")


class CodeRule(BaseModel):
    """How the codes of one kind compare, by the county's own rule; without one, as written but for case.

    One fund may be written ``F0010``, ``10`` and ``000000010``. ``width`` fills a code of digits up with zeros from the
    left, for counties whose spreadsheets lose them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    ignore_letter_prefix: bool = False
    ignore_leading_zeros: bool = False
    width: int | None = Field(default=None, ge=1, le=64)

    def identity(self, code: str) -> str:
        """What is compared in place of the code; codes are shown as the file has them.

        >>> rule = CodeRule(ignore_letter_prefix=True, ignore_leading_zeros=True)
        >>> [rule.identity(code) for code in ("F0010", "10", "000000010", "F0010X")]
        ['10', '10', '10', '10x']
        """
        bare = code.strip().casefold()
        if self.ignore_letter_prefix:
            bare = bare[found.end() :] if (found := _LETTER_PREFIX.match(bare)) else bare
        if self.ignore_leading_zeros and bare[:1] == "0":
            stripped = bare.lstrip("0")
            bare = stripped if stripped[:1].isdecimal() else f"0{stripped}"
        return bare.zfill(self.width) if self.width and bare.isdecimal() else bare

    def same(self, one: str, other: str) -> bool:
        """Whether two codes name one thing."""
        return self.identity(one) == self.identity(other)


_AS_WRITTEN = CodeRule()


class CodeRules(BaseModel):
    """A county's rule for each kind of code that a line's key is made of."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    department: CodeRule = CodeRule()
    unit: CodeRule = CodeRule()
    fund: CodeRule = CodeRule()
    program: CodeRule = CodeRule()
    account: CodeRule = CodeRule()
    package: CodeRule = CodeRule()

    def of(self, kind: str) -> CodeRule:
        """The rule for the codes of a kind, such as ``fund``; kinds for which there is none compare as written."""
        own: Mapping[str, CodeRule] = self.__dict__
        return own.get(kind, _AS_WRITTEN)


class ChartEntry(BaseModel):
    """One entry of a chart of accounts (a department, fund, unit, program, account ...) as the file has it.

    ``code`` keeps leading zeros and is shown as written; an entry has a code, a name, or both.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str | None = None
    name: str | None = None

    def model_post_init(self, _context: object, /) -> None:
        """Refuse an entry that says nothing; once when it is made, not again wherever it is put into a line."""
        if not (self.code or self.name):
            raise ValueError("an entry of the chart of accounts needs a code or a name")

    @property
    def label(self) -> str:
        """The entry as people read it: ``F0010 General Fund``."""
        return " ".join(part for part in (self.code, self.name) if part)

    @property
    def identity(self) -> str:
        """What tells this entry from others of its kind: the code, or the name where there is no code."""
        return (self.code or self.name or "").strip().casefold()

    def identity_under(self, rule: CodeRule) -> str:
        """The identity by a county's rule for codes; a name without a code compares without case and outer spaces."""
        return rule.identity(self.code) if self.code and self.code.strip() else self.identity
