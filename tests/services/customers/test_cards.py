"""The customer card: what its fields demand and bring along (CU32–CU43)."""

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode, Notice, Refusal
from desktop.models.words import Blocked
from desktop.services.context import UserContext
from desktop.services.customers.card_refusals import (
    BillToChain,
    BillToItself,
    BillToOfOthers,
    EmailMalformed,
    GlnCheckDigit,
    GlnLength,
    GroupWithOpenEntries,
    IbanDoubtful,
    PhoneMalformed,
    PrivacyWouldEnd,
    ServiceOfOtherAgent,
    VatNoFormat,
)
from desktop.services.numbering.refusals import SeriesNotSet, TypedNumberNotAllowed
from desktop.services.records import (
    RecordView,
    add_record,
    change_record,
    delete_record,
    read_record,
)
from desktop.services.setup.refusals import (
    RecordInUse,
    ReferenceMissing,
    ValueNegative,
    ValueOutside,
)
from tests.builders.customers import a_customer, a_ship_to_address
from tests.builders.rows import a_row

ENTER = "SE45 5000 0000 0583 9825 7466"


def enter(session: Session, context: UserContext, field: str, value: object) -> RecordView:
    """Enter a value on the card of customer C1."""
    return change_record(session, "customer", ("C1",), (field, value), context)


def notice_codes(view: RecordView) -> set[str]:
    return {notice.code for notice in view.notices}


def notice_of(view: RecordView, code: str) -> Notice:
    [notice] = [notice for notice in view.notices if notice.code == code]
    return notice


# ------------------------------------------------------------------------------------- new cards


def test_a_new_card_gets_its_number_its_maker_and_the_users_salesperson(
    session: Session, context: UserContext
) -> None:
    change_record(session, "sales_setup", (1,), ("customer_nos", "SQ"), context)
    add_record(session, "user_setup", {"user": "ADMIN", "salesperson_code": "PS"}, context)
    view = add_record(session, "customer", {"name": "Berg"}, context)
    assert view.key == ("SQ00001",)
    assert view.values["salesperson_code"] == "PS"
    assert view.values["created_by"] == "ADMIN"
    assert view.values["no_series_code"] == "SQ"
    named = add_record(session, "customer", {"salesperson_code": "LS"}, context)
    assert named.values["salesperson_code"] == "LS"


def test_a_new_card_without_a_series_wants_one(session: Session, context: UserContext) -> None:
    with pytest.raises(SeriesNotSet) as refusal:
        add_record(session, "customer", {"name": "Berg"}, context)
    assert refusal.value.field == "customer_nos"


def test_a_typed_number_needs_a_series_that_allows_it(
    session: Session, context: UserContext
) -> None:
    assert add_record(session, "customer", {"no": "berg"}, context).key == ("BERG",)
    change_record(session, "sales_setup", (1,), ("customer_nos", "SQ"), context)
    assert add_record(session, "customer", {"no": "LUND"}, context).key == ("LUND",)
    change_record(session, "number_series", ("SQ",), ("manual_nos", False), context)
    with pytest.raises(TypedNumberNotAllowed):
        add_record(session, "customer", {"no": "ÅS"}, context)


def test_the_search_name_follows_the_name_until_it_is_typed(
    session: Session, context: UserContext
) -> None:
    view = add_record(session, "customer", {"no": "C1", "name": "Åkesson"}, context)
    assert view.values["search_name"] == "ÅKESSON"
    assert enter(session, context, "name", "Berg").values["search_name"] == "BERG"
    enter(session, context, "search_name", "MINE")
    assert enter(session, context, "name", "Lund").values["search_name"] == "MINE"


def test_what_documents_need_is_to_do_on_the_card(session: Session, context: UserContext) -> None:
    view = add_record(session, "customer", {"no": "C1", "name": "Berg"}, context)
    to_do = {notice.field for notice in view.notices if notice.code == "customer.to_do"}
    assert to_do == {"gen_bus_posting_group", "vat_bus_posting_group", "customer_posting_group"}
    assert read_record(session, "customer", ("C1",)).notices == view.notices
    a_customer(session, "C2")
    complete = change_record(session, "customer", ("C2",), ("city", "Lund"), context)
    assert complete.notices == ()


# ---------------------------------------------------------------------------------------- bill-to


