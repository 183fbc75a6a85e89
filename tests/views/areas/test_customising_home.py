"""Home as each user wants it: blocks and tiles shown, hidden, moved, pinned; kept for next time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QListWidget

from desktop.models.values.keys import DocumentType
from desktop.pages_of_kontor import all_pages
from desktop.services.list_query import ListQuery
from desktop.services.sales.creation import create_document
from desktop.services.users.list_views import SavedView, delete_view, save_view
from desktop.views.home.arrange_pane import ArrangeList
from desktop.views.home.arrangement import SECTION, Part, arrangement, kept_name
from desktop.views.home.blocks import UNITS, Block, in_rows
from desktop.views.home.home_page import BLOCKS, HomePage
from desktop.views.home.lists import listed
from desktop.views.home.tile import Tile
from desktop.views.home.tile_specs import TILES
from desktop.views.shell.keys import Key
from desktop.views.tables.list_page import ListPage
from tests.views.areas.office import CTRL, NONE, Office, visible
from tests.views.areas.places import SPECIAL

SHIFT_CTRL = CTRL | Qt.KeyboardModifier.ShiftModifier
LARGE = SavedView(
    "posted_invoices",
    "Large",
    shared=True,
    query=ListQuery(view="open", filters={"amount_including_vat": ">=10000"}),
)


def customising(office: Office) -> HomePage:
    """Home with the pane open, by its key."""
    office.open("home")
    office.press(Qt.Key.Key_E, SHIFT_CTRL)
    page = office.page(HomePage)
    assert page.pane.isVisible()
    return page


def blocks(page: HomePage) -> list[str]:
    """The ids of the visible blocks from top to bottom, from left to right."""
    names = {block: name for name, block in page._blocks.items()}  # noqa: SLF001  # their names are shown nowhere
    found: list[Block] = visible(page, Block)
    found.sort(key=lambda block: (block.y(), block.x()))
    return [names[block] for block in found]


def tiles(page: HomePage) -> list[str]:
    """The names of the visible tiles from top to bottom, from left to right."""
    found: list[Tile] = visible(page, Tile)
    found.sort(key=lambda tile: (tile.y(), tile.x()))
    return [tile.accessibleName() for tile in found]


@contextmanager
def next_time(office: Office) -> Iterator[HomePage]:
    """Home as it is made when the program starts again."""
    page = HomePage(office.window.desk)
    page.resize(1200, 800)
    page.show()
    office.rest()
    yield page
    page.close()
    page.deleteLater()


def save(office: Office, view: SavedView, *, replacing: bool = False) -> None:
    """Save a view, as the filter pane of a list does."""
    with office.database.write() as session:
        save_view(session, view, office.window.desk.context, replace=replacing)
    office.rest()


def refreshed(office: Office) -> HomePage:
    """Home, read anew."""
    office.open("home")
    office.do("refresh")
    return office.page(HomePage)


# ------------------------------------------------------------------------------- hiding and moving


def test_blocks_are_hidden_and_moved_by_keys_and_stay_so(office: Office) -> None:
    page = customising(office)
    # Everything is set up in this company.
    assert blocks(page) == [spec.id for spec in BLOCKS if spec.id != "setup"]
    assert page.pane.blocks.hasFocus()
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Space)
    assert blocks(page) == ["tiles", "due", "chart", "recent"]
    office.press(Qt.Key.Key_End)
    office.press(Qt.Key.Key_Up, CTRL)
    office.press(Qt.Key.Key_Up, CTRL)
    assert blocks(page) == ["tiles", "recent", "due", "chart"]
    with next_time(office) as later:
        assert blocks(later) == ["tiles", "recent", "due", "chart"]
    office.press(Qt.Key.Key_Escape)
    assert office.place == "home"
    assert not page.pane.isVisible()
    assert not page.commands["customise"].isChecked()


def test_tiles_are_hidden_and_moved_by_keys_and_all_is_restored(office: Office) -> None:
    page = customising(office)
    first = tiles(page)
    page.pane.tiles.setFocus()
    office.press(Qt.Key.Key_Space)
    assert tiles(page) == first[1:]
    office.press(Qt.Key.Key_Space)
    office.press(Qt.Key.Key_Down, CTRL)
    assert tiles(page)[:2] == [first[1], first[0]]
    assert page.pane.tiles.currentRow() == 1
    with next_time(office) as later:
        assert tiles(later)[:2] == [first[1], first[0]]
    page.pane.restore_wanted.emit()
    office.rest()
    assert tiles(page) == first


def test_a_tile_that_is_shown_again_has_its_figure(office: Office) -> None:
    page = customising(office)
    arranged = arrangement(office.window.desk)
    arranged.set_hidden(Part.TILES, "open_orders", hidden=True)
    with next_time(office) as later:
        assert "Open Orders" not in tiles(later)
        arranged.set_hidden(Part.TILES, "open_orders", hidden=False)
        office.rest()
        [shown] = [one for one in visible(later, Tile) if one.spec.id == "open_orders"]
        assert shown.accessibleDescription() == "1"
    assert "Open Orders" in tiles(page)


def test_a_row_is_dragged_to_another_place(office: Office) -> None:
    page = customising(office)
    rows: ArrangeList = page.pane.blocks
    rows.setCurrentRow(5)
    rows.insertItem(0, rows.takeItem(5))  # what Qt does with the row that is dropped
    data = QMimeData()
    spot = QPointF(rows.viewport().rect().bottomRight())
    rows.dropEvent(
        QDropEvent(spot, Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, NONE)
    )
    office.rest()
    assert blocks(page)[0] == "recent"
    assert rows.dragDropMode() is QListWidget.DragDropMode.InternalMove


def test_tab_goes_through_the_blocks_in_the_users_order(office: Office) -> None:
    page = refreshed(office)
    arrangement(office.window.desk).set_order(
        Part.BLOCKS, ["chart", "tiles", "recent", "late", "due"]
    )
    office.rest()
    page.take_focus()
    stops = []
    for _each in range(3):
        focus = office.window.focusWidget()
        assert focus is not None
        stops.append(focus.accessibleName())
        office.press(Qt.Key.Key_Tab)
    assert stops == ["What the chart shows", "Sales, last 12 months", "My Open Orders"]


def test_what_another_version_has_kept_is_left_out(office: Office) -> None:
    desk = office.window.desk
    for name in ("pins", "recent"):
        desk.state.set(SECTION, kept_name(desk, name), [["old"], {"page": "customers"}])
    desk.state.set(SECTION, kept_name(desk, "figures"), {"open_orders": [1, None]})
    with next_time(office) as later:
        assert len(tiles(later)) == len(TILES)


def test_a_block_that_is_shown_again_is_read_again(office: Office) -> None:
    office.open("home")
    arranged = arrangement(office.window.desk)
    arranged.set_hidden(Part.BLOCKS, "tiles", hidden=True)
    office.rest()
    with office.database.write() as session:
        context = office.window.desk.context
        create_document(session, DocumentType.ORDER, context, customer_no="FJORD")
    office.rest()
    arranged.set_hidden(Part.BLOCKS, "tiles", hidden=False)
    office.rest()
    [shown] = [one for one in visible(office.window, Tile) if one.spec.id == "open_orders"]
    assert shown.accessibleDescription() == "2"


def test_a_count_that_is_left_for_a_list_goes_on_later(office: Office) -> None:
    office.open("home")
    page = office.page(HomePage)
    page.reload()
    office.window.navigation.open("customers")
    assert all(task.dropped for task in office.window.desk.tasks.pending(page))
    with office.database.write() as session:
        context = office.window.desk.context
        create_document(session, DocumentType.ORDER, context, customer_no="FJORD")
    office.open("home")
    [shown] = [one for one in visible(page, Tile) if one.spec.id == "open_orders"]
    assert shown.accessibleDescription() == "2"


def test_each_user_has_an_own_home(office: Office) -> None:
    arrangement(office.window.desk).set_hidden(Part.BLOCKS, "chart", hidden=True)
    desk = office.window.desk
    desk.set_context(replace(desk.context, user="KARIN"))
    with next_time(office) as later:
        assert "chart" in blocks(later)


def test_what_comes_later_stands_where_it_was_declared(office: Office) -> None:
    arranged = arrangement(office.window.desk)
    arranged.set_order(Part.TILES, ["c", "a"])
    assert arranged.order(Part.TILES, ["a", "b", "c"]) == ["c", "a", "b"]
    assert arranged.order(Part.TILES, ["new", "c"]) == ["new", "c"]


@pytest.mark.parametrize(
    ("width", "rows"),
    [
        (UNITS, [[("a", 6)], [("b", 3), ("c", 3)], [("d", 4), ("e", 2)], [("f", 6)]]),
        (0, [[("a", 6)], [("b", 6)], [("c", 6)], [("d", 6)], [("e", 6)], [("f", 6)]]),
    ],
)
def test_blocks_fill_rows(width: int, rows: list[list[tuple[str, int]]]) -> None:
    units = [("a", 6), ("b", 3), ("c", 3), ("d", 4), ("e", 2), ("f", 2)]
    assert in_rows(units, width) == rows


# ---------------------------------------------------------------------------------------- pinning


def test_a_lists_view_is_pinned_and_opened_from_home(office: Office) -> None:
    page = office.listed("posted_invoices")
    page.side.choose("paid")
    office.rest()
    office.do("pin_to_home")
    assert office.told() == ["Posted Sales Invoices · Paid stands on Home now."]
    home = refreshed(office)
    pinned = visible(home, Tile)[-1]
    assert pinned.accessibleName() == "Posted Sales Invoices · Paid"
    assert pinned.accessibleDescription() == "0"
    pinned.setFocus()
    office.press(Qt.Key.Key_Return)
    assert office.page(ListPage).filter.query.view == "paid"


def test_what_was_filtered_by_hand_is_saved_before_it_is_pinned(office: Office) -> None:
    page = office.listed("customers")
    page.filter.search("fjord")
    office.rest()
    office.do("pin_to_home")
    assert office.told() == ["Save what the list shows as a view; then it can be pinned to Home."]
    office.follow("Save View…")
    office.keys("Fjords")
    office.answer("Save")
    office.do("pin_to_home")
    home = refreshed(office)
    assert tiles(home)[-1] == "Fjords"


def test_a_pinned_view_follows_what_is_saved_and_goes_with_it(office: Office) -> None:
    save(office, LARGE)
    page = office.listed("posted_invoices")
    page.side.choose("shared:Large")
    office.rest()
    office.do("pin_to_home")
    assert visible(refreshed(office), Tile)[-1].accessibleDescription() == "1"
    changed = replace(LARGE, query=ListQuery(view="open"))
    save(office, changed, replacing=True)
    assert visible(refreshed(office), Tile)[-1].accessibleDescription() == "2"
    with office.database.write() as session:
        delete_view(session, LARGE, office.window.desk.context)
    assert "Large" not in tiles(refreshed(office))


def test_a_view_that_is_not_understood_spoils_no_other_tile(office: Office) -> None:
    save(office, replace(LARGE, query=ListQuery(filters={"due_date": "soon"})))
    office.listed("posted_invoices").side.choose("shared:Large")
    office.rest()
    office.page(ListPage).notices.clear()
    office.do("pin_to_home")
    told = {one.accessibleName(): one.accessibleDescription() for one in visible_tiles(office)}
    assert told["Large"] == "This view cannot be counted. Open the list to mend its filters."
    assert told["Open Orders"] == "1"


def visible_tiles(office: Office) -> list[Tile]:
    """The tiles on home, read anew."""
    found: list[Tile] = visible(refreshed(office), Tile)
    return found


def test_a_tile_is_added_by_the_dialog_and_removed_by_a_key(office: Office) -> None:
    page = customising(office)
    page.pane.add_wanted.emit()
    office.rest()
    lists, views = office.dialog().findChildren(QComboBox)
    assert lists.hasFocus()
    office.keys("Item")
    assert lists.currentText() == "Items"
    views.setCurrentText("In stock")
    office.answer("Add Tile")
    assert tiles(page)[-1] == "Items · In stock"
    assert visible(page, Tile)[-1].accessibleDescription() == "3"
    with next_time(office) as later:
        assert tiles(later)[-1] == "Items · In stock"
    page.pane.tiles.setFocus()
    office.press(Qt.Key.Key_Home)
    assert not page.pane.remove.isEnabled()
    office.press(Qt.Key.Key_Delete)
    assert tiles(page)[-1] == "Items · In stock"
    office.press(Qt.Key.Key_End)
    assert page.pane.remove.isEnabled()
    office.press(Qt.Key.Key_Delete)
    assert len(tiles(page)) == len(TILES)


def test_a_list_that_is_narrowed_cannot_be_pinned(office: Office) -> None:
    office.card("customer", "FJORD")
    office.do("customer_ledger")
    assert "pin_to_home" not in office.page(ListPage).commands
    assert "pin_to_home" in office.listed("cust_ledger_entry_list").commands


COMPUTED = {
    "backups",
    "base_calendar_days",
    "duplicate_contacts",
    "duplicate_decisions",
    "duplicates",
    "inventory_values",
    "separate_contacts",
    "setup",
    "setup_check",
    "setup_checklist",
    "standard_setup",
    "verify_books",
    *SPECIAL,
}
"""Lists whose rows no source counts by filters, or which are about one record."""


def test_every_list_says_how_it_is_declared(office: Office) -> None:
    for spec in all_pages():
        if spec.listed is not None:
            assert listed(office.window.desk, spec.name).name == spec.name
        elif not spec.table and spec.name not in COMPUTED:
            assert not isinstance(office.open(spec.name), ListPage), spec.name


def test_the_key_of_customising_is_in_the_help(office: Office) -> None:
    office.open("home")
    shown = dict(office.page(HomePage).commands.shortcuts())
    assert shown[Key.CUSTOMISE.shown()] == "Customise"
