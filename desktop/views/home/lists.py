"""The lists that home can count: their declarations, by the names of their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.views.shell.desk import Desk

if TYPE_CHECKING:
    from desktop.views.tables.list_spec import ListSpec


def list_names(desk: Desk) -> list[str]:
    """The pages that are lists whatever their key, in the order of the menu."""
    return [spec.name for spec in desk.navigation.specs() if spec.listed is not None]


def listed(desk: Desk, page: str) -> ListSpec:
    """How a list is declared."""
    [declare] = [spec.listed for spec in desk.navigation.specs() if spec.name == page]
    declared: ListSpec = declare(desk)
    return declared
