"""The hard limits of the house style and what is forbidden where, read from the source itself.

A rule is a function from one parsed module to its offences. What ruff and import-linter can
check is left to them.
"""

import ast
import io
import tokenize
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

LONGEST_FUNCTION = 50
LONGEST_MODULE = 400
LONGEST_CLASS = 300
MOST_METHODS = 20

# Methods of Qt that a class overrides and that a name in one word does not give away.
QT_METHODS = frozenset(
    {"accept", "data", "done", "event", "flags", "index", "paint", "parent", "reject", "sort"}
)

EMPTY_NAMES = frozenset({"common", "helper", "helpers", "manager", "misc", "util", "utils"})

Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = ast.Module | ast.ClassDef | Function


@dataclass(frozen=True)
class Module:
    """One source file; `path` is relative to the root of the project, with slashes.

    `known` finds the classes of all modules by their names.
    """

    path: PurePosixPath
    source: str
    known: Mapping[str, ast.ClassDef] = field(default_factory=dict)

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed source."""
        return ast.parse(self.source, str(self.path))

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of the tree, walked once for all rules."""
        return list(ast.walk(self.tree))

    @property
    def is_migration(self) -> bool:
        """A migration is a record of one step: it may be long, and nobody calls it by name."""
        return self.is_in("desktop/models/migrations/versions")

    def is_in(self, *folders: str) -> bool:
        """Tell whether the module lies in one of the folders, or is one of the files."""
        return any(self.path.is_relative_to(folder) for folder in folders)

    def functions(self) -> Iterator[Function]:
        """Every function and method, also the nested ones."""
        return (node for node in self.nodes if isinstance(node, Function))

    def classes(self) -> Iterator[ast.ClassDef]:
        """Every class, also the nested ones."""
        return (node for node in self.nodes if isinstance(node, ast.ClassDef))

    @cached_property
    def calls(self) -> list[tuple[ast.Call, str]]:
        """Every call, with the dotted name of what is called."""
        return [(node, ast.unparse(node.func)) for node in self.nodes if isinstance(node, ast.Call)]


@dataclass(frozen=True)
class Offence:
    """One place where a rule is broken."""

    path: PurePosixPath
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


Rule = Callable[[Module], Iterator[Offence]]


def modules_below(root: Path, *folders: str) -> list[Module]:
    """Read all source files in the folders."""
    known: dict[str, ast.ClassDef] = {}
    paths = sorted(path for folder in folders for path in (root / folder).rglob("*.py"))
    modules = [
        Module(
            PurePosixPath(path.relative_to(root).as_posix()),
            path.read_text(encoding="utf-8"),
            known,
        )
        for path in paths
    ]
    known.update((node.name, node) for module in modules for node in module.classes())
    return modules


# ----------------------------------------------------------------------------------- how long


def long_functions(module: Module) -> Iterator[Offence]:
    """A function has at most 50 lines, its docstring not counted."""
    for function in module.functions():
        length = _length(function) - _docstring_length(function)
        if length > LONGEST_FUNCTION and not module.is_migration:
            yield _offence(module, function, f"{function.name}() has {length} lines")


def long_classes(module: Module) -> Iterator[Offence]:
    """A class has at most 300 lines and 20 methods."""
    for node in module.classes():
        methods = sum(isinstance(member, Function) for member in node.body)
        if _length(node) > LONGEST_CLASS:
            yield _offence(module, node, f"class {node.name} has {_length(node)} lines")
        if methods > MOST_METHODS:
            yield _offence(module, node, f"class {node.name} has {methods} methods")


def long_modules(module: Module) -> Iterator[Offence]:
    """A module has at most 400 lines with code on them."""
    if module.source.count("\n") <= LONGEST_MODULE:
        return
    length = len(code_lines(module))
    if length > LONGEST_MODULE and not module.is_migration:
        yield Offence(module.path, 1, f"the module has {length} lines of code")


def code_lines(module: Module) -> set[int]:
    """The numbers of the lines that hold code: neither empty, nor comment, nor docstring."""
    blank = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(module.source).readline):
        if token.type not in blank | {tokenize.ENDMARKER}:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in (module.tree, *module.classes(), *module.functions()):
        lines -= _docstring_lines(node)
    return lines


# ----------------------------------------------------------------------------------- forbidden


def floats(module: Module) -> Iterator[Offence]:
    """Figures are Decimal in models and services; only the page layout of reports has floats.

    isinstance(value, float) is how a float is refused.
    """
    if not _has_business_figures(module):
        return
    checks = (call for call, name in module.calls if name == "isinstance")
    refused = {id(node) for call in checks for node in ast.walk(call)}
    for node in module.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield _offence(module, node, f"the float {node.value}")
        if isinstance(node, ast.Name) and node.id == "float" and id(node) not in refused:
            yield _offence(module, node, "float")


def roundings(module: Module) -> Iterator[Offence]:
    """Only values/numbers.py rounds. A widget may round pixels, a report points."""
    if module.is_in("desktop/models/values/numbers.py"):
        return
    for call, name in module.calls:
        if name.endswith(".quantize") or (name == "round" and _has_business_figures(module)):
            yield _offence(module, call, f"{name}() rounds outside values/numbers.py")


