"""Settings of the whole suite, and the databases that its rooms share."""

import os
import uuid

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, make_url, text

from tests.store.server import programs, running

# Speed is measured in benchmarks/, never here: a busy machine is no failure. A gate asks the same
# questions every time; at home each run asks new ones.
settings.register_profile(
    "patient",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def postgres():
    """Address of a PostgreSQL server; without one a skip here, a failure where CI runs."""
    folder = programs()
    if folder is None:
        reason = "no PostgreSQL server is installed (Debian: apt-get install postgresql)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with running(folder) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    """Address of an empty database of each kind."""
    if request.param == "sqlite":
        yield str(tmp_path / "ita.sqlite3")
        return
    server = make_url(request.getfixturevalue("postgres")).set(drivername="postgresql+psycopg")
    name = f"ita_{uuid.uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    yield server.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
