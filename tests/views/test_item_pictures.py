"""A file that is no picture is refused before anything is kept."""

from pathlib import Path

import pytest

from desktop.services.items.text_refusals import PictureUnreadable
from desktop.views.items.item_pictures import scaled


def test_a_file_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"Dear customer")
    with pytest.raises(PictureUnreadable) as refusal:
        scaled(path.read_bytes(), "DESK", path.name)
    assert refusal.value.parameters["name"] == "letter.txt"
