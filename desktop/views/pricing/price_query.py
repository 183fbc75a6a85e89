"""Price Check: what a customer would pay for something on a day, and why (01 §7)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.errors import Refusal
from desktop.models.pricing_words import PriceProduct
from desktop.services.records import FieldInfo, FieldKind
from desktop.services.sales.price_query import PriceAnswer, PriceQuestion, price_query
from desktop.translation import N_, _
from desktop.views.fields.field import FieldTools
from desktop.views.fields.field_form import FieldForm
from desktop.views.pages.card_body import CardColumn, is_wide
from desktop.views.pages.fact_pane import FactPane
from desktop.views.pages.groups import GroupCard
from desktop.views.pages.lookups import Lookups
from desktop.views.pages.special_prices import PRICE_QUERY, AskedPrice
from desktop.views.pricing.look_ups import PRICING_LOOKUPS
from desktop.views.pricing.price_info import COLUMNS, LINE_CARD, found_block, price_rows
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Crumb
from desktop.views.shell.tasks import Task
from desktop.views.shell.theme import Text, set_text, theme
from desktop.views.tables.columns import Kind, value_text
from desktop.views.tables.list_spec import Session
from desktop.views.tables.record_model import RecordModel
from desktop.views.tables.record_table import RecordTable

_FEWEST_ROWS = 9
_ROW_HEIGHT = 34

OVERVIEW_BUTTON = ActionSpec(id="prices_overview", text=N_("Prices Overview"), icon="table")

INFOS = (
    FieldInfo(
        "customer_no", N_("Customer"), FieldKind.LOOKUP, lookup="customer", required=True, length=20
    ),
    FieldInfo(
        "product_type",
        N_("Product Type"),
        FieldKind.CHOICE,
        choices=(PriceProduct.ITEM, PriceProduct.RESOURCE, PriceProduct.GL_ACCOUNT),
    ),
    FieldInfo(
        "product_no", N_("Product No."), FieldKind.LOOKUP, lookup="item", required=True, length=20
    ),
    FieldInfo("variant_code", N_("Variant"), FieldKind.LOOKUP, lookup="item_variant", length=10),
    FieldInfo("quantity", N_("Quantity"), FieldKind.QUANTITY, places=5),
    FieldInfo("unit_code", N_("Unit"), FieldKind.LOOKUP, lookup="unit_of_measure", length=10),
    FieldInfo("currency_code", N_("Currency"), FieldKind.LOOKUP, lookup="currency", length=10),
    FieldInfo("day", N_("Date"), FieldKind.DATE),
)

Figure = tuple[str, str, Kind]
FIGURES: tuple[Figure, ...] = (
    ("unit_price", N_("Unit Price"), Kind.UNIT_PRICE),
    ("line_discount_pct", N_("Discount %"), Kind.PERCENT),
    ("net_price", N_("After Discount"), Kind.UNIT_PRICE),
    ("amount", N_("Line Amount"), Kind.AMOUNT),
)
"""What the answer says: the field of PriceAnswer, its label, and how it is written."""


class AnswerCard(GroupCard):
    """The figures side by side, and below them what they are for."""

    def __init__(self) -> None:
        super().__init__(_("The Price"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(32))
        grid.setVerticalSpacing(theme().px(2))
        self.figures: dict[str, QLabel] = {}
        for at, (name, label, _kind) in enumerate(FIGURES):
            caption, figure = QLabel(_(label)), QLabel()
            set_text(caption, Text.SMALL, "muted")
            set_text(figure, Text.CARD_TITLE)
            figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(caption, 0, at)
            grid.addWidget(figure, 1, at)
            self.figures[name] = figure
        grid.setColumnStretch(len(FIGURES), 1)
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        set_text(self.sentence, Text.SMALL, "muted")
        self.contents.addLayout(grid)
        self.contents.addWidget(self.sentence)
        self.show_answer(None)

    def show_answer(self, answer: PriceAnswer | None) -> None:
        """Show the figures of an answer, none without one."""
        for name, label, kind in FIGURES:
            text = value_text(getattr(answer, name), kind) if answer is not None else "–"
            self.figures[name].setText(text)
            self.figures[name].setAccessibleName(f"{_(label)}: {text}")
        self.sentence.setText(
            _sentence(answer) if answer else _("Choose a customer and a product.")
        )


def _sentence(answer: PriceAnswer) -> str:
    text = (
        _("{quantity} {unit} of {product} for {customer}, in {currency} including VAT.")
        if answer.prices_including_vat
        else _("{quantity} {unit} of {product} for {customer}, in {currency} excluding VAT.")
    )
    return text.format(
        quantity=value_text(answer.quantity, Kind.QUANTITY),
        unit=answer.unit_code,
        product=answer.description,
        customer=answer.customer_name,
        currency=answer.currency_code,
    ).replace("  ", " ")


class PriceQueryPage(Page):
    """Asks anew whenever a field is left; the answer shows what holds and all that was weighed."""

    watched_tables = frozenset({"price_list", "price_list_line", "customer", "item", "resource"})

    def __init__(self, desk: Desk, key: object = None) -> None:
        super().__init__(desk, key)
        asked = key if isinstance(key, AskedPrice) else AskedPrice()
        self.values: dict[str, Any] = {
            "customer_no": asked.customer_no or None,
            "product_type": asked.product_type,
            "product_no": asked.product_no or None,
            "quantity": PriceQuestion(customer_no="", product_no="").quantity,
            "day": desk.context.work_date,
        }
        self._task: Task | None = None
        self.answer: PriceAnswer | None = None
        self.set_title(_("Price Check"))
        self.head.set_breadcrumb([Crumb(_("Prices Overview"), "prices_overview")])
        self.commands.add(OVERVIEW_BUTTON, lambda: desk.navigation.open("prices_overview"))
        self._build()
        self.reload()

    def reload(self) -> None:
        """Ask what it costs now; nothing is asked before it is known whom and what for."""
        if self._task is not None:
            self._task.drop()
        given = {name: value for name, value in self.values.items() if value not in {None, ""}}
        if "customer_no" not in given or "product_no" not in given:
            self._show(None)
            return
        work = partial(_ask, question=PriceQuestion(**given), context=self.desk.context)
        self._task = self.read(work, done=self._on_answer, refused=self._on_refused)

    def take_focus(self) -> None:
        first = next((name for name in self.form.fields if not self.values.get(name)), "quantity")
        self.form.fields[first].editor.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.form.set_wide(is_wide(self))

    # -- inside

    def _build(self) -> None:
        lookups = Lookups(self, lambda: self.values, PRICING_LOOKUPS)
        tools = FieldTools(lambda: self.desk.context.work_date, lookups, lookup_all=lookups.all)
        self.form = FieldForm(INFOS, tools)
        self.form.committed.connect(self._on_committed)
        question = GroupCard(_("The Question"))
        question.contents.addWidget(self.form)
        self.card = AnswerCard()
        weighed = GroupCard(_("All That Was Weighed"))
        weighed.contents.addWidget(self._build_table())
        self.set_body(CardColumn([question, self.card, weighed]))
        self.facts = FactPane()
        self.set_fact_pane(self.facts)
        for name, value in self.values.items():
            self.form.fields[name].show_value(value)

    def _build_table(self) -> QWidget:
        model = RecordModel(COLUMNS, lambda row: row.key, self)
        self.table = RecordTable(model)
        self.table.setAccessibleName(_("All That Was Weighed"))
        self.table.setMinimumHeight(theme().px(_FEWEST_ROWS * _ROW_HEIGHT))
        self.table.row_activated.connect(self._on_row_activated)
        self.nothing = QLabel(_("No price list says anything about this: the card price holds."))
        set_text(self.nothing, Text.SMALL, "muted")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.nothing)
        column.addWidget(self.table)
        return holder

    def _on_committed(self, name: str, value: object) -> None:
        self.values[name] = value
        self.form.fields[name].show_value(value)
        if name in {"product_type", "product_no"}:
            # Another product has other variants and units.
            for other in ("variant_code", "unit_code"):
                self._forget(other)
        if name == "product_type":
            self._forget("product_no")
        self.reload()

    def _forget(self, name: str) -> None:
        self.values[name] = None
        self.form.fields[name].show_value(None)

    def _on_answer(self, answer: PriceAnswer) -> None:
        self.notices.clear()
        self._show(answer)

    def _on_refused(self, refusal: Refusal) -> None:
        self._show(None)
        self.notices.show_only(refusal)

    def _show(self, answer: PriceAnswer | None) -> None:
        self.answer = answer
        rows = price_rows(answer.explanation) if answer is not None else ()
        self.card.show_answer(answer)
        self.table.records.show(rows)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(answer is not None and not rows)
        self.facts.show_blocks([found_block(answer.explanation)] if answer is not None else [])

    def _on_row_activated(self, position: int) -> None:
        row = self.table.records.row(position)
        if row is not None:
            self.desk.navigation.open(LINE_CARD, row.key[1:])


def _ask(session: Session, *, question: PriceQuestion, context: Any) -> PriceAnswer:  # noqa: ANN401
    return price_query(session, question, context)


def _page(desk: Desk, key: object) -> Page:
    return PriceQueryPage(desk, key)


def price_query_page() -> PageSpec:
    """The page for the navigation; an AskedPrice as its key fills in what is known."""
    factory: Callable[[Desk, object], Page] = _page
    return PageSpec(
        name=PRICE_QUERY,
        title=N_("Price Check"),
        icon="calculator",
        group=N_("Sales"),
        factory=factory,
    )
