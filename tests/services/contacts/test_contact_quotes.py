"""A quote to a contact goes on only with a customer, which the user is asked for (SD64)."""

import pytest
from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode
from desktop.models.values.keys import DocumentType
from desktop.models.words import Status
from desktop.services.context import UserContext
from desktop.services.records import add_record
from desktop.services.sales.contact_quotes import CreateCustomer
from desktop.services.sales.creation import create_document
from desktop.services.sales.header_fields import change_header
from desktop.services.sales.release import release


def test_releasing_asks_and_no_stops(session: Session, context: UserContext) -> None:
    add_record(session, "contact", {"no": "K1", "name": "Nova"}, context)
    key = create_document(session, DocumentType.QUOTE, context).key
    change_header(session, key, "sell_to_contact_no", "K1", context)
    with pytest.raises(CreateCustomer) as asked:
        release(session, key, context)
    assert asked.value.question is ConfirmationCode.CREATE_CUSTOMER
    declined = context.with_answer(ConfirmationCode.CREATE_CUSTOMER, yes=False)
    assert release(session, key, declined).status is Status.OPEN
