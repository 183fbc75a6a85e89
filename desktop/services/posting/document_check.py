"""What forbids posting a document as it stands: the V-checks while it is edited (02 §8)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from desktop.errors import Notice, Refusal, SeveralRefusals
from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.posting.checks_lines import line_notices
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.plan import Planner
from desktop.services.posting.reading import read_ground


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """What posting would refuse now, and what looks forgotten; both empty when all is well."""

    refusals: tuple[Refusal, ...] = ()
    notices: tuple[Notice, ...] = ()


def document_check(
    session: Session, key: DocumentKey, context: UserContext
) -> DocumentCheck | None:
    """Plan the whole posting of an order or invoice and tell everything that is in its way.

    It is the plan that posting carries out, so both say the same; nothing is locked and nothing
    written. None for a document that is completed or converted. Raises DocumentMissing.
    """
    ground = read_ground(session, key, context, lock=False)
    header = ground.document.header
    if header.completed or header.converted:
        return None
    found: tuple[Refusal, ...] = ()
    try:
        Planner(session, ground, context, posting_id="").plan(PostingChoice())
    except SeveralRefusals as several:
        found = tuple(several.refusals)
    except Refusal as refusal:
        found = (refusal,)
    return DocumentCheck(found, tuple(line_notices(ground.document)))
