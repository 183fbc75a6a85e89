"""A filter typed as one text: an expression for the number, or expressions for named fields."""

from __future__ import annotations

import re
from collections.abc import Collection

from desktop.services.list_filters import FilterNotUnderstood

NUMBER = "no"
_NAMED = re.compile(r"(?P<name>[a-z][a-z_0-9]*)\s*(?P<sign><>|>=|<=|=|:|<|>|\bis\b)\s*(?P<rest>.*)")
_BETWEEN = re.compile(r"\s*(?:;|\n|\band\b(?=\s*[a-z][a-z_0-9]*\s*(?:<>|>=|<=|=|:|<|>|is\b)))\s*")
_EXAMPLE = "no=SO1..SO9; status=released"
_EQUALS = frozenset({"=", ":", "is"})


def filters_of(text: str, names: Collection[str], number: str = NUMBER) -> dict[str, str]:
    """The filter expressions by field: `SO1..SO9` is one for the field `number`.

    `location_code=MAIN; amount>=100` names its fields, parted by `;` or `and`. Raises
    FilterNotUnderstood for a field that is not among `names`.
    """
    filters: dict[str, str] = {}
    for part in filter(None, _BETWEEN.split(text.strip())):
        name, expression = _named(part, number)
        if name not in names:
            raise FilterNotUnderstood(
                field="filter", filtered_field="filter", expression=part, example=_EXAMPLE
            )
        filters[name] = expression
    return filters


def _named(part: str, number: str) -> tuple[str, str]:
    named = _NAMED.fullmatch(part)
    if named is None:
        return number, part
    sign = "" if named["sign"] in _EQUALS else named["sign"]
    return named["name"], sign + named["rest"].strip().strip('"')