def own_clocks(module: Module) -> Iterator[Offence]:
    """Today is context.work_date and now is context.now(); only the context looks at a clock."""
    if not module.is_in("desktop/models", "desktop/services", "desktop/views"):
        return
    if module.is_in("desktop/services/context.py"):
        return
    clocks = ("date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time")
    qt_clocks = ("QDate.currentDate", "QDateTime.currentDateTime", "QTime.currentTime")
    for call, name in module.calls:
        if name.endswith(clocks + qt_clocks):
            yield _offence(module, call, f"{name}() asks the clock of the computer")


def prints(module: Module) -> Iterator[Offence]:
    """The program logs; it prints nothing."""
    if module.is_in("desktop"):
        for call, name in module.calls:
            if name == "print":
                yield _offence(module, call, "print()")


def wide_catches(module: Module) -> Iterator[Offence]:
    """Only the outermost places catch every exception."""
    if module.is_in("desktop/views/shell/tasks.py", "desktop/app.py", "desktop/worker.py"):
        return
    for node in module.nodes:
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node):
            yield _offence(module, node, "catches every exception")


def missing_docstrings(module: Module) -> Iterator[Offence]:
    """Each module, class and public function tells what it is for.

    An empty file needs no words, nor does an override of what its base class describes.
    """
    is_empty_package = module.path.name == "__init__.py" and not module.tree.body
    if not ast.get_docstring(module.tree) and not is_empty_package:
        yield Offence(module.path, 1, "the module has no docstring")
    if module.is_migration:
        return
    of_qt = QT_METHODS if module.is_in("desktop/views") else frozenset()
    for node in _public(module.tree, module.known):
        if not ast.get_docstring(node) and node.name not in of_qt:
            yield _offence(module, node, f"{node.name} has no docstring")


def meaningless_names(module: Module) -> Iterator[Offence]:
    """A module is named after the business, not after a technique."""
    for name in (*module.path.parent.parts, module.path.stem):
        if name in EMPTY_NAMES:
            yield Offence(module.path, 1, f"{name!r} says nothing")


def neighbouring_screens(module: Module) -> Iterator[Offence]:
    """Screens of different areas meet only through shell.navigation."""
    shared = {"shell", "tables", "fields", "pages"}
    if not module.is_in("desktop/views") or module.path.parts[2] in shared:
        return
    allowed = {*shared, module.path.parts[2]}
    for node in module.nodes:
        for name in _imported(node):
            parts = name.split(".")
            if parts[:2] == ["desktop", "views"] and not {*parts[2:3]} <= allowed:
                yield _offence(module, node, f"imports {name}, a screen of another area")


LIMITS: tuple[Rule, ...] = (long_functions, long_classes, long_modules)
PROHIBITIONS: tuple[Rule, ...] = (
    floats,
    roundings,
    own_clocks,
    prints,
    wide_catches,
    missing_docstrings,
    meaningless_names,
    neighbouring_screens,
)


# ------------------------------------------------------------------------------ reading source


def _offence(module: Module, node: ast.stmt | ast.expr | ast.AST, text: str) -> Offence:
    return Offence(module.path, getattr(node, "lineno", 1), text)


def _length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _docstring_lines(node: Documented) -> set[int]:
    if not ast.get_docstring(node, clean=False):
        return set()
    docstring = node.body[0]
    return set(range(docstring.lineno, (docstring.end_lineno or docstring.lineno) + 1))


def _docstring_length(node: Documented) -> int:
    return len(_docstring_lines(node))


def _has_business_figures(module: Module) -> bool:
    """Reports have positions on paper, the database module seconds to wait; others have money."""
    if module.is_in("desktop/services/reports", "desktop/services/database.py"):
        return False
    if module.is_migration:
        return False
    return module.is_in("desktop/models", "desktop/services")


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    names = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(ast.unparse(name) in {"Exception", "BaseException"} for name in names)


def _public(
    parent: ast.Module | ast.ClassDef, known: Mapping[str, ast.ClassDef]
) -> Iterator[ast.ClassDef | Function]:
    """Classes and functions that others may use and that nothing else describes."""
    described = _inherited(parent, known) if isinstance(parent, ast.ClassDef) else set()
    for node in parent.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node
            yield from _public(node, known)
        elif isinstance(node, Function) and not _needs_no_docstring(node, described):
            yield node


def _inherited(node: ast.ClassDef, known: Mapping[str, ast.ClassDef]) -> set[str]:
    """The methods that the base classes of a class describe."""
    described: set[str] = set()
    for base in node.bases:
        # `Field[Decimal]` and `field.Field` are both found as Field.
        ancestor = known.get(ast.unparse(base).split("[")[0].split(".")[-1])
        if ancestor and ancestor is not node:
            methods = (member for member in ancestor.body if isinstance(member, Function))
            described |= {method.name for method in methods if ast.get_docstring(method)}
            described |= _inherited(ancestor, known)
    return described


def _needs_no_docstring(function: Function, described: set[str]) -> bool:
    overrides = function.name in described or not function.name.islower()  # Qt's own have capitals
    decorators = {ast.unparse(decorator) for decorator in function.decorator_list}
    repeats = any(name.endswith((".setter", "overload", "override")) for name in decorators)
    return function.name.startswith("_") or overrides or repeats


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
