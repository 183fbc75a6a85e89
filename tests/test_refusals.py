"""Each refusal has one code, one class, a text whose parts are given, and a test."""

import ast
import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import desktop.models
import desktop.services
from desktop.batch_codes import BatchCode
from desktop.errors import (
    AnyCode,
    ConfirmationCode,
    Conflict,
    FieldRefusal,
    NeedsConfirmation,
    Refusal,
    RefusalCode,
    Unavailable,
)
from desktop.supply_codes import (
    AssemblyCode,
    AvailabilityCode,
    CatalogCode,
    PromisingCode,
    PurchaseCode,
    RequisitionCode,
    TiedCode,
    WarehouseCode,
)

ROOT = Path(__file__).resolve().parent.parent
ABSTRACT = {Refusal, FieldRefusal, NeedsConfirmation}
GENERAL = {RefusalCode.SEVERAL, RefusalCode.CONFLICT, RefusalCode.NEEDS_CONFIRMATION}


@cache
def _everything() -> None:
    """Import all that can refuse."""
    for package in (desktop.models, desktop.services):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in module.name:  # Alembic runs these, they cannot be imported
                importlib.import_module(module.name)


def subclasses(kind: type) -> Iterator[type]:
    children: list[type] = kind.__subclasses__()
    for child in children:
        yield child
        yield from subclasses(child)


@cache
def refusals() -> tuple[type[Refusal], ...]:
    """The classes of refusals of the program; those of tests are their own affair."""
    _everything()
    found = {kind for kind in subclasses(Refusal) if kind.__module__.startswith("desktop.")}
    return tuple(sorted(found - ABSTRACT, key=lambda kind: kind.__name__))


def parts(text: str) -> set[str]:
    """The named parts of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


# ------------------------------------------------------------------------------- codes and classes


def test_every_class_of_refusal_has_its_own_code() -> None:
    """A question has a code of its own, or goes by that of all questions and its own question."""
    shared = Counter((kind.code, getattr(kind, "question", None)) for kind in refusals())
    assert [code for code, count in shared.items() if count > 1] == []
    for kind in refusals():
        is_question = issubclass(kind, NeedsConfirmation)
        assert is_question or "code" in vars(kind), f"{kind.__name__} has no code"
        assert is_question == (kind.code is RefusalCode.NEEDS_CONFIRMATION) or "code" in vars(kind)


def test_every_code_has_a_class() -> None:
    known: set[AnyCode] = {
        *RefusalCode,
        *BatchCode,
        *AssemblyCode,
        *AvailabilityCode,
        *PromisingCode,
        *CatalogCode,
        *PurchaseCode,
        *RequisitionCode,
        *TiedCode,
        *WarehouseCode,
    }
    assert known - {kind.code for kind in refusals()} == set()


def test_no_two_refusals_ask_the_same_question() -> None:
    asked = Counter(kind.question for kind in refusals() if issubclass(kind, NeedsConfirmation))
    assert [question for question, count in asked.items() if count > 1] == []
    assert set(asked) <= set(ConfirmationCode)


def test_classes_of_refusals_have_names_of_their_own() -> None:
    names = Counter(kind.__name__ for kind in refusals())
    assert [name for name, count in names.items() if count > 1] == []


def test_codes_name_their_area() -> None:
    for kind in refusals():
        if kind.code not in GENERAL:
            assert re.fullmatch(r"[a-z_]+\.[a-z_]+", kind.code), kind.code


# ------------------------------------------------------------------------------------------- texts


def test_a_text_is_a_sentence_with_named_parts() -> None:
    for kind in refusals():
        assert "text" in vars(kind), f"{kind.__name__} says nothing of its own"
        assert all(part.isidentifier() for part in parts(kind.text)), kind.text
        assert kind.text == " ".join(kind.text.split())
        end = "?" if issubclass(kind, NeedsConfirmation) else (".", "}")
        assert kind.text.endswith(end), kind.text
        assert kind.__doc__, kind.__name__


def test_what_is_unavailable_says_so() -> None:
    _everything()
    for kind in subclasses(Unavailable):
        if kind.__module__.startswith("desktop."):
            assert str(vars(kind)["text"]).endswith(".")


# ----------------------------------------------------------------------------------- where raised


def calls_of_refusals() -> Iterator[tuple[str, type[Refusal], ast.Call]]:
    """Every place where a refusal is made by its name, and how."""
    by_name = {kind.__name__: kind for kind in refusals()}
    for place, call in _calls():
        kind = by_name.get(_name_of(call.func))
        if kind:
            yield place, kind, call


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted((ROOT / "desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def _name_of(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def test_every_part_of_a_text_is_given_where_it_is_raised() -> None:
    wrong = []
    for place, kind, call in calls_of_refusals():
        given = {keyword.arg for keyword in call.keywords}
        missing = parts(kind.text) - given
        if None not in given and not call.args and missing:
            wrong.append(f"{place}: {kind.__name__} lacks {', '.join(sorted(missing))}")
    assert wrong == []


def test_every_refusal_is_raised_somewhere() -> None:
    used = Counter(
        name
        for path in (ROOT / "desktop").rglob("*.py")
        for name in re.findall(r"\w+", path.read_text("utf-8"))
    )
    idle = [kind.__name__ for kind in refusals() if used[kind.__name__] < 2]
    assert idle == []


def test_every_refusal_is_tried_by_a_test() -> None:
    texts = [
        path.read_text("utf-8")
        for path in (ROOT / "tests").rglob("*")
        if path.suffix in {".py", ".feature"} and path.name != "test_refusals.py"
    ]
    words = set(re.findall(r"[\w.]+", " ".join(texts)))
    untried = [
        kind.__name__
        for kind in refusals()
        if not words
        & {kind.__name__, f"{type(kind.code).__name__}.{kind.code.name}", str(kind.code)}
    ]
    assert untried == []


# ----------------------------------------------------------------------------- how they are made


def test_a_refusal_speaks_english_with_canonical_values() -> None:
    conflict = Conflict(table="customer", record_key="C1", changed_by="LENA")
    assert str(conflict).startswith("customer C1 was changed by LENA")
