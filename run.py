"""Start Kontor, or its tests, on a machine that has nothing but Python.

    python3 run.py [ARGUMENTS]         the program; the first start makes a demo company
    python3 run.py test [ARGUMENTS]    all checks and tests, or pytest with the arguments given
    python3 run.py worker [ARGUMENTS]  posts in the background what is scheduled, without a window
    python3 run.py check               the checks that only read the source
    python3 run.py setup               only what the others need

This file uses the standard library alone. It makes `.venv` beside itself, installs exactly the
packages of `requirements.lock` (each checked by its hash, none built here), and starts Python
there. A later start finds the stamp of the same lock and goes straight to the program.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

OLDEST_PYTHON = (3, 11)
WINDOWS = sys.platform == "win32"

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
STAMP = VENV / "kontor-lock.sha256"
VENV_PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
CATALOGS = ROOT / "i18n"
MANUAL = ROOT / "docs" / "manual"
MANUAL_INDEX = ROOT / "resources" / "manual" / "index.json"
COVERAGE = ROOT / ".reports" / "coverage.json"
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}

# Shared libraries that Qt's wheels expect from the system, and the Debian packages that hold
# them. The first table is enough without a screen (tests), the second adds X11, Wayland and
# printing. A package that Debian renamed is listed with its newer name second.
DRAWING_LIBRARIES = {
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libglib-2.0.so.0": ("libglib2.0-0", "libglib2.0-0t64"),
}
WINDOW_LIBRARIES = {
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libwayland-cursor.so.0": ("libwayland-cursor0",),
    "libwayland-egl.so.1": ("libwayland-egl1",),
    "libcups.so.2": ("libcups2", "libcups2t64"),
}


class SetupError(Exception):
    """Something is missing that this program cannot provide; the text says what to do."""


def say(text: str) -> None:
    """Tell the user what is going on, apart from what the started program prints."""
    print(text, file=sys.stderr, flush=True)


# ------------------------------------------------------------------------- what the system gives


def is_root() -> bool:
    """Tell whether packages of the system can be installed without asking for a password."""
    return not WINDOWS and os.geteuid() == 0


def install_system_packages(reason: str, packages: Sequence[str]) -> None:
    """Install Debian packages as root; for anybody else name the exact command."""
    if not shutil.which("apt-get"):
        msg = f"{reason} Install what your system calls {', '.join(packages)}, then start again."
        raise SetupError(msg)
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not is_root():
        msg = f"{reason} Run: sudo apt-get update && sudo {' '.join(command)}"
        raise SetupError(msg)
    say(f"{reason} Installing {', '.join(packages)}.")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "-q", "update"], command):
        if subprocess.run(step, env=environment, stdout=sys.stderr, check=False).returncode:
            msg = f"{reason} This command failed: {' '.join(step)}"
            raise SetupError(msg)


def is_loadable(soname: str) -> bool:
    """Tell whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def name_here(names: Sequence[str]) -> str:
    """Choose among the names that releases of Debian give one package: the newest known here."""
    for name in reversed(names[1:]):
        command = ["apt-cache", "show", name]
        if (
            shutil.which("apt-cache")
            and not subprocess.run(command, capture_output=True, check=False).returncode
        ):
            return name
    return names[0]


def provide_qt_libraries(*, window: bool) -> None:
    """See to it that Qt finds the libraries of the system; only Linux leaves them to us."""
    if not sys.platform.startswith("linux"):
        return
    wanted = {**DRAWING_LIBRARIES, **(WINDOW_LIBRARIES if window else {})}
    missing = [soname for soname in wanted if not is_loadable(soname)]
    if missing:
        reason = f"Qt needs {', '.join(missing)} from the system."
        install_system_packages(reason, [name_here(wanted[soname]) for soname in missing])


# --------------------------------------------------------------------------- our own environment


@contextlib.contextmanager
def only_one_at_a_time() -> Iterator[None]:
    """Hold back a second start while the first one installs; the lock ends with the process."""
    with (ROOT / ".setup.lock").open("a+b") as handle:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - exists on Windows only

            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - does not exist on Windows

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def expected_stamp() -> str:
    """Name the packages and the Python that `.venv` is made of."""
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    return f"{digest} python{sys.version_info.major}.{sys.version_info.minor}\n"


def found_stamp() -> str:
    """Read which packages and Python `.venv` holds; empty if it was never finished."""
    if not (STAMP.is_file() and VENV_PYTHON.exists()):
        return ""
    return STAMP.read_text(encoding="utf-8")


def create_environment() -> None:
    """Make an empty `.venv`; Debian keeps what that takes in a package of its own."""
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        install_system_packages("This Python cannot create environments.", [package])
    venv.EnvBuilder(with_pip=False, clear=True, symlinks=not WINDOWS).create(VENV)
    command = [str(VENV_PYTHON), "-m", "ensurepip", "--upgrade", "--default-pip"]
    if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode:
        msg = f"Pip could not be put into {VENV}; remove that folder, then start again."
        raise SetupError(msg)


def install_packages() -> None:
    """Install what the lock lists, by hash and as wheels, and stamp the environment."""
    say("Installing the packages of Kontor. This happens once and takes a minute or two.")
    options = ["--quiet", "--disable-pip-version-check", "--no-input"]
    # The lock names everything: pip resolves nothing, so a release of tomorrow changes nothing.
    hashed = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(LOCK)]
    STAMP.unlink(missing_ok=True)
    command = [str(VENV_PYTHON), "-m", "pip", "install", *options, *hashed]
    if subprocess.run(command, cwd=ROOT, stdout=sys.stderr, check=False).returncode:
        msg = "The packages could not be installed; see above, check the network, start again."
        raise SetupError(msg)
    STAMP.write_text(expected_stamp(), encoding="utf-8")


