"""VAT groups and rates (02 §4)."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Versioned
from desktop.models.columns import (
    Code10,
    Code20,
    Flag,
    Memo,
    PercentColumn,
    Text100,
    key_of,
    pair_with,
    part_of,
)
from desktop.models.words import VatCalculationType


class VatBusPostingGroup(Versioned, Base):
    """Where a trading partner stands in VAT: domestic, EU, export."""

    __tablename__ = "vat_bus_posting_group"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    inactive: Mapped[Flag]


class VatProdPostingGroup(Versioned, Base):
    """Which rate goods or a service bear."""

    __tablename__ = "vat_prod_posting_group"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    inactive: Mapped[Flag]


class VatClause(Versioned, Base):
    """A text about VAT that the law wants on the paper (06 §11)."""

    __tablename__ = "vat_clause"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Memo]


class VatClauseTranslation(Base):
    """A VAT text in a document language."""

    __tablename__ = "vat_clause_translation"

    code: Mapped[Code20] = part_of("vat_clause.code")
    language_code: Mapped[Code10] = part_of("language.code")
    description: Mapped[Memo]


class VatPostingSetup(Versioned, Base):
    """Rate, kind and accounts of one pair of VAT business and product group."""

    __tablename__ = "vat_posting_setup"
    __table_args__ = (CheckConstraint("vat_pct >= 0", name="vat_pct_not_negative"),)

    vat_bus_posting_group: Mapped[Code20] = pair_with("vat_bus_posting_group.code")
    vat_prod_posting_group: Mapped[Code20] = pair_with("vat_prod_posting_group.code")
    description: Mapped[Text100]
    vat_identifier: Mapped[Code20 | None]
    vat_calculation_type: Mapped[VatCalculationType] = mapped_column(
        default=VatCalculationType.NORMAL
    )
    vat_pct: Mapped[PercentColumn]
    sales_vat_account: Mapped[Code20 | None] = key_of("gl_account.no")
    purchase_vat_account: Mapped[Code20 | None] = key_of("gl_account.no")
    vat_clause_code: Mapped[Code20 | None] = key_of("vat_clause.code")
    blocked: Mapped[Flag]
