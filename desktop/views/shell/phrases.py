"""Understands "new invoice birk": which words name the action, and which the object it is for.

The words may stand in any order and be cut short. An action is known by its text in the user's
language and in English; in languages that join words, "faktura" names a "försäljningsfaktura".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.translation import _, pgettext

_LETTERS_INSIDE = 4
"""Shorter parts of a joined word mean nothing."""
_BEST = 3.5
"""As good as the beginning of a text, a little less than the whole."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A typed text as an action sees it: how many words name the action, and the other words."""

    matched: int
    object_words: tuple[str, ...]


def understood(text: str, typed: str) -> Phrase:
    """Read what was typed as the action with this text, marked with N_."""
    words = [word for word in typed.casefold().split() if word not in _left_out()]
    return max(
        (_read(title, words) for title in {text, _(text)}), key=lambda phrase: phrase.matched
    )


def matched_share(text: str, typed: str) -> float:
    """How well a typed text names the action alone; 0 when a word of it is something else."""
    phrase = understood(text, typed)
    if phrase.object_words or not phrase.matched:
        return 0.0
    return _BEST * phrase.matched / max(len(text.split()), phrase.matched)


def best_phrase(texts: Iterable[str], typed: str) -> tuple[tuple[str, ...], Sequence[str]]:
    """The object that is meant, and the actions that are meant with it.

    Of several readings the one counts that leaves the fewest words for the object.
    """
    phrases = {text: understood(text, typed) for text in texts}
    most = max((one.matched for one in phrases.values()), default=0)
    chosen = {
        text: one for text, one in phrases.items() if one.object_words and most == one.matched > 0
    }
    if not chosen:
        return (), ()
    words = next(iter(chosen.values())).object_words
    return words, [text for text, one in chosen.items() if one.object_words == words]


def _read(title: str, words: Sequence[str]) -> Phrase:
    """Each word of the title is named by one typed word at most."""
    left = title.casefold().split()
    matched, others = 0, []
    for word in words:
        named = next((part for part in left if _names(word, part)), None)
        if named is None:
            others.append(word)
        else:
            left.remove(named)
            matched += 1
    return Phrase(matched, tuple(others))


def _names(word: str, part: str) -> bool:
    return part.startswith(word) or (len(word) >= _LETTERS_INSIDE and word in part)


def _left_out() -> list[str]:
    # Translators: small words between an action and its object, as in "new invoice for Birk".
    return pgettext("words left out of a search", "for to of the a").split()
