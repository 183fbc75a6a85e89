"""The invoice discount beside a document's statistics, typed there while it is open (SD60)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from desktop.errors import Refusal
from desktop.models.values.keys import DocumentKey
from desktop.services.records import field_infos
from desktop.services.sales.fields import DISCOUNT_FIELDS
from desktop.services.sales.header_fields import change_header
from desktop.services.sales.statistics import EnteredDiscount
from desktop.services.sales.views import DocumentView
from desktop.translation import N_, user_localizer
from desktop.views.pages.command_queue import Command, CommandQueue, Work
from desktop.views.pages.customise_fields import customise_fields
from desktop.views.pages.field_card import FieldCard
from desktop.views.pages.field_groups import FieldGroups, Group
from desktop.views.pages.field_tools import field_tools
from desktop.views.pages.lookups import Lookups
from desktop.views.shell.page import Page

_TABLE = "sales_header"
_GROUP = Group(N_("Invoice Discount"), ("invoice_discount_calculation", "invoice_discount_value"))


class DiscountFields(QObject):
    """The two fields that say what discount is agreed; each is sent when it is left."""

    def __init__(self, page: Page, key: DocumentKey) -> None:
        super().__init__(page)
        self._page = page
        self._key = key
        self._version = 0
        self._under_way: list[str] = []
        self._queue = CommandQueue(page)
        infos = {info.name: info for info in field_infos(_TABLE) if info.name in DISCOUNT_FIELDS}
        lookups = Lookups(page, dict, {})
        self.groups = FieldGroups(
            "document_statistics",
            (_GROUP,),
            infos,
            tools=field_tools(page, _TABLE, lookups, lambda: self.groups.fields),
            state=page.desk.state,
            parent=page,
            table=_TABLE,
        )
        self.groups.customising_wanted.connect(self._customise)
        self.groups.committed.connect(self._send)

    def show(self, discount: EnteredDiscount) -> None:
        """Show what is agreed, and what may be changed of it."""
        self._version = discount.row_version
        locks = discount.locks
        self.groups.show_values(
            discount.values,
            DISCOUNT_FIELDS - locks.keys(),
            lambda name: user_localizer().notice(locks[name]) if name in locks else "",
            under_way=self._under_way,
        )

    def _customise(self, part: FieldCard) -> None:
        customise_fields(self._page, self.groups, (part,))

    def _send(self, name: str, value: object) -> None:
        self._under_way.append(name)
        self._queue.add(
            Command(
                work=partial(self._work, name, value),
                done=partial(self._on_done, name),
                refused=partial(self._on_refused, name),
                given_up=partial(self._on_given_up, name),
            )
        )

    def _work(self, name: str, value: object) -> Work:
        return partial(
            change_header,
            key=self._key,
            field=name,
            value=value,
            context=self._page.desk.context,
            row_version=self._version,
        )

    def _on_done(self, name: str, view: DocumentView) -> None:
        self._under_way.remove(name)
        self._version = view.row_version
        self._page.notices.clear()
        self._page.reload()

    def _on_refused(self, name: str, refusal: Refusal) -> None:
        self._under_way.remove(name)
        self.groups.show_refusal(refusal, name)
        self._page.notices.show_only(refusal)

    def _on_given_up(self, name: str) -> None:
        self._under_way.remove(name)
        self.groups.put_back(name)
