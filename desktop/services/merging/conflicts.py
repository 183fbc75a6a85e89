"""Records of a duplicate that would get a key which a record of the survivor has (CU143)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from desktop.errors import RecordRef, Refusal
from desktop.models.duplicate_words import PartyKind
from desktop.models.pricing import PriceListLine
from desktop.models.pricing_words import PriceSource, PriceStatus
from desktop.services.merging.choice import (
    ConflictKey,
    FieldDifference,
    KeyParts,
    MergeConflict,
    MergePair,
    Resolution,
    Way,
)
from desktop.services.merging.refusals import (
    CodeChanged,
    CodeTaken,
    CodeUnchanged,
    MergeConflicts,
    NoSuchConflict,
    NotRenamable,
    NotTickable,
)
from desktop.services.pricing.verification import same_but_for_source
from desktop.services.setup.field_infos import field_info, field_infos, key_fields, table_of
from desktop.services.setup.field_values import ValueChecker
from desktop.services.setup.references import Reference, references_to

KEPT_APART = frozenset({"match_key", "duplicate_decision", "former_no", "comment", "customer"})
"""Tables that a merge treats in ways of their own."""

NEVER_TWO = frozenset({"contact_business_relation"})
"""Tables of which two records with one key forbid the merge: nobody has to decide about them."""

PRICES = Reference("price_list_line", ("source_no",), "customer", only=("source_type", "customer"))
"""Two price lines are one by what they say, whatever their keys are."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two records with one key: the duplicate's and the survivor's, as they stand."""

    reference: Reference
    duplicate: Row
    survivor: Row

    @property
    def table(self) -> str:
        """The table of both."""
        return self.reference.table

    @property
    def key(self) -> KeyParts:
        """The key of the duplicate's record."""
        return tuple(self.duplicate[name] for name in key_fields(self.table))

    @property
    def survivor_key(self) -> KeyParts:
        """The key of the survivor's record."""
        return tuple(self.survivor[name] for name in key_fields(self.table))

    @property
    def differences(self) -> tuple[FieldDifference, ...]:
        """The fields in which they differ, apart from the key and what the program keeps."""
        found = differences_of(self.table, self.survivor, self.duplicate)
        return tuple(each for each in found if each.name not in self.reference.columns)


def keyed_references(kind: str) -> Iterator[Reference]:
    """References that are part of the key of their table."""
    for reference in references_to(kind):
        if reference.as_text or reference.table in KEPT_APART | NEVER_TWO:
            continue
        if set(reference.columns) <= set(key_fields(reference.table)):
            yield reference


def clashes(session: Session, pair: MergePair) -> tuple[Clash, ...]:
    """All records of the duplicate whose key would be taken, identical ones too.

    Two statements for each table whose key names the party.
    """
    return (
        *(
            clash
            for reference in keyed_references(pair.kind.value)
            for clash in _clashes(session, pair, reference)
        ),
        *_same_prices(session, pair),
    )


def _clashes(session: Session, pair: MergePair, reference: Reference) -> Iterator[Clash]:
    rows = rows_of(session, reference, pair.duplicate)
    if not rows:
        return
    kept = {_rest(reference, row): row for row in rows_of(session, reference, pair.survivor)}
    for row in rows:
        twin = kept.get(_rest(reference, row))
        if twin is not None:
            yield Clash(reference, row, twin)


def _same_prices(session: Session, pair: MergePair) -> Iterator[Clash]:
    """Active price lines of the duplicate that would say the same as the survivor's (CU73)."""
    if pair.kind is not PartyKind.CUSTOMER:
        return  # nobody else has prices
    one, other = aliased(PriceListLine), aliased(PriceListLine)
    is_twin = sa.and_(
        other.source_no == pair.survivor,
        other.status == PriceStatus.ACTIVE,
        same_but_for_source(one, other),
    )
    rows = session.execute(
        sa.select(one.price_list_code, one.line_no, other.price_list_code, other.line_no)
        .join(other, is_twin)
        .where(
            one.source_type == PriceSource.CUSTOMER,
            one.source_no == pair.duplicate,
            one.status == PriceStatus.ACTIVE,
        )
        .order_by(one.price_list_code, one.line_no, other.price_list_code, other.line_no)
    )
    seen: set[KeyParts] = set()
    for code, line_no, other_code, other_line_no in rows:
        if (code, line_no) not in seen:
            seen.add((code, line_no))
            yield Clash(
                PRICES,
                _row_of(session, PRICES.table, (code, line_no)),
                _row_of(session, PRICES.table, (other_code, other_line_no)),
            )


def _row_of(session: Session, name: str, key: KeyParts) -> Row:
    table = table_of(name)
    columns = [table.c[info.name] for info in field_infos(name)]
    is_row = [table.c[part] == value for part, value in zip(key_fields(name), key, strict=True)]
    return session.execute(sa.select(*columns).where(*is_row)).one()._asdict()


def rows_of(session: Session, reference: Reference, no: str) -> list[Row]:
    """The rows of a table that name a party by one reference, in the order of their keys."""
    table = table_of(reference.table)
    columns = [table.c[info.name] for info in field_infos(reference.table)]
    query = sa.select(*columns).where(table.c[reference.columns[0]] == no)
    if reference.only:
        query = query.where(table.c[reference.only[0]] == reference.only[1])
    query = query.order_by(*table.primary_key.columns)
    return [row._asdict() for row in session.execute(query)]


def _rest(reference: Reference, row: Row) -> tuple[Any, ...]:
    """The key of a row without the party."""
    return tuple(row[name] for name in key_fields(reference.table) if name not in reference.columns)


