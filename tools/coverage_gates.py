"""Compare the coverage of each layer with the lowest share that pyproject.toml allows.

    python -m tools.coverage_gates .reports/coverage.json

The gates stand in `[tool.kontor.coverage]`: a folder and the percentage of its lines and branches
that the tests must reach. The exit code is 1 if one is missed.
"""

import json
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# What coverage counts in a file: lines and branches, in all and reached.
_ALL = ("num_statements", "num_branches")
_REACHED = ("covered_lines", "covered_branches")


@dataclass(frozen=True, slots=True)
class Gate:
    """The share of a folder that is reached, and the share that must be; both in percent."""

    folder: str
    reached: float
    lowest: float

    @property
    def is_passed(self) -> bool:
        """Tell whether enough is reached; the shown figure decides, so that nobody wonders."""
        return round(self.reached, 1) >= self.lowest

    def __str__(self) -> str:
        verdict = "" if self.is_passed else "   TOO LOW"
        return f"{self.folder:<20} {self.reached:5.1f} %   (at least {self.lowest} %){verdict}"


def gates(report: Mapping[str, object], lowest: Mapping[str, float]) -> list[Gate]:
    """Work out every gate from coverage's report; a folder without code is fully reached."""
    files = report["files"]
    if not isinstance(files, dict):
        msg = "coverage's report has no table of files"
        raise TypeError(msg)
    summaries = {name.replace("\\", "/"): file["summary"] for name, file in files.items()}
    return [
        Gate(folder, _share(_below(folder, summaries)), percent)
        for folder, percent in lowest.items()
    ]


def _below(folder: str, summaries: Mapping[str, Mapping[str, int]]) -> list[Mapping[str, int]]:
    return [figures for name, figures in summaries.items() if name.startswith(f"{folder}/")]


def _share(summaries: Iterable[Mapping[str, int]]) -> float:
    everything = reached = 0
    for figures in summaries:
        everything += sum(figures.get(name, 0) for name in _ALL)
        reached += sum(figures.get(name, 0) for name in _REACHED)
    return 100 * reached / everything if everything else 100.0


def main(arguments: Sequence[str]) -> int:
    """Print every gate; the result is the exit code."""
    [path] = arguments
    if not Path(path).is_file():
        print(f"There is no {path}: the tests did not run to their end.")
        return 1
    report = json.loads(Path(path).read_text(encoding="utf-8"))
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = gates(report, settings["tool"]["kontor"]["coverage"])
    for gate in found:
        print(gate)
    return 0 if all(gate.is_passed for gate in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