def test_a_bill_to_customer_exists_and_is_another_one(
    session: Session, context: UserContext
) -> None:
    a_customer(session, "C1")
    with pytest.raises(ReferenceMissing):
        enter(session, context, "bill_to_customer_no", "C9")
    with pytest.raises(BillToItself):
        enter(session, context, "bill_to_customer_no", "C1")
    a_customer(session, "C2")
    view = enter(session, context, "bill_to_customer_no", "c2")
    assert view.values["bill_to_customer_no"] == "C2"
    assert enter(session, context, "bill_to_customer_no", "").values["bill_to_customer_no"] is None


def test_a_bill_to_customer_is_not_billed_to_a_third(
    session: Session, context: UserContext
) -> None:
    a_customer(session, "C3")
    a_customer(session, "C2", bill_to_customer_no="C3")
    a_customer(session, "C1")
    with pytest.raises(BillToChain) as refusal:
        enter(session, context, "bill_to_customer_no", "C2")
    assert refusal.value.parameters == {"no": "C2", "other_no": "C3"}


def test_who_pays_for_others_pays_for_itself(session: Session, context: UserContext) -> None:
    a_customer(session, "C1")
    a_customer(session, "C2")
    a_customer(session, "C3", bill_to_customer_no="C1")
    with pytest.raises(BillToOfOthers) as refusal:
        enter(session, context, "bill_to_customer_no", "C2")
    assert refusal.value.parameters == {"no": "C1", "other_no": "C3"}


# ------------------------------------------------------------------------------------ VAT numbers


@pytest.fixture
def swedish(session: Session, context: UserContext) -> None:
    """Customer C1 in Sweden, whose VAT numbers have one format."""
    add_record(session, "country_region", {"code": "SE", "name": "Sweden"}, context)
    values = {"country_code": "SE", "format": "se##########01"}
    add_record(session, "vat_registration_format", values, context)
    a_customer(session, "C1", country_code="SE")


@pytest.mark.usefixtures("swedish")
def test_a_vat_number_is_stored_without_blanks(session: Session, context: UserContext) -> None:
    view = enter(session, context, "vat_registration_no", "se 5560125790 01")
    assert view.values["vat_registration_no"] == "SE556012579001"
    assert view.notices == ()


@pytest.mark.usefixtures("swedish")
@pytest.mark.parametrize("number", ["SE55601257900", "SE556012579002", "XSE556012579001"])
def test_a_vat_number_of_another_shape_is_refused(
    session: Session, context: UserContext, number: str
) -> None:
    with pytest.raises(VatNoFormat) as refusal:
        enter(session, context, "vat_registration_no", number)
    assert refusal.value.parameters == {
        "vat_no": number,
        "country": "SE",
        "formats": "se##########01",
    }


@pytest.mark.usefixtures("swedish")
def test_any_of_a_countrys_formats_will_do(session: Session, context: UserContext) -> None:
    values = {"country_code": "SE", "format": "@?-#"}
    add_record(session, "vat_registration_format", values, context)
    view = enter(session, context, "vat_registration_no", "x5-7")
    assert view.values["vat_registration_no"] == "X5-7"
    assert enter(session, context, "vat_registration_no", "").values["vat_registration_no"] == ""


@pytest.mark.usefixtures("swedish")
def test_a_card_without_country_is_in_the_companys(session: Session, context: UserContext) -> None:
    change_record(session, "company_information", (1,), ("country_code", "SE"), context)
    enter(session, context, "country_code", None)
    with pytest.raises(VatNoFormat):
        enter(session, context, "vat_registration_no", "DE1")


def test_a_country_without_formats_takes_any_number(session: Session, context: UserContext) -> None:
    a_customer(session, "C1")
    view = enter(session, context, "vat_registration_no", "us 12-3")
    assert view.values["vat_registration_no"] == "US12-3"


def test_wrong_check_digits_are_a_doubt(session: Session, context: UserContext) -> None:
    a_customer(session, "C1")
    view = enter(session, context, "vat_registration_no", "SE556012579101")
    assert notice_of(view, "customer.vat_no_doubtful").field == "vat_registration_no"
    right = enter(session, context, "vat_registration_no", "SE556012579001")
    assert "customer.vat_no_doubtful" not in notice_codes(right)


@pytest.mark.usefixtures("swedish")
def test_a_wrong_organisation_number_is_a_doubt(session: Session, context: UserContext) -> None:
    view = enter(session, context, "registration_no", "556012-5791")
    assert "customer.registration_no_doubtful" in notice_codes(view)
    view = enter(session, context, "registration_no", "556012-5790")
    assert notice_codes(view) == set()


