"""Alembic's entry: runs the steps on the connection that the program hands over."""

from alembic import context

from desktop.models.every_table import Base
from desktop.models.text_index import is_modelled

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    include_name=is_modelled,
    render_item=context.config.attributes.get("render_item"),
)
with context.begin_transaction():
    context.run_migrations()
