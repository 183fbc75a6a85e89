"""The dates of a purchase line: what they are counted from, and what a change moves (PF57)."""

from __future__ import annotations

from datetime import date

from desktop.models.purchases import PurchaseLine
from desktop.models.values.date_formula import DateFormula
from desktop.services.calendars.reading import read_calendars
from desktop.services.calendars.working_days import EVERY_DAY
from desktop.services.purchases.dates import (
    SupplyDates,
    SupplyTerms,
    for_receipt_on,
    from_order_date,
)
from desktop.services.purchases.load import Purchase
from desktop.services.purchases.sources import PurchaseSource

TIME_FIELDS = frozenset({"lead_time_calculation", "inbound_handling_time", "safety_lead_time"})


def take_times(document: Purchase, line: PurchaseLine, source: PurchaseSource) -> None:
    """Give a line the times of its card, location and vendor (PF11)."""
    vendor = document.vendor
    line.lead_time_calculation = source.lead
    if not source.lead and vendor is not None:
        line.lead_time_calculation = vendor.lead_time_calculation
    line.inbound_handling_time = source.inbound
    line.safety_lead_time = source.safety


def date_new_line(document: Purchase, line: PurchaseLine, source: PurchaseSource) -> None:
    """Give a line whose number was just chosen its dates, from those of the header."""
    header = document.header
    line.order_date = header.order_date
    line.requested_receipt_date = header.requested_receipt_date
    line.promised_receipt_date = header.promised_receipt_date
    replan(document, line, source)


def replan(document: Purchase, line: PurchaseLine, source: PurchaseSource) -> None:
    """Plan a line anew: from the promised day, else the requested one, else forward (PF57).

    A cause has changed, so an expected date that was typed gives way.
    """
    line.expected_date_is_typed = False
    terms = terms_of_line(document, line, source)
    receipt = line.promised_receipt_date or line.requested_receipt_date
    if receipt is not None:
        _put(line, for_receipt_on(receipt, terms))
    elif line.order_date is not None:
        _put(line, from_order_date(line.order_date, terms))
    else:
        line.planned_receipt_date = line.expected_receipt_date = None


def enter_date(
    document: Purchase, line: PurchaseLine, source: PurchaseSource, field: str, value: date | None
) -> None:
    """Take one typed date of a line and plan the others."""
    setattr(line, field, value)
    if field == "expected_receipt_date":
        line.expected_date_is_typed = value is not None
        if value is None:
            replan(document, line, source)
    elif field == "planned_receipt_date" and value is not None:
        line.expected_date_is_typed = False
        _put(line, for_receipt_on(value, terms_of_line(document, line, source)))
    else:
        if field == "order_date" and value is not None:
            # Who says when to order no longer says when it must come.
            line.requested_receipt_date = line.promised_receipt_date = None
        replan(document, line, source)


def terms_of_line(document: Purchase, line: PurchaseLine, source: PurchaseSource) -> SupplyTerms:
    """The times and calendars of a line; what the vendor sends to a customer is not handled."""
    vendor_code = document.vendor.base_calendar_code if document.vendor is not None else None
    company_code = document.setups.company.base_calendar_code
    wanted = {vendor_code, company_code, source.location_calendar} - {None}
    missing = wanted - document.calendars.keys()
    if missing:
        document.calendars.update(read_calendars(document.session, missing))
    known = document.calendars
    location = known.get(source.location_calendar) or known.get(company_code) or EVERY_DAY
    terms = SupplyTerms(
        DateFormula.parse_duration(line.lead_time_calculation),
        DateFormula.parse_duration(line.inbound_handling_time),
        DateFormula.parse_duration(line.safety_lead_time),
        location,
        known.get(vendor_code),
    )
    return terms.without_handling() if line.drop_shipment else terms


def _put(line: PurchaseLine, dates: SupplyDates) -> None:
    line.order_date = dates.order_date
    line.planned_receipt_date = dates.planned_receipt_date
    line.expected_receipt_date = dates.expected_receipt_date