def test_the_same_vat_number_on_others_is_noted(session: Session, context: UserContext) -> None:
    for n in range(10, 22):
        a_customer(session, f"C{n}", vat_registration_no="SE556012579001")
    a_customer(session, "C1")
    view = enter(session, context, "vat_registration_no", "SE556012579001")
    twins = notice_of(view, "customer.vat_no_twins")
    assert twins.parameters["customers"] == ", ".join(f"C{n}" for n in range(10, 20))


# ------------------------------------------------------------------- GLN, IBAN, e-mail and phone


@pytest.mark.parametrize(
    ("gln", "expected"),
    [
        ("7312345000015", GlnCheckDigit),
        ("731234500001", GlnLength),
        ("73123450000144", GlnLength),
        ("731234500001X", GlnLength),
        ("٧٣١٢٣٤٥٠٠٠٠١٤", GlnLength),
    ],
)
def test_a_gln_has_13_digits_the_last_of_which_checks_the_others(
    session: Session, context: UserContext, gln: str, expected: type[Refusal]
) -> None:
    a_customer(session, "C1")
    with pytest.raises(expected):
        enter(session, context, "gln", gln)


def test_a_gln_tells_its_check_digit(session: Session, context: UserContext) -> None:
    a_customer(session, "C1")
    with pytest.raises(GlnCheckDigit) as refusal:
        enter(session, context, "gln", "7312345000019")
    assert refusal.value.parameters["digit"] == "4"
    assert enter(session, context, "gln", "731 2345 000014").values["gln"] == "7312345000014"
    assert enter(session, context, "gln", " ").values["gln"] == ""


def test_an_iban_that_fails_its_check_asks(session: Session, context: UserContext) -> None:
    a_customer(session, "C1")
    key = {"customer_no": "C1", "code": "MAIN"}
    account = add_record(session, "customer_bank_account", {**key, "iban": ENTER}, context)
    assert account.values["iban"] == "SE4550000000058398257466"
    doubtful = ("iban", "SE4550000000058398257467")
    with pytest.raises(IbanDoubtful) as refusal:
        change_record(session, "customer_bank_account", account.key, doubtful, context)
    assert refusal.value.question is ConfirmationCode.USE_IBAN_ANYWAY
    no = context.with_answer(ConfirmationCode.USE_IBAN_ANYWAY, yes=False)
    kept = change_record(session, "customer_bank_account", account.key, doubtful, no)
    assert kept.values["iban"] == account.values["iban"]
    yes = context.with_answer(ConfirmationCode.USE_IBAN_ANYWAY, yes=True)
    taken = change_record(session, "customer_bank_account", account.key, doubtful, yes)
    assert taken.values["iban"] == doubtful[1]


@pytest.mark.parametrize(
    ("email", "wrong"),
    [
        ("lena", "lena"),
        ("lena@", "lena@"),
        ("@berg.se", "@berg.se"),
        ("a@b.se;lena berg@b.se", "lena berg@b.se"),
        ("a@@b.se", "a@@b.se"),
        ("a@b.se, c@d.se", "a@b.se, c@d.se"),
    ],
)
def test_every_address_has_a_local_part_and_a_domain(
    session: Session, context: UserContext, email: str, wrong: str
) -> None:
    a_customer(session, "C1")
    with pytest.raises(EmailMalformed) as refusal:
        enter(session, context, "email", email)
    assert refusal.value.parameters["address"] == wrong


@pytest.mark.parametrize("email", ["a@b.se", "a@b.se; c@d", "a@b.se;", "å.ö@möbler.se", ""])
def test_several_addresses_may_be_given(session: Session, context: UserContext, email: str) -> None:
    a_customer(session, "C1")
    assert enter(session, context, "email", email).values["email"] == email


@pytest.mark.parametrize("field", ["phone", "mobile"])
@pytest.mark.parametrize("number", ["CALL ME", "08-123 x 4", "åtta"])
def test_a_phone_number_has_no_letters(
    session: Session, context: UserContext, field: str, number: str
) -> None:
    a_customer(session, "C1")
    with pytest.raises(PhoneMalformed) as refusal:
        enter(session, context, field, number)
    assert refusal.value.field == field
    assert enter(session, context, field, "+46 (0)8-12 34").values[field] == "+46 (0)8-12 34"


