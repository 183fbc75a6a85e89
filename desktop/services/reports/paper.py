"""From the facts of a paper to its letterhead, and from its pages to the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from desktop.errors import RecordRef
from desktop.services.reports.address import PostalAddress, address_lines
from desktop.services.reports.document_content import CompanyFacts, PaperFacts
from desktop.services.reports.drawing import Drawing, UnreadablePicture, pdf_bytes
from desktop.services.reports.letterhead import AddressBox, CompanyLetterhead, Fact, Head
from desktop.services.reports.refusals import LogoUnreadable
from desktop.services.reports.usages import LAYOUT
from desktop.translation import Localizer

IBAN_GROUP = 4


@dataclass(frozen=True, slots=True)
class PaperWords:
    """What a kind of paper adds to the letterhead; blank facts are left out."""

    title: str
    marks: tuple[Fact, ...]
    recipient: tuple[str, ...]
    boxes: tuple[AddressBox, ...]
    facts: tuple[Fact, ...]


class DescribedLine(Protocol):
    """What lines of all papers have in common."""

    @property
    def description_2(self) -> str:
        """The second text."""

    @property
    def variant_code(self) -> str:
        """The variant, or nothing."""

    @property
    def item_reference_no(self) -> str:
        """The customer's own number of the item, or nothing."""


def letterhead(paper: PaperFacts, words: PaperWords, localizer: Localizer) -> CompanyLetterhead:
    """The company's letterhead for one paper."""
    _ = localizer.gettext
    company = paper.company
    return CompanyLetterhead(
        Head(
            title=words.title,
            number=paper.no,
            author=company.address.name,
            language=paper.language.locale.replace("_", "-"),
            company_name=company.address.name,
            logo=company.logo,
            marks=filled(words.marks),
            page_label=_("Page"),
            page_of=_("{page} of {pages}"),
            page_text=_("Page {page} of {pages}"),
            recipient=words.recipient,
            boxes=words.boxes,
            facts=filled(words.facts),
            foot_text=company.footer_text,
            foot=_foot(paper, localizer),
        )
    )


def filled(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The facts that say something."""
    return tuple(fact for fact in facts if fact.value.strip())


def paper_bytes(drawing: Drawing, paper: PaperFacts, table: str) -> bytes:
    """The PDF of a drawing. Raises LogoUnreadable, naming the record and the layout (AO66)."""
    try:
        return pdf_bytes(drawing)
    except UnreadablePicture as error:
        raise LogoUnreadable(
            record=RecordRef("company_information", (1,)),
            field="logo",
            table=table,
            no=paper.no,
            layout=LAYOUT,
        ) from error


def bank_facts(company: CompanyFacts, localizer: Localizer) -> tuple[Fact, ...]:
    """Where to pay, in every way the company has."""
    _ = localizer.gettext
    return filled(
        (
            Fact(_("Bankgiro"), company.bankgiro),
            Fact(_("Plusgiro"), company.plusgiro),
            Fact(_("IBAN"), grouped_iban(company.iban)),
            Fact(_("BIC"), company.swift),
            Fact(_("Bank"), company.bank_name),
            Fact(
                _("Account"),
                " ".join(
                    part for part in (company.bank_branch_no, company.bank_account_no) if part
                ),
            ),
        )
    )


def grouped_iban(iban: str) -> str:
    """An IBAN as the standard prints it, in groups of four."""
    bare = iban.replace(" ", "")
    return " ".join(bare[start : start + IBAN_GROUP] for start in range(0, len(bare), IBAN_GROUP))


def line_notes(line: DescribedLine, localizer: Localizer) -> tuple[str, ...]:
    """What stands small under the description of a line."""
    _ = localizer.gettext
    variant, reference = line.variant_code, line.item_reference_no
    notes = (
        line.description_2,
        _("Variant {code}").format(code=variant) if variant else "",
        _("Your item no. {no}").format(no=reference) if reference else "",
    )
    return tuple(note for note in notes if note)


def address_boxes(
    paper: PaperFacts, recipient: PostalAddress, localizer: Localizer
) -> tuple[AddressBox, ...]:
    """Who pays, who buys and where the goods go, each where it is another than the recipient."""
    _ = localizer.gettext
    shown = [address_lines(recipient, localizer)]
    boxes: list[AddressBox] = []
    for label, address in (
        (_("Invoice Address"), paper.bill_to.address),
        (_("Buyer"), paper.sell_to.address),
        (_("Delivery Address"), paper.ship_to),
    ):
        lines = address_lines(address, localizer)
        if address.name and lines not in shown:
            shown.append(lines)
            boxes.append(AddressBox(label, lines))
    return tuple(boxes)


def contact_text(paper: PaperFacts) -> str:
    """Our reference: the salesperson, and how to reach this person."""
    person = paper.salesperson
    return "\n".join(part for part in (person.name, person.phone, person.email) if part)


def _foot(paper: PaperFacts, localizer: Localizer) -> tuple[tuple[str, ...], ...]:
    """Four columns about the company; the law wants some of this on every letter."""
    _ = localizer.gettext
    company = paper.company
    address = address_lines(company.address, localizer)
    # A reader abroad must find the sender's country; at home it goes without saying (CU28).
    abroad = (company.country_name,) if paper.bill_to.address.country_name else ()
    reach = (
        Fact(_("Phone"), company.phone),
        Fact(_("E-mail"), company.email),
        Fact(_("Web"), company.home_page),
    )
    identity = (
        Fact(_("Registration No."), company.registration_no),
        Fact(_("VAT Registration No."), company.vat_registration_no),
        Fact(_("Registered Office"), company.registered_office),
    )
    approved = (_("Approved for F-tax"),) if company.f_tax_approved else ()
    return (
        (*address, *abroad),
        _foot_column(_("Contact"), reach),
        _foot_column(_("Payment"), bank_facts(company, localizer)),
        (*_foot_column(_("Company"), identity), *approved),
    )


def _foot_column(heading: str, facts: tuple[Fact, ...]) -> tuple[str, ...]:
    lines = tuple(f"{fact.label}: {fact.value}" for fact in filled(facts))
    return (heading, *lines) if lines else ()
