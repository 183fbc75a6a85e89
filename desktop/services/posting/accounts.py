"""Which account a posting uses, and what the set-up lacks for it (V9).

The finder answers every question, also when the set-up is wrong: then it notes the refusal
and answers with a blank account. So all that is wrong comes to light at once, each fault once.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.errors import RecordRef, Refusal
from desktop.models.ledgers import ItemEntryType
from desktop.models.sales import SalesLine
from desktop.models.words import GlAccountType, LineType, VatCalculationType
from desktop.services.posting.refusals_setup import (
    AccountBlank,
    AccountNotForPosting,
    GroupBlank,
    SetupBlocked,
    SetupMissing,
)
from desktop.services.posting.setups import AnyRow, Pair, PostingSetups
from desktop.services.sales.load import line_ref
from desktop.services.sales.refusals_lines import AccountNotUsable

NO_ACCOUNT = ""

_CONTRA_FIELDS = {
    ItemEntryType.SALE: "cogs_account",
    ItemEntryType.POSITIVE_ADJMT: "inventory_adjmt_account",
    ItemEntryType.NEGATIVE_ADJMT: "inventory_adjmt_account",
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
    """Answers for accounts from the set-up; `refusals` gathers what is wrong with it."""

    def __init__(self, setups: PostingSetups, refusals: list[Refusal]) -> None:
        self.setups = setups
        self.refusals = refusals
        self._noted: set[tuple[object, ...]] = set()

    def general_setup(self, pair: Pair, line_no: int) -> AnyRow | None:
        """The general posting setup of a pair of groups, None with a refusal."""
        row = self.setups.general.get(pair)
        return self._usable(row, SetupRecord("general_posting_setup", _key(pair)), line_no)

    def check_line(self, line: SalesLine, *, is_stocked: bool) -> None:
        """See that the groups of a line are filled in and set up, whatever is posted of it."""
        fields = ["gen_bus_posting_group", "gen_prod_posting_group"]
        fields += ["vat_bus_posting_group", "vat_prod_posting_group"]
        if is_stocked:
            fields.append("inventory_posting_group")
        blank = [name for name in fields if not getattr(line, name)]
        for name in blank:
            self.note(
                GroupBlank(
                    record=line_ref(line),
                    field=name,
                    blank_field=name,
                    line_no=line.line_no,
                    no=line.no,
                )
            )
        if blank:
            return
        self.general_setup(general_pair(line), line.line_no)
        self._vat_setup(vat_pair(line), line.line_no)
        if is_stocked:
            self.inventory_account(
                line.location_code, line.inventory_posting_group, line_no=line.line_no
            )
        if line.type is LineType.GL_ACCOUNT:
            self._check_direct_account(line)

    def sales_account(self, line: SalesLine) -> str:
        """Where the sale of a line is credited: an account line stands for itself (SD80)."""
        if line.type is LineType.GL_ACCOUNT:
            return line.no or NO_ACCOUNT
        return self.of_line(line, "sales_account")

    def of_line(self, line: SalesLine, field: str) -> str:
        """An account of the general posting setup of a line."""
        return self._general_account(general_pair(line), field, line.line_no)

    def vat_account(self, line: SalesLine) -> str:
        """Where the VAT of the group that begins with this line is credited."""
        pair = vat_pair(line)
        setup = self._vat_setup(pair, line.line_no)
        is_charged = line.vat_calculation_type is VatCalculationType.NORMAL and line.vat_pct != 0
        if setup is None or not is_charged:
            return NO_ACCOUNT
        record = SetupRecord("vat_posting_setup", _key(pair))
        return self.checked(setup.sales_vat_account, record, "sales_vat_account")

    def inventory_account(
        self, location_code: str | None, posting_group: str | None, *, line_no: int = 0
    ) -> str:
        """Where the value of goods of a group at a location stands."""
        pair = (location_code or "", posting_group)
        record = SetupRecord("inventory_posting_setup", _key(pair))
        row = self._usable(self.setups.inventory.get(pair), record, line_no)
        if row is None:
            return NO_ACCOUNT
        return self.checked(row.inventory_account, record, "inventory_account")

    def contra_account(
        self, entry_type: ItemEntryType, gen_bus: str | None, gen_prod: str | None
    ) -> str:
        """What goods leaving stock are charged to: cost of sales, or inventory adjustment."""
        return self._general_account((gen_bus, gen_prod), _CONTRA_FIELDS[entry_type], 0)

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

    def _check_direct_account(self, line: SalesLine) -> None:
        account = self.setups.accounts.get(line.no or "")
        reason = self._unusable_because(line.no or "")
        if not reason and account is not None and not account.direct_posting:
            reason = "direct_posting"
        if reason:
            self.note(
                AccountNotUsable(
                    record=line_ref(line),
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

    def _general_account(self, pair: Pair, field: str, line_no: int) -> str:
        setup = self.general_setup(pair, line_no)
        if setup is None:
            return NO_ACCOUNT
        record = SetupRecord("general_posting_setup", _key(pair))
        return self.checked(getattr(setup, field), record, field)

    def _vat_setup(self, pair: Pair, line_no: int) -> AnyRow | None:
        row = self.setups.vat.get(pair)
        return self._usable(row, SetupRecord("vat_posting_setup", _key(pair)), line_no)

    def _usable(self, row: AnyRow | None, record: SetupRecord, line_no: int) -> AnyRow | None:
        kind: type[SetupMissing | SetupBlocked] | None = None
        if row is None:
            kind = SetupMissing
        elif getattr(row, "blocked", False):
            kind = SetupBlocked
        if kind is not None:
            self.note(
                kind(
                    record=record.ref,
                    field="blocked" if kind is SetupBlocked else None,
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


def general_pair(line: SalesLine) -> Pair:
    """The general posting groups of a line."""
    return (line.gen_bus_posting_group, line.gen_prod_posting_group)


def vat_pair(line: SalesLine) -> Pair:
    """The VAT posting groups of a line."""
    return (line.vat_bus_posting_group, line.vat_prod_posting_group)


def _key(pair: Pair) -> tuple[str, ...]:
    return tuple(part or "" for part in pair)
