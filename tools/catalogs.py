"""Keep the translations in step with the program: `python -m tools.catalogs COMMAND`.

extract             collect the texts of desktop/ into i18n/kontor.pot
update              extract, and bring every language's kontor.po up to date
add LANG            start a language
missing LANG        print what is not translated, as JSON: {text: ""}; fill in, then `fill`
fill LANG FILE      put the translations of such a JSON file into the language
compile             write the .mo files that the program reads, and the pseudo-language qps
check               fail when a text was not extracted or a translation is missing or damaged

In JSON a text that has a context stands behind it, with the character U+0004 between, as gettext
writes it; a text with plural forms has a list, one translation for each form of the language.

The files are sorted by text and carry no dates and no line numbers, so that two people who add
texts rarely meet in them. After a merge `update` puts everything right.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
import tempfile
import tokenize
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import TypeAlias

import pyphen
from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from desktop.translation import HYPHENATION, LONGEST_WORD, SOFT_HYPHEN

Key: TypeAlias = tuple[str, str]
"""Names one text: its context, empty for most, and the text (of two forms the singular)."""

DOMAIN = "kontor"
PSEUDO_LANGUAGE = "qps"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "NP_": ((1, "c"), 2),
}
COMMENT_TAG = "Translators:"
TYPED_CONTEXTS = frozenset({"date formula letters", "typed date"})
"""Texts that people type: a language may leave them as they are, the pseudo-language does."""
LETTERS_KEY: Key = ("date formula letters", "C D W M Q Y WD")
SHOWN_KEYS = 8
LINE_WIDTH = 100

_ACCENTED = str.maketrans(
    "aceghijlnorstuwyzACDEGHIJLNORSTUWYZ",
    "åçéĝĥîĵļñôřšţûŵýžÅÇÐÉĜĤÎĴĻÑÔŘŠŢÛŴÝŽ",
)
_KEPT = re.compile(r"(\{[^{}]*\}|<[^<>]+>|&\w)")
_VOLATILE_HEADER = re.compile(
    r'^"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By'
    r"|Report-Msgid-Bugs-To|Project-Id-Version): .*\n",
    re.MULTILINE,
)


class CatalogError(Exception):
    """A command cannot be carried out; the text says why."""


@dataclass(frozen=True)
class Project:
    """Where the texts stand and where their translations lie."""

    root: Path = Path(__file__).resolve().parent.parent

    @property
    def folder(self) -> Path:
        """The folder with one folder for each language."""
        return self.root / "i18n"

    @property
    def template(self) -> Path:
        """The file with every text, in no language."""
        return self.folder / f"{DOMAIN}.pot"

    def translations(self, language: str) -> Path:
        """The file with the translations into a language."""
        return self.folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"

    def languages(self) -> list[str]:
        """The languages that are translated, in alphabetical order."""
        found = self.folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po")
        return sorted(path.parent.parent.name for path in found)


# ---------------------------------------------------------------------------- reading and writing


def key_of(message: Message) -> Key:
    """The key of a text."""
    text = message.id if isinstance(message.id, str) else message.id[0]
    return (message.context or "", text)


def messages_of(catalog: Catalog) -> dict[Key, Message]:
    """All texts of a catalog but its head."""
    return {key_of(message): message for message in catalog if message.id}


def forms_of(message: Message) -> tuple[str, ...]:
    """The translations of a text, one for each plural form; of most texts there is one."""
    if isinstance(message.string, str):
        return (message.string,)
    return tuple(message.string or ("",))


def is_translated(message: Message) -> bool:
    """Whether every form of a text has a translation."""
    return all(forms_of(message))


def load(path: Path, language: str | None = None) -> Catalog:
    """Read a .pot or .po file."""
    if not path.is_file():
        raise CatalogError(f"There is no {path}. Run: python -m tools.catalogs update")
    locale = None if language is None else _locale_of(language)
    with path.open("rb") as file:
        return read_po(file, locale=locale, domain=DOMAIN)


def save(catalog: Catalog, path: Path) -> None:
    """Write a .pot or .po file, always the same for the same texts."""
    for message in catalog:
        # A guess of Babel's from any per cent sign; our placeholders are in braces.
        message.flags -= {"python-format", "python-brace-format"}
    buffer = io.BytesIO()
    write_po(
        buffer,
        catalog,
        width=LINE_WIDTH,
        sort_output=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    text = _VOLATILE_HEADER.sub("", buffer.getvalue().decode())
    _replace(path, text.encode())


def _replace(path: Path, content: bytes) -> None:
    """Write a file in one step, so that a program that reads it meanwhile sees a whole one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


