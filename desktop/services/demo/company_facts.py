"""Who the demo company is, and how it keeps its books and sells."""

from __future__ import annotations

from desktop.models.company import CompanyInformation
from desktop.services.demo.clerk import SWEDISH, Clerk
from desktop.services.demo.places import MAIN
from desktop.services.standard_setup.working_days import CALENDAR

COMPANY: dict[str, object] = {
    "name": "Fjell Furniture AB",
    "address": "Storgatan 18",
    "post_code": "831 30",
    "city": "Östersund",
    "country_code": "SE",
    "phone": "08-465 004 10",
    "email": "order@fjell.example",
    "home_page": "www.fjell.example",
    "registration_no": "559910-1234",
    "registered_office": "Östersund",
    "vat_registration_no": "SE559910123401",
    "f_tax_approved": True,
    "gln": "7350000000016",
    "bank_name": "Fjällbanken",
    "bank_branch_no": "9000",
    "bank_account_no": "1055 01 80",
    "iban": "SE3490000000000010550180",
    "swift": "FJBKSESS",
    "bankgiro": "5050-1055",
    "ship_to_name": "Fjell Furniture AB",
    "ship_to_address": "Fagerbacken 40",
    "ship_to_post_code": "831 46",
    "ship_to_city": "Östersund",
    "ship_to_country_code": "SE",
    "location_code": MAIN,
    "base_calendar_code": CALENDAR,
    "language_code": SWEDISH,
    "interest_clause": (
        "Dröjsmålsränta: referensräntan plus 8 procentenheter (6 § räntelagen). "
        "Interest on overdue payment: the reference rate plus 8 percentage points."
    ),
    "footer_text": (
        "Varorna förblir vår egendom tills de är betalda. Goods remain ours until paid in full."
    ),
}

LOCAL_CURRENCY = "SEK"


def fill_in_company(clerk: Clerk) -> None:
    """Fill in the company's card and mark it as a demo."""
    clerk.change("company_information", (1,), **COMPANY)
    # The mark is no field of the card: nobody may take it off or put it on a real company.
    clerk.session.get_one(CompanyInformation, 1).is_demo = True


def fill_in_setup(clerk: Clerk) -> None:
    """Fill in the set-up of ledger, sales and stock; number series are named by themselves."""
    clerk.change("general_ledger_setup", (1,), lcy_code=LOCAL_CURRENCY)
    clerk.change(
        "sales_setup", (1,), quote_validity="1M", default_item_quantity=True, archive_orders=True
    )
    clerk.change("inventory_setup", (1,), outbound_handling_time="1D", location_mandatory=False)
