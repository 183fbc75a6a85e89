"""Extended texts, substitutes, pictures and copies of items, apart from documents."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models.changelog import ChangeLogEntry
from desktop.models.item_texts import ExtendedTextLine
from desktop.models.items import Item, ItemSubstitution, ItemUnitOfMeasure, ItemVariant
from desktop.models.words import TextOwner
from desktop.services.availability.substitutes import substitutes_of_item
from desktop.services.context import UserContext
from desktop.services.copying_items import ItemPart, copy_item
from desktop.services.items.extended_texts import (
    MOST_LINES,
    Text,
    lines_in_language,
    read_text,
    wrapped,
    write_text,
)
from desktop.services.items.pictures import MOST_BYTES, picture_of, put_picture
from desktop.services.items.text_refusals import (
    PictureTooLarge,
    PurchasedBothWays,
    SubstituteIsItself,
    SubstituteVariantUnknown,
    TextIsTooLong,
)
from desktop.services.records import add_record
from desktop.services.setup.refusals import RecordExists, RecordNotFound
from tests.builders.items import a_unit, a_variant, an_item, some_stock

ENGLISH = Text("ENU", all_languages=False, lines=("e",))
SWEDISH = Text("SVE", all_languages=False, lines=("s1", "s2"))
FOR_ALL = Text(None, all_languages=True, lines=("a",))
PLAIN = Text(None, all_languages=False, lines=("p",))
EMPTY = Text("DEU", all_languages=False)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("ENU", ("e",)),
        ("SVE", ("s1", "s2")),
        ("FRA", ("a",)),
        ("DEU", ()),
        (None, ("a", "p")),
    ],
)
def test_a_language_has_its_own_texts_or_those_for_all(
    language: str | None, lines: tuple[str, ...]
) -> None:
    assert lines_in_language([ENGLISH, SWEDISH, FOR_ALL, PLAIN, EMPTY], language) == lines


def test_no_text_in_a_language_and_none_for_all_is_no_text() -> None:
    assert lines_in_language([ENGLISH, PLAIN], "FRA") == ()


def test_a_text_is_broken_between_words_and_keeps_its_blank_lines() -> None:
    long = " ".join(["word"] * 40)
    lines = wrapped(f"First\n\n{long}\n\n")
    assert lines[:2] == ("First", "")
    assert all(len(line) <= 100 for line in lines)
    assert " ".join(lines[2:]) == long


def test_a_text_is_written_read_and_logged(session: Session, context: UserContext) -> None:
    an_item(session)
    add_record(session, "extended_text", {"owner_type": "item", "no": "A"}, context)
    key = (TextOwner.ITEM, "A", 1)
    write_text(session, key, "One\nTwo", context)
    write_text(session, key, "One\nThree", context)
    assert read_text(session, key) == "One\nThree"
    log = select(ChangeLogEntry.old_value).where(ChangeLogEntry.field_name == "text")
    assert list(session.scalars(log)) == ["", "One\nTwo"]


def test_texts_of_one_owner_are_numbered(session: Session, context: UserContext) -> None:
    an_item(session)
    made = [
        add_record(session, "extended_text", {"owner_type": "item", "no": "a"}, context).key[-1]
        for _time in range(2)
    ]
    assert made == [1, 2]


def test_a_text_that_no_document_has_room_for_is_refused(
    session: Session, context: UserContext
) -> None:
    an_item(session)
    add_record(session, "extended_text", {"owner_type": "item", "no": "A"}, context)
    with pytest.raises(TextIsTooLong):
        write_text(session, (TextOwner.ITEM, "A", 1), "x\n" * (MOST_LINES + 1), context)
    with pytest.raises(RecordNotFound):
        read_text(session, (TextOwner.ITEM, "A", 2))


def test_pairs_of_substitutes_are_checked(session: Session, context: UserContext) -> None:
    an_item(session)
    an_item(session, "B")
    pair = {"item_no": "A", "substitute_no": "B", "substitute_variant_code": "RED"}
    with pytest.raises(SubstituteVariantUnknown):
        add_record(session, "item_substitution", pair, context)
    with pytest.raises(SubstituteIsItself):
        add_record(session, "item_substitution", {"item_no": "A", "substitute_no": "A"}, context)
    both = {"code": "X", "drop_shipment": True, "special_order": True}
    with pytest.raises(PurchasedBothWays):
        add_record(session, "purchasing_code", both, context)


def test_substitutes_are_shown_with_what_is_left_of_them(
    session: Session, context: UserContext
) -> None:
    an_item(session)
    an_item(session, "B")
    a_variant(session, "B", "RED")
    some_stock(session, "B", "5", "EAST")
    some_stock(session, "B", "2")
    for variant in ("", "RED"):
        session.add(
            ItemSubstitution(item_no="A", substitute_no="B", substitute_variant_code=variant)
        )
    session.flush()
    found = substitutes_of_item(session, "A", context.work_date)
    assert [(each.label, each.available) for each in found] == [
        ("B · B", Decimal(7)),
        ("B RED · B", Decimal(0)),
    ]


def test_a_picture_is_kept_taken_away_and_never_huge(
    session: Session, context: UserContext
) -> None:
    an_item(session)
    put_picture(session, "A", b"png", context)
    assert picture_of(session, "A") == b"png"
    with pytest.raises(PictureTooLarge):
        put_picture(session, "A", b"x" * (MOST_BYTES + 1), context)
    put_picture(session, "A", None, context)
    assert picture_of(session, "A") is None
    with pytest.raises(RecordNotFound):
        put_picture(session, "Z", b"png", context)


def test_an_item_is_copied_with_the_chosen_parts(session: Session, context: UserContext) -> None:
    an_item(session, unit_price="10", gtin="4006381333931", sales_blocked=True, picture=b"png")
    an_item(session, "B")
    a_unit(session, "A", "PCS", precision="1")
    a_unit(session, "A", "BOX", "12")
    a_variant(session, "A", "RED")
    session.add(ItemSubstitution(item_no="A", substitute_no="B", interchangeable=True))
    add_record(session, "extended_text", {"owner_type": "item", "no": "A"}, context)
    write_text(session, (TextOwner.ITEM, "A", 1), "Oak", context)
    made = copy_item(session, "A", context, new_no="A2")
    assert (made.values["unit_price"], made.values["gtin"]) == (Decimal(10), "")
    assert not made.values["sales_blocked"]
    session.expire_all()
    units = select(ItemUnitOfMeasure.unit_code, ItemUnitOfMeasure.qty_rounding_precision)
    units = units.where(ItemUnitOfMeasure.item_no == "A2").order_by(ItemUnitOfMeasure.unit_code)
    assert [tuple(row) for row in session.execute(units)] == [("BOX", 0), ("PCS", 1)]
    assert session.get(ItemVariant, ("A2", "RED")) is not None
    assert read_text(session, (TextOwner.ITEM, "A2", 1)) == "Oak"
    assert not session.get_one(ItemSubstitution, ("A2", "", "B", "")).interchangeable
    assert session.get_one(Item, "A2").picture == b"png"


def test_a_copy_leaves_out_what_is_not_chosen(session: Session, context: UserContext) -> None:
    an_item(session, picture=b"png")
    a_unit(session, "A", "BOX", "12")
    copy_item(session, "A", context, new_no="A2", parts={ItemPart.VARIANTS})
    assert session.get(ItemUnitOfMeasure, ("A2", "BOX")) is None
    assert session.get_one(Item, "A2").picture is None
    count = select(func.count()).select_from(ExtendedTextLine)
    assert session.execute(count).scalar_one() == 0
    with pytest.raises(RecordExists):
        copy_item(session, "A", context, new_no="A2")
