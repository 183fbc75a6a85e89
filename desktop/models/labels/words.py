"""One word for one thing, from table to screen: fields, tables and choices."""

from enum import StrEnum

from desktop.models.labels.card_fields import CARD_FIELDS
from desktop.models.labels.choices import ENUM_LABELS
from desktop.models.labels.contact_fields import CONTACT_FIELDS
from desktop.models.labels.document_fields import DOCUMENT_FIELDS
from desktop.models.labels.duplicate_fields import DUPLICATE_FIELDS
from desktop.models.labels.job_fields import JOB_FIELDS
from desktop.models.labels.ledger_fields import LEDGER_FIELDS
from desktop.models.labels.pricing_fields import PRICING_FIELDS
from desktop.models.labels.recurring_fields import RECURRING_FIELDS
from desktop.models.labels.supply_fields import SUPPLY_FIELDS
from desktop.models.labels.tables import TABLE_LABELS
from desktop.translation import use_labels

FIELD_LABELS: dict[str, str] = {
    **SUPPLY_FIELDS,
    **JOB_FIELDS,
    **LEDGER_FIELDS,
    **RECURRING_FIELDS,
    **CONTACT_FIELDS,
    **DUPLICATE_FIELDS,
    **PRICING_FIELDS,
    **JOB_FIELDS,
    **LEDGER_FIELDS,
    **DOCUMENT_FIELDS,
    **CARD_FIELDS,
}


def field_label(name: str) -> str:
    """The English label of a field; translate it before showing."""
    return FIELD_LABELS.get(name, name)


def table_label(name: str) -> str:
    """The English name of a table's record, singular; translate it before showing."""
    return TABLE_LABELS.get(name, name)


def enum_label(member: StrEnum) -> str:
    """The English label of a choice; translate it before showing."""
    return ENUM_LABELS[type(member)][member.value]


# Refusals and notices name fields and choices; the Localizer stands below the models.
use_labels(field=field_label, table=table_label, choice=enum_label)
