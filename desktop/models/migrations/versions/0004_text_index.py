"""Index the texts that people search: trigrams on both databases, accents folded (ADR 0009)."""

# ruff: noqa: S608  (the names in the statements are those of this file)

import logging
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DBAPIError

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

logger = logging.getLogger(__name__)

INDEXED: dict[str, tuple[str, ...]] = {
    "customer": (
        "no",
        "name",
        "name_2",
        "search_name",
        "address",
        "address_2",
        "post_code",
        "city",
        "contact",
        "phone",
        "mobile",
        "email",
        "vat_registration_no",
        "registration_no",
    ),
    "item": (
        "no",
        "description",
        "description_2",
        "search_description",
        "gtin",
        "shelf_no",
        "vendor_item_no",
    ),
    "sales_header": (
        "no",
        "sell_to_customer_no",
        "sell_to_name",
        "bill_to_name",
        "ship_to_name",
        "ship_to_city",
        "external_document_no",
        "your_reference",
        "quote_no",
    ),
    "sales_invoice_header": (
        "no",
        "sell_to_customer_no",
        "sell_to_name",
        "bill_to_name",
        "order_no",
        "external_document_no",
        "your_reference",
    ),
    "sales_shipment_header": (
        "no",
        "sell_to_customer_no",
        "sell_to_name",
        "ship_to_name",
        "ship_to_city",
        "order_no",
        "external_document_no",
        "your_reference",
        "package_tracking_no",
    ),
    "cust_ledger_entry": (
        "customer_no",
        "sell_to_customer_no",
        "description",
        "external_document_no",
        "your_reference",
        "currency_code",
        "customer_posting_group",
        "on_hold",
        "reference",
        "payment_reference",
        "salesperson_code",
        "payment_method_code",
        "document_no",
        "user",
    ),
}

KEYS: dict[str, dict[str, str]] = {
    "sales_header": {"document_type": "VARCHAR(30)", "no": "VARCHAR(20)"},
    "cust_ledger_entry": {"entry_no": "BIGINT"},
}
PLAIN_KEY = {"no": "VARCHAR(20)"}

TRIGRAMS = "tokenize='trigram case_sensitive 1'"

# ------------------------------------------------------------------------------ what is folded
# The table of models/values/folding.py as it was at this step, for PostgreSQL's translate() and
# replace(). translate() looks a character up from the left, so those that texts are made of
# come first, also where they stay what they are.

