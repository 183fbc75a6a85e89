@SD74 @SD75 @SD76
Feature: What forbids a posting

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |
    And item records:
      | no | unit_price |
      | A  | 100        |
    And sales_setup has:
      | field            | value |
      | stockout_warning | no    |
    And a sales order "SO1" for customer "C1"

  @EX29
  Scenario: The user's posting dates go before the company's
    Given general_ledger_setup has:
      | field              | value      |
      | allow_posting_to   | 2026-01-31 |
      | allow_posting_from | 2026-01-01 |
    And user_setup "ADMIN" has:
      | field              | value      |
      | allow_posting_to   | 2026-02-15 |
      | allow_posting_from | 2026-01-01 |
    And "SO1" lines:
      | no | quantity |
      | A  | 2        |
    When "SO1" is posted with:
      | field        | value      |
      | posting_date | 2026-02-10 |
    Then sales_invoice_header records are:
      | posting_date |
      | 2026-02-10   |

  @EX29
  Scenario: Without dates of the user the company's hold
    Given general_ledger_setup has:
      | field              | value      |
      | allow_posting_to   | 2026-01-31 |
      | allow_posting_from | 2026-01-01 |
    And "SO1" lines:
      | no | quantity |
      | A  | 2        |
    When "SO1" is posted with:
      | field        | value      |
      | posting_date | 2026-02-10 |
    Then it is refused naming "2026-02-10" and "2026-01-31"
    And nothing has changed

  @EX30
  Scenario: All that is wrong is told at once
    Given gl_account records:
      | no   | direct_posting | gen_prod_posting_group | vat_prod_posting_group |
      | 3591 | yes            | RETAIL                 | VAT25                  |
      | 3592 | yes            | SERVICES               | VAT12                  |
    And "SO1" lines:
      | type       | no   | quantity | unit_price |
      | gl_account | 3591 | 1        | 10         |
      | gl_account | 3592 | 1        | 10         |
    And general_posting_setup "DOMESTIC|RETAIL" has:
      | field   | value |
      | blocked | yes   |
    And vat_posting_setup "DOMESTIC|VAT12" has:
      | field   | value |
      | blocked | yes   |
    When "SO1" is posted
    Then it is refused for 2 reasons
    And it is refused naming "10000" and "RETAIL"
    And it is refused naming "20000" and "VAT12"
    And nothing has changed

  @EX31 @CU44
  Scenario: Blocked for shipping, invoicing what was shipped stays possible
    Given "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 10       | 4           |
    When "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And customer "C1" is changed:
      | field   | value |
      | blocked | ship  |
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    Then it is refused with "customer.blocked"
    And nothing has changed
    When "SO1" is posted with:
      | field | value |
      | ship  | no    |
    Then sales_invoice_line records are:
      | quantity |
      | 4        |

  @CU44
  Scenario Outline: Blocked for invoicing or altogether nothing is posted
    Given "SO1" lines:
      | no | quantity |
      | A  | 10       |
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And customer "C1" has:
      | field   | value   |
      | blocked | <block> |
    When "SO1" is posted
    Then it is refused with "customer.blocked"
    And nothing has changed

    Examples:
      | block   |
      | invoice |
      | all     |

  @SD74
  Scenario: Nothing to ship and nothing to invoice
    Given "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 10       | 0           |
    When "SO1" is posted
    Then it is refused naming "$SO1"
    And nothing has changed

  @SD17
  Scenario: The customer's own number is mandatory on invoices
    Given sales_setup has:
      | field                | value |
      | ext_doc_no_mandatory | yes   |
    And "SO1" lines:
      | no | quantity |
      | A  | 10       |
    When "SO1" is posted
    Then it is refused naming "external_document_no"
    And nothing has changed
    When "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "SO1" header is changed:
      | field                | value |
      | external_document_no | PO-1  |
    And "SO1" is posted
    Then cust_ledger_entry records are:
      | document_no  | external_document_no |
      | $SO1.invoice | PO-1                 |

  @SD17
  Scenario: The same number twice may be blocked
    Given sales_setup has:
      | field            | value |
      | ext_doc_no_check | block |
    And "SO1" header has:
      | field                | value |
      | external_document_no | PO-1  |
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    When "SO1" is posted
    And a sales invoice "SI1" for customer "C1"
    And "SI1" header has:
      | field                | value |
      | external_document_no | PO-1  |
    And "SI1" lines:
      | no | quantity |
      | A  | 1        |
    And "SI1" is posted
    Then it is refused naming "PO-1"
    And nothing has changed

  @SD56
  Scenario: An invoice below zero is a credit memo
    Given "SO1" lines:
      | no | quantity |
      | A  | 1        |
      | A  | -2       |
    Then "SO1" totals are:
      | total_incl_vat |
      | -125           |
    When "SO1" is posted
    Then it is refused
    And nothing has changed

  @SD56
  Scenario: An invoice of zero is an invoice
    Given "SO1" lines:
      | no | quantity | line_discount_pct |
      | A  | 1        | 100               |
    When "SO1" is posted
    Then cust_ledger_entry records are:
      | amount | open |
      | 0      | no   |
    And there are 0 vat_entry records
    And the G/L movement of "$SO1.invoice" is:
      | account | amount |
      | 3001    | -100   |
      | 3731    | 100    |

  @SD76
  Scenario: Without a series for posted invoices nothing is posted
    Given sales_setup has:
      | field              | value |
      | posted_invoice_nos |       |
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    When "SO1" is posted
    Then it is refused naming "posted_invoice_nos"
    And nothing has changed

  @SD76 @CU18
  Scenario: Numbers may have to follow the dates
    Given number_series "PI" has:
      | field      | value |
      | date_order | yes   |
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 2        | 1           |
    When "SO1" is posted with:
      | field        | value      |
      | posting_date | 2026-01-20 |
    And "SO1" is posted with:
      | field        | value      |
      | posting_date | 2026-01-19 |
    Then it is refused naming "PI" and "2026-01-20"
    And nothing has changed
    When "SO1" is posted with:
      | field        | value      |
      | posting_date | 2026-01-20 |
    Then "SO1" is completed

  @CUX4 @CU17
  Scenario: Two lines of a series are counted each for itself
    Given number_series_line records:
      | series_code | line_no | starting_date | starting_no |
      | PI          | 20000   | 2026-01-01    | PI26-0001   |
      | PI          | 30000   | 2027-01-01    | PI27-0001   |
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 4        | 1           |
    When "SO1" is posted with:
      | field        | value      |
      | posting_date | 2026-12-31 |
    And "SO1" line 1 is changed:
      | field       | value |
      | qty_to_ship | 1     |
    And "SO1" is posted with:
      | field        | value      |
      | posting_date | 2027-01-02 |
    And "SO1" line 1 is changed:
      | field       | value |
      | qty_to_ship | 1     |
    And "SO1" is posted with:
      | field        | value      |
      | posting_date | 2026-12-31 |
    And "SO1" is posted with:
      | field        | value      |
      | posting_date | 2027-01-02 |
    Then sales_invoice_header records are:
      | no        | posting_date |
      | PI26-0001 | 2026-12-31   |
      | PI26-0002 | 2026-12-31   |
      | PI27-0001 | 2027-01-02   |
      | PI27-0002 | 2027-01-02   |

  @SD98
  Scenario: Stock may not go below zero where that is prevented
    Given inventory_setup has:
      | field                      | value |
      | prevent_negative_inventory | yes   |
    And stock:
      | item | quantity | unit_cost |
      | A    | 3        | 60        |
    And "SO1" lines:
      | no | quantity |
      | A  | 2        |
      | A  | 2        |
    When "SO1" is posted
    Then it is refused naming "A"
    And nothing has changed
    When "SO1" line 2 is changed:
      | field       | value |
      | qty_to_ship | 1     |
    And "SO1" is posted
    Then "SO1" lines are:
      | quantity_shipped |
      | 2                |
      | 1                |

  @SD98
  Scenario: The item decides before the set-up
    Given inventory_setup has:
      | field                      | value |
      | prevent_negative_inventory | yes   |
    And item "A" has:
      | field                      | value |
      | prevent_negative_inventory | no    |
    And "SO1" lines:
      | no | quantity |
      | A  | 2        |
    When "SO1" is posted
    Then "SO1" is completed

  Scenario: A blocked salesperson forbids posting
    Given salesperson records:
      | code |
      | PS   |
    And "SO1" header has:
      | field            | value |
      | salesperson_code | PS    |
    And "SO1" lines:
      | no | quantity |
      | A  | 2        |
    And salesperson "PS" has:
      | field   | value |
      | blocked | yes   |
    When "SO1" is posted
    Then it is refused naming "PS"
    And nothing has changed

  Scenario: What is blocked after it was entered
    Given "SO1" lines:
      | no | quantity |
      | A  | 2        |
    And item "A" has:
      | field   | value |
      | blocked | yes   |
    When "SO1" is posted
    Then it is refused naming "A"
    And nothing has changed

  Scenario: A blank posting date
    Given sales_setup has:
      | field                | value   |
      | default_posting_date | no_date |
    And a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity |
      | A  | 2        |
    When "SO2" is posted
    Then it is refused naming "posting_date"
    And nothing has changed

  @SD63 @CU56
  Scenario: Posting an open order releases it under the same conditions
    Given item_variant records:
      | item_no | code |
      | A       | RED  |
    And item "A" has:
      | field             | value |
      | variant_mandatory | yes   |
    And "SO1" lines:
      | no | quantity |
      | A  | 2        |
    When "SO1" is posted
    Then it is refused naming "variant_code"
    And nothing has changed

  @CU39
  Scenario: Open entries keep their receivables account
    Given "SO1" lines:
      | no | quantity |
      | A  | 2        |
    When "SO1" is posted
    And customer "C1" is changed:
      | field                  | value   |
      | customer_posting_group | FOREIGN |
    Then it is refused naming "C1"
    And nothing has changed

  @CU43
  Scenario: A customer with entries cannot be deleted
    Given "SO1" lines:
      | no | quantity |
      | A  | 2        |
    When "SO1" is posted
    And customer "C1" is deleted
    Then it is refused naming "C1"
    And nothing has changed

  Scenario: A contact who is blocked for privacy forbids posting
    Given contact records:
      | no | type   | name  |
      | K1 | person | Kajsa |
    And customer records:
      | no | gen_bus_posting_group |
      | C7 | DOMESTIC              |
    And a sales order "SO7" for customer "C7"
    And "SO7" header has:
      | field              | value |
      | sell_to_contact_no | K1    |
    And "SO7" lines:
      | no | quantity |
      | A  | 1        |
    And contact "K1" has:
      | field           | value |
      | privacy_blocked | yes   |
    When "SO7" is posted
    Then it is refused with "contact.privacy_blocked"
    And it is refused naming "K1" and "sell_to_contact_no"
    And nothing has changed
    When "SO7" header is changed:
      | field              | value |
      | sell_to_contact_no |       |
    And "SO7" is posted
    Then "SO7" is completed

  @SD17
  Scenario: An order that is invoiced in parts has one number of the customer's, also under block
    Given sales_setup has:
      | field            | value |
      | ext_doc_no_check | block |
    And customer records:
      | no |
      | C8 |
    And a sales order "SO8" for customer "C8"
    And "SO8" header has:
      | field                | value |
      | external_document_no | PO-7  |
    And "SO8" lines:
      | no | quantity | qty_to_ship |
      | A  | 3        | 1           |
    And "SO8" is posted
    When "SO8" is posted
    Then "SO8" is completed
    Given a sales order "SO9" for customer "C8"
    And "SO9" header has:
      | field                | value |
      | external_document_no | PO-7  |
    And "SO9" lines:
      | no | quantity |
      | A  | 3        |
    When "SO9" is posted with:
      | field   | value |
      | invoice | no    |
    And "SO9" is posted
    Then it is refused naming "PO-7" and "$SO8.invoice.1"
    And nothing has changed

  @SD75
  Scenario: A blank posting date does not hide what else is wrong
    Given customer records:
      | no |
      | C9 |
    And a sales order "SO9" for customer "C9"
    And "SO9" lines:
      | no | quantity |
      | A  | 3        |
    And "SO9" header has:
      | field        | value |
      | posting_date |       |
    And vat_posting_setup "DOMESTIC|VAT25" has:
      | field   | value |
      | blocked | yes   |
    When "SO9" is posted
    Then it is refused naming "posting_date" and "DOMESTIC / VAT25"
    And it is refused for 2 reasons
    And nothing has changed
