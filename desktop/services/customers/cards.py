"""The customer card: what each field demands and brings along (CU32–CU40)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode
from desktop.models.codes import PaymentMethod, PostCode, ShippingAgentService
from desktop.models.company import CompanyInformation
from desktop.models.customers import (
    Customer,
    CustomerBankAccount,
    ShipToAddress,
    VatRegistrationFormat,
)
from desktop.models.ledgers import CustLedgerEntry
from desktop.models.setup import SalesSetup
from desktop.models.users import UserSetup
from desktop.models.words import Blocked
from desktop.services.context import UserContext
from desktop.services.customers import match_keys, party_numbers
from desktop.services.customers.card_notices import card_notices
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
from desktop.services.customers.completeness import to_do
from desktop.services.numbering.cards import chosen_series, number_card
from desktop.services.setup.record_engine import ref_of
from desktop.services.setup.record_rules import FieldRule, Record, RecordRules
from desktop.services.setup.refusals import ReferenceMissing
from desktop.services.setup.repeated_answers import ask_together, asked_once
from desktop.services.setup.rules import (
    attachment_limit,
    between,
    check_posting_dates,
    default_vat_bus_group,
    not_negatives,
    only_if_blank,
    percentages,
)

ADDRESS_FIRST = ("post_code", "country_code")
"""What brings other parts of an address along, and what the rules of others look at."""

SERIES = (SalesSetup, "customer_nos")


def new_customer(session: Session, customer: Customer, context: UserContext) -> None:
    """Give a new card its number and its maker (CU33)."""
    number_card(session, customer, SERIES, context)
    customer.created_by = context.user
    customer.created_at = context.now()


def begin_customer(session: Session, customer: Customer, context: UserContext) -> None:
    """A new customer is the user's, when the user is a salesperson (CU33)."""
    user = session.get(UserSetup, context.user)
    if user is not None and customer.salesperson_code is None:
        customer.salesperson_code = user.salesperson_code


def bill_to(session: Session, customer: Customer, value: object, _context: UserContext) -> object:
    """A bill-to customer is another one, and pays for itself (CU34)."""
    if not value:
        return value
    ref = ref_of("customer", customer)
    if value == customer.no:
        raise BillToItself(record=ref, field="bill_to_customer_no", no=value)
    other = session.get(Customer, value)
    if other is not None and other.bill_to_customer_no:
        raise BillToChain(
            record=ref,
            field="bill_to_customer_no",
            no=value,
            other_no=other.bill_to_customer_no,
        )
    payee_of = select(Customer.no).where(Customer.bill_to_customer_no == customer.no)
    first = session.scalar(payee_of.order_by(Customer.no).limit(1))
    if first is not None:
        raise BillToOfOthers(
            record=ref, field="bill_to_customer_no", no=customer.no, other_no=first
        )
    return value


def vat_registration_no(
    session: Session, record: Record, value: object, _context: UserContext
) -> object:
    """Upper-case without blanks, and in one of the country's formats if it has any (CU36)."""
    number = party_numbers.compact(str(value or ""))
    country = record.country_code or session.get_one(CompanyInformation, 1).country_code
    formats = session.scalars(
        select(VatRegistrationFormat.format).where(VatRegistrationFormat.country_code == country)
    ).all()
    if number and formats and not any(party_numbers.fits_format(number, f) for f in formats):
        raise VatNoFormat(
            record=ref_of(record.__tablename__, record),
            field="vat_registration_no",
            vat_no=number,
            country=country,
            formats=", ".join(formats),
        )
    return number


def gln(_session: Session, record: Record, value: object, _context: UserContext) -> object:
    """Thirteen digits, the last of which checks the others (CU37)."""
    number = party_numbers.compact(str(value or ""))
    if not number:
        return ""
    ref = ref_of(record.__tablename__, record)
    if len(number) != party_numbers.GLN_LENGTH or not party_numbers.is_digits(number):
        raise GlnLength(record=ref, field="gln", gln=number)
    digit = party_numbers.gln_check_digit(number)
    if number[-1] != digit:
        raise GlnCheckDigit(record=ref, field="gln", gln=number, digit=digit)
    return number


def iban(_session: Session, record: Record, value: object, context: UserContext) -> object:
    """An IBAN that fails its check is taken only when the user says so (CU37)."""
    number = party_numbers.compact(str(value or ""))
    if not number or party_numbers.is_valid_iban(number):
        return number
    answer = context.answer(ConfirmationCode.USE_IBAN_ANYWAY)
    if answer is None:
        raise IbanDoubtful(record=ref_of(record.__tablename__, record), field="iban", iban=number)
    return number if answer else record.iban