FREQUENT = " etanriosldkmgvupfbhjcyxwzq0123456789-./,@"
ACCENTED = {
    "a": "ÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎǞǟǠǡǺǻȀȁȂȃȦȧḀḁẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặ\u212b",
    "b": "ḂḃḄḅḆḇ",
    "c": "ÇçĆćĈĉĊċČčḈḉ",
    "d": "ÐðĎďĐđḊḋḌḍḎḏḐḑḒḓ",
    "e": "ÈÉÊËèéêëĒēĔĕĖėĘęĚěȄȅȆȇȨȩḔḕḖḗḘḙḚḛḜḝẸẹẺẻẼẽẾếỀềỂểỄễỆệ",
    "f": "Ḟḟ",
    "g": "ĜĝĞğĠġĢģǦǧǴǵḠḡ",
    "h": "ĤĥĦħȞȟḢḣḤḥḦḧḨḩḪḫẖ",
    "i": "ÌÍÎÏìíîïĨĩĪīĬĭĮįİıǏǐȈȉȊȋḬḭḮḯỈỉỊị",
    "j": "Ĵĵǰ",
    "k": "ĶķĸǨǩḰḱḲḳḴḵ\u212a",
    "l": "ĹĺĻļĽľŁłḶḷḸḹḺḻḼḽ",
    "m": "ḾḿṀṁṂṃ",
    "n": "ÑñŃńŅņŇňŊŋǸǹṄṅṆṇṈṉṊṋ",
    "o": "ÒÓÔÕÖØòóôõöøŌōŎŏŐőƠơǑǒǪǫǬǭǾǿȌȍȎȏȪȫȬȭȮȯȰȱṌṍṎṏṐṑṒṓỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợ",
    "p": "ṔṕṖṗ",
    "r": "ŔŕŖŗŘřȐȑȒȓṘṙṚṛṜṝṞṟ",
    "s": "ŚśŜŝŞşŠšſȘșṠṡṢṣṤṥṦṧṨṩẛ",
    "t": "ŢţŤťŦŧȚțṪṫṬṭṮṯṰṱẗ",
    "u": "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưǓǔǕǖǗǘǙǚǛǜȔȕȖȗṲṳṴṵṶṷṸṹṺṻỤụỦủỨứỪừỬửỮữỰự",
    "v": "ṼṽṾṿ",
    "w": "ŴŵẀẁẂẃẄẅẆẇẈẉẘ",
    "x": "ẊẋẌẍ",
    "y": "ÝýÿŶŷŸȲȳẎẏẙỲỳỴỵỶỷỸỹ",
    "z": "ŹźŻżŽžẐẑẒẓẔẕ",
    "\u00a8": "\u0385\u1fc1\u1fed\u1fee",
    "æ": "ÆǢǣǼǽ",
    "ǆ": "Ǆǅ",
    "ǉ": "Ǉǈ",
    "ǌ": "Ǌǋ",
    "ǳ": "Ǳǲ",
    "ʒ": "ƷǮǯ",
    "α": "ΆΑάἀἁἂἃἄἅἆἇἈἉἊἋἌἍἎἏὰ\u1f71ᾀᾁᾂᾃᾄᾅᾆᾇᾈᾉᾊᾋᾌᾍᾎᾏᾰᾱᾲᾳᾴᾶᾷᾸᾹᾺ\u1fbbᾼ",
    "ε": "ΈΕέἐἑἒἓἔἕἘἙἚἛἜἝὲ\u1f73Ὲ\u1fc9",
    "η": "ΉΗήἠἡἢἣἤἥἦἧἨἩἪἫἬἭἮἯὴ\u1f75ᾐᾑᾒᾓᾔᾕᾖᾗᾘᾙᾚᾛᾜᾝᾞᾟῂῃῄῆῇῊ\u1fcbῌ",
    "θ": "Θϴ",
    "ι": "ΊΐΙΪίϊἰἱἲἳἴἵἶἷἸἹἺἻἼἽἾἿὶ\u1f77\u1fbeῐῑῒ\u1fd3ῖῗῘῙῚ\u1fdb",
    "μ": "µΜ",
    "ο": "ΌΟόὀὁὂὃὄὅὈὉὊὋὌὍὸ\u1f79Ὸ\u1ff9",
    "ρ": "ΡῤῥῬ",
    "σ": "Σς",
    "υ": "ΎΥΫΰϋύὐὑὒὓὔὕὖὗὙὛὝὟὺ\u1f7bῠῡῢ\u1fe3ῦῧῨῩῪ\u1feb",
    "ω": "ΏΩώὠὡὢὣὤὥὦὧὨὩὪὫὬὭὮὯὼ\u1f7dᾠᾡᾢᾣᾤᾥᾦᾧᾨᾩᾪᾫᾬᾭᾮᾯῲῳῴῶῷῺ\u1ffbῼ",
    "ϒ": "ϓϔ",
    "а": "АӐӑӒӓ",
    "г": "ЃГѓ",
    "е": "ЀЁЕѐёӖӗ",
    "ж": "ЖӁӂӜӝ",
    "з": "ЗӞӟ",
    "и": "ЍИЙйѝӢӣӤӥ",
    "к": "ЌКќ",
    "о": "ОӦӧ",
    "у": "ЎУўӮӯӰӱӲӳ",
    "ч": "ЧӴӵ",
    "ы": "ЫӸӹ",
    "э": "ЭӬӭ",
    "і": "ІЇї",
    "ѵ": "ѴѶѷ",
    "ә": "ӘӚӛ",
    "ө": "ӨӪӫ",
    "\u1fbf": "\u1fcd\u1fce\u1fcf",
    "\u1ffe": "\u1fdd\u1fde\u1fdf",
}
CAPITALS = (
    "ÞĲĿŒƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƢƤƦƧƩƬƮƱƲƳƵƸƼǤǶǷȜȠȢȤȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲ\u0374Ͷ\u037eͿ\u0387ΒΓΔΖΚ"
    "ΛΝΞΠΤΦΧΨϏϘϚϜϞϠϢϤϦϨϪϬϮϷϹϺϽϾϿЂЄЅЈЉЊЋЏБВДЛМНПРСТФХЦШЩЪЬЮЯѠѢѤѦѨѪѬѮѰѲѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦ"
    "ҨҪҬҮҰҲҴҶҸҺҼҾӀӃӅӇӉӋӍӔӠӶӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓ"
    "ՔՕՖẞỺỼỾ\u1fef\u1ffd"
)
SMALL = (
    "þĳŀœɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵƣƥʀƨʃƭʈʊʋƴƶƹƽǥƕƿȝƞȣȥⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳ\u02b9ͷ;ϳ·βγδζκλνξπτφχψϗϙ"
    "ϛϝϟϡϣϥϧϩϫϭϯϸϲϻͻͼͽђєѕјљњћџбвдлмнпрстфхцшщъьюяѡѣѥѧѩѫѭѯѱѳѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһ"
    "ҽҿӏӄӆӈӊӌӎӕӡӷӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆßỻỽỿ`"
    "\u00b4"
)
EXPANSIONS = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ĳ": "ij",
    "ǆ": "dz",
    "ǉ": "lj",
    "ǌ": "nj",
    "ǳ": "dz",
}
MARKS = (*range(0x0300, 0x0370), *range(0x0483, 0x0488))
FULL_WIDTH = range(0xFF01, 0xFF5F)
TO_ASCII = 0xFEE0


