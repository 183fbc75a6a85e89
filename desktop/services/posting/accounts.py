"""Which account a posting uses, and what the set-up lacks for it (V9).

The finder answers every question, also when the set-up is wrong: then it notes the refusal
and answers with a blank account. So all that is wrong comes to light at once, each fault once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from desktop.errors import RecordRef, Refusal
from desktop.models.ledger_words import ItemEntryType
from desktop.models.purchases import PurchaseLine
from desktop.models.sales import SalesLine
from desktop.models.words import GlAccountType, LineType, VatCalculationType
from desktop.services.posting.refusals_setup import (
    AccountBlank,
    AccountNotForPosting,
    GroupBlank,
    SetupBlocked,
    SetupMissing,
)
from desktop.services.posting.setups import Pair, PostingSetups, SetupKind, SetupRow
from desktop.services.sales.load import line_ref
from desktop.services.sales.refusals_lines import AccountNotUsable

NO_ACCOUNT = ""

AnyLine: TypeAlias = SalesLine | PurchaseLine
"""A line with posting groups."""

_CONTRA_FIELDS = {
    ItemEntryType.SALE: "cogs_account",
    ItemEntryType.POSITIVE_ADJMT: "inventory_adjmt_account",
    ItemEntryType.NEGATIVE_ADJMT: "inventory_adjmt_account",
    # Only what is not owed to a vendor: a later revaluation of what was bought.
    ItemEntryType.PURCHASE: "inventory_adjmt_account",
    # What goes in and what comes out net there; what is left are the resources (PF115).
    ItemEntryType.ASSEMBLY_CONSUMPTION: "inventory_adjmt_account",
    ItemEntryType.ASSEMBLY_OUTPUT: "inventory_adjmt_account",
}


@dataclass(frozen=True, slots=True)
class SetupRecord:
    """A set-up record as refusals name it."""

    table: str
    key: tuple[str, ...]

    @property
    def ref(self) -> RecordRef:
        """Where the screen jumps."""
        return RecordRef(self.table, self.key)

    @property
    def groups(self) -> str:
        """The key in words."""
        return " / ".join(part for part in self.key if part)


class AccountFinder:
    """Answers for accounts from the set-up; `refusals` gathers what is wrong with it.

    `ref_of` names the record of a line.
    """

    def __init__(
        self,
        setups: PostingSetups,
        refusals: list[Refusal],
        ref_of: Callable[[Any], RecordRef] = line_ref,
    ) -> None:
        self.setups = setups
        self.refusals = refusals
        self._ref_of = ref_of
        self._noted: set[tuple[object, ...]] = set()
        self._found: dict[tuple[SetupKind, Pair, str], str] = {}

    def check_line(self, line: AnyLine, *, is_stocked: bool) -> None:
        """See that the groups of a line are filled in and set up, whatever is posted of it."""
        fields = ["gen_bus_posting_group", "gen_prod_posting_group"]
        fields += ["vat_bus_posting_group", "vat_prod_posting_group"]
        if is_stocked:
            fields.append("inventory_posting_group")
        blank = [name for name in fields if not getattr(line, name)]
        for name in blank:
            self.note(
                GroupBlank(
                    record=self._ref_of(line),
                    field=name,
                    blank_field=name,
                    line_no=line.line_no,
                    no=line.no,
                )
            )
        if blank:
            return
        self._setup(SetupKind.GENERAL, general_pair(line), line.line_no)
        self._setup(SetupKind.VAT, vat_pair(line), line.line_no)
        if is_stocked:
            self.inventory_account(
                line.location_code, line.inventory_posting_group, line_no=line.line_no
            )
        if line.type is LineType.GL_ACCOUNT:
            self._check_direct_account(line)

    def sales_account(self, line: AnyLine) -> str:
        """Where the sale of a line is credited: an account line stands for itself (SD80)."""
        if line.type is LineType.GL_ACCOUNT:
            return line.no or NO_ACCOUNT
        return self.of_line(line, "sales_account")

    def of_line(self, line: AnyLine, field: str) -> str:
        """An account of the general posting setup of a line."""
        return self._account(SetupKind.GENERAL, general_pair(line), field, line.line_no)

    def vat_account(self, line: SalesLine) -> str:
        """Where the VAT of the group that begins with this line is credited."""
        is_charged = line.vat_calculation_type is VatCalculationType.NORMAL and line.vat_pct != 0
        if not is_charged:
            return NO_ACCOUNT
        return self._account(SetupKind.VAT, vat_pair(line), "sales_vat_account", line.line_no)

    def purchase_account(self, line: PurchaseLine) -> str:
        """Where what a line buys is debited that is not kept in stock (PF60)."""
        if line.type is LineType.GL_ACCOUNT:
            return line.no or NO_ACCOUNT
        return self.of_line(line, "purchase_account")

    def vat_account_of(self, line: PurchaseLine, field: str) -> str:
        """A VAT account of the groups of a line that is bought."""
        return self._account(SetupKind.VAT, vat_pair(line), field, line.line_no)

    def inventory_account(
        self, location_code: str | None, posting_group: str | None, *, line_no: int = 0
    ) -> str:
        """Where the value of goods of a group at a location stands."""
        pair = (location_code or "", posting_group)
        return self._account(SetupKind.INVENTORY, pair, "inventory_account", line_no)

    def contra_account(
        self, entry_type: ItemEntryType, gen_bus: str | None, gen_prod: str | None
    ) -> str:
        """What goods leaving stock are charged to: cost of sales, or inventory adjustment."""
        field = _CONTRA_FIELDS[entry_type]
        return self._account(SetupKind.GENERAL, (gen_bus, gen_prod), field, 0)

    def checked(self, account: str | None, record: SetupRecord, field: str) -> str:
        """An account that the set-up names, after seeing that it can be posted to."""
        names = {
            "setup_table": record.table,
            "groups": record.groups,
            "account_field": field,
        }
        if not account:
            self.note(AccountBlank(record=record.ref, field=field, **names))
            return NO_ACCOUNT
        reason = self._unusable_because(account)
        if reason:
            self.note(
                AccountNotForPosting(
                    record=RecordRef("gl_account", (account,)),
                    field=reason,
                    account=account,
                    reason_field=reason,
                    **names,
                )
            )
        return account

    def _check_direct_account(self, line: AnyLine) -> None:
        account = self.setups.accounts.get(line.no or "")
        reason = self._unusable_because(line.no or "")
        if not reason and account is not None and not account.direct_posting:
            reason = "direct_posting"
        if reason:
            self.note(
                AccountNotUsable(
                    record=self._ref_of(line),
                    field="no",
                    no=line.no,
                    line_no=line.line_no,
                    reason_field=reason,
                )
            )

    def _unusable_because(self, no: str) -> str:
        """The field that forbids posting to an account; blank when it may be posted to."""
        account = self.setups.accounts.get(no)
        if account is None:
            return "no"
        if account.blocked:
            return "blocked"
        return "" if account.account_type is GlAccountType.POSTING else "account_type"

    def _account(self, kind: SetupKind, pair: Pair, field: str, line_no: int) -> str:
        """An account of a set-up row; looked at once, however many lines lead to it."""
        name = (kind, pair, field)
        found = self._found.get(name)
        if found is None:
            setup = self._setup(kind, pair, line_no)
            found = NO_ACCOUNT
            if setup is not None:
                record = SetupRecord(kind.value, _key(pair))
                found = self.checked(setup.accounts[field], record, field)
            self._found[name] = found
        return found

    def _setup(self, kind: SetupKind, pair: Pair, line_no: int) -> SetupRow | None:
        """A set-up row, None when it is missing; missing and blocked ones are noted."""
        row = self.setups.rows.get((kind, pair))
        if row is not None and not row.blocked:
            return row
        record = SetupRecord(kind.value, _key(pair))
        refused: type[SetupMissing | SetupBlocked] = SetupMissing if row is None else SetupBlocked
        self.note(
            refused(
                record=record.ref,
                field=None if row is None else "blocked",
                setup_table=record.table,
                groups=record.groups,
                line_no=line_no,
            )
        )
        return row

    def note(self, refusal: Refusal) -> None:
        """Note a fault once, however many lines meet it."""
        name = (type(refusal), refusal.record, refusal.field)
        if name not in self._noted:
            self._noted.add(name)
            self.refusals.append(refusal)


def general_pair(line: AnyLine) -> Pair:
    """The general posting groups of a line."""
    return (line.gen_bus_posting_group, line.gen_prod_posting_group)


def vat_pair(line: AnyLine) -> Pair:
    """The VAT posting groups of a line."""
    return (line.vat_bus_posting_group, line.vat_prod_posting_group)


def _key(pair: Pair) -> tuple[str, ...]:
    return tuple(part or "" for part in pair)
