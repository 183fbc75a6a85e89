"""Saved views of lists: one's own and everybody's."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.list_query import ListQuery
from desktop.services.users.list_views import (
    SavedView,
    ViewExists,
    ViewNameMissing,
    delete_view,
    save_view,
    saved_views,
)

QUERY = ListQuery("oak", (("amount", True),), {"amount": ">1000", "city": "Å*"}, "open")
VIEW = SavedView("posted_invoices", "Large", shared=False, query=QUERY, layout={"hidden": ["city"]})
Save = Callable[..., tuple[SavedView, ...]]


@pytest.fixture
def save(company: Database, context: UserContext) -> Save:
    def saved(
        view: SavedView, *, user: str = context.user, replacing: bool = False
    ) -> tuple[SavedView, ...]:
        with company.write() as session:
            return save_view(session, view, replace(context, user=user), replace=replacing)

    return saved


def test_a_view_comes_back_as_it_was_saved(
    save: Save, company: Database, context: UserContext
) -> None:
    assert save(VIEW) == (VIEW,)
    with company.read() as session:
        assert saved_views(session, "posted_invoices", context.user) == (VIEW,)
        assert saved_views(session, "customers", context.user) == ()


def test_only_a_shared_view_is_seen_by_others(save: Save) -> None:
    shared = replace(VIEW, name="Late", shared=True)
    save(VIEW)
    save(shared)
    mine = replace(VIEW, name="Mine")
    assert save(mine, user="KARIN") == (shared, mine)


def test_a_taken_name_is_refused_unless_it_shall_be_replaced(save: Save) -> None:
    save(VIEW)
    changed = replace(VIEW, name=" Large ", query=ListQuery(search="ash"))
    with pytest.raises(ViewExists) as refusal:
        save(changed)
    assert refusal.value.parameters["name"] == "Large"
    [view] = save(changed, replacing=True)
    assert view.query == ListQuery(search="ash")


@pytest.mark.parametrize("name", ["", "   ", "x" * 51])
def test_a_view_needs_a_name_of_bearable_length(save: Save, name: str) -> None:
    with pytest.raises(ViewNameMissing):
        save(replace(VIEW, name=name))


def test_a_view_is_deleted(save: Save, company: Database, context: UserContext) -> None:
    save(VIEW)
    save(replace(VIEW, name="Other"))
    with company.write() as session:
        assert [view.name for view in delete_view(session, VIEW, context)] == ["Other"]
