"""What may still be done for a blocked customer (CU44)."""

import pytest

from desktop.models.values.keys import DocumentType
from desktop.models.words import Blocked
from desktop.services.customers.blocking import CustomerAction, choosing, is_allowed

SHIP, INVOICE, ALL = Blocked.SHIP, Blocked.INVOICE, Blocked.ALL


@pytest.mark.parametrize(
    ("action", "ship", "invoice", "everything"),
    [
        (CustomerAction.CHOOSE_ON_ORDER, False, False, False),
        (CustomerAction.CHOOSE_ON_INVOICE, True, False, False),
        (CustomerAction.CHOOSE_ON_RETURN, True, True, False),
        (CustomerAction.POST_SHIPMENT, False, False, False),
        (CustomerAction.INVOICE_SHIPPED, True, False, False),
        (CustomerAction.POST_RETURN, True, True, False),
        (CustomerAction.POST_PAYMENT, True, True, False),
        (CustomerAction.POST_JOURNAL_INVOICE, True, False, False),
    ],
)
def test_each_block_hinders_its_own_actions(
    action: CustomerAction, ship: bool, invoice: bool, everything: bool
) -> None:
    assert is_allowed(action, Blocked.NONE)
    allowed = [is_allowed(action, blocked) for blocked in (SHIP, INVOICE, ALL)]
    assert allowed == [ship, invoice, everything]


@pytest.mark.parametrize("action", list(CustomerAction))
def test_privacy_hinders_everything(action: CustomerAction) -> None:
    assert not is_allowed(action, Blocked.NONE, privacy_blocked=True)


def test_each_document_has_its_way_of_choosing() -> None:
    returns = {kind for kind in DocumentType if choosing(kind) is CustomerAction.CHOOSE_ON_RETURN}
    assert returns == {DocumentType.CREDIT_MEMO, DocumentType.RETURN_ORDER}
    assert choosing(DocumentType.INVOICE) is CustomerAction.CHOOSE_ON_INVOICE
    assert choosing(DocumentType.QUOTE) is CustomerAction.CHOOSE_ON_ORDER
