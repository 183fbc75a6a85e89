"""Give the contacts that are there the match keys by which their duplicates are found (CU133)."""

import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

# As step 0010 made the keys of customers, and services/customers/match_keys.py those of cards that
# were entered since. A contact has neither GLN nor bank account.

_FORMS = """
ab aktiebolag hb handelsbolag kb publ as asa aps oy oyj gmbh mbh ag kg ohg ug se ltd limited plc
llp inc corp corporation llc co company bv nv sa sas sarl srl spa sl pty the
"""
_DOMAINS = """
aol.com bredband.net comhem.se fastmail.com free.fr freenet.de gmail.com gmx.com gmx.de gmx.net
googlemail.com hotmail.com hotmail.co.uk hotmail.de hotmail.fr hotmail.se icloud.com libero.it
live.com live.se mac.com mail.com mail.ru me.com msn.com online.no orange.fr outlook.com outlook.de
outlook.fr outlook.se passagen.se pm.me proton.me protonmail.com spray.se swipnet.se t-online.de
telia.com tele2.se wanadoo.fr web.de yahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.se yandex.com
yandex.ru ymail.com
"""
_APOSTROPHES = str.maketrans("", "", "'’‘‛`´ʼ′＇")
_INITIALS = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+\.?(?![^\W_])")
_WORD = re.compile(r"[^\W_]+")
ROWS_AT_ONCE = 1000
LONGEST_VALUE = 250

_WITHOUT_KEYS = sa.text(
    "SELECT no, fold(name) AS name, fold(address) AS address, fold(post_code) AS post_code, "
    "fold(phone) AS phone, email, vat_registration_no AS vat, registration_no "
    "FROM contact WHERE no > :after AND NOT EXISTS "
    "(SELECT 1 FROM match_key WHERE party = 'contact' AND match_key.no = contact.no) "
    "ORDER BY no LIMIT :most"
)
_INSERT = sa.text(
    "INSERT INTO match_key (party, no, kind, value) VALUES ('contact', :no, :kind, :value)"
)


def upgrade() -> None:
    """Make the keys of the contacts without any, a thousand contacts at a time."""
    connection = op.get_bind()
    after = ""
    while contacts := connection.execute(
        _WITHOUT_KEYS, {"after": after, "most": ROWS_AT_ONCE}
    ).all():
        keys = sorted(
            {
                (row.no, kind, text[:LONGEST_VALUE])
                for row in contacts
                for kind, text in _keys_of(row)
                if text
            }
        )
        if keys:
            rows = [{"no": no, "kind": kind, "value": value} for no, kind, value in keys]
            connection.execute(_INSERT, rows)
        after = contacts[-1].no


def _keys_of(row: sa.Row[*tuple[Any, ...]]) -> Iterator[tuple[str, str]]:
    yield "vat", _plain(row.vat)
    yield "registration", _plain(row.registration_no)
    mails = {part.strip().lower() for part in row.email.split(";")}
    yield from (("email", mail) for mail in mails)
    domains = {mail.rpartition("@")[2] for mail in mails if "@" in mail}
    yield from (("domain", domain) for domain in domains - set(_DOMAINS.split()))
    yield "phone", "".join(sign for sign in row.phone if sign in "0123456789")[-8:]
    code = "".join(_words(row.post_code))
    house = next((word for word in _words(row.address) if word[0].isdigit()), "")
    yield "place", f"{code} {house}" if code and house else ""
    words = _words(row.name)
    forms = set(_FORMS.split())
    yield from (("name", word) for word in [word for word in words if word not in forms] or words)


def _words(folded: str) -> list[str]:
    plain = folded.translate(_APOSTROPHES).replace("&", " and ")
    return _WORD.findall(_INITIALS.sub(lambda found: found[0].replace(".", ""), plain))


def _plain(text: str) -> str:
    return "".join(_WORD.findall(text)).upper()


def downgrade() -> None:
    """The keys stay: the program of the step before keeps those of contacts too."""
