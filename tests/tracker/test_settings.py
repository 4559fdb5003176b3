from pathlib import Path

import pytest

from tracker.county import County, CountyError
from tracker.settings import SettingError, Settings, read_settings

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "settings.md"


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_explained(name):
    field = Settings.model_fields[name]
    shown = "none" if field.default is None else f"`{field.default}`"

    assert f"| `EQUITY_TRACKER_{name.upper()}` | {shown} | {field.description} |" in PAGE.read_text(encoding="utf-8")


def test_no_setting_is_explained_that_is_not_there():
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `EQUITY_TRACKER_")]

    assert len(rows) == len(Settings.model_fields)


def test_settings_come_from_the_environment(monkeypatch, tmp_path):
    path = tmp_path / "county.toml"
    path.write_text('name = "Cascara"', encoding="utf-8")
    monkeypatch.setenv("EQUITY_TRACKER_COUNTY", str(path))
    monkeypatch.setenv("EQUITY_TRACKER_PORT", "9000")

    settings = Settings()

    assert (settings.port, settings.read_county().name) == (9000, "Cascara")


def test_without_a_county_file_the_defaults_hold(monkeypatch):
    monkeypatch.delenv("EQUITY_TRACKER_COUNTY", raising=False)

    assert Settings().read_county() == County()


def test_a_county_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CountyError):
        Settings(county=tmp_path / "none.toml").read_county()


def test_a_setting_that_cannot_be_meant_is_told_in_words(monkeypatch):
    monkeypatch.setenv("EQUITY_TRACKER_PORT", "eighty")
    monkeypatch.setenv("EQUITY_TRACKER_UPLOAD_MEGABYTES", "0")

    with pytest.raises(SettingError) as told:
        read_settings()

    assert str(told.value) == (
        "EQUITY_TRACKER_PORT is 'eighty'; write a port from 1 to 65535; "
        "EQUITY_TRACKER_UPLOAD_MEGABYTES is '0'; write a whole number of megabytes"
    )
