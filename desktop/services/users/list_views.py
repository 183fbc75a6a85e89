"""Saved views of lists: filter, order and columns under a name, for one user or for all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import FieldRefusal, RecordRef, RefusalCode
from desktop.models.lists import ListView
from desktop.services.context import UserContext
from desktop.services.list_query import ListQuery
from desktop.translation import N_

EVERYBODY = "*"
"""The owner of a view that all users see."""
LONGEST_NAME = 50


class ViewNameMissing(FieldRefusal):
    """A view cannot be saved without a name."""

    code = RefusalCode.VIEW_NAME_MISSING
    text = N_("The view has no name. Enter a name of at most {longest} characters.")


class ViewExists(FieldRefusal):
    """Another view of the list has this name."""

    code = RefusalCode.VIEW_EXISTS
    text = N_("There is a view {name} of this list already. Choose another name, or replace it.")


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view that somebody saved; `layout` is the arrangement of columns as the screen keeps it."""

    list_name: str
    name: str
    shared: bool
    query: ListQuery
    layout: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


def saved_views(session: Session, list_name: str, user: str) -> tuple[SavedView, ...]:
    """The views of a list that a user sees, by name: the user's own, and those of everybody."""
    query = (
        select(ListView)
        .where(ListView.list_name == list_name, ListView.owner.in_((user, EVERYBODY)))
        .order_by(ListView.name, ListView.owner)
    )
    return tuple(_shown(view) for view in session.scalars(query))


def all_saved_views(session: Session, user: str) -> tuple[SavedView, ...]:
    """The views of every list that a user sees, by list and name, in one statement."""
    query = (
        select(ListView)
        .where(ListView.owner.in_((user, EVERYBODY)))
        .order_by(ListView.list_name, ListView.name, ListView.owner)
    )
    return tuple(_shown(view) for view in session.scalars(query))


def save_view(
    session: Session, view: SavedView, context: UserContext, *, replace: bool = False
) -> tuple[SavedView, ...]:
    """Save a view under its name; returns the views of the list.

    Raises ViewNameMissing, or ViewExists when the name is taken and nothing shall be replaced.
    """
    name = " ".join(view.name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise ViewNameMissing(field="name", longest=LONGEST_NAME)
    owner = EVERYBODY if view.shared else context.user
    stored = session.get(ListView, (view.list_name, owner, name))
    if stored is not None and not replace:
        ref = RecordRef("list_view", (view.list_name, owner, name))
        raise ViewExists(record=ref, field="name", name=name)
    if stored is None:
        stored = ListView(list_name=view.list_name, owner=owner, name=name)
        session.add(stored)
    stored.base_view = view.query.view or ""
    stored.search = view.query.search
    stored.filters = json.dumps(dict(view.query.filters), ensure_ascii=False)
    stored.sorting = json.dumps([list(key) for key in view.query.order])
    stored.layout = json.dumps(dict(view.layout))
    stored.changed_by, stored.changed_at = context.user, context.now()
    session.flush()  # the views are read again below
    return saved_views(session, view.list_name, context.user)


def delete_view(session: Session, view: SavedView, context: UserContext) -> tuple[SavedView, ...]:
    """Delete a view, whoever saved a shared one; returns the views that are left."""
    owner = EVERYBODY if view.shared else context.user
    stored = session.get(ListView, (view.list_name, owner, view.name))
    if stored is not None:
        session.delete(stored)
        session.flush()  # the views are read again below
    return saved_views(session, view.list_name, context.user)


def _shown(view: ListView) -> SavedView:
    query = ListQuery(
        search=view.search,
        order=tuple((str(name), bool(down)) for name, down in json.loads(view.sorting)),
        filters=json.loads(view.filters),
        view=view.base_view or None,
    )
    return SavedView(
        view.list_name, view.name, view.owner == EVERYBODY, query, json.loads(view.layout)
    )
