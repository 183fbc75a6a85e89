@PF58 @PF59 @PF60
Feature: What is bought comes in and is owed

  Background:
    Given the standard company
    And vendor records:
      | no |
      | V1 |
    And customer records:
      | no |
      | C1 |
    And item records:
      | no | unit_price | unit_cost |
      | A  | 20         | 12        |

  @PX25
  Scenario: Six of ten come in at an expected cost and are invoiced at another
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | direct_unit_cost | qty_to_receive |
      | A  | 10       | 12               | 6              |
    And "PO1" line 1 has:
      | field                 | value      |
      | expected_receipt_date | 2026-02-10 |
    When "PO1" is posted with:
      | field   | value |
      | receive | yes   |
      | invoice | no    |
    Then there are 0 gl_entry records
    And value_entry records are:
      | cost_amount_expected | cost_amount_actual | cost_posted_to_gl | valued_quantity |
      | 72                   | 0                  | 0                 | 6               |
    And "PO1" lines are:
      | quantity | quantity_received | outstanding_quantity | qty_to_receive | qty_to_invoice | expected_receipt_date |
      | 10       | 6                 | 4                    | 4              | 10             | 2026-02-10            |
    And purchase_receipt_line records where document_no is "$PO1.receipt" are:
      | no | quantity | quantity_invoiced | qty_received_not_invoiced | unit_cost_lcy |
      | A  | 6        | 0                 | 6                         | 12            |
    When "PO1" header is changed:
      | field             | value |
      | vendor_invoice_no | F-17  |
    And "PO1" line 1 is changed:
      | field            | value |
      | direct_unit_cost | 12.50 |
    And "PO1" is posted with:
      | field   | value |
      | receive | no    |
      | invoice | yes   |
    Then the G/L movement of "$PO1.invoice" is:
      | account | amount |
      | 1460    | 75.00  |
      | 2641    | 18.75  |
      | 2440    | -93.75 |
    And vat_entry records are:
      | type     | base | amount | vat_pct |
      | purchase | 75   | 18.75  | 25      |
    And vendor_ledger_entry records are:
      | vendor_no | document_no  | external_document_no | amount | remaining_amount | open | purchase_lcy |
      | V1        | $PO1.invoice | F-17                 | -93.75 | -93.75           | yes  | -75          |
    And "PO1" lines are:
      | quantity_invoiced | outstanding_quantity | expected_receipt_date |
      | 6                 | 4                    | 2026-02-10            |
    And item records where no is "A" are:
      | unit_cost | last_direct_cost |
      | 12.50     | 12.50            |

  @SD95
  Scenario: What was sold meanwhile bears its part of the difference
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | direct_unit_cost |
      | A  | 6        | 12               |
    And "PO1" is posted with:
      | field   | value |
      | receive | yes   |
      | invoice | no    |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 2        |
    And "SO1" is posted
    And "PO1" line 1 has:
      | field            | value |
      | direct_unit_cost | 12.50 |
    And "PO1" header has:
      | field             | value |
      | vendor_invoice_no | F-18  |
    When "PO1" is posted with:
      | field   | value |
      | receive | no    |
    Then the G/L movement of "$PO1.invoice" is:
      | account | amount |
      | 1460    | 74.00  |
      | 2641    | 18.75  |
      | 2440    | -93.75 |
      | 4990    | 1.00   |
    And "PO1" is completed

  Scenario: Receiving and invoicing in one step, in parts and in another currency
    Given vendor "V1" has:
      | field                 | value  |
      | currency_code         | EUR    |
      | gen_bus_posting_group | EXPORT |
      | vat_bus_posting_group | EXPORT |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" header has:
      | field             | value |
      | vendor_invoice_no | 4711  |
    And "PO1" lines:
      | no | quantity | direct_unit_cost | qty_to_receive | qty_to_invoice |
      | A  | 3        | 1.23             | 3              | 2              |
    When "PO1" is posted
    # 2 × 1.23 = 2.46 EUR, 28.29 SEK; the third one is expected to cost 14.145, so 14.15.
    Then the G/L movement of "$PO1.invoice" is:
      | account | amount |
      | 1460    | 28.29  |
      | 2440    | -28.29 |
    And value_entry records are:
      | cost_amount_expected | cost_amount_actual |
      | 14.15                | 28.29              |
    And vendor_ledger_entry records are:
      | currency_code | amount | amount_lcy |
      | EUR           | -2.46  | -28.29     |
    When "PO1" header is changed:
      | field             | value |
      | vendor_invoice_no | 4712  |
    And "PO1" is posted
    Then the G/L movement of "$PO1.invoice" is:
      | account | amount |
      | 1460    | 14.15  |
      | 2440    | -14.15 |
    And "PO1" is completed

  Scenario: Services, accounts and reverse charge
    Given item records:
      | no | type          |
      | S  | service       |
      | N  | non_inventory |
    And vat_posting_setup "EU|VAT25" has:
      | field   | value |
      | vat_pct | 25    |
    And vendor "V1" has:
      | field                 | value |
      | gen_bus_posting_group | EU    |
      | vat_bus_posting_group | EU    |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | type       | no   | quantity | direct_unit_cost |
      | item       | S    | 1        | 100              |
      | item       | N    | 2        | 10               |
      | gl_account | 3590 | 1        | 30               |
      | item       | A    | 1        | 50               |
    And "PO1" header has:
      | field             | value |
      | vendor_invoice_no | EU-1  |
    When "PO1" is posted
    Then the G/L movement of "$PO1.invoice" is:
      | account | amount  |
      | 4010    | 120.00  |
      | 3590    | 30.00   |
      | 1460    | 50.00   |
      | 2641    | 50.00   |
      | 2611    | -50.00  |
      | 2440    | -200.00 |
    And vat_entry records are:
      | type     | base | amount |
      | purchase | 200  | 50     |
      | sale     | -200 | -50    |
    And item_ledger_entry records are:
      | item_no | quantity | remaining_quantity | open | entry_type |
      | S       | 1        | 0                  | no   | purchase   |
      | N       | 2        | 0                  | no   | purchase   |
      | A       | 1        | 1                  | yes  | purchase   |

  Scenario: A purchase invoice receives and invoices at once
    Given a purchase invoice "PI1" from vendor "V1"
    And "PI1" header has:
      | field             | value |
      | vendor_invoice_no | F-20  |
    And "PI1" lines:
      | no | quantity | direct_unit_cost | line_discount_pct |
      | A  | 4        | 10               | 10                |
    When "PI1" is posted
    Then "PI1" does not exist
    And the G/L movement of "$PI1.invoice" is:
      | account | amount |
      | 1460    | 36.00  |
      | 2641    | 9.00   |
      | 2440    | -45.00 |
    And there are 1 purchase_receipt_header records
    And item records where no is "A" are:
      | unit_cost | last_direct_cost |
      | 9         | 9                |

  Scenario: A preview writes nothing
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | direct_unit_cost |
      | A  | 2        | 10               |
    And "PO1" header has:
      | field             | value |
      | vendor_invoice_no | F-1   |
    When "PO1" is previewed
    Then the preview of gl_entry is:
      | gl_account_no | amount |
      | 2641          | 5      |
      | 2440          | -25    |
      | 1460          | 20     |
    And nothing has changed