def letter_pairs() -> Iterator[tuple[str, str]]:
    """Each character and the one that it becomes; characters that vanish are not among them."""
    for letter in FREQUENT:
        yield letter, letter
        if letter.isalpha():
            yield letter.upper(), letter
    for plain, letters in ACCENTED.items():
        yield from ((letter, plain) for letter in letters)
    yield from zip(CAPITALS, SMALL, strict=True)
    for code in FULL_WIDTH:
        yield chr(code), chr(code - TO_ASCII).lower()
    yield "\u00a0", " "
    yield from (("\ufffe", "\ufffd"), ("\uffff", "\ufffd"))


def folded(expression: str) -> str:
    """PostgreSQL's expression for a text without case and accents."""
    pairs = list(letter_pairs())
    letters = "".join(letter for letter, _ in pairs) + "".join(map(chr, MARKS))
    plain = "".join(plain for _, plain in pairs)
    letters, plain = (text.replace("'", "''") for text in (letters, plain))
    result = f"translate({expression}, '{letters}', '{plain}')"
    for letter, two in EXPANSIONS.items():
        result = f"replace({result}, '{letter}', '{two}')"
    return result


# ------------------------------------------------------------------------------------- the step


def upgrade() -> None:
    """Make the indexes and fill them from what is there."""
    if op.get_bind().dialect.name == "sqlite":
        has_trigrams = sqlite_has_trigrams()
        for table in INDEXED:
            _index_on_sqlite(table, has_trigrams=has_trigrams)
        return
    op.execute(
        "CREATE FUNCTION fold(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS "
        f"$$ SELECT {folded('$1')} $$"
    )
    trigrams = postgresql_trigrams()
    for table in INDEXED:
        _index_on_postgresql(table, trigrams)


def downgrade() -> None:
    """Take the indexes away; PostgreSQL's extension stays, since others may use it."""
    for table in INDEXED:
        if op.get_bind().dialect.name == "sqlite":
            for event in ("inserted", "changed", "deleted"):
                op.execute(f"DROP TRIGGER {table}_text_{event}")
            op.execute(f"DROP TABLE IF EXISTS {table}_text_index")
            op.execute(f"DROP TABLE {table}_text")
        else:
            op.execute(f"ALTER TABLE {table} DROP COLUMN search_text")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION fold(text)")


# ----------------------------------------------------------------------------------- PostgreSQL


def postgresql_trigrams() -> str | None:
    """The operators of pg_trgm; None where this server or this user has no such extension."""
    bind = op.get_bind()
    try:
        with bind.begin_nested():
            bind.execute(sa.text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
    except DBAPIError as error:
        logger.info("searches do without pg_trgm: %s", str(error.orig).strip())
    schema = bind.execute(
        sa.text(
            "SELECT nspname FROM pg_extension JOIN pg_namespace "
            "ON pg_namespace.oid = extnamespace WHERE extname = 'pg_trgm'"
        )
    ).scalar()
    return f'"{schema}".gin_trgm_ops' if schema else None


def _index_on_postgresql(table: str, trigrams: str | None) -> None:
    texts = " || chr(10) || ".join(f"""coalesce("{name}", '')""" for name in INDEXED[table])
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN search_text text "
        f"GENERATED ALWAYS AS ({folded(texts)}) STORED"
    )
    if trigrams:
        op.execute(f"CREATE INDEX {table}_text_index ON {table} USING gin (search_text {trigrams})")


