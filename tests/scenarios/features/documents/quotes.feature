@SD65
Feature: A quote becomes an order or an invoice

  Background:
    Given the standard company
    And customer records:
      | no | payment_terms_code | prepayment_pct |
      | C1 | 30D                | 0              |
      | C2 | 14D                | 0              |
    And item records:
      | no | unit_price | unit_cost |
      | A  | 100.00     | 60.00     |
      | B  | 20.00      | 10.00     |
    And sales_setup has:
      | field          | value |
      | quote_validity | 30D   |
    And a sales quote "SQ1" for customer "C1"
    And "SQ1" lines:
      | no | quantity | line_discount_pct |
      | A  | 10       | 5                 |

  @EX24 @SD107
  Scenario: The order keeps the price that was quoted
    Given item "A" has:
      | field      | value  |
      | unit_price | 110.00 |
    When "SQ1" is made into a sales order "SO1"
    Then "SO1" lines are:
      | no | quantity | unit_price | line_discount_pct | line_amount | qty_to_ship | qty_to_invoice | price_is_agreed |
      | A  | 10       | 100        | 5                 | 950         | 10          | 10             | yes             |
    And "SO1" header has:
      | field        | value      |
      | quote_no     | $SQ1       |
      | status       | open       |
      | posting_date | 2026-01-15 |
      | due_date     | 2026-02-14 |
      | no_printed   | 0          |
    And "SQ1" is converted
    And "SQ1" header has:
      | field               | value      |
      | quote_accepted      | yes        |
      | quote_accepted_date | 2026-01-15 |
    And sales_header_archive records where no is "$SQ1" are:
      | version_no | cause      | archived_by | amount | quote_accepted |
      | 1          | conversion | ADMIN       | 950    | no             |
    And sales_line_archive records where document_no is "$SQ1" are:
      | version_no | no | quantity | unit_price | line_discount_pct | line_amount |
      | 1          | A  | 10       | 100        | 5                 | 950         |
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 20    |
    Then "SO1" lines are:
      | quantity | unit_price | line_amount |
      | 20       | 100        | 1900        |
    When "SO1" gets recalculate_prices
    Then "SO1" lines are:
      | quantity | unit_price | price_is_agreed |
      | 20       | 110        | no              |

  Scenario: A converted quote can only be read
    When "SQ1" is made into a sales order "SO1"
    And "SQ1" header is changed:
      | field          | value |
      | your_reference | late  |
    Then it is refused with "sales.document_completed"
    When "SQ1" is made into a sales order "SO2"
    Then it is refused with "sales.document_completed"
    And nothing has changed
    When "SQ1" is deleted
    Then it is refused naming "$SQ1"

  Scenario: An invoice is made of a quote and posted at its prices
    When "SQ1" is made into a sales invoice "SI1"
    Then "SI1" lines are:
      | quantity | unit_price | qty_to_ship | qty_to_invoice |
      | 10       | 100        | 10          | 10             |
    When "SI1" is posted
    Then sales_invoice_header records where no is "$SI1.invoice" are:
      | quote_no | amount |
      | $SQ1     | 950    |

  Scenario: Without a customer nothing is converted
    Given a sales quote "SQ2"
    When "SQ2" is made into a sales order "SO1"
    Then it is refused with "sales.quote_without_customer"
    And nothing has changed

  Scenario: Only a quote is converted
    Given a sales order "SO9" for customer "C1"
    When "SO9" is made into a sales invoice "SI1"
    Then it is refused with "sales.not_a_quote"

  @SD23
  Scenario: Blocked customers and items are all named, and nothing is made
    Given "SQ1" lines:
      | no | quantity |
      | B  | 1        |
    And customer "C1" has:
      | field   | value |
      | blocked | ship  |
    And item "B" has:
      | field   | value |
      | blocked | yes   |
    When "SQ1" is made into a sales order "SO1"
    Then it is refused with "customer.blocked"
    And nothing has changed
    And "SO1" does not exist
    When "SQ1" is made into a sales order "SO1"
    Then it is refused naming "B"
    And it is refused naming "20000"

  Scenario: A customer blocked for shipping may still be invoiced
    Given customer "C1" has:
      | field   | value |
      | blocked | ship  |
    When "SQ1" is made into a sales invoice "SI1"
    Then "SQ1" is converted

  Scenario: A line that only an order delivers is refused on an invoice
    Given "SQ1" line 1 has:
      | field         | value |
      | drop_shipment | yes   |
    When "SQ1" is made into a sales invoice "SI1"
    Then it is refused with "sales.order_only_line"
    And nothing has changed
    When "SQ1" is made into a sales order "SO1"
    Then "SQ1" is converted

  Scenario: An expired quote is converted only when the user says so
    Given the work date is 2026-02-15
    When "SQ1" is made into a sales order "SO1"
    Then it asks "expired_quote"
    And "SO1" does not exist
    And "SQ1" is not converted
    And nothing has changed

  Scenario: Saying no to an expired quote makes nothing
    Given the work date is 2026-02-15
    And "no" is answered to "expired_quote"
    When "SQ1" is made into a sales order "SO1"
    Then it is refused with "sales.quote_expired"
    And nothing has changed

  Scenario: Saying yes to an expired quote makes the order
    Given the work date is 2026-02-15
    And "yes" is answered to "expired_quote"
    When "SQ1" is made into a sales order "SO1"
    Then it asks "expired_quote"
    And "SO1" header has:
      | field        | value      |
      | posting_date | 2026-02-15 |
      | order_date   | 2026-01-15 |
    And "SQ1" is converted

  Scenario: On its last day a quote is still valid
    Given the work date is 2026-02-14
    When "SQ1" is made into a sales order "SO1"
    Then it does not ask

  @SD11 @SD12
  Scenario: The dates of the order follow the set-up
    Given sales_setup has:
      | field                         | value   |
      | default_posting_date          | no_date |
    And the work date is 2026-01-20
    When "SQ1" is made into a sales order "SO1"
    Then "SO1" header has:
      | field         | value      |
      | posting_date  |            |
      | document_date | 2026-01-15 |

  @SD12
  Scenario: A linked document date is the posting date, and the due date follows it
    Given sales_setup has:
      | field                         | value |
      | link_doc_date_to_posting_date | yes   |
    And the work date is 2026-01-20
    When "SQ1" is made into a sales order "SO1"
    Then "SO1" header has:
      | field         | value      |
      | posting_date  | 2026-01-20 |
      | document_date | 2026-01-20 |
      | due_date      | 2026-02-19 |
      | order_date    | 2026-01-15 |

  Scenario: What was agreed comes along, what is the customer's is looked up
    Given "SQ1" header has:
      | field                        | value           |
      | external_document_no         | REQ-9           |
      | work_description             | Deliver by lift |
      | invoice_discount_calculation | percent         |
      | invoice_discount_value       | 10              |
    And customer "C1" has:
      | field          | value |
      | prepayment_pct | 25    |
    And document_comment records:
      | document_table | document_type | document_no | document_line_no | line_no | date       | text          |
      | sales_header   | quote         | $SQ1        | 0                | 10000   | 2026-01-15 | Call first    |
      | sales_header   | quote         | $SQ1        | 10000            | 10000   | 2026-01-15 | In grey paper |
    When "SQ1" is made into a sales order "SO1"
    Then "SO1" header has:
      | field                | value           |
      | external_document_no | REQ-9           |
      | work_description     | Deliver by lift |
      | prepayment_pct       | 25              |
      | posting_description  | Order $SO1      |
    And "SO1" totals are:
      | subtotal | invoice_discount_amount | total_excl_vat |
      | 950      | 95                      | 855            |
    And document_comment records where document_no is "$SO1" are:
      | document_type | document_line_no | text          |
      | order         | 0                | Call first    |
      | order         | 10000            | In grey paper |
    And document_comment_archive records where document_no is "$SQ1" are:
      | version_no | document_line_no | text          |
      | 1          | 0                | Call first    |
      | 1          | 10000            | In grey paper |

  @SD28
  Scenario: The quantity to ship of the order follows the set-up
    Given sales_setup has:
      | field                    | value |
      | default_quantity_to_ship | blank |
    When "SQ1" is made into a sales order "SO1"
    Then "SO1" lines are:
      | quantity | qty_to_ship | qty_to_invoice |
      | 10       | 0           | 0              |

  @SD34 @SD35
  Scenario: Warnings about stock and credit show on the order
    Given customer "C1" has:
      | field            | value |
      | credit_limit_lcy | 100   |
    When "SQ1" is made into a sales order "SO1"
    Then it warns naming "A"
    And it warns naming "C1"

  Scenario: No version is kept when the set-up says never
    Given sales_setup has:
      | field          | value |
      | archive_quotes | never |
    When "SQ1" is made into a sales order "SO1"
    Then there are no sales_header_archive records
    And "SQ1" is converted

  Scenario: The set-up may leave it to the user whether a version is kept
    Given sales_setup has:
      | field          | value |
      | archive_quotes | ask   |
    And "no" is answered to "archive_quote"
    When "SQ1" is made into a sales order "SO1"
    Then it asks "archive_quote"
    And there are no sales_header_archive records

  Scenario: Expired quotes are deleted up to a date
    Given a sales quote "SQ2" for customer "C1"
    And "SQ2" header has:
      | field             | value      |
      | quote_valid_until | 2026-03-31 |
    And a sales quote "SQ3" for customer "C2"
    And "SQ3" lines:
      | no | quantity |
      | B  | 1        |
    And "SQ3" is made into a sales order "SO3"
    And the work date is 2026-03-10
    When job delete_expired_quotes runs with:
      | field        | value      |
      | valid_before | 2026-03-01 |
    Then "SQ1" does not exist
    And "SQ2" exists
    And "SQ3" is converted
    And sales_header_archive records where no is "$SQ1" are:
      | version_no | cause    |
      | 1          | deletion |
