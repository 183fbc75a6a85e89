"""Accounts, posting groups and the matrices that say which account a posting uses (02 §9)."""

from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Versioned
from desktop.models.columns import Code10, Code20, Flag, Text100, key_of, pair_with
from desktop.models.words import GlAccountType, IncomeBalance


class GlAccount(Versioned, Base):
    """An account of the general ledger."""

    __tablename__ = "gl_account"

    no: Mapped[Code20] = mapped_column(primary_key=True)
    name: Mapped[Text100]
    account_type: Mapped[GlAccountType] = mapped_column(default=GlAccountType.POSTING)
    income_balance: Mapped[IncomeBalance] = mapped_column(default=IncomeBalance.INCOME_STATEMENT)
    direct_posting: Mapped[Flag]
    blocked: Mapped[Flag]
    gen_prod_posting_group: Mapped[Code20 | None] = key_of("gen_prod_posting_group.code")
    vat_prod_posting_group: Mapped[Code20 | None] = key_of("vat_prod_posting_group.code")
    allow_invoice_disc: Mapped[Flag]
    sales_text: Mapped[Text100]
    automatic_ext_texts: Mapped[Flag]


class GenBusPostingGroup(Versioned, Base):
    """Whom we trade with, for the choice of accounts (CU26)."""

    __tablename__ = "gen_bus_posting_group"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    default_vat_bus_posting_group: Mapped[Code20 | None] = key_of("vat_bus_posting_group.code")
    auto_insert_default: Mapped[Flag]
    inactive: Mapped[Flag]


class GenProdPostingGroup(Versioned, Base):
    """What we trade in, for the choice of accounts (CU26)."""

    __tablename__ = "gen_prod_posting_group"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    default_vat_prod_posting_group: Mapped[Code20 | None] = key_of("vat_prod_posting_group.code")
    auto_insert_default: Mapped[Flag]
    inactive: Mapped[Flag]


class GeneralPostingSetup(Versioned, Base):
    """The accounts of one pair of general business and product group."""

    __tablename__ = "general_posting_setup"

    gen_bus_posting_group: Mapped[Code20] = pair_with("gen_bus_posting_group.code")
    gen_prod_posting_group: Mapped[Code20] = pair_with("gen_prod_posting_group.code")
    sales_account: Mapped[Code20 | None] = key_of("gl_account.no")
    sales_credit_memo_account: Mapped[Code20 | None] = key_of("gl_account.no")
    sales_line_disc_account: Mapped[Code20 | None] = key_of("gl_account.no")
    sales_inv_disc_account: Mapped[Code20 | None] = key_of("gl_account.no")
    sales_prepayments_account: Mapped[Code20 | None] = key_of("gl_account.no")
    purchase_account: Mapped[Code20 | None] = key_of("gl_account.no")
    cogs_account: Mapped[Code20 | None] = key_of("gl_account.no")
    inventory_adjmt_account: Mapped[Code20 | None] = key_of("gl_account.no")
    blocked: Mapped[Flag]


class CustomerPostingGroup(Versioned, Base):
    """The receivables account of a kind of customer and what goes with it."""

    __tablename__ = "customer_posting_group"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    receivables_account: Mapped[Code20 | None] = key_of("gl_account.no")
    invoice_rounding_account: Mapped[Code20 | None] = key_of("gl_account.no")
    service_charge_account: Mapped[Code20 | None] = key_of("gl_account.no")
    payment_disc_debit_account: Mapped[Code20 | None] = key_of("gl_account.no")
    payment_disc_credit_account: Mapped[Code20 | None] = key_of("gl_account.no")
    payment_tolerance_debit_account: Mapped[Code20 | None] = key_of("gl_account.no")
    payment_tolerance_credit_account: Mapped[Code20 | None] = key_of("gl_account.no")
    inactive: Mapped[Flag]


class InventoryPostingGroup(Versioned, Base):
    """A kind of stock, for the choice of the inventory account."""

    __tablename__ = "inventory_posting_group"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    inactive: Mapped[Flag]


class InventoryPostingSetup(Versioned, Base):
    """The inventory account of a location and inventory group; a blank location is ''."""

    __tablename__ = "inventory_posting_setup"

    location_code: Mapped[Code10] = mapped_column(primary_key=True, default="")
    inventory_posting_group: Mapped[Code20] = pair_with("inventory_posting_group.code")
    inventory_account: Mapped[Code20 | None] = key_of("gl_account.no")