def _locale_of(language: str) -> Locale:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError) as error:
        raise CatalogError(f"{language} is no language that Babel knows: {error}") from error


def _new_catalog(language: str | None = None) -> Catalog:
    name = _locale_of(language).english_name if language else "English"
    return Catalog(
        locale=language,
        domain=DOMAIN,
        header_comment=f"# {name} texts of Kontor. Made and kept by tools/catalogs.py.",
        project="Kontor",
        fuzzy=False,
    )


# ------------------------------------------------------------------------------------- commands


def extract(project: Project) -> Catalog:
    """Every text that the program marks for translation."""
    with (project.root / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel's
    found = extract_from_dir(
        project.root,
        methods,
        options,
        KEYWORDS,
        [COMMENT_TAG],
        strip_comment_tags=True,
        directory_filter=lambda folder: _is_ours(project, Path(folder)),
    )
    catalog = _new_catalog()
    try:
        for file_name, line, text, comments, context in sorted(found, key=lambda row: row[:2]):
            location = Path(file_name).as_posix()
            catalog.add(text, None, [(location, line)], auto_comments=comments, context=context)
    except (SyntaxError, tokenize.TokenError) as error:
        raise CatalogError(f"A file of desktop/ is not whole: {error}") from error
    return catalog


def _is_ours(project: Project, folder: Path) -> bool:
    parts = folder.relative_to(project.root).parts
    return not parts or (parts[0] == "desktop" and parts[-1] != "__pycache__")


def write_template(project: Project) -> Catalog:
    """Bring the template up to date."""
    catalog = extract(project)
    save(catalog, project.template)
    return catalog


def update(project: Project) -> None:
    """Bring the template and every language up to date; new texts are not translated."""
    template = write_template(project)
    for language in project.languages():
        _merge(project, language, load(project.translations(language), language), template)


def add(project: Project, language: str) -> None:
    """Start a language with every text untranslated."""
    if project.translations(language).exists():
        raise CatalogError(f"{language} is there already.")
    _merge(project, language, _new_catalog(language), load(project.template))


def _merge(project: Project, language: str, catalog: Catalog, template: Catalog) -> None:
    # No guesses: a translation of a similar text would be marked fuzzy and is not used anyway.
    catalog.update(template, no_fuzzy_matching=True)
    save(catalog, project.translations(language))


def compile_all(project: Project) -> None:
    """Write the .mo file of each language and of the pseudo-language."""
    for language in project.languages():
        path = project.translations(language)
        catalog = load(path, language)
        _add_hyphenation(catalog, language)
        _write_compiled(catalog, path.with_suffix(".mo"))
    pseudo = pseudo_catalog(load(project.template))
    _write_compiled(pseudo, project.translations(PSEUDO_LANGUAGE).with_suffix(".mo"))


def _add_hyphenation(catalog: Catalog, language: str) -> None:
    """Say where long words may be broken: looking that up takes too long for a running program."""
    known = pyphen.language_fallback(language)
    if known is None:
        return
    texts = " ".join(form for message in catalog for form in forms_of(message))
    dictionary = pyphen.Pyphen(lang=known)
    for word in sorted({each for each in texts.split() if len(each) > LONGEST_WORD}):
        if word.isalpha():
            parted = dictionary.inserted(word, SOFT_HYPHEN)
            catalog.add(word, parted, context=HYPHENATION)


def _write_compiled(catalog: Catalog, path: Path) -> None:
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    _replace(path, buffer.getvalue())


def missing(project: Project, language: str) -> dict[str, str | list[str]]:
    """What a language has not translated, ready to be filled in."""
    catalog = load(project.translations(language), language)
    return {
        _json_key(message): [""] * catalog.num_plurals if message.pluralizable else ""
        for message in sorted(messages_of(catalog).values(), key=key_of)
        if not is_translated(message)
    }


def fill(project: Project, language: str, translations: Mapping[str, str | list[str]]) -> list[str]:
    """Take translations in and tell what is wrong with those that were left out."""
    path = project.translations(language)
    catalog = load(path, language)
    known = {_json_key(message): message for message in messages_of(catalog).values()}
    problems: list[str] = []
    for key, translation in translations.items():
        forms = (translation,) if isinstance(translation, str) else tuple(translation)
        wrong = _fill_one(known.get(key), forms, catalog.num_plurals)
        if wrong:
            problems.append(f"{key!r}: {wrong}")
    save(catalog, path)
    return problems


def _fill_one(message: Message | None, forms: tuple[str, ...], plurals: int) -> str:
    if message is None:
        return "there is no such text; run update, or correct the key"
    expected = plurals if message.pluralizable else 1
    if len(forms) != expected:
        return f"it wants {expected} translations, not {len(forms)}"
    wrong = damage(message, forms)
    if not wrong:
        message.string = forms if message.pluralizable else forms[0]
        message.flags.discard("fuzzy")
    return wrong


def _json_key(message: Message) -> str:
    context, text = key_of(message)
    return f"{context}\u0004{text}" if context else text


# --------------------------------------------------------------------------------------- checks


def check(project: Project) -> list[str]:
    """Everything that is wrong, in words that say what to do; an empty list is good."""
    return [*outdated(project), *damaged(project), *untranslated(project)]


def outdated(project: Project) -> list[str]:
    """Texts that the template lacks or still has, and languages that are behind the template."""
    template = messages_of(load(project.template))
    return [
        *_differences("i18n/kontor.pot", messages_of(extract(project)), template),
        *(
            line
            for language in project.languages()
            for line in _differences(
                f"i18n/{language}",
                template,
                messages_of(load(project.translations(language), language)),
            )
        ),
    ]


def _differences(
    name: str, wanted: Mapping[Key, Message], found: Mapping[Key, Message]
) -> Iterator[str]:
    remedy = "Run: python -m tools.catalogs update"
    if new := sorted(wanted.keys() - found.keys()):
        yield f"{name} lacks {_listed(new)}. {remedy}"
    if gone := sorted(found.keys() - wanted.keys()):
        yield f"{name} still has {_listed(gone)}. {remedy}"
    changed = sorted(key for key in wanted.keys() & found.keys() if wanted[key].id != found[key].id)
    if changed:
        yield f"{name} has other plural forms of {_listed(changed)}. {remedy}"


def damaged(project: Project) -> list[str]:
    """Texts with placeholders that have no name, translations that lost or gained one."""
    problems = [
        f"{key[1]!r}: {wrong}"
        for key, message in sorted(messages_of(load(project.template)).items())
        if (wrong := _source_damage(message))
    ]
    for language in project.languages():
        catalog = load(project.translations(language), language)
        for key, message in sorted(messages_of(catalog).items()):
            wrong = "it is marked fuzzy" if message.fuzzy else damage(message, forms_of(message))
            if wrong:
                problems.append(f"i18n/{language}, {key[1]!r}: {wrong}")
    return problems


def untranslated(project: Project) -> list[str]:
    """Languages with texts that are not translated."""
    problems: list[str] = []
    for language in project.languages():
        catalog = load(project.translations(language), language)
        keys = sorted(
            key for key, message in messages_of(catalog).items() if not is_translated(message)
        )
        if keys:
            problems.append(f"i18n/{language} does not translate {_listed(keys)}")
    return problems


def damage(message: Message, forms: Sequence[str]) -> str:
    """What is wrong with the translations of a text; nothing when they are sound or missing."""
    sources = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    wanted = [placeholders(source) for source in sources]
    for form in filter(None, forms):
        try:
            found = placeholders(form)
        except ValueError as error:
            return f"its braces make no sense ({error})"
        if found not in wanted:
            differing = ", ".join(sorted(wanted[-1] ^ found))
            return f"its placeholders differ: {differing}"
        if key_of(message) == LETTERS_KEY and not _are_seven_letters(form):
            return "it must be seven different letters with blanks between"
    return ""


def placeholders(text: str) -> frozenset[str]:
    """The names in braces. Raises ValueError when braces are left open."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _source_damage(message: Message) -> str:
    sources = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    try:
        names = frozenset[str]().union(*map(placeholders, sources))
    except ValueError as error:
        return f"its braces make no sense ({error})"
    nameless = [name for name in names if not name.isidentifier()]
    return "each placeholder needs a plain name" if nameless else ""


def _are_seven_letters(text: str) -> bool:
    letters = text.upper().split()
    canonical = LETTERS_KEY[1].split()
    # A letter may not mean something else in the canonical spelling, which is always accepted.
    others = [
        letter
        for letter, standard in zip(letters, canonical, strict=False)
        if letter in canonical and letter != standard
    ]
    return len(set(letters)) == len(letters) == len(canonical) and not others


def _listed(keys: Sequence[Key]) -> str:
    shown = ", ".join(repr(text) for _, text in keys[:SHOWN_KEYS])
    more = len(keys) - SHOWN_KEYS
    return f"{shown} and {more} more" if more > 0 else shown


# ------------------------------------------------------------------------------ pseudo-language


def pseudo_catalog(template: Catalog) -> Catalog:
    """Every text a third longer and with accents: what stays English was never translated."""
    catalog = Catalog(locale="en", domain=DOMAIN, fuzzy=False)
    for message in messages_of(template).values():
        if message.context in TYPED_CONTEXTS:
            continue
        if isinstance(message.id, str):
            catalog.add(message.id, pseudo(message.id), context=message.context)
        else:
            forms = tuple(pseudo(form) for form in message.id)
            catalog.add(message.id, forms, context=message.context)
    return catalog


def pseudo(text: str) -> str:
    """A text in the pseudo-language; placeholders, tags and mnemonics are as they were."""
    accented = "".join(
        piece if _KEPT.fullmatch(piece) else piece.translate(_ACCENTED)
        for piece in _KEPT.split(text)
    )
    wanted = -(-len(text) // 3) - len("[]")
    # Some blanks, so that a long text can be broken into lines.
    padding = "".join(" " if place % 8 == 0 else "~" for place in range(max(wanted, 0)))
    return f"[{accented}{padding}]"


# ----------------------------------------------------------------------------------- the program


def _run_missing(project: Project, language: str) -> int:
    print(json.dumps(missing(project, language), ensure_ascii=False, indent=1))
    return 0


def _run_fill(project: Project, language: str, file: str) -> int:
    translations = json.loads(Path(file).read_text(encoding="utf-8"))
    return _report(fill(project, language, translations))


def _run_check(project: Project) -> int:
    return _report(check(project))


def _report(problems: Sequence[str]) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


_COMMANDS: dict[str, tuple[Callable[..., object], tuple[str, ...]]] = {
    "extract": (write_template, ()),
    "update": (update, ()),
    "add": (add, ("language",)),
    "missing": (_run_missing, ("language",)),
    "fill": (_run_fill, ("language", "file")),
    "compile": (compile_all, ()),
    "check": (_run_check, ()),
}


def main(arguments: Sequence[str] | None = None, project: Project | None = None) -> int:
    """Carry out one command; the result is the program's exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.catalogs",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (_, names) in _COMMANDS.items():
        command = commands.add_parser(name)
        for argument in names:
            command.add_argument(argument)
    given = vars(parser.parse_args(arguments))
    run, names = _COMMANDS[given["command"]]
    try:
        result = run(project or Project(), *(given[name] for name in names))
    except CatalogError as error:
        return _report([str(error)])
    return result if isinstance(result, int) else 0


if __name__ == "__main__":
    sys.exit(main())
