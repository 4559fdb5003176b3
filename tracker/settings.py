"""The home of what the environment tells: every setting is a variable that starts with EQUITY_TRACKER_."""

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from tracker.county import County, load_county
from tracker.errors import ToldWrongError

PREFIX = "EQUITY_TRACKER_"
_FORMS = {
    "port": "a port from 1 to 65535",
    "upload_megabytes": "a whole number of megabytes",
}


class SettingError(ToldWrongError):
    """Variables of the environment hold what a setting cannot be."""

    def __init__(self, error: ValidationError) -> None:
        told = [(str(one["loc"][0]), one["input"]) for one in error.errors()]
        said = (f"{PREFIX}{name.upper()} is '{value}'; write {_FORMS.get(name, 'a text')}" for name, value in told)
        super().__init__("; ".join(said))


class Settings(BaseSettings):
    """How this installation runs (docs/reference/settings.md)."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    database: str = Field(
        default="sqlite:///equity-tracker.sqlite3",
        description="The database, as SQLAlchemy writes its address: a SQLite file, or PostgreSQL.",
    )
    county: Path | None = Field(
        default=None, description="The county file with the county's own rules; without it, the defaults hold."
    )
    host: str = Field(default="127.0.0.1", description="The address on which the pages are served.")
    port: int = Field(default=8050, ge=1, le=65535, description="The port on which the pages are served.")
    upload_megabytes: int = Field(default=50, ge=1, description="The largest file that a browser may send.")

    def read_county(self) -> County:
        """The county of this installation. Raises ``CountyError``."""
        return load_county(self.county) if self.county else County()


def read_settings() -> Settings:
    """The settings of the environment. Raises ``SettingError``."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingError(error) from error
