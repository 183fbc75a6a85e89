"""Carry out: accepted lines become orders, each in a transaction of its own (PF56)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from sqlalchemy import update
from sqlalchemy.orm import Session

from desktop.errors import Notice, Refusal
from desktop.models.promising import RequisitionLine
from desktop.services.context import NoProgress, Progress, UserContext
from desktop.services.database import Database, report_changes
from desktop.services.requisitions.checks import LineKey
from desktop.services.requisitions.grouping import Group, accepted_lines, groups_of
from desktop.services.requisitions.making import LinesFailed, MadeOrder, make_order
from desktop.services.requisitions.refusals import NothingAccepted
from desktop.translation import localizer_for


@dataclass(frozen=True, slots=True)
class Failed:
    """A line that stays, and why."""

    key: LineKey
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """What came of it: the orders that were made, and the lines that stay."""

    orders: tuple[MadeOrder, ...] = ()
    failed: tuple[Failed, ...] = field(default=())

    @property
    def notices(self) -> tuple[Notice, ...]:
        """A warning for each reason why a line stays."""
        return tuple(
            Notice(
                refusal.code.value,
                refusal.text,
                refusal.parameters,
                record=refusal.record,
                field=refusal.field,
            )
            for line in self.failed
            for refusal in line.refusals
        )


def carry_out(
    database: Database,
    context: UserContext,
    *,
    worksheet_name: str | None = None,
    lines: Collection[LineKey] | None = None,
    progress: Progress | None = None,
) -> CarriedOut:
    """Make the orders of all accepted lines, or of those of a worksheet or of `lines`.

    A line that fails stays in the worksheet with its reason; the others go on. `progress` may
    cancel between two orders: those that were made stay made. Raises NothingAccepted.
    """
    told = progress or NoProgress()
    groups = database.run_read(partial(_groups, worksheet_name=worksheet_name, lines=lines))
    orders: list[MadeOrder] = []
    failed: list[Failed] = []
    for place, group in enumerate(groups):
        told.check_cancelled()
        told.step(place, len(groups))
        made, failures = _carry_out_group(database, group, context)
        orders += [made] if made is not None else []
        failed += failures
    told.step(len(groups), len(groups))
    return CarriedOut(tuple(orders), tuple(failed))


def _groups(
    session: Session, *, worksheet_name: str | None, lines: Collection[LineKey] | None
) -> Sequence[Group]:
    accepted = accepted_lines(session, worksheet_name, lines)
    if not accepted:
        raise NothingAccepted
    return groups_of(session, accepted)


def _carry_out_group(
    database: Database, group: Group, context: UserContext
) -> tuple[MadeOrder | None, list[Failed]]:
    """Make the order of a group, again without the lines that failed until the rest is well."""
    failures: list[Failed] = []
    while group.lines:
        try:
            made = database.run_write(partial(make_order, group=group, context=context))
        except LinesFailed as problem:
            database.run_write(partial(_note, failed=problem.refusals, context=context))
            failures += [Failed(key, tuple(found)) for key, found in problem.refusals.items()]
            rest = tuple(key for key in group.lines if key not in problem.refusals)
            group = replace(group, lines=rest)
        else:
            return made, failures
    return None, failures


def _note(
    session: Session, failed: Mapping[LineKey, Sequence[Refusal]], context: UserContext
) -> None:
    """Write down at each line why it stays, in the user's words."""
    localizer = localizer_for(context.language)
    for (worksheet_name, line_no), refusals in failed.items():
        text = " ".join(localizer.refusal(refusal) for refusal in refusals)
        session.execute(
            update(RequisitionLine)
            .where(
                RequisitionLine.worksheet_name == worksheet_name,
                RequisitionLine.line_no == line_no,
            )
            .values(failure=text, row_version=RequisitionLine.row_version + 1),
            execution_options={"synchronize_session": False},
        )
    report_changes(session, RequisitionLine.__tablename__)
