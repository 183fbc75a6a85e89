"""The house style holds everywhere: lengths, what is forbidden where, and services without Qt."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from tests import architecture
from tests.architecture import Module, Rule, modules_below

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = modules_below(ROOT, "desktop")
SUPPORT = modules_below(ROOT, "tests", "tools")

IMPORT_WITHOUT_QT = """
import importlib, pkgutil, sys
sys.modules["PySide6"] = sys.modules["shiboken6"] = None
import desktop
for layer in ("desktop.models", "desktop.services"):
    try:
        package = importlib.import_module(layer)
    except ModuleNotFoundError as error:
        if error.name != layer:
            raise
        continue
    for module in pkgutil.walk_packages(package.__path__, layer + "."):
        if ".migrations" not in module.name:  # Alembic runs these, they cannot be imported
            importlib.import_module(module.name)
"""


def offences(rule: Rule, modules: list[Module]) -> Iterator[str]:
    return (str(offence) for module in modules for offence in rule(module))


def offences_in(rule: Rule, path: str, source: str) -> list[str]:
    return [offence.text for offence in rule(Module(PurePosixPath(path), source))]


def named(rule: Rule) -> str:
    return rule.__name__


@pytest.mark.parametrize("rule", architecture.LIMITS, ids=named)
def test_nothing_is_too_long(rule: Rule) -> None:
    found = list(offences(rule, PRODUCT + SUPPORT))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("rule", architecture.PROHIBITIONS, ids=named)
def test_nothing_forbidden_is_used(rule: Rule) -> None:
    found = list(offences(rule, PRODUCT))
    assert not found, "\n".join(found)


def test_models_and_services_work_without_qt() -> None:
    command = [sys.executable, "-W", "error", "-c", IMPORT_WITHOUT_QT]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0


# ------------------------------------------------------------------- the rules themselves work

SALES = "desktop/services/sales/totals.py"
REPORT = "desktop/services/reports/layout.py"
SCREEN = "desktop/views/sales/order_list.py"
NUMBERS = "desktop/models/values/numbers.py"
STEP = "desktop/models/migrations/versions/0001_first.py"

LONG_FUNCTION = "def post():\n" + "    step()\n" * 50
LONG_CLASS = "class Order:\n" + "    no = 1\n" * 300
MANY_METHODS = "class Order:\n" + "".join(f"    def step_{n}(self): ...\n" for n in range(21))
LONG_MODULE = "no = 1\n" * 401


@pytest.mark.parametrize(
    ("rule", "path", "source", "found"),
    [
        (architecture.long_functions, SALES, LONG_FUNCTION, "post() has 51 lines"),
        (architecture.long_classes, SALES, LONG_CLASS, "class Order has 301 lines"),
        (architecture.long_classes, SALES, MANY_METHODS, "class Order has 21 methods"),
        (architecture.long_modules, SALES, LONG_MODULE, "the module has 401 lines of code"),
        (architecture.floats, SALES, "rate = 0.25", "the float 0.25"),
        (architecture.floats, SALES, "rate: float", "float"),
        (architecture.roundings, SALES, "round(x, 2)", "round() rounds"),
        (architecture.roundings, SCREEN, "x.quantize(y)", "x.quantize() rounds"),
        (architecture.own_clocks, SALES, "d = date.today()", "date.today() asks"),
        (architecture.own_clocks, SALES, "datetime.datetime.now(UTC)", "datetime.now() asks"),
        (architecture.own_clocks, SCREEN, "QDate.currentDate()", "QDate.currentDate() asks"),
        (architecture.prints, SCREEN, "print(1)", "print()"),
        (architecture.wide_catches, SALES, "try: a\nexcept: b", "every exception"),
        (architecture.wide_catches, SALES, "try: a\nexcept Exception: b", "every exception"),
        (architecture.wide_catches, SALES, "try: a\nexcept (E, Exception): b", "every exception"),
        (architecture.missing_docstrings, SALES, "", "the module has no docstring"),
        (architecture.missing_docstrings, SALES, "'''A.'''\nclass B: ...", "B has no"),
        (architecture.missing_docstrings, SALES, "'''A.'''\ndef post(): ...", "post has no"),
        (architecture.meaningless_names, "desktop/services/utils.py", "", "'utils' says nothing"),
        (
            architecture.neighbouring_screens,
            SCREEN,
            "from desktop.views.items import item_card",
            "desktop.views.items.item_card",
        ),
    ],
)
def test_an_offence_is_found(rule: Rule, path: str, source: str, found: str) -> None:
    [offence] = offences_in(rule, path, source)
    assert found in offence


def test_an_override_is_described_by_its_base_class(tmp_path: Path) -> None:
    base = '"""A."""\nclass Field:\n    """B."""\n    def show(self):\n        """C."""\n'
    date = '"""A."""\nclass Date(field.Field[date]):\n    """B."""\n    def show(self): ...\n'
    (tmp_path / "date.py").write_text(date)
    (tmp_path / "field.py").write_text(base)
    assert list(offences(architecture.missing_docstrings, modules_below(tmp_path, "."))) == []
    (tmp_path / "field.py").write_text(base.replace('"""C."""', "..."))
    assert len(list(offences(architecture.missing_docstrings, modules_below(tmp_path, ".")))) == 2


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (architecture.long_functions, STEP, LONG_FUNCTION),
        (architecture.long_functions, SALES, f"def post():\n    '''{chr(10) * 60}'''\n    step()"),
        (architecture.long_modules, SALES, "no = 1\n\n# why\n" * 400),
        (architecture.floats, REPORT, "margin = 2.5"),
        (architecture.floats, SALES, "isinstance(value, float)"),
        (architecture.roundings, NUMBERS, "x.quantize(y)"),
        (architecture.roundings, SCREEN, "round(13 * scale)"),
        (architecture.own_clocks, "desktop/services/context.py", "datetime.now(UTC)"),
        (architecture.own_clocks, SALES, "context.now()"),
        (architecture.wide_catches, "desktop/views/shell/tasks.py", "try: a\nexcept Exception: b"),
        (architecture.wide_catches, SALES, "try: a\nexcept ValueError: b"),
        (architecture.missing_docstrings, "desktop/services/__init__.py", ""),
        (architecture.missing_docstrings, SALES, "'''A.'''\ndef _post(): ..."),
        (
            architecture.missing_docstrings,
            SCREEN,
            "'''A.'''\nclass Model:\n    '''B.'''\n    def rowCount(self): ...",
        ),
        (architecture.neighbouring_screens, SCREEN, "from desktop.views.shell import navigation"),
        (architecture.neighbouring_screens, SCREEN, "from desktop.views.sales import columns"),
    ],
)
def test_what_is_allowed_is_no_offence(rule: Rule, path: str, source: str) -> None:
    assert offences_in(rule, path, source) == []