def email(_session: Session, record: Record, value: object, _context: UserContext) -> object:
    """Every address has the form local@domain (CU37)."""
    wrong = party_numbers.malformed_address(str(value or ""))
    if wrong is not None:
        raise EmailMalformed(
            record=ref_of(record.__tablename__, record), field="email", address=wrong
        )
    return value


def phone(field: str) -> FieldRule:
    """A rule for a phone number: it has no letters (CU37)."""

    def check(_session: Session, record: Record, value: object, _context: UserContext) -> object:
        if not party_numbers.is_phone(str(value or "")):
            raise PhoneMalformed(
                record=ref_of(record.__tablename__, record), field=field, phone=value
            )
        return value

    return check


def customer_posting_group(
    session: Session, customer: Customer, value: object, _context: UserContext
) -> object:
    """Open entries keep their receivables account (CU39); a new customer has none."""
    if not inspect(customer).persistent:
        return value
    count = session.execute(
        select(func.count()).where(CustLedgerEntry.customer_no == customer.no, CustLedgerEntry.open)
    ).scalar_one()
    if count:
        raise GroupWithOpenEntries(
            record=ref_of("customer", customer),
            field="customer_posting_group",
            no=customer.no,
            count=count,
        )
    return value


def blocked(_session: Session, customer: Customer, value: object, context: UserContext) -> object:
    """A customer blocked for privacy is unblocked together with its privacy (CU38)."""
    if not customer.privacy_blocked or value is Blocked.ALL:
        return value
    answer = context.answer(ConfirmationCode.CLEAR_PRIVACY_BLOCKED)
    if answer is None:
        raise PrivacyWouldEnd(record=ref_of("customer", customer), field="blocked", no=customer.no)
    if not answer:
        return customer.blocked
    customer.privacy_blocked = False
    return value


def after_privacy_blocked(
    _session: Session, customer: Customer, _old: object, _context: UserContext
) -> None:
    """Privacy blocks everything, and its end unblocks (CU38)."""
    customer.blocked = Blocked.ALL if customer.privacy_blocked else Blocked.NONE


def agent_service(session: Session, record: Record, value: object, _context: UserContext) -> object:
    """A service belongs to the chosen agent (CU35)."""
    if value and _service(session, record.shipping_agent_code, value) is None:
        raise ServiceOfOtherAgent(
            record=ref_of(record.__tablename__, record),
            field="shipping_agent_service_code",
            service=value,
            agent=record.shipping_agent_code or "",
        )
    return value


def after_agent(_session: Session, record: Record, _old: object, _context: UserContext) -> None:
    """Another agent has other services (CU35)."""
    record.shipping_agent_service_code = None


def after_agent_service(
    session: Session, customer: Customer, _old: object, _context: UserContext
) -> None:
    """A service says how long shipping takes (CU35)."""
    service = _service(session, customer.shipping_agent_code, customer.shipping_agent_service_code)
    if service is not None:
        customer.shipping_time = service.shipping_time


def after_payment_method(
    session: Session, customer: Customer, _old: object, _context: UserContext
) -> None:
    """A payment method with terms of its own replaces the customer's."""
    method = session.get(PaymentMethod, customer.payment_method_code or "")
    if method is not None and method.terms_code:
        customer.payment_terms_code = method.terms_code


def after_post_code(session: Session, record: Record, _old: object, _context: UserContext) -> None:
    """A post code with exactly one match fills city, county and country (CU29)."""
    code = record.post_code
    if not code:
        return
    matches = asked_once(session, "post_code", code, partial(_with_post_code, session, code))
    if len(matches) == 1:
        record.city = matches[0].city
        record.county = matches[0].county
        record.country_code = matches[0].country_code or record.country_code


def read_post_codes(session: Session, codes: Collection[str]) -> None:
    """Read what `after_post_code` will ask of the addresses of an import."""
    ask_together(session, "post_code", codes, partial(_with_post_codes, session))


def _with_post_codes(session: Session, codes: Sequence[str]) -> Mapping[str, Sequence[PostCode]]:
    found: dict[str, list[PostCode]] = {code: [] for code in codes}
    for each in session.scalars(select(PostCode).where(PostCode.code.in_(codes))):
        found[each.code].append(each)
    return found


def _with_post_code(session: Session, code: str) -> Sequence[PostCode]:
    """The post codes of this code, two at most."""
    return session.scalars(select(PostCode).where(PostCode.code == code).limit(2)).all()