def provide_environment() -> None:
    """Bring `.venv` in line with `requirements.lock`."""
    if found_stamp() == expected_stamp():
        return
    with only_one_at_a_time():
        found, expected = found_stamp(), expected_stamp()
        if found == expected:
            return
        if found.split()[1:] != expected.split()[1:]:
            create_environment()
        install_packages()


def is_stale(catalog: Path) -> bool:
    """Tell whether a translation was changed after it was compiled."""
    compiled = catalog.with_suffix(".mo")
    return not compiled.is_file() or compiled.stat().st_mtime < catalog.stat().st_mtime


def provide_catalogs() -> None:
    """Compile the translations that are newer than their compiled form."""
    if not any(is_stale(catalog) for catalog in CATALOGS.rglob("*.po")):
        return
    if run_python("-m", "tools.catalogs", "compile"):
        msg = "The translations in i18n could not be compiled; see above."
        raise SetupError(msg)


def is_manual_stale() -> bool:
    """Tell whether a chapter or picture of the manual was changed after the help was made."""
    if not MANUAL_INDEX.is_file():
        return True
    made = MANUAL_INDEX.stat().st_mtime
    folders = [MANUAL, *(path for path in MANUAL.iterdir() if path.is_dir())]
    return any(path.stat().st_mtime > made for path in [*folders, *MANUAL.rglob("*.*")])


def provide_manual() -> None:
    """Make the help of the program from the manual when that is newer."""
    if is_manual_stale() and run_python("-m", "tools.manual"):
        msg = "The manual in docs/manual could not be made into help; see above."
        raise SetupError(msg)


def prepare(*, window: bool) -> None:
    """Do all that must be done before Python starts in `.venv`."""
    provide_environment()
    provide_qt_libraries(window=window)
    provide_catalogs()
    provide_manual()


# ----------------------------------------------------------------------------------- the commands


def run_python(*arguments: str, extra: Mapping[str, str] | None = None) -> int:
    """Run Python in `.venv` and wait; the result is its exit code."""
    command = [str(VENV_PYTHON), *arguments]
    environment = {**os.environ, **(extra or {})}
    with contextlib.suppress(KeyboardInterrupt):  # the child was told too, and it says so
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    return 130


def start(arguments: Sequence[str]) -> int:
    """Start the program. On a machine without a screen it draws into memory."""
    has_screen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    prepare(window=has_screen)
    if not WINDOWS:  # Windows would return to the shell at once, so there we wait instead
        os.chdir(ROOT)
        os.execv(VENV_PYTHON, [str(VENV_PYTHON), "-m", "desktop", *arguments])
    return run_python("-m", "desktop", *arguments)


def work(arguments: Sequence[str]) -> int:
    """Post in the background; that needs neither a screen nor the libraries of one."""
    provide_environment()
    provide_catalogs()
    if not WINDOWS:  # so that whoever stops this process stops the worker
        os.chdir(ROOT)
        os.execv(VENV_PYTHON, [str(VENV_PYTHON), "-m", "desktop.worker", *arguments])
    return run_python("-m", "desktop.worker", *arguments)


def set_up(_arguments: Sequence[str]) -> int:
    """Prepare everything and start nothing."""
    prepare(window=False)
    say(f"Ready: {VENV_PYTHON.relative_to(ROOT)}")
    return 0


def test(arguments: Sequence[str]) -> int:
    """Run pytest as told or, with no arguments, everything that must hold before a change lands."""
    prepare(window=False)
    if arguments:
        return run_python("-m", "pytest", *arguments, extra=OFFSCREEN)
    COVERAGE.parent.mkdir(exist_ok=True)
    COVERAGE.unlink(missing_ok=True)
    return run_all({**CHECKS, **TESTS})


def check(_arguments: Sequence[str]) -> int:
    """Run what reads the source without running it."""
    prepare(window=False)
    return run_all(CHECKS)


def run_all(steps: Mapping[str, Sequence[str]]) -> int:
    """Run every step, also after one has failed, and say at the end which did."""
    failed = []
    for name, command in steps.items():
        say(f"== {name}")
        if run_python(*command, extra=OFFSCREEN):
            failed.append(name)
    say(f"Failed: {', '.join(failed)}" if failed else "Everything passed.")
    return 1 if failed else 0


CHECKS = {
    "ruff check": ("-m", "ruff", "check", "."),
    "ruff format": ("-m", "ruff", "format", "--check", "."),
    "mypy": ("-m", "mypy"),
    "import-linter": ("-c", "from importlinter.cli import lint_imports_command as c; c()"),
}
TESTS = {
    # Tests that share what is set up run in one process (tests/sharing_out.py). More processes than
    # processors, because tests wait for disks, servers and other processes.
    "tests": (
        *("-m", "pytest", "-n", "3", "--dist", "loadscope", "--no-loadscope-reorder"),
        *("--cov", "--cov-report=", f"--cov-report=json:{COVERAGE}"),
    ),
    "coverage": ("-m", "tools.coverage_gates", str(COVERAGE)),
}
COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "check": check,
    "setup": set_up,
    "test": test,
    "worker": work,
}


def main(arguments: Sequence[str]) -> int:
    """Carry out one command; the result is the exit code."""
    if sys.version_info < OLDEST_PYTHON:
        wanted, found = ".".join(map(str, OLDEST_PYTHON)), sys.version.split()[0]
        say(f"Kontor needs Python {wanted} or newer; this is {found} ({sys.executable}).")
        return 1
    try:
        if arguments and arguments[0] in COMMANDS:
            return COMMANDS[arguments[0]](arguments[1:])
        return start(arguments)
    except SetupError as error:
        say(str(error))
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