@pytest.mark.parametrize(
    ("table", "key", "field", "value"),
    [
        ("company_information", (1,), "gln", "1"),
        ("company_information", (1,), "iban", "SE1"),
        ("company_information", (1,), "email", "nobody"),
        ("location", ("MAIN",), "phone", "none"),
        ("location", ("MAIN",), "email", "nobody"),
        ("salesperson", ("PS",), "email", "nobody"),
        ("salesperson", ("PS",), "phone", "none"),
        ("ship_to_address", ("C1", "NORTH"), "gln", "1"),
        ("ship_to_address", ("C1", "NORTH"), "phone", "none"),
    ],
)
def test_every_card_with_an_address_is_checked_alike(
    session: Session,
    context: UserContext,
    table: str,
    key: tuple[str | int, ...],
    field: str,
    value: str,
) -> None:
    a_customer(session, "C1")
    a_ship_to_address(session, "C1", "NORTH")
    with pytest.raises(Refusal) as refusal:
        change_record(session, table, key, (field, value), context)
    assert refusal.value.field == field
    assert refusal.value.record is not None
    assert refusal.value.record.table == table


# --------------------------------------------------------------------------- blocking and groups


def test_privacy_blocks_everything_and_its_end_unblocks(
    session: Session, context: UserContext
) -> None:
    a_customer(session, "C1", blocked=Blocked.SHIP)
    assert enter(session, context, "privacy_blocked", True).values["blocked"] is Blocked.ALL
    assert enter(session, context, "privacy_blocked", False).values["blocked"] is Blocked.NONE


def test_lifting_a_block_for_privacy_asks(session: Session, context: UserContext) -> None:
    a_customer(session, "C1", blocked=Blocked.ALL, privacy_blocked=True)
    with pytest.raises(PrivacyWouldEnd):
        enter(session, context, "blocked", "ship")
    no = context.with_answer(ConfirmationCode.CLEAR_PRIVACY_BLOCKED, yes=False)
    assert enter(session, no, "blocked", "ship").values["blocked"] is Blocked.ALL
    yes = context.with_answer(ConfirmationCode.CLEAR_PRIVACY_BLOCKED, yes=True)
    view = enter(session, yes, "blocked", "ship")
    assert (view.values["blocked"], view.values["privacy_blocked"]) == (Blocked.SHIP, False)


def test_blocking_an_ordinary_customer_asks_nothing(session: Session, context: UserContext) -> None:
    a_customer(session, "C1")
    assert enter(session, context, "blocked", "all").values["blocked"] is Blocked.ALL
    enter(session, context, "privacy_blocked", True)
    assert enter(session, context, "blocked", "all").values["privacy_blocked"] is True


def test_open_entries_keep_their_receivables_account(
    session: Session, context: UserContext
) -> None:
    a_customer(session, "C1")
    a_row(session, "cust_ledger_entry", entry_no=1, customer_no="C1", open=False)
    view = enter(session, context, "customer_posting_group", "FOREIGN")
    assert view.values["customer_posting_group"] == "FOREIGN"
    a_row(session, "cust_ledger_entry", entry_no=2, customer_no="C1", open=True)
    with pytest.raises(GroupWithOpenEntries) as refusal:
        enter(session, context, "customer_posting_group", "DOMESTIC")
    assert refusal.value.parameters["count"] == 1
    for field, value in (("currency_code", "EUR"), ("prices_including_vat", True)):
        assert enter(session, context, field, value).values[field] == value


# --------------------------------------------------------------------------------- what follows


def test_another_agent_has_other_services(session: Session, context: UserContext) -> None:
    a_customer(session, "C1")
    with pytest.raises(ServiceOfOtherAgent):
        enter(session, context, "shipping_agent_service_code", "STD")
    enter(session, context, "shipping_agent_code", "DHL")
    with pytest.raises(ServiceOfOtherAgent) as refusal:
        enter(session, context, "shipping_agent_service_code", "NIGHT")
    assert refusal.value.parameters == {"service": "NIGHT", "agent": "DHL"}
    view = enter(session, context, "shipping_agent_service_code", "STD")
    assert view.values["shipping_time"] == "2D"
    cleared = enter(session, context, "shipping_agent_service_code", None)
    assert cleared.values["shipping_time"] == "2D"
    enter(session, context, "shipping_agent_service_code", "EXP")
    gone = enter(session, context, "shipping_agent_code", None)
    assert gone.values["shipping_agent_service_code"] is None


