"""What is done to Kontor here, other tests do too, one thing at a time: they count coverage."""

from pathlib import Path

import pytest

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count no coverage: these tests take long enough without."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.covered_by_others)
