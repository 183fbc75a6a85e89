"""Keys of pages as JSON, for what is remembered over a restart: plain values and documents."""

from datetime import date

from desktop.models.values.keys import DocumentKey


def is_lasting(key: object) -> bool:
    """Whether a key means the same after a restart: no new record, no passing filter."""
    if isinstance(key, tuple):
        return all(is_lasting(part) for part in key)
    return key is None or isinstance(key, str | int | date | DocumentKey)


def to_json(key: object) -> object:
    """A lasting key in values that JSON has."""
    if isinstance(key, tuple):
        return {"parts": [to_json(part) for part in key]}
    if isinstance(key, DocumentKey):
        return {"document": str(key)}
    if isinstance(key, date):
        return {"date": key.isoformat()}
    return key


def from_json(stored: object) -> object:
    """The key again; raises ValueError when the file holds something else."""
    if stored is None or isinstance(stored, str | int):
        return stored
    if isinstance(stored, dict) and len(stored) == 1:
        [(kind, value)] = stored.items()
        if kind == "parts" and isinstance(value, list):
            return tuple(from_json(part) for part in value)
        if kind == "document" and isinstance(value, str):
            return DocumentKey.parse(value)
        if kind == "date" and isinstance(value, str):
            return date.fromisoformat(value)
    raise ValueError(f"no key of a page: {stored!r}")
