"""Numbers and texts of the demo company that somebody may check."""

from stdnum import ean, iban, luhn
from stdnum.eu import vat
from stdnum.se import orgnr

from desktop.services.demo import customers_abroad, customers_sweden, item_list
from desktop.services.demo.company_facts import COMPANY
from desktop.services.demo.customers import BANK_ACCOUNTS, KINDS, PARTICULARS
from desktop.services.demo.item_texts import TEXTS
from desktop.services.demo.items import gtin
from desktop.services.demo.plan import EAGERNESS
from desktop.services.demo.vendors import SOLD_BY, VENDORS
from desktop.services.standard_setup.regions import COUNTRIES


def test_the_numbers_of_the_company_pass_their_checks() -> None:
    assert iban.is_valid(str(COMPANY["iban"]))
    assert orgnr.is_valid(str(COMPANY["registration_no"]))
    assert vat.is_valid(str(COMPANY["vat_registration_no"]))
    assert ean.is_valid(str(COMPANY["gln"]))
    assert luhn.is_valid(str(COMPANY["bankgiro"]).replace("-", ""))


def test_the_numbers_of_customers_pass_their_checks() -> None:
    for (name, *_place), (registration_no, *_rest) in customers_sweden.CUSTOMERS:
        assert not registration_no or orgnr.is_valid(registration_no), name
    union = {code for code, _name, _no, eu_code, *_texts in COUNTRIES if eu_code}
    for (name, _address, _post_code, _city, country), trading in customers_abroad.CUSTOMERS:
        assert country not in union or vat.is_valid(trading[0]), name
    assert all(iban.is_valid(account[3]) for account in BANK_ACCOUNTS)


def test_the_numbers_of_vendors_pass_their_checks() -> None:
    for (name, *_place), terms in VENDORS:
        registration_no, vat_no = (
            str(terms.get(field, "")) for field in ("registration_no", "vat_registration_no")
        )
        assert orgnr.is_valid(registration_no) or vat.is_valid(vat_no), name


def test_categories_are_sold_by_vendors_that_exist() -> None:
    assert set(SOLD_BY.values()) < {name for (name, *_place), _terms in VENDORS}


def test_no_two_customers_have_one_number() -> None:
    numbers = [row[1][0] for row in customers_sweden.CUSTOMERS + customers_abroad.CUSTOMERS]
    given = [number for number in numbers if number]
    assert len(given) == len(set(given))


def test_every_customer_is_of_a_kind_that_says_how_it_trades_and_how_often() -> None:
    kinds = {row[1][2] for row in customers_sweden.CUSTOMERS}
    kinds |= {row[1][3] for row in customers_abroad.CUSTOMERS}
    assert kinds == set(KINDS) == set(EAGERNESS)


def test_particulars_name_customers_that_exist() -> None:
    names = {row[0][0] for row in (*customers_sweden.CUSTOMERS, *customers_abroad.CUSTOMERS)}
    assert {name for name, _field, _value in PARTICULARS} <= names


def test_every_item_has_a_swedish_and_a_german_text() -> None:
    items = (item_list.GOODS, item_list.BULK, item_list.SERVICES, item_list.NOT_STOCKED)
    assert sorted(text[0] for text in TEXTS) == sorted(row[0] for rows in items for row in rows)


def test_barcodes_are_different_and_pass_their_check() -> None:
    barcodes = [gtin(count) for count in range(len(item_list.GOODS) + 1)]
    assert len(set(barcodes)) == len(barcodes)
    assert all(ean.is_valid(barcode) for barcode in barcodes)
