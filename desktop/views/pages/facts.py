"""What stands in the fact pane beside a list or a document, declared as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from PySide6.QtGui import QImage

from desktop.views.tables.columns import Kind, Target, Tone


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value; `target` is what is opened by a click on the value.

    `label` is N_ text with the named parts of `parts`, or already in the user's language.
    """

    label: str
    value: object = None
    kind: Kind = Kind.TEXT
    tone: Tone | None = None
    target: Target | None = None
    strong: bool = False
    icon: str = ""


@dataclass(frozen=True, slots=True)
class FactBar:
    """A bar that is filled by a share between 0 and 1, with a sentence below it."""

    share: Decimal
    text: str = ""
    tone: Tone = Tone.INFO


@dataclass(frozen=True, slots=True)
class FactChart:
    """Columns side by side, one a period, the last one marked; `values` are 0 or more."""

    labels: tuple[str, ...]
    values: tuple[Decimal, ...]
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactBlock:
    """One block of the pane: a title, perhaps a pill and a link, facts, a bar or a chart.

    `text` is shown as it is, with its line breaks. `picture` was decoded where the facts were
    read; `picture_name` says for screen readers what it shows.

    `title` is N_ text with the named parts of `parts`.
    """

    title: str
    parts: Mapping[str, object] = field(default_factory=dict)
    pill: tuple[str, Tone] | None = None
    remark: str = ""
    link: Fact | None = None
    facts: tuple[Fact, ...] = ()
    bar: FactBar | None = None
    chart: FactChart | None = None
    text: str = ""
    picture: QImage | None = None
    picture_name: str = ""
