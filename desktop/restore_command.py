"""`restore FILE`: puts a backup in the place of a company without opening a window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop.errors import Refusal
from desktop.services.backups.restoring import file_at, restore
from desktop.translation import _, user_localizer


def restore_from_command_line(arguments: Sequence[str], last_company: str) -> int:
    """Restore and say what was done; returns the exit code.

    `last_company` is the address of the company that was open last; it is restored unless
    `--company` names another file.
    """
    parser = argparse.ArgumentParser(prog="kontor restore", description=_("Restore a backup"))
    parser.add_argument("backup", type=Path, help=_("the backup's file"))
    parser.add_argument("--company", default="", help=_("the company file to put it in place of"))
    options = parser.parse_args(arguments)
    company = file_at(options.company or last_company)
    if company is None:
        _say(_("Name the company's file with --company; a server's backups are restored there."))
        return 2
    try:
        aside = restore(options.backup.expanduser(), company)
    except Refusal as refusal:
        _say(user_localizer().refusal(refusal))
        return 1
    except OSError as error:
        _say(_("Nothing was restored: {reason}.").format(reason=error.strerror or error))
        return 1
    _say(_("{backup} was restored to {company}.").format(backup=options.backup, company=company))
    if aside is not None:
        _say(_("The company as it was is kept in {file}.").format(file=aside))
    return 0


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
