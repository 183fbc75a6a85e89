"""People at the demo company's customers, companies that are no customers yet, what was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.models.contact_words import Direction, Evaluation, InteractionTemplate
from desktop.models.words import ContactType
from desktop.services.contacts.making import contact_for
from desktop.services.demo.clerk import SWEDISH, Clerk

CALL, EMAIL, MEETING = (
    InteractionTemplate.CALL,
    InteractionTemplate.EMAIL,
    InteractionTemplate.MEETING,
)
OUT, IN = Direction.OUTBOUND, Direction.INBOUND

# customer; name, job title, e-mail, mobile; whether the customer's primary contact
PERSONS = (
    (
        "Birkholm Interiors AB",
        ("Anna Birkholm", "Purchasing", "anna@birkholm-interiors.example", "08-465 004 71"),
        False,
    ),
    (
        "Birkholm Interiors AB",
        ("Sven Ahl", "Warehouse", "sven@birkholm-interiors.example", "08-465 004 72"),
        False,
    ),
    (
        "Arc Systems AB",
        ("Amir Rahimi", "Office manager", "amir@arc-systems.example", "08-465 004 73"),
        True,
    ),
    (
        "Norrsken Arkitekter AB",
        ("Ulf Norén", "Architect", "ulf@norrsken-arkitekter.example", "08-465 004 74"),
        True,
    ),
    (
        "Hanse Glas GmbH",
        ("Jürgen Weiß", "Head of purchasing", "weiss@hanse-glas.example", "+49 40 66969 111"),
        True,
    ),
    (
        "Nordic Retail Oy",
        ("Aino Korhonen", "Store planning", "aino@nordic-retail.example", "+358 9 000 0111"),
        True,
    ),
)

LODGE = "Lapporten Lodge AB"
HOUSE_OF_CULTURE = "Bottenvikens Kulturhus"
MANAGER = "Sanna Inga"

# name, address, post code, city, phone, e-mail, salesperson
PROSPECTS = (
    (
        LODGE,
        "Turiststationen 4",
        "981 07",
        "Abisko",
        "08-465 004 75",
        "info@lapporten-lodge.example",
        "LS",
    ),
    (
        HOUSE_OF_CULTURE,
        "Storgatan 50",
        "941 32",
        "Piteå",
        "08-465 004 76",
        "kontakt@bottenvikens-kulturhus.example",
        "KA",
    ),
)


@dataclass(frozen=True, slots=True)
class Said:
    """One time that somebody was in touch: with whom, how many working days ago, how, what about.

    `to` is the name of a person or prospect, or of a customer as a company.
    """

    to: str
    days_ago: int
    time: str
    template: InteractionTemplate
    direction: Direction
    subject: str
    text: str = ""
    salesperson: str = "KA"
    minutes: int = 0
    evaluation: Evaluation = Evaluation.NOT_EVALUATED


INTERACTIONS = (
    Said(
        HOUSE_OF_CULTURE,
        19,
        "09:15",
        EMAIL,
        IN,
        "Chairs for the new foyer",
        "Wants 60 chairs that can be stacked. Decision after the board has met.",
        evaluation=Evaluation.POSITIVE,
    ),
    Said(
        "Ulf Norén",
        11,
        "13:00",
        MEETING,
        OUT,
        "Plan of the studio, first draft",
        "Twelve places, two of them quiet. Wants help with light and sound.",
        salesperson="LS",
        minutes=90,
        evaluation=Evaluation.VERY_POSITIVE,
    ),
    Said(
        "Jürgen Weiß",
        8,
        "10:40",
        CALL,
        IN,
        "Glass boards for six meeting rooms",
        salesperson="EX",
        minutes=15,
        evaluation=Evaluation.POSITIVE,
    ),
    Said(
        "Anna Birkholm",
        7,
        "15:20",
        CALL,
        OUT,
        "Late delivery of pedestals",
        "Accepts part deliveries. Wants a call the day before.",
        salesperson="JO",
        minutes=10,
        evaluation=Evaluation.NEUTRAL,
    ),
    Said(
        MANAGER,
        6,
        "11:05",
        CALL,
        IN,
        "Phone booth for the lobby",
        "Found us on the web. Guests work in the lobby and disturb one another.",
        salesperson="LS",
        minutes=20,
        evaluation=Evaluation.POSITIVE,
    ),
    Said(
        MANAGER,
        4,
        "16:30",
        EMAIL,
        OUT,
        "Our quote for the lobby",
        salesperson="LS",
    ),
    Said(
        "Aino Korhonen",
        3,
        "09:00",
        MEETING,
        OUT,
        "Spring range in Espoo",
        "Wants samples of the felt lamps before she decides.",
        salesperson="EX",
        minutes=120,
        evaluation=Evaluation.POSITIVE,
    ),
    Said(
        "Vasagatan Advokater KB",
        2,
        "14:10",
        CALL,
        OUT,
        "Six sit-stand desks: colours and delivery",
        salesperson="JO",
        minutes=12,
    ),
)


def add_contacts(clerk: Clerk, customer_nos: Mapping[str, str]) -> dict[str, str]:
    """Make persons at customers and companies that are contacts only; their numbers by name."""
    numbers: dict[str, str] = {}
    for customer, (name, title, email, mobile), is_primary in PERSONS:
        company = contact_for(clerk.session, customer_nos[customer], clerk.context)
        numbers[name] = _add_person(clerk, company.no, (name, title, email, mobile))
        if is_primary:
            key = (customer_nos[customer],)
            clerk.change("customer", key, primary_contact_no=numbers[name])
    for name, address, post_code, city, phone, email, salesperson in PROSPECTS:
        numbers[name] = clerk.add_no(
            "contact",
            name=name,
            address=address,
            post_code=post_code,
            city=city,
            country_code="SE",
            phone=phone,
            email=email,
            language_code=SWEDISH,
            salesperson_code=salesperson,
        )
    manager = (MANAGER, "Hotel manager", "sanna@lapporten-lodge.example", "08-465 004 77")
    numbers[MANAGER] = _add_person(clerk, numbers[LODGE], manager)
    return numbers


def _add_person(clerk: Clerk, company_no: str, person: tuple[str, str, str, str]) -> str:
    name, title, email, mobile = person
    return clerk.add_no(
        "contact",
        type=ContactType.PERSON,
        name=name,
        company_no=company_no,
        job_title=title,
        email=email,
        mobile=mobile,
    )


def add_interactions(
    clerk: Clerk,
    contact_nos: Mapping[str, str],
    customer_nos: Mapping[str, str],
    days: Sequence[date],
) -> None:
    """Enter what was said in the last weeks, each on its working day."""
    for said in INTERACTIONS:
        no = contact_nos.get(said.to)
        if no is None:
            no = contact_for(clerk.session, customer_nos[said.to], clerk.context).no
        clerk.on(days[-1 - said.days_ago]).add(
            "interaction",
            contact_no=no,
            time=said.time,
            template=said.template,
            direction=said.direction,
            subject=said.subject,
            text=said.text,
            salesperson_code=said.salesperson,
            duration_minutes=said.minutes,
            evaluation=said.evaluation,
        )
