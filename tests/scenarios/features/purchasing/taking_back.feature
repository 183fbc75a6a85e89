@PF61 @PF62
Feature: Receipts are undone and invoices reversed

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
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | direct_unit_cost | qty_to_receive | qty_to_invoice |
      | A  | 10       | 12               | 6              | 2              |
    And "PO1" header has:
      | field             | value |
      | vendor_invoice_no | F-1   |

  Scenario: What is not invoiced of a receipt goes back
    Given "PO1" is posted
    When posted receipt "$PO1.receipt" is undone
    Then "PO1" lines are:
      | quantity_received | quantity_invoiced | outstanding_quantity | qty_received_not_invoiced |
      | 2                 | 2                 | 8                    | 0                         |
    And purchase_receipt_line records where document_no is "$PO1.receipt" are:
      | quantity | quantity_invoiced | qty_received_not_invoiced | correction |
      | 6        | 2                 | 0                         | no         |
      | -4       | 0                 | 0                         | yes        |
    And item_ledger_entry records are:
      | quantity | remaining_quantity | entry_type | invoiced_quantity |
      | 6        | 2                  | purchase   | 2                 |
      | -4       | 0                  | purchase   | 0                 |
    And value_entry records are:
      | cost_amount_actual | cost_amount_expected |
      | 24                 | 48                   |
      | 0                  | -48                  |
    When posted receipt "$PO1.receipt" is undone
    Then it is refused with "purchases.nothing_to_undo"
    And nothing has changed

  Scenario: Goods that were sold do not go back
    Given "PO1" is posted with:
      | field   | value |
      | invoice | no    |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    And "SO1" is posted
    When posted receipt "$PO1.receipt" is undone
    Then it is refused with "purchases.goods_used"
    And it is refused naming "A"
    And nothing has changed

  Scenario: Taking back on a day before the receipt is refused, on a later one it is not
    Given "PO1" is posted with:
      | field        | value      |
      | invoice      | no         |
      | posting_date | 2026-01-20 |
    When posted receipt "$PO1.receipt" is undone with:
      | field        | value      |
      | posting_date | 2026-01-19 |
    Then it is refused with "purchases.date_before_posted"
    And nothing has changed
    When posted receipt "$PO1.receipt" is undone with:
      | field        | value      |
      | posting_date | 2026-01-21 |
    Then "PO1" lines are:
      | quantity_received | outstanding_quantity |
      | 0                 | 10                   |

  Scenario: A reversed invoice leaves the goods expected at what they were expected to cost
    Given "PO1" is posted with:
      | field   | value |
      | invoice | no    |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 3        |
    And "SO1" is posted
    And "PO1" line 1 has:
      | field            | value |
      | direct_unit_cost | 13    |
    And "PO1" line 1 has:
      | field          | value |
      | qty_to_invoice | 6     |
    And "PO1" is posted with:
      | field   | value |
      | receive | no    |
    Then the G/L movement of "$PO1.invoice" is:
      | account | amount |
      | 1460    | 75.00  |
      | 4990    | 3.00   |
      | 2641    | 19.50  |
      | 2440    | -97.50 |
    When posted purchase invoice "$PO1.invoice" is reversed
    Then there are 0 vendor_ledger_entry records where open is "yes"
    And vendor_ledger_entry records are:
      | amount | remaining_amount |
      | -97.50 | 0                |
      | 97.50  | 0                |
    And there are 0 gl_entry records where amount is "0"
    And "PO1" lines are:
      | quantity_received | quantity_invoiced | qty_received_not_invoiced |
      | 6                 | 0                 | 6                         |
    And purchase_receipt_line records where document_no is "$PO1.receipt" are:
      | quantity | quantity_invoiced | qty_received_not_invoiced |
      | 6        | 0                 | 6                         |
    And purchase_invoice_header records are:
      | reversed |
      | yes      |
    When posted purchase invoice "$PO1.invoice" is reversed
    Then it is refused with "purchases.already_reversed"
    And nothing has changed
    When "PO1" header is changed:
      | field             | value |
      | vendor_invoice_no | F-1   |
    And "PO1" is posted with:
      | field   | value |
      | receive | no    |
    Then vendor_ledger_entry records where open is "yes" are:
      | amount |
      | -97.50 |

  Scenario: A line that is received and not invoiced stays
    Given "PO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "PO1" is reopened
    When "PO1" line 1 is deleted
    Then it is refused with "purchases.received_not_invoiced"
    When "PO1" is deleted
    Then it is refused with "purchases.received_not_invoiced"
    And nothing has changed
    When posted receipt "$PO1.receipt" is undone
    And "PO1" is deleted
    Then "PO1" does not exist

  Scenario: An invoice posted with its receipt is reversed, and the receipt undone
    Given "PO1" line 1 has:
      | field          | value |
      | qty_to_receive | 10    |
    And "PO1" is posted
    Then "PO1" is completed
    When posted purchase invoice "$PO1.invoice" is reversed
    Then value_entry records are:
      | cost_amount_actual | cost_amount_expected |
      | 120                | 0                    |
      | -120               | 120                  |
    When posted receipt "$PO1.receipt" is undone
    Then "PO1" lines are:
      | quantity_received | quantity_invoiced | outstanding_quantity |
      | 0                 | 0                 | 10                   |
    And item_ledger_entry records are:
      | quantity | remaining_quantity | invoiced_quantity |
      | 10       | 0                  | 0                 |
      | -10      | 0                  | 0                 |

  @SD92
  Scenario: An average item costs again what it did before
    Given item records:
      | no | unit_cost | costing_method |
      | V  | 10        | average        |
    And stock:
      | item | quantity | unit_cost |
      | V    | 10       | 10        |
    And a purchase order "PO2" from vendor "V1"
    And "PO2" lines:
      | no | quantity | direct_unit_cost |
      | V  | 10       | 20               |
    And "PO2" is posted with:
      | field   | value |
      | invoice | no    |
    Then item records where no is "V" are:
      | unit_cost |
      | 15        |
    When posted receipt "$PO2.receipt" is undone
    Then item records where no is "V" are:
      | unit_cost |
      | 10        |

  @SD94 @SD95
  Scenario: Goods that were sold before they came in bear what the invoice says
    Given item records:
      | no | unit_price | unit_cost |
      | N  | 50         | 10        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | N  | 4        |
    And "SO1" is posted
    And a purchase order "PO2" from vendor "V1"
    And "PO2" lines:
      | no | quantity | direct_unit_cost |
      | N  | 6        | 12               |
    And "PO2" is posted with:
      | field   | value |
      | invoice | no    |
    Then the G/L movement of "$PO2.receipt" is:
      | account | amount |
      | 1460    | -8.00  |
      | 4990    | 8.00   |
    Given "PO2" line 1 has:
      | field            | value |
      | direct_unit_cost | 13    |
    And "PO2" header has:
      | field             | value |
      | vendor_invoice_no | F-8   |
    When "PO2" is posted with:
      | field   | value |
      | receive | no    |
    Then the G/L movement of "$PO2.invoice" is:
      | account | amount |
      | 1460    | 74.00  |
      | 4990    | 4.00   |
      | 2641    | 19.50  |
      | 2440    | -97.50 |
    And item records where no is "N" are:
      | unit_cost | last_direct_cost |
      | 13        | 13               |
    When posted purchase invoice "$PO2.invoice" is reversed
    Then item records where no is "N" are:
      | unit_cost |
      | 12        |

  Scenario: A vendor blocked for payment still sells
    Given vendor "V1" has:
      | field   | value   |
      | blocked | payment |
    When "PO1" is posted
    Then there are 1 vendor_ledger_entry records