def differences_of(table: str, survivor: Row, duplicate: Row) -> tuple[FieldDifference, ...]:
    """The fields that differ and can be taken over, in the order of the card's columns (CU141)."""
    keys = key_fields(table)
    return tuple(
        FieldDifference(
            info.name,
            survivor[info.name],
            duplicate[info.name],
            ticked=is_blank(survivor[info.name]) and not is_blank(duplicate[info.name]),
        )
        for info in field_infos(table)
        if info.editable and info.name not in keys and survivor[info.name] != duplicate[info.name]
    )


def is_blank(value: object) -> bool:
    """Whether a field has nothing in it; zero, no and a choice say something."""
    return value is None or value == ""


# ------------------------------------------------------------------------------------- to solve


def conflict_of(session: Session, pair: MergePair, clash: Clash) -> MergeConflict:
    """What the user must decide about two records with one key."""
    name = rename_field(clash.reference)
    suggestion = _free_code(session, pair, clash, name) if name else ""
    return MergeConflict(
        clash.table, clash.key, clash.survivor_key, clash.differences, name, suggestion
    )


def rename_field(reference: Reference) -> str:
    """The part of the key that a user may change: the last one, when it is a text."""
    held = {*reference.columns, *(reference.only[:1] if reference.only else ())}
    rest = [name for name in key_fields(reference.table) if name not in held]
    columns = table_of(reference.table).columns
    return rest[-1] if rest and isinstance(columns[rest[-1]].type, sa.String) else ""


def _free_code(session: Session, pair: MergePair, clash: Clash, name: str) -> str:
    """The code with 2, 3 … after it that neither of the two has."""
    column = table_of(clash.table).columns[name]
    length = getattr(column.type, "length", None) or 20
    taken = _codes(session, pair, clash, name)
    count = 2
    while True:
        code = f"{str(clash.duplicate[name])[: length - len(str(count))]}{count}"
        if code not in taken:
            return code
        count += 1


def _codes(session: Session, pair: MergePair, clash: Clash, name: str) -> set[str]:
    """The codes that records of either party have, the rest of their keys being the same."""
    others = [
        each
        for each in key_fields(clash.table)
        if each != name and each not in clash.reference.columns
    ]
    return {
        row[name]
        for no in (pair.survivor, pair.duplicate)
        for row in rows_of(session, clash.reference, no)
        if all(row[each] == clash.duplicate[each] for each in others)
    }


def check_resolutions(
    session: Session,
    pair: MergePair,
    found: Collection[Clash],
    resolutions: Mapping[ConflictKey, Resolution],
) -> Mapping[ConflictKey, Resolution]:
    """The resolutions with the codes as they are stored.

    Raises NoSuchConflict, MergeConflicts while one is open, or what is wrong with one of them.
    """
    open_ = {(clash.table, clash.key): clash for clash in found if clash.differences}
    for table, key in resolutions:
        if (table, key) not in open_:
            raise NoSuchConflict(
                record=RecordRef(table, key), table=table, record_key=str(RecordRef(table, key))
            )
    missing = [RecordRef(*key) for key in open_ if key not in resolutions]
    if missing:
        raise MergeConflicts(
            record=missing[0], count=len(missing), list=", ".join(map(str, missing))
        )
    checked: dict[ConflictKey, Resolution] = {}
    given: set[RecordRef] = set()
    for place, resolution in resolutions.items():
        clash = open_[place]
        checked[place] = solved = _checked(session, pair, clash, resolution)
        if solved.way is Way.RENAME:
            new = RecordRef(clash.table, renamed_key(pair, clash, solved.code))
            if new in given:
                raise _refusal(CodeTaken, new, clash)
            given.add(new)
    return checked


def renamed_key(pair: MergePair, clash: Clash, code: str) -> KeyParts:
    """The key that a record has once it is renamed and belongs to the survivor."""
    name = rename_field(clash.reference)
    party = clash.reference.columns[0]
    return tuple(
        code if each == name else pair.survivor if each == party else clash.duplicate[each]
        for each in key_fields(clash.table)
    )


def _checked(session: Session, pair: MergePair, clash: Clash, resolution: Resolution) -> Resolution:
    ref = RecordRef(clash.table, clash.key)
    name = rename_field(clash.reference)
    old = clash.duplicate[name] if name else ""
    if resolution.way is Way.REMOVE:
        if resolution.code.strip() and resolution.code.strip().upper() != str(old).upper():
            raise _refusal(CodeChanged, ref, clash)
        _check_taken(clash, resolution)
        return resolution
    if not name:
        raise _refusal(NotRenamable, ref, clash)
    info, column = field_info(clash.table, name), table_of(clash.table).columns[name]
    checker = ValueChecker(ref)
    code = checker.stored(column, info, resolution.code)
    if not code or code == old:
        raise _refusal(CodeUnchanged, ref, clash)
    checker.check_reference(session, info, code)
    if str(code) in _codes(session, pair, clash, name):
        raise _refusal(
            CodeTaken, RecordRef(clash.table, renamed_key(pair, clash, str(code))), clash
        )
    return Resolution(Way.RENAME, str(code))


def _check_taken(clash: Clash, resolution: Resolution) -> None:
    known = {each.name for each in clash.differences}
    for name in sorted(resolution.take - known):
        raise NotTickable(record=RecordRef(clash.table, clash.key), field=name, entered_field=name)


def _refusal(kind: type[Refusal], ref: RecordRef, clash: Clash) -> Refusal:
    name = rename_field(clash.reference)
    return kind(record=ref, field=name or None, table=clash.table, record_key=str(ref))
