"""Stores for the tests: a fresh SQLite file, and a fresh database of a real PostgreSQL."""

import pytest

from ita.store import open_store


@pytest.fixture
def address(database):
    """Address of an empty database of each kind."""
    return database


@pytest.fixture
def store(address):
    """An open store, empty."""
    opened = open_store(address)
    yield opened
    opened.close()