def test_a_payment_method_with_terms_replaces_the_customers(
    session: Session, context: UserContext
) -> None:
    a_customer(session, "C1")
    enter(session, context, "payment_method_code", "BANK")
    assert read_record(session, "customer", ("C1",)).values["payment_terms_code"] == "30D"
    change_record(session, "payment_method", ("CASH",), ("terms_code", "COD"), context)
    view = enter(session, context, "payment_method_code", "CASH")
    assert view.values["payment_terms_code"] == "COD"


@pytest.fixture
def post_codes(session: Session, context: UserContext) -> None:
    """One post code with one city, one with two."""
    add_record(session, "country_region", {"code": "SE"}, context)
    for code, city in (("222 22", "Lund"), ("100 00", "Stockholm"), ("100 00", "Solna")):
        values = {"code": code, "city": city, "county": "X", "country_code": "SE"}
        add_record(session, "post_code", values, context)


@pytest.mark.usefixtures("post_codes")
@pytest.mark.parametrize(
    ("post_code", "filled"),
    [
        ("222 22", ("Lund", "X", "SE")),
        ("100 00", ("Malmö", "M", None)),
        ("999 99", ("Malmö", "M", None)),
        ("", ("Malmö", "M", None)),
    ],
)
def test_a_post_code_with_one_match_fills_the_rest(
    session: Session, context: UserContext, post_code: str, filled: tuple[str, str, str | None]
) -> None:
    a_customer(session, "C1", post_code="211 11", city="Malmö", county="M")
    values = enter(session, context, "post_code", post_code).values
    assert (values["city"], values["county"], values["country_code"]) == filled
    assert enter(session, context, "country_code", "SE").values["city"] == filled[0]


def test_the_default_address_is_one_of_the_customers_own(
    session: Session, context: UserContext
) -> None:
    a_customer(session, "C1")
    a_customer(session, "C2")
    a_ship_to_address(session, "C2", "NORTH")
    with pytest.raises(ReferenceMissing):
        enter(session, context, "ship_to_code", "NORTH")
    a_ship_to_address(session, "C1", "NORTH")
    assert enter(session, context, "ship_to_code", "north").values["ship_to_code"] == "NORTH"


def test_an_address_that_an_order_uses_stays(session: Session, context: UserContext) -> None:
    a_customer(session, "C1")
    a_ship_to_address(session, "C1", "NORTH")
    order = {"document_type": "order", "no": "SO1", "sell_to_customer_no": "C1"}
    a_row(session, "sales_header", **order, ship_to_code="NORTH")
    with pytest.raises(RecordInUse) as refusal:
        delete_record(session, "ship_to_address", ("C1", "NORTH"), context)
    assert refusal.value.parameters["referencing_table"] == "sales_header"


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("sales_header", {"document_type": "order", "no": "SO1", "sell_to_customer_no": "C1"}),
        ("sales_header", {"document_type": "order", "no": "SO1", "bill_to_customer_no": "C1"}),
        ("cust_ledger_entry", {"customer_no": "C1"}),
        ("sales_invoice_header", {"no": "PI1", "sell_to_customer_no": "C1"}),
        ("sales_shipment_header", {"no": "PS1", "bill_to_customer_no": "C1"}),
        ("vat_entry", {"bill_to_no": "C1"}),
    ],
)
def test_a_customer_in_documents_or_entries_stays(
    session: Session, context: UserContext, table: str, values: dict[str, str]
) -> None:
    a_customer(session, "C1")
    a_row(session, table, **values)
    with pytest.raises(RecordInUse) as refusal:
        delete_record(session, "customer", ("C1",), context)
    assert refusal.value.parameters["referencing_table"] == table


@pytest.mark.parametrize("field", ["credit_limit_lcy", "invoice_copies"])
def test_limits_and_copies_are_not_negative(
    session: Session, context: UserContext, field: str
) -> None:
    a_customer(session, "C1")
    with pytest.raises(ValueNegative):
        enter(session, context, field, -1)


def test_a_prepayment_is_a_share(session: Session, context: UserContext) -> None:
    a_customer(session, "C1")
    with pytest.raises(ValueOutside):
        enter(session, context, "prepayment_pct", Decimal("100.5"))