# --------------------------------------------------------------------------------------- SQLite


def sqlite_has_trigrams() -> bool:
    """Whether this SQLite was built with FTS5 and knows trigrams (3.34)."""
    try:
        op.execute(f"CREATE VIRTUAL TABLE temp.trigram_probe USING fts5(text, {TRIGRAMS})")
    except DBAPIError as error:
        logger.info("searches do without trigrams: %s", error.orig)
        return False
    op.execute("DROP TABLE temp.trigram_probe")
    return True


def _index_on_sqlite(table: str, *, has_trigrams: bool) -> None:
    """A row of folded text for each row, and trigrams over them by a number that stays.

    The rowid of a table with a text key is not promised to survive VACUUM, so it names nothing.
    """
    keys = KEYS.get(table, PLAIN_KEY)
    names = ", ".join(keys)
    columns = ", ".join(f"{name} {kind} NOT NULL" for name, kind in keys.items())
    op.execute(
        f"CREATE TABLE {table}_text (id INTEGER PRIMARY KEY, {columns}, "
        f"text TEXT NOT NULL, UNIQUE ({names}))"
    )
    op.execute(
        f"INSERT INTO {table}_text ({names}, text) "
        f"SELECT {names}, {_text_on_sqlite(table, table)} FROM {table}"
    )
    if has_trigrams:
        op.execute(
            f"CREATE VIRTUAL TABLE {table}_text_index USING fts5(text, "
            f"content='{table}_text', content_rowid='id', columnsize=0, {TRIGRAMS})"
        )
        op.execute(f"INSERT INTO {table}_text_index ({table}_text_index) VALUES ('rebuild')")
    _keep_on_sqlite(table, tuple(keys), has_trigrams=has_trigrams)


def _keep_on_sqlite(table: str, keys: tuple[str, ...], *, has_trigrams: bool) -> None:
    """The triggers that keep the texts and their trigrams with the rows."""
    names = ", ".join(keys)
    watched = tuple(dict.fromkeys((*keys, *INDEXED[table])))
    was = " AND ".join(f"{name} = OLD.{name}" for name in keys)
    now = " AND ".join(f"{name} = NEW.{name}" for name in keys)
    forget = add = ""
    if has_trigrams:
        index = f"{table}_text_index"
        forget = (
            f"INSERT INTO {index} ({index}, rowid, text) "
            f"SELECT 'delete', id, text FROM {table}_text WHERE {was};"
        )
        add = f"INSERT INTO {index} (rowid, text) SELECT id, text FROM {table}_text WHERE {now};"
    values = ", ".join(f"NEW.{name}" for name in keys)
    new_keys = ", ".join(f"{name} = NEW.{name}" for name in keys)
    new_text = _text_on_sqlite(table, "NEW")
    changed = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in watched)
    op.execute(
        f"CREATE TRIGGER {table}_text_inserted AFTER INSERT ON {table} BEGIN "
        f"INSERT INTO {table}_text ({names}, text) VALUES ({values}, {new_text}); {add} END"
    )
    op.execute(
        f"CREATE TRIGGER {table}_text_changed AFTER UPDATE OF "
        + ", ".join(f'"{name}"' for name in watched)
        + f" ON {table} WHEN {changed} BEGIN {forget} "
        f"UPDATE {table}_text SET {new_keys}, text = {new_text} WHERE {was}; {add} END"
    )
    op.execute(
        f"CREATE TRIGGER {table}_text_deleted AFTER DELETE ON {table} BEGIN {forget} "
        f"DELETE FROM {table}_text WHERE {was}; END"
    )


def _text_on_sqlite(table: str, row: str) -> str:
    """The folded text of a row; `fold` is a function that the program gives to SQLite."""
    texts = (f"""coalesce({row}."{name}", '')""" for name in INDEXED[table])
    return f"fold({' || char(10) || '.join(texts)})"
