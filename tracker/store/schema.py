"""The home of what all tables share: their names for constraints, their numbers, and closed sets of words."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, ForeignKey, MetaData, Text

from tracker.store.types import Id, Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """Hold a column to a closed set of words."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_is_known")


def own_number() -> Column[int]:
    """The number of a record."""
    return Column("id", Id, primary_key=True)


def who_and_when(deed: str, *, nullable: bool = False) -> tuple[Column[str], Column[datetime]]:
    """Who did something to a record, and when; ``nullable``: perhaps nobody did."""
    return Column(f"{deed}_by", Text, nullable=nullable), Column(f"{deed}_at", Moment, nullable=nullable)


def of(table: str, *, name: str | None = None, nullable: bool = False, index: bool = False) -> Column[int]:
    """The number of the record of another table that a record belongs to."""
    column = name or f"{table.removesuffix('s')}_id"
    return Column(column, Id, ForeignKey(f"{table}.id"), nullable=nullable, index=index)
