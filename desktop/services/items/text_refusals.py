"""What is refused about extended texts and substitutes (CU59, CU60, CU63)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, RefusalCode
from desktop.translation import N_


class TextIsTooLong(FieldRefusal):
    """A text has more lines than fit between two lines of a document."""

    code = RefusalCode.ITEM_TEXT_TOO_LONG
    text = N_("The text has {count} lines; {most} is the most. Shorten it or make a second text.")


class SubstituteIsItself(FieldRefusal):
    """An item is entered as its own substitute (CU60)."""

    code = RefusalCode.ITEM_SUBSTITUTE_IS_ITSELF
    text = N_("Item {no} cannot be its own substitute. Choose another item or another variant.")


class SubstituteVariantUnknown(FieldRefusal):
    """A pair of substitutes names a variant that its item does not come in (CU60)."""

    code = RefusalCode.ITEM_SUBSTITUTE_VARIANT
    text = N_("Item {no} has no variant {variant_code}. Choose one of its own.")


class PurchasedBothWays(FieldRefusal):
    """A purchasing code means a drop shipment and a special order at once (CU63)."""

    code = RefusalCode.ITEM_PURCHASED_BOTH_WAYS
    text = N_(
        "Purchasing code {purchasing_code} cannot be both Drop Shipment and Special Order. "
        "Clear one of the two."
    )


class PictureTooLarge(FieldRefusal):
    """A picture was not scaled before it is kept."""

    code = RefusalCode.ITEM_PICTURE_TOO_LARGE
    text = N_("The picture of item {no} is larger than {most} kB. Choose a smaller one.")


class PictureUnreadable(FieldRefusal):
    """What is to be an item's picture is none."""

    code = RefusalCode.ITEM_PICTURE_UNREADABLE
    text = N_("{name} cannot be read as a picture of item {no}. Choose a PNG or JPEG file.")
