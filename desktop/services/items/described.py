"""What an item is called on a document line."""

from __future__ import annotations

from desktop.models.items import Item, ItemTranslation, ItemVariant


def described(
    item: Item,
    variant: ItemVariant | None,
    text: ItemTranslation | None,
    variant_text: ItemTranslation | None,
) -> tuple[str, str]:
    """Both descriptions: the variant's translation, the item's, the variant, the item.

    The first of these that says something counts; the translations are those of the document's
    language.
    """
    for translation in (variant_text if variant else None, text):
        if translation is not None and translation.description:
            return translation.description, translation.description_2
    if variant is not None and variant.description:
        return variant.description, ""
    return item.description, item.description_2
