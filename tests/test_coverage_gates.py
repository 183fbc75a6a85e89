"""The gates that hold the coverage of each layer."""

import json
from pathlib import Path

import pytest

from tools.coverage_gates import gates, main


def a_file(lines: int, covered_lines: int, branches: int = 0, covered_branches: int = 0) -> object:
    return {
        "summary": {
            "num_statements": lines,
            "covered_lines": covered_lines,
            "num_branches": branches,
            "covered_branches": covered_branches,
        }
    }


def test_lines_and_branches_count_alike() -> None:
    report = {"files": {"desktop/models/sales.py": a_file(6, 6, 4, 2)}}
    [gate] = gates(report, {"desktop/models": 95})
    assert gate.reached == pytest.approx(80)
    assert not gate.is_passed


def test_a_gate_takes_in_its_own_folder_only() -> None:
    report = {
        "files": {
            "desktop\\services\\sales\\totals.py": a_file(10, 10),
            "desktop/services_old/totals.py": a_file(10, 0),
        }
    }
    [gate] = gates(report, {"desktop/services": 95})
    assert gate.reached == pytest.approx(100)
    assert gate.is_passed


def test_a_folder_without_code_passes() -> None:
    [gate] = gates({"files": {}}, {"desktop/views": 80})
    assert gate.is_passed


@pytest.mark.parametrize(("covered", "exit_code"), [(100, 0), (94, 1)])
def test_a_missed_gate_fails(tmp_path: Path, covered: int, exit_code: int) -> None:
    path = tmp_path / "coverage.json"
    path.write_text(json.dumps({"files": {"desktop/models/sales.py": a_file(100, covered)}}))
    assert main([str(path)]) == exit_code


def test_no_report_fails(tmp_path: Path) -> None:
    assert main([str(tmp_path / "coverage.json")]) == 1
