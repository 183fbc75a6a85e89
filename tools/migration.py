"""Write the next migration from the difference between the models and an empty company.

    python -m tools.migration "Say what changes" [--replace 0001]

The step is written with plain SQLAlchemy types, so that it stays true when our own types move
on. Read it before you commit it: data is not moved by itself.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate.api import AutogenContext
from alembic.config import Config
from sqlalchemy import make_url

from desktop.models import columns
from desktop.models.every_table import Base
from desktop.services.database import make_engine
from desktop.services.migrating import VERSIONS, alembic_config

PLAIN: dict[type, str] = {
    columns.PlainDecimal: "sa.String(60)",
    columns.UtcDateTime: "sa.DateTime(timezone=True)",
    columns.TextMapping: "sa.Text()",
}


def render_plain(kind: str, item: Any, _context: AutogenContext) -> str | bool:  # noqa: ANN401  (Alembic's own signature)
    """Our column types as the plain ones they are stored in."""
    if kind != "type":
        return False
    if isinstance(item, columns.ExactDecimal):
        return f'sa.BigInteger().with_variant(sa.Numeric(38, {item.places}), "postgresql")'
    if type(item) in PLAIN:
        return PLAIN[type(item)]
    if isinstance(item, (columns.CodeType, columns.FormulaType)):
        return f"sa.String({item.length})"
    if type(item).__name__ == "Enum":
        return f"sa.String({item.length})"
    return False


def main() -> int:
    """Write the file and say where it lies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("message")
    parser.add_argument("--rev-id", required=True, help="four digits, the next number")
    arguments = parser.parse_args()
    engine = make_engine(make_url("sqlite://"))
    with engine.connect() as connection:
        config: Config = alembic_config(connection)
        if any(Path(VERSIONS).glob("0*.py")):
            command.upgrade(config, "head")
        config.attributes["render_item"] = render_plain
        script = command.revision(
            config,
            message=arguments.message,
            autogenerate=True,
            rev_id=arguments.rev_id,
        )
    sys.stdout.write(f"{script}\n{len(Base.metadata.tables)} tables\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