def ship_to_code(
    session: Session, customer: Customer, value: object, _context: UserContext
) -> object:
    """The default address is one of the customer's own (CU40)."""
    if value and session.get(ShipToAddress, (customer.no, value)) is None:
        raise ReferenceMissing(
            record=ref_of("customer", customer),
            field="ship_to_code",
            entered_field="ship_to_code",
            table="ship_to_address",
            text=value,
        )
    return value


def preferred_bank_account(
    session: Session, customer: Customer, value: object, _context: UserContext
) -> object:
    """The preferred account is one of the customer's own."""
    if value and session.get(CustomerBankAccount, (customer.no, value)) is None:
        raise ReferenceMissing(
            record=ref_of("customer", customer),
            field="preferred_bank_account_code",
            entered_field="preferred_bank_account_code",
            table="customer_bank_account",
            text=value,
        )
    return value


def _service(session: Session, agent: str | None, code: object) -> ShippingAgentService | None:
    if not agent or not code:
        return None
    return session.get(ShippingAgentService, (agent, code))


CUSTOMER_RULES: dict[str, RecordRules] = {
    "customer": RecordRules(
        independent=True,
        first=(
            *ADDRESS_FIRST,
            "shipping_agent_code",
            "gen_bus_posting_group",
            "payment_method_code",
        ),
        reads_ahead={"post_code": read_post_codes},
        begins=begin_customer,
        new=new_customer,
        check=match_keys.keep_customer_keys,
        kept_beside=match_keys.add_customer_keys,
        notices=card_notices,
        to_do=to_do,
        fields={
            "no_series_code": chosen_series(SERIES),
            "bill_to_customer_no": bill_to,
            "vat_registration_no": vat_registration_no,
            "gln": gln,
            "email": email,
            "phone": phone("phone"),
            "mobile": phone("mobile"),
            "blocked": blocked,
            "customer_posting_group": customer_posting_group,
            "shipping_agent_service_code": agent_service,
            "ship_to_code": ship_to_code,
            "preferred_bank_account_code": preferred_bank_account,
            **percentages("prepayment_pct"),
            **not_negatives("credit_limit_lcy", "invoice_copies"),
        },
        follow_ups={
            "name": only_if_blank("search_name", "name", str.upper),
            "gen_bus_posting_group": default_vat_bus_group,
            "privacy_blocked": after_privacy_blocked,
            "shipping_agent_code": after_agent,
            "shipping_agent_service_code": after_agent_service,
            "payment_method_code": after_payment_method,
            "post_code": after_post_code,
        },
    ),
    "customer_template": RecordRules(
        first=("shipping_agent_code",),
        fields={
            "shipping_agent_service_code": agent_service,
            **percentages("prepayment_pct"),
            **not_negatives("credit_limit_lcy", "invoice_copies"),
        },
        follow_ups={"shipping_agent_code": after_agent},
    ),
    ShipToAddress.__tablename__: RecordRules(
        independent=True,
        first=(*ADDRESS_FIRST, "shipping_agent_code"),
        reads_ahead={"post_code": read_post_codes},
        fields={
            "gln": gln,
            "email": email,
            "phone": phone("phone"),
            "shipping_agent_service_code": agent_service,
        },
        follow_ups={"shipping_agent_code": after_agent, "post_code": after_post_code},
    ),
    CustomerBankAccount.__tablename__: RecordRules(
        independent=True,
        first=ADDRESS_FIRST,
        reads_ahead={"post_code": read_post_codes},
        check=match_keys.keep_account_keys,
        added=match_keys.add_account_keys,
        deleting=match_keys.drop_account_keys,
        fields={"iban": iban},
        follow_ups={"post_code": after_post_code},
    ),
    CompanyInformation.__tablename__: RecordRules(
        fields={
            "iban": iban,
            "gln": gln,
            "email": email,
            "phone": phone("phone"),
            "attachment_limit_mb": attachment_limit,
            "fiscal_year_start_month": between("fiscal_year_start_month", 1, 12),
        },
        first=ADDRESS_FIRST,
        follow_ups={"post_code": after_post_code},
    ),
    "location": RecordRules(
        first=ADDRESS_FIRST,
        fields={"email": email, "phone": phone("phone")},
        follow_ups={"post_code": after_post_code},
    ),
    "salesperson": RecordRules(
        fields={"email": email, "phone": phone("phone"), **percentages("commission_pct")}
    ),
    "user_setup": RecordRules(fields={"email": email}, check=check_posting_dates),
}
"""The rules of customers and of everything with an address, by table."""
