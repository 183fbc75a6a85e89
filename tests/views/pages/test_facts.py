from decimal import Decimal

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.views.pages.fact_pane import BarLine, FactPane, PeriodChart
from desktop.views.pages.facts import Fact, FactBar, FactBlock, FactChart
from desktop.views.shell.theme import Theme
from desktop.views.tables.columns import Kind, Target, Tone
from desktop.views.tables.link import Link


def a_pane(qtbot: QtBot, *blocks: FactBlock) -> FactPane:
    pane = FactPane()
    qtbot.addWidget(pane)
    pane.resize(252, 600)
    pane.show_blocks(blocks)
    pane.show()
    return pane


def texts(pane: FactPane) -> list[str]:
    return [label.text().replace("\u00a0", " ") for label in pane.findChildren(QLabel)]


def test_a_block_has_a_title_and_facts(theme: Theme, qtbot: QtBot) -> None:
    block = FactBlock(
        title="Item on line {line}",
        parts={"line": 30000},
        facts=(Fact("Inventory", Decimal(31), Kind.QUANTITY, Tone.OK),),
        pill=("Open", Tone.INFO),
        remark="due in 5 days",
    )
    assert texts(a_pane(qtbot, block)) == [
        "Item on line 30000", "Open", "due in 5 days", "Inventory", "31",
    ]  # fmt: skip


def test_a_figure_leads_to_what_is_behind_it(theme: Theme, qtbot: QtBot) -> None:
    target = Target("customer_entries", "C10000")
    pane = a_pane(
        qtbot,
        FactBlock(
            title="Customer", facts=(Fact("Balance", Decimal(5), Kind.AMOUNT, target=target),)
        ),
    )
    link = pane.findChild(Link)
    assert link is not None
    assert link.accessibleName() == "Balance: 5,00"
    with qtbot.waitSignal(pane.opened) as opened:
        link.click()
    assert opened.args == [target]


def test_bars_and_charts_say_their_figures(theme: Theme, qtbot: QtBot) -> None:
    pane = a_pane(
        qtbot,
        FactBlock(
            title="Customer",
            bar=FactBar(Decimal("1.2"), "120 % used", Tone.DANGER),
            chart=FactChart(("J", "F"), (Decimal(3), Decimal(0)), ("3,00", "0,00")),
        ),
    )
    bar, chart = pane.findChild(BarLine), pane.findChild(PeriodChart)
    assert bar is not None
    assert chart is not None
    assert bar.accessibleName() == "120 % used"
    assert chart.accessibleName() == "J 3,00, F 0,00"
    assert not pane.grab().isNull()


def test_the_same_facts_again_change_nothing(theme: Theme, qtbot: QtBot) -> None:
    block = FactBlock(title="Customer")
    pane = a_pane(qtbot, block)
    before = pane.findChild(QLabel)
    pane.show_blocks([FactBlock(title="Customer")])
    assert pane.findChild(QLabel) is before
