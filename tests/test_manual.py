"""The manual becomes the help of the program, and says what the program does."""

import json
import os
import re
from pathlib import Path

import pytest

import run
from desktop.pages_of_kontor import all_pages
from desktop.views.shell.keys import Key
from desktop.views.shell.manual import Manual, load_manual
from tools import manual

CHAPTER = """# 7 Things

Text.

## Chairs and desks
<!-- help: chairs, desk_* -->

See [the list](02-lists.md#filters) and [a site](https://example.org/a.md).

```
## no heading
<!-- help: nothing -->
```

### Of oak
<!-- help: oak -->

| a | b |
|---|---|
| `1` | 2 |

![An oak](pictures/oak.png)
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "manual"
    (folder / "pictures").mkdir(parents=True)
    (folder / "07-things.md").write_text(CHAPTER, encoding="utf-8")
    (folder / "README.md").write_text("# Not a chapter", encoding="utf-8")
    (folder / "pictures" / "oak.png").write_bytes(b"png")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Manual:
    """The real manual as the program reads it."""
    folder = tmp_path_factory.mktemp("made") / "manual"
    manual.make(target=folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("desktop.paths.manual", lambda: folder)
        return load_manual()


def test_a_chapter_becomes_a_page_with_places(source: Path, tmp_path: Path) -> None:
    manual.make(source, tmp_path / "out")
    html = (tmp_path / "out" / "07-things.html").read_text(encoding="utf-8")
    assert '<h2 id="chairs-and-desks">' in html
    assert 'href="02-lists.html#filters"' in html
    assert 'href="https://example.org/a.md"' in html
    assert "<table>" in html
    assert "<!-- help: chairs" not in html
    assert "help: nothing" in html
    assert (tmp_path / "out" / "pictures" / "oak.png").is_file()
    assert not (tmp_path / "out" / "README.html").exists()


def test_sections_say_which_pages_they_help_with(source: Path, tmp_path: Path) -> None:
    manual.make(source, tmp_path / "out")
    index = json.loads((tmp_path / "out" / "index.json").read_text(encoding="utf-8"))
    assert index["pages"] == {
        "chairs": "07-things.html#chairs-and-desks",
        "desk_*": "07-things.html#chairs-and-desks",
        "oak": "07-things.html#of-oak",
    }
    [chapter] = index["chapters"]
    assert chapter["title"] == "7 Things"
    assert [(one["title"], one["level"]) for one in chapter["sections"]] == [
        ("Chairs and desks", 2),
        ("Of oak", 3),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("No title", "does not begin with a title"),
        ("<!-- help: a -->\n# 1 Title", "before the first heading"),
        ("# 1 Title\n<!-- help: a -->\n## Two\n<!-- help: a -->", "two sections help with a"),
        ("# 1 Title\n![x](pictures/gone.png)", "there is no pictures/gone.png"),
    ],
)
def test_what_is_wrong_in_a_chapter_is_told(source: Path, text: str, told: str) -> None:
    (source / "07-things.md").write_text(text, encoding="utf-8")
    with pytest.raises(manual.ManualError, match=re.escape(told)):
        manual.make(source, source.parent / "out")


def test_the_program_of_the_command_line_makes_it(tmp_path: Path) -> None:
    assert manual.main([str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "index.json").is_file()


def test_a_fault_ends_the_program_with_its_sentence(
    monkeypatch: pytest.MonkeyPatch, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (source / "07-things.md").write_text("No title", encoding="utf-8")
    monkeypatch.setattr(manual, "SOURCE", source)
    assert manual.main([str(source / "out")]) == 1
    assert "does not begin with a title" in capsys.readouterr().err


# ---------------------------------------------------------------------------------- the real one


def test_each_page_of_the_program_has_its_section(made: Manual) -> None:
    """A new page is named in a chapter of docs/manual: <!-- help: NAME -->."""
    assert [spec.name for spec in all_pages() if not made.place_of(spec.name)] == []


def test_each_section_helps_with_pages_that_exist(made: Manual) -> None:
    names = {spec.name for spec in all_pages()}
    unknown = [name for name, _place in made.pages if "*" not in name and name not in names]
    assert unknown == []


def test_the_more_exact_name_goes_first(made: Manual) -> None:
    index = Manual(Path(), (), (("item_*", "a"), ("item_unit_*", "b"), ("item_unit_card", "c")))
    assert [index.place_of(name) for name in ("item_card", "item_unit_list", "item_unit_card")] == [
        "a",
        "b",
        "c",
    ]
    assert index.place_of("customer") == ""


def test_the_chapter_of_keys_lists_the_keys_of_the_program_and_no_others() -> None:
    text = (manual.SOURCE / "04-keys.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?`) \| (.+?) \|$", text, re.MULTILINE)
    listed = sorted(tuple(re.findall(r"`(.+?)`", keys)) for keys, _what in rows)
    assert listed == sorted(key.value for key in Key)


def test_every_link_within_the_manual_leads_somewhere(made: Manual) -> None:
    places = {chapter.place for chapter in made.chapters}
    places |= {section.place for _chapter, section in made.sections()}
    for chapter in made.chapters:
        html = (made.folder / chapter.place).read_text(encoding="utf-8")
        for link in re.findall(r'href="([^":]+)"', html):
            assert link in places, f"{chapter.place}: {link}"


# ------------------------------------------------------------------------------------- run.py


def test_the_help_is_made_again_when_a_chapter_has_changed(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "out" / "index.json"
    monkeypatch.setattr(run, "MANUAL", source)
    monkeypatch.setattr(run, "MANUAL_INDEX", index)
    assert run.is_manual_stale()
    manual.make(source, index.parent)
    for path in [source, *source.rglob("*")]:
        os.utime(path, (100, 100))
    assert not run.is_manual_stale()
    os.utime(source / "07-things.md", None)
    os.utime(index, (200, 200))
    assert run.is_manual_stale()


def test_a_manual_that_cannot_be_made_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "is_manual_stale", lambda: True)
    monkeypatch.setattr(run, "run_python", lambda *_arguments: 1)
    with pytest.raises(run.SetupError, match="could not be made"):
        run.provide_manual()
