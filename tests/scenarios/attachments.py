"""Files of records: a row of a scenario says whose a file is; what is in it need not be said."""

from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.services.context import UserContext
from desktop.services.papers.files import add_content
from desktop.services.papers.flowing import set_flow
from desktop.services.papers.owners import ref_of
from tests.scenarios.cells import WORDS, Row

TABLE = "attachment"


def attach(session: Session, row: Row, context: UserContext) -> RecordRef:
    """Attach a file: `owner_table`, `owner_key`, `name`, if wanted `content`, `flows_to_sales`."""
    name = row.get("name") or row["file_name"]
    content = (row.get("content") or f"what is in {name}").encode()
    owner = ref_of(row["owner_table"], row["owner_key"])
    attachment_id = add_content(session, owner, name, content, context)
    if WORDS[row.get("flows_to_sales") or "no"]:
        set_flow(session, attachment_id, flows=True)
    return RecordRef(TABLE, (attachment_id,))
