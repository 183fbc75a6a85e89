"""Starting on a bare machine: what run.py finds missing, and what it says about it."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import run

REASON = "Qt needs libEGL.so.1 from the system."


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A Debian machine that carries out nothing; the commands it was given."""
    given: list[list[str]] = []

    def note(command: Sequence[str], **_options: object) -> subprocess.CompletedProcess[str]:
        given.append(list(command))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr("subprocess.run", note)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(run, "is_root", lambda: True)
    return given


def test_root_gets_missing_packages_installed(system: list[list[str]]) -> None:
    run.install_system_packages(REASON, ["libegl1"])
    assert system == [
        ["apt-get", "-q", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", "libegl1"],
    ]


@pytest.mark.usefixtures("system")
def test_anybody_else_is_told_the_exact_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "is_root", lambda: False)
    with pytest.raises(run.SetupError) as told:
        run.install_system_packages(REASON, ["libegl1", "libgl1"])
    assert str(told.value) == (
        f"{REASON} Run: sudo apt-get update && "
        "sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    )


@pytest.mark.usefixtures("system")
def test_without_apt_the_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(run.SetupError, match=r"Install what your system calls libegl1, then"):
        run.install_system_packages(REASON, ["libegl1"])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux leaves them to us")
def test_only_missing_libraries_are_installed(
    system: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "is_loadable", lambda soname: soname != "libEGL.so.1")
    run.provide_qt_libraries(window=True)
    assert system[-1][-1] == "libegl1"


def test_a_renamed_package_is_called_as_it_is_called_here(system: list[list[str]]) -> None:
    assert run.name_here(("libcups2", "libcups2t64")) == "libcups2t64"
    assert run.name_here(("libegl1",)) == "libegl1"
    assert system == [["apt-cache", "show", "libcups2t64"]]


def test_a_library_that_is_not_there_is_missed() -> None:
    assert not run.is_loadable("libnosuchthing.so.7")


def test_a_catalog_is_stale_until_it_is_compiled_again(tmp_path: Path) -> None:
    catalog = tmp_path / "kontor.po"
    catalog.touch()
    assert run.is_stale(catalog)
    compiled = tmp_path / "kontor.mo"
    compiled.touch()
    os.utime(catalog, (100, 100))
    assert not run.is_stale(catalog)
    os.utime(compiled, (50, 50))
    assert run.is_stale(catalog)


def test_an_old_python_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "OLDEST_PYTHON", (99, 1))
    assert run.main(["test"]) == 1
    assert "Kontor needs Python 99.1 or newer; this is" in capsys.readouterr().err


def test_the_environment_in_use_is_the_one_of_the_lock() -> None:
    if not run.STAMP.is_file():
        pytest.skip("this Python was set up by hand")
    assert run.found_stamp().split()[0] == run.expected_stamp().split()[0]


def test_every_package_of_the_lock_has_hashes_and_no_address() -> None:
    lock = run.LOCK.read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[a-z])", lock)[1:]
    assert packages
    assert [package for package in packages if "--hash=sha256:" not in package] == []
    assert not re.search(r"://|--index|--find-links|file:", lock)
