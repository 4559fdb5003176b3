"""The home of naming a part of a budget by its keys, so that it is found again in every phase and after a re-upload."""

from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from budgets.lines import LineKey
from budgets.structure import CodeRules

Code = Annotated[str | None, AfterValidator(lambda code: (code.strip() or None) if code else None)]


class LineSelector(BaseModel):
    """Some lines of a budget, named by one code or more as a file writes them; what is not named may be anything.

    A selector names keys, never rows: ``unit`` alone is the whole appropriation unit, ``unit`` and ``account`` one
    account of it. A department and an entry that has no code are named by their names.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    department: Code = None
    unit: Code = None
    fund: Code = None
    program: Code = None
    account: Code = None
    package: Code = None

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if not self.named:
            raise ValueError(
                f"name at least one of {', '.join(LineKey._fields)}; a link to the whole budget says nothing"
            )
        return self

    @property
    def named(self) -> dict[str, str]:
        """What it names, in the order of the hierarchy."""
        own = self.__dict__
        return {part: own[part] for part in LineKey._fields if own[part] is not None}

    @property
    def label(self) -> str:
        """What it names, as people read it: ``unit A53000, fund F0010``."""
        return ", ".join(f"{part} {code}" for part, code in self.named.items())

    def identity_under(self, rules: CodeRules) -> tuple[tuple[str, str], ...]:
        """What two selectors of the same lines agree in, by a county's rule for codes.

        >>> rules = CodeRules.model_validate({"fund": {"ignore_letter_prefix": True, "ignore_leading_zeros": True}})
        >>> LineSelector(fund="F0010").identity_under(rules) == LineSelector(fund="000000010").identity_under(rules)
        True
        """
        return tuple((part, rules.of(part).identity(code)) for part, code in self.named.items())
