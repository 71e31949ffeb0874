"""Runs the migrations on the connection that `engine.upgrade` hands over."""

from alembic import context

from ita.store.schema import metadata

# SQLite can't alter a table, so a migration there copies it; PostgreSQL alters it in place.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
