"""The home of how exact values stand in the database: the same on SQLite and on PostgreSQL."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, DateTime, Dialect, Integer, Row, String, Text, func, type_coerce
from sqlalchemy.types import TypeDecorator

from budgets.fte import from_millionths, to_millionths
from budgets.money import from_cents, to_cents

AnyRow = Row[*tuple[Any, ...]]
"""What a statement gives, before a repository puts it into words of the domain."""

Id = BigInteger().with_variant(Integer, "sqlite")
"""A record's number. SQLite counts up only what it calls INTEGER, which there has 64 bits too."""

LARGEST_NUMBER = 2**63 - 1


def is_number(number: int) -> bool:
    """Whether a record can have this number: a database cannot even look for one that it cannot hold."""
    return 0 < number <= LARGEST_NUMBER


class Cents(TypeDecorator[Decimal]):
    """Dollars, as whole cents: SQLite keeps ``Numeric`` as a float, and floats do not add up."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Dollars to cents."""
        return None if value is None else to_cents(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - as above
        """Cents to dollars."""
        return None if value is None else from_cents(int(value))


class Millionths(TypeDecorator[Decimal]):
    """Full-time equivalents, as whole millionths, so that they can be added up by the database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """FTE to millionths."""
        return None if value is None else to_millionths(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - as above
        """Millionths to FTE."""
        return None if value is None else from_millionths(int(value))


class Exact(TypeDecorator[Decimal]):
    """A decimal number of any size and precision, as its text; it is never added up by the database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Number to text."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - as above
        """Text to number."""
        return None if value is None else Decimal(value)


class Json(TypeDecorator[Any]):
    """A JSON document as canonical text, so that equal documents are equal on both databases."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Document to text; ``None`` is no document."""
        return None if value is None else canonical_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002 - a document is what it is
        """Text to document."""
        return None if value is None else json.loads(value)


def canonical_json(document: object) -> str:
    """The one text of a JSON document: keys in order, no spaces."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Moment(TypeDecorator[datetime]):
    """A point in time, kept and given in UTC; SQLite forgets time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Any zone to UTC."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """UTC, said."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Years(TypeDecorator[tuple[int, ...]]):
    """Fiscal years in order, such as ``2026,2027``."""

    impl = String(60)
    cache_ok = True

    def process_bind_param(self, value: tuple[int, ...] | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Years to text."""
        return None if value is None else years_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[int, ...] | None:  # noqa: ARG002 - as above
        """Text to years."""
        return None if value is None else tuple(int(year) for year in value.split(",") if year)


def how_many_years(fiscal_years: ColumnElement[Any]) -> ColumnElement[int]:
    """Of how many fiscal years a column of ``Years`` tells: FTE of several are an average, and count for each."""
    text = type_coerce(fiscal_years, String)
    return func.length(text) - func.length(func.replace(text, ",", "")) + 1


def years_text(years: tuple[int, ...]) -> str:
    """Fiscal years as they stand in the database."""
    return ",".join(str(year) for year in sorted(years))


class Word(TypeDecorator[StrEnum]):
    """One of a closed set of words, by its value."""

    impl = String(40)
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__(40)
        self.words = words

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Member to word."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002 - as above
        """Word to member."""
        return None if value is None else self.words(value)
