"""The home of what the environment tells: every setting is a variable that starts with EQUITY_TRACKER_."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from tracker.county import County, load_county


class Settings(BaseSettings):
    """How this installation runs (docs/reference/settings.md)."""

    model_config = SettingsConfigDict(env_prefix="EQUITY_TRACKER_", frozen=True, extra="ignore")

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
