"""The user's language: texts, numbers and dates."""


def N_(text: str) -> str:  # noqa: N802  # the name that gettext's tools know
    """Mark a text that is translated later; it is returned as it is."""
    return text


def _(text: str) -> str:
    """The text in the user's language."""
    return text
