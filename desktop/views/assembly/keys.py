"""How the pages of kits read their keys."""

from __future__ import annotations

from desktop.models.supply_words import AssemblyType
from desktop.services.assembly.load import AssemblyKey, key_of


def as_assembly_key(key: object) -> object:
    """The key of a document from a number alone, or from the parts of a list's key."""
    if isinstance(key, str):
        return AssemblyKey(AssemblyType.ORDER, key)
    if isinstance(key, tuple) and not isinstance(key, AssemblyKey):
        return key_of(key)
    return key
