"""The translations in i18n, and the tool that keeps them."""

import gettext
import json
import re
from pathlib import Path

import pytest

from desktop.translation import HYPHENATION, SOFT_HYPHEN
from tools import catalogs
from tools.catalogs import CatalogError, Project

PROGRAM = '''
"""A module."""
GREETING = N_("Good morning, {name}.")
def show(count):
    """Show."""
    # Translators: a button.
    button = _("&Post")
    lines = ngettext("{count} line", "{count} lines", count)
    return lines, self.pgettext("verb", "Order"), _(GREETING)
'''


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small program with Swedish texts, of which none is translated yet."""
    (tmp_path / "desktop" / "views").mkdir(parents=True)
    (tmp_path / "desktop" / "views" / "page.py").write_text(PROGRAM, encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "page.py").write_text('_("not ours")', encoding="utf-8")
    (tmp_path / "babel.cfg").write_text("[python: desktop/**.py]\n", encoding="utf-8")
    made = Project(tmp_path)
    catalogs.update(made)
    catalogs.add(made, "sv")
    return made


SWEDISH: dict[str, str | list[str]] = {
    "Good morning, {name}.": "God morgon, {name}.",
    "&Post": "&Bokför",
    "{count} line": ["{count} rad", "{count} rader"],
    "verb\u0004Order": "Beställ",
}


def write_page(project: Project, text: str) -> None:
    (project.root / "desktop" / "views" / "page.py").write_text(text, encoding="utf-8")


def compiled(project: Project, language: str) -> gettext.NullTranslations:
    return gettext.translation("kontor", project.folder, [language])


# -------------------------------------------------------------------------------- our own texts


def test_our_translations_are_sound() -> None:
    assert catalogs.damaged(Project()) == []


def test_our_texts_are_all_extracted() -> None:
    assert catalogs.outdated(Project()) == []


def test_our_texts_are_all_translated() -> None:
    assert catalogs.untranslated(Project()) == []


def test_swedish_is_shipped_and_compiled_files_are_not_kept() -> None:
    assert "sv" in Project().languages()
    assert "*.mo" in (Project().root / ".gitignore").read_text(encoding="utf-8").split()


# ------------------------------------------------------------------------------------- commands


def test_texts_of_the_program_are_extracted(project: Project) -> None:
    assert catalogs.missing(project, "sv") == {
        key: ["", ""] if isinstance(value, list) else "" for key, value in SWEDISH.items()
    }


def test_files_are_the_same_for_the_same_texts(project: Project) -> None:
    catalogs.fill(project, "sv", SWEDISH)
    files = (project.template, project.translations("sv"))
    before = [file.read_bytes() for file in files]
    write_page(project, "\n\n\n" + PROGRAM)
    catalogs.update(project)
    assert [file.read_bytes() for file in files] == before
    assert not re.search(rb"-Date|:\d+|python-", b"".join(before))


def test_comments_for_translators_are_kept(project: Project) -> None:
    assert '#. a button.\n#: desktop/views/page.py\nmsgid "&Post"' in project.template.read_text(
        encoding="utf-8"
    )


def test_a_filled_language_is_complete(project: Project) -> None:
    assert catalogs.fill(project, "sv", SWEDISH) == []
    assert catalogs.missing(project, "sv") == {}
    assert catalogs.check(project) == []


def test_compiled_texts_can_be_used(project: Project) -> None:
    catalogs.fill(project, "sv", SWEDISH)
    catalogs.compile_all(project)
    texts = compiled(project, "sv")
    assert texts.gettext("&Post") == "&Bokför"
    assert texts.ngettext("{count} line", "{count} lines", 2) == "{count} rader"
    assert texts.pgettext("verb", "Order") == "Beställ"


def test_long_words_are_compiled_with_the_places_where_they_may_be_broken(project: Project) -> None:
    catalogs.fill(project, "sv", {**SWEDISH, "&Post": "&Bokför momsbokföringsmallar"})
    catalogs.compile_all(project)
    texts = compiled(project, "sv")
    parted = texts.pgettext(HYPHENATION, "momsbokföringsmallar")
    assert parted.replace(SOFT_HYPHEN, "-") == "moms-bok-fö-rings-mal-lar"
    assert texts.pgettext(HYPHENATION, "mallar") == "mallar"


@pytest.mark.parametrize(
    ("key", "translation", "wrong"),
    [
        ("Good night", "God natt", "there is no such text"),
        ("Good morning, {name}.", "God morgon.", "its placeholders differ: name"),
        ("Good morning, {name}.", "God morgon, {namn}.", "its placeholders differ: name, namn"),
        ("Good morning, {name}.", "God morgon, {name.", "its braces make no sense"),
        ("{count} line", "{count} rad", "it wants 2 translations, not 1"),
        ("{count} line", ["en rad", "{antal} rader"], "its placeholders differ"),
        ("&Post", ["&Bokför", "&Bokför"], "it wants 1 translations, not 2"),
    ],
)
def test_wrong_translations_are_left_out(
    project: Project, key: str, translation: str | list[str], wrong: str
) -> None:
    problems = catalogs.fill(project, "sv", {key: translation, "verb\u0004Order": "Beställ"})
    assert len(problems) == 1
    assert wrong in problems[0]
    assert "verb\u0004Order" not in catalogs.missing(project, "sv")


def test_a_translation_survives_new_texts(project: Project) -> None:
    catalogs.fill(project, "sv", SWEDISH)
    write_page(project, PROGRAM + '\nnew = _("Good mornings, {name}.")\n')
    assert "lacks 'Good mornings, {name}.'" in catalogs.check(project)[0]
    catalogs.update(project)
    assert catalogs.missing(project, "sv") == {"Good mornings, {name}.": ""}
    assert catalogs.check(project) == ["i18n/sv does not translate 'Good mornings, {name}.'"]


def test_a_text_that_is_gone_is_noticed(project: Project) -> None:
    write_page(project, PROGRAM.replace("&Post", "P&ost"))
    found = catalogs.outdated(project)
    assert "lacks 'P&ost'" in found[0]
    assert "still has '&Post'" in found[1]


def test_a_language_behind_the_template_is_noticed(project: Project) -> None:
    write_page(project, PROGRAM.replace("&Post", "P&ost"))
    catalogs.write_template(project)
    assert [line.split()[0] for line in catalogs.outdated(project)] == ["i18n/sv", "i18n/sv"]


def test_other_plural_forms_are_noticed(project: Project) -> None:
    write_page(project, PROGRAM.replace("{count} lines", "{count} rows"))
    assert "has other plural forms of '{count} line'" in catalogs.outdated(project)[0]


def test_fuzzy_entries_are_noticed(project: Project) -> None:
    catalogs.fill(project, "sv", SWEDISH)
    path = project.translations("sv")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('msgid "&Post"', '#, fuzzy\nmsgid "&Post"'), encoding="utf-8")
    assert catalogs.damaged(project) == ["i18n/sv, '&Post': it is marked fuzzy"]
    catalogs.fill(project, "sv", {"&Post": "&Bokför"})
    assert catalogs.damaged(project) == []


@pytest.mark.parametrize("text", ["{} lines", "{0} lines", "{line.no}", "{a[0]}", "{"])
def test_placeholders_have_plain_names(project: Project, text: str) -> None:
    write_page(project, f"_({text!r})")
    catalogs.write_template(project)
    assert catalogs.damaged(project)[0].startswith(repr(text))


@pytest.mark.parametrize(
    ("letters", "is_sound"),
    [
        ("L D V M K Å VD", True),
        ("L D V M K Å", False),
        ("L D V M K Å Å", False),
        ("D L V M K Å VD", False),  # D means a day everywhere
    ],
)
def test_the_letters_of_date_formulas_are_sound(
    project: Project, letters: str, is_sound: bool
) -> None:
    write_page(project, 'pgettext("date formula letters", "C D W M Q Y WD")')
    catalogs.update(project)
    problems = catalogs.fill(project, "sv", {"\u0004".join(catalogs.LETTERS_KEY): letters})
    assert (not problems) == is_sound


def test_a_broken_program_loses_no_translation(project: Project) -> None:
    catalogs.fill(project, "sv", SWEDISH)
    before = project.translations("sv").read_bytes()
    write_page(project, PROGRAM + '\n_("""open')
    with pytest.raises(CatalogError, match="is not whole"):
        catalogs.update(project)
    assert project.translations("sv").read_bytes() == before


