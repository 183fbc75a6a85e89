@SD80 @SD82 @SD83 @SD85
Feature: Entries of an invoice

  Background:
    Given the standard company
    And gl_account records:
      | no   | direct_posting | gen_prod_posting_group | vat_prod_posting_group |
      | 2110 |                |                        |                        |
      | 2310 |                |                        |                        |
      | 2910 |                |                        |                        |
      | 5610 |                |                        |                        |
      | 6110 |                |                        |                        |
      | 6120 | yes            | SERVICES               | VAT25                  |
      | 6910 |                |                        |                        |
      | 7190 |                |                        |                        |
      | 9140 |                |                        |                        |
    And general_posting_setup "DOMESTIC|RETAIL" has:
      | field                   | value |
      | sales_account           | 6110  |
      | sales_line_disc_account | 6910  |
      | cogs_account            | 7190  |
    And vat_posting_setup "DOMESTIC|VAT25" has:
      | field             | value |
      | sales_vat_account | 5610  |
    And customer_posting_group "DOMESTIC" has:
      | field                    | value |
      | receivables_account      | 2310  |
      | invoice_rounding_account | 9140  |
    And inventory_posting_setup "|RESALE" has:
      | field             | value |
      | inventory_account | 2110  |
    And sales_setup has:
      | field            | value |
      | invoice_rounding | yes   |
      | stockout_warning | no    |
    And general_ledger_setup has:
      | field                      | value |
      | invoice_rounding_precision | 1     |
    And payment_method records:
      | code | balancing_account_no |
      | NOW  | 2910                 |
    And customer records:
      | no |
      | C1 |
    And item records:
      | no | unit_price |
      | A  | 49.95      |
    And stock:
      | item | quantity | unit_cost |
      | A    | 10       | 12.00     |
      | A    | 5        | 12.50     |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | type       | no   | quantity | unit_price | line_discount_pct |
      | item       | A    | 12       | 49.95      | 10                |
      | gl_account | 6120 | 1        | 250.00     |                   |

  @EX32
  Scenario: Sales after discount
    Given sales_setup has:
      | field            | value |
      | discount_posting | none  |
    When "SO1" is posted
    Then the G/L movement of "$SO1.invoice" is:
      | account | amount  |
      | 6110    | -539.46 |
      | 6120    | -250.00 |
      | 5610    | -197.37 |
      | 9140    | -0.17   |
      | 2310    | 987.00  |
      | 7190    | 145.00  |
      | 2110    | -145.00 |
    And there are 7 gl_entry records where document_no is "$SO1.invoice"
    And vat_entry records where document_no is "$SO1.invoice" are:
      | type | base    | amount  | vat_identifier |
      | sale | -789.46 | -197.37 | VAT25          |
    And cust_ledger_entry records are:
      | document_type | document_no  | customer_no | amount | remaining_amount | open | sales_lcy | profit_lcy | due_date   |
      | invoice       | $SO1.invoice | C1          | 987.00 | 987.00           | yes  | 789.46    | 644.46     | 2026-02-14 |
    And detailed_cust_ledger_entry records are:
      | entry_type | amount | amount_lcy |
      | initial    | 987.00 | 987.00     |
    And value_entry records where document_no is "$SO1.invoice" are:
      | cost_amount_actual | cost_amount_expected | sales_amount_actual |
      | -145.00            | 0                    | 539.46              |

  @EX32 @SD81
  Scenario: Line discounts have an account of their own
    Given sales_setup has:
      | field            | value |
      | discount_posting | line  |
    When "SO1" is posted
    Then the G/L movement of "$SO1.invoice" is:
      | account | amount  |
      | 6110    | -599.40 |
      | 6910    | 59.94   |
      | 6120    | -250.00 |
      | 5610    | -197.37 |
      | 9140    | -0.17   |
      | 2310    | 987.00  |
      | 7190    | 145.00  |
      | 2110    | -145.00 |

  @EX32 @SD84
  Scenario: Paid at once
    Given sales_setup has:
      | field            | value |
      | discount_posting | none  |
    And "SO1" header has:
      | field               | value |
      | payment_method_code | NOW   |
    When "SO1" is posted
    Then gl_entry records where gl_account_no is "2910" are:
      | amount |
      | 987.00 |
    And gl_entry records where gl_account_no is "2310" are:
      | amount  |
      | 987.00  |
      | -987.00 |
    And cust_ledger_entry records are:
      | document_type | amount  | remaining_amount | open |
      | invoice       | 987.00  | 0                | no   |
      | payment       | -987.00 | 0                | no   |
    And customer "C1" statistics are:
      | balance_lcy |
      | 0           |

  @EX32 @SD83
  Scenario: What paying early may save
    Given "SO1" header has:
      | field              | value |
      | payment_terms_code | 1M8D  |
    When "SO1" is posted
    Then cust_ledger_entry records are:
      | original_pmt_disc_possible | remaining_pmt_disc_possible | pmt_discount_date | due_date   |
      | 19.74                      | 19.74                       | 2026-01-23        | 2026-02-15 |

  @EX40 @SD102
  Scenario: A preview shows the entries and keeps nothing
    Given sales_setup has:
      | field            | value |
      | discount_posting | none  |
    When "SO1" is previewed
    Then nothing has changed
    And the preview of gl_entry is:
      | gl_account_no | amount  |
      | 6110          | -539.46 |
      | 6120          | -250.00 |
      | 5610          | -197.37 |
      | 9140          | -0.17   |
      | 2310          | 987.00  |
      | 7190          | 145.00  |
      | 2110          | -145.00 |
    And the debits of the preview are 1132.00
    And the credits of the preview are 1132.00
    And the preview of vat_entry is:
      | base    | amount  |
      | -789.46 | -197.37 |
    And the preview of cust_ledger_entry is:
      | customer_no | document_no | amount | remaining_amount |
      | C1          | ***         | 987.00 | 987.00           |
    And the preview of detailed_cust_ledger_entry is:
      | amount |
      | 987.00 |
    And the preview of item_ledger_entry is:
      | item_no | quantity |
      | A       | -12      |
    And the preview of value_entry is:
      | cost_amount_actual |
      | -145.00            |
    When "SO1" is posted
    Then sales_invoice_header records are:
      | no      |
      | PI00001 |

  @SD102
  Scenario: A preview of shipping only has no G/L entries
    When "SO1" is previewed with:
      | field   | value |
      | invoice | no    |
    Then nothing has changed
    And the preview of item_ledger_entry is:
      | quantity |
      | -12      |
    And the preview of value_entry is:
      | cost_amount_expected |
      | -145.00              |

  @SD102
  Scenario: A preview refuses what posting would refuse
    Given item "A" has:
      | field   | value |
      | blocked | yes   |
    When "SO1" is previewed
    Then it is refused naming "A"
    And nothing has changed

  @SD77
  Scenario: The posted invoice is a complete copy
    Given customer "C1" has:
      | field | value |
      | name  | Ett   |
    And "SO1" header has:
      | field                | value |
      | your_reference       | Anna  |
      | external_document_no | PO-1  |
    When "SO1" is posted
    And customer "C1" is changed:
      | field | value |
      | name  | Två   |
    Then sales_invoice_header records are:
      | no           | order_no | bill_to_customer_no | bill_to_name | your_reference | external_document_no | amount | vat_amount | rounding_amount | amount_payable |
      | $SO1.invoice | $SO1     | C1                  | C1           | Anna           | PO-1                 | 789.46 | 197.37     | 0.17            | 987.00         |
    And sales_invoice_line records are:
      | order_no | type       | no   | quantity | unit_price | line_discount_pct | line_amount |
      | $SO1     | item       | A    | 12       | 49.95      | 10                | 539.46      |
      | $SO1     | gl_account | 6120 | 1        | 250.00     | 0                 | 250.00      |

  @SD86
  Scenario: One posting is one register and one transaction
    When "SO1" is posted
    Then gl_register records are:
      | no | source       | user  |
      | 1  | item_journal | ADMIN |
      | 2  | sales        | ADMIN |
    And there are 1 cust_ledger_entry records where register_no is "2"