def test_a_language_is_started_once(project: Project) -> None:
    with pytest.raises(CatalogError, match="there already"):
        catalogs.add(project, "sv")
    with pytest.raises(CatalogError, match="no language that Babel knows"):
        catalogs.add(project, "xx")


# ------------------------------------------------------------------------------ pseudo-language


def test_the_pseudo_language_has_every_text(project: Project) -> None:
    catalogs.compile_all(project)
    texts = compiled(project, "qps")
    assert texts.gettext("Good morning, {name}.").startswith("[Ĝôôd môřñîñĝ, {name}.")
    assert texts.ngettext("{count} line", "{count} lines", 2).startswith("[{count} ļîñéš")
    assert "qps" not in project.languages()


@pytest.mark.parametrize(
    "text", ["OK", "Good morning, {name}.", "<b>{count}</b> lines", "&Post", "Terms && more" * 9]
)
def test_a_pseudo_text_is_a_third_longer_and_keeps_its_parts(text: str) -> None:
    made = catalogs.pseudo(text)
    assert len(made) >= len(text) * 4 / 3
    assert catalogs.placeholders(made) == catalogs.placeholders(text)
    assert re.findall(r"<[^>]+>|&\w", made) == re.findall(r"<[^>]+>|&\w", text)
    assert max(map(len, made.split())) < 40


# ---------------------------------------------------------------------------------- the program


def test_the_program_prints_and_takes_json(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert catalogs.main(["missing", "sv"], project) == 0
    asked = json.loads(capsys.readouterr().out)
    file = tmp_path / "sv.json"
    file.write_text(json.dumps({key: SWEDISH[key] for key in asked}), encoding="utf-8")
    assert catalogs.main(["check"], project) == 1
    assert catalogs.main(["fill", "sv", str(file)], project) == 0
    assert catalogs.main(["check"], project) == 0
    assert catalogs.main(["compile"], project) == 0
    assert catalogs.main(["fill", "de", str(file)], project) == 1
    assert "Run: python -m tools.catalogs update" in capsys.readouterr().err
