@CU118 @CU119 @CU120 @CU121 @CU122 @CU123
Feature: Recurring sales lines

  Background:
    Given the standard company
    And gl_account records:
      | no   | name  | direct_posting | gen_prod_posting_group | vat_prod_posting_group |
      | 6110 | Rents | yes            | SERVICES               | VAT25                  |
    And customer records:
      | no | prices_including_vat |
      | C1 | no                   |
      | C2 | yes                  |
      | C3 | no                   |
    And item records:
      | no | unit_price |
      | A  | 100        |
    And standard_sales_code records:
      | code | description | currency_code |
      | RENT | Rent        |               |
      | FEE  | Fee         |               |
      | EURO | In euro     | EUR           |
    And standard_sales_line records:
      | code | line_no | type       | no   | quantity | amount_excl_vat | description     |
      | RENT | 10000   | gl_account | 6110 | 1        | 100             |                 |
      | FEE  | 10000   | comment    |      |          |                 | As agreed       |
      | FEE  | 20000   | item       | A    | 3        |                 | Weekly delivery |
      | EURO | 10000   | item       | A    | 1        |                 |                 |

  @CUX22
  Scenario: An account is priced as the document's prices are
    Given a sales order "SO1" for customer "C2"
    When "SO1" gets standard_lines with:
      | field | value |
      | code  | RENT  |
    Then "SO1" lines are:
      | type       | no   | description | quantity | unit_price | line_amount |
      | gl_account | 6110 | Rents       | 1        | 125        | 125.00      |

  Scenario Outline: Recurring lines come onto every document, behind what is there
    Given a <document> "D1" for customer "C1"
    And "D1" lines:
      | no | quantity |
      | A  | 1        |
    When "D1" gets standard_lines with:
      | field | value     |
      | code  | FEE\|RENT |
    Then "D1" lines are:
      | type       | no   | description     | quantity | unit_price |
      | item       | A    | A               | 1        | 100        |
      | comment    |      | As agreed       | 0        | 0          |
      | item       | A    | Weekly delivery | 3        | 100        |
      | gl_account | 6110 | Rents           | 1        | 100        |

    Examples:
      | document             |
      | sales quote          |
      | sales return order   |
      | blanket sales order  |

  Scenario: A code of another currency is refused
    Given a sales order "SO1" for customer "C1"
    When "SO1" gets standard_lines with:
      | field | value |
      | code  | EURO  |
    Then it is refused naming "Code EURO is in EUR, the document in SEK."
    And it is refused with "recurring.other_currency"
    And nothing has changed

  Scenario: A line without number is refused before anything is inserted
    Given standard_sales_line records:
      | code | line_no | type | no | quantity |
      | FEE  | 30000   | item |    | 1        |
    And a sales order "SO1" for customer "C1"
    When "SO1" gets standard_lines with:
      | field | value |
      | code  | FEE   |
    Then it is refused naming "Line 30000 of FEE has no number."
    And it is refused with "recurring.line_without_no"
    And nothing has changed

  Scenario: A blocked code is refused
    Given customer_standard_code records:
      | customer_no | code | blocked |
      | C1          | FEE  | yes     |
    And a sales order "SO1" for customer "C1"
    When "SO1" gets standard_lines with:
      | field | value |
      | code  | FEE   |
    Then it is refused naming "Code FEE is blocked for customer C1."
    And it is refused with "recurring.blocked"

  Scenario: An account that is blocked stops the whole code
    Given standard_sales_line records:
      | code | line_no | type       | no   | quantity |
      | FEE  | 30000   | gl_account | 6110 | 1        |
    And gl_account "6110" has:
      | field   | value |
      | blocked | yes   |
    And a sales order "SO1" for customer "C1"
    When "SO1" gets standard_lines with:
      | field | value |
      | code  | FEE   |
    Then it is refused naming "6110"
    And nothing has changed

  @CU119
  Scenario: The only automatic code is inserted with the customer
    Given customer_standard_code records:
      | customer_no | code | insert_on_orders |
      | C1          | RENT | automatic        |
    And a sales order "SO1" for customer "C1"
    And a sales invoice "SI1" for customer "C1"
    Then "SO1" lines are:
      | no   | unit_price |
      | 6110 | 100        |
    And "SI1" lines are:
      | no |

  @CU119
  Scenario: Several codes, or one that asks, are offered
    Given customer_standard_code records:
      | customer_no | code | insert_on_orders | insert_on_quotes |
      | C1          | RENT | automatic        | always_ask       |
      | C1          | FEE  | automatic        | manual           |
    When customer records are added:
      | no |
      | C9 |
    Given a sales order "SO1" for customer "C1"
    Then it warns naming "Recurring lines exist for customer C1"
    And "SO1" lines are:
      | no |
    Given a sales quote "SQ1" for customer "C1"
    Then it warns naming "Recurring lines exist for customer C1"

  @CU118
  Scenario: Only codes that are valid on the price date are offered
    Given customer_standard_code records:
      | customer_no | code | insert_on_orders | valid_from | valid_to   |
      | C1          | RENT | automatic        | 2026-01-16 |            |
      | C1          | FEE  | always_ask       |            | 2026-01-14 |
    And a sales order "SO1" for customer "C1"
    Then it does not warn
    And "SO1" lines are:
      | no |

  @CUX23
  Scenario: Each valid assignment gets one invoice
    Given customer_standard_code records:
      | customer_no | code | valid_from | valid_to   | blocked | payment_terms_code |
      | C1          | RENT | 2026-01-01 | 2026-06-30 | no      |                    |
      | C2          | RENT |            |            | no      | 14D                |
      | C3          | RENT |            |            | yes     |                    |
    When job create_recurring_invoices runs with:
      | field        | value      |
      | order_date   | 2026-07-01 |
      | posting_date | 2026-07-02 |
    Then sales_header records are:
      | document_type | sell_to_customer_no | order_date | document_date | posting_date | due_date   | recurring_code |
      | invoice       | C2                  | 2026-07-01 | 2026-07-01    | 2026-07-02   | 2026-07-15 | RENT           |
    And sales_line records are:
      | no   | unit_price | amount |
      | 6110 | 125        | 100.00 |
    When job create_recurring_invoices runs with:
      | field        | value      |
      | order_date   | 2026-07-01 |
      | posting_date | 2026-07-02 |
    Then there are 1 sales_header records where document_type is "invoice"
    And batch_run_message records where outcome is "skipped" are:
      | code                   |
      | recurring.already_made |
    When job create_recurring_invoices runs with:
      | field        | value      |
      | order_date   | 2026-07-01 |
      | posting_date | 2026-07-02 |
      | create_again | yes        |
    Then there are 2 sales_header records where document_type is "invoice"

  @CUX23
  Scenario Outline: A recurrence is caught up with
    Given customer_standard_code records:
      | customer_no | code | recurrence   | next_date  |
      | C1          | RENT | <recurrence> | 2026-01-31 |
    When job create_recurring_invoices runs with:
      | field        | value      |
      | order_date   | 2026-03-31 |
      | posting_date | 2026-03-31 |
      | catch_up     | yes        |
    Then sales_header records are:
      | order_date | document_date | posting_date |
      | 2026-01-31 | 2026-01-31    | 2026-03-31   |
      | 2026-02-28 | 2026-02-28    | 2026-03-31   |
      | <third>    | <third>       | 2026-03-31   |
    And customer_standard_code records are:
      | next_date |
      | <next>    |

    Examples:
      | recurrence | third      | next       |
      | 1M         | 2026-03-28 | 2026-04-28 |
      | 1M+CM      | 2026-03-31 | 2026-04-30 |

  @CU122
  Scenario: Without catching up one invoice is made, when it is due
    Given customer_standard_code records:
      | customer_no | code | recurrence | next_date  |
      | C1          | RENT | 1M         | 2026-01-31 |
      | C2          | RENT | 1M         | 2026-05-01 |
    When job create_recurring_invoices runs with:
      | field        | value      |
      | order_date   | 2026-03-31 |
      | posting_date | 2026-03-31 |
    Then sales_header records are:
      | sell_to_customer_no | order_date |
      | C1                  | 2026-01-31 |
    And customer_standard_code records are:
      | customer_no | next_date  |
      | C1          | 2026-02-28 |
      | C2          | 2026-05-01 |

  @CU122
  Scenario: What was posted counts too
    Given customer_standard_code records:
      | customer_no | code |
      | C1          | RENT |
    When job create_recurring_invoices runs with:
      | field        | value      |
      | order_date   | 2026-01-15 |
      | posting_date | 2026-01-15 |
    And job post_batch runs with:
      | field         | value   |
      | document_type | invoice |
    Then sales_invoice_header records are:
      | sell_to_customer_no | recurring_code | amount |
      | C1                  | RENT           | 100.00 |
    When job create_recurring_invoices runs with:
      | field        | value      |
      | order_date   | 2026-01-15 |
      | posting_date | 2026-01-15 |
    Then there are 0 sales_header records where document_type is "invoice"

  @CU121
  Scenario: What fails is listed, and the rest is made
    Given customer "C2" has:
      | field   | value |
      | blocked | all   |
    And customer_standard_code records:
      | customer_no | code |
      | C1          | RENT |
      | C2          | RENT |
      | C3          | FEE  |
    When job create_recurring_invoices runs with:
      | field           | value      |
      | order_date      | 2026-01-15 |
      | posting_date    | 2026-01-15 |
      | customer_filter | C1..C2     |
    Then sales_header records are:
      | sell_to_customer_no |
      | C1                  |
    And batch_run records are:
      | job                       | n_ok | n_error | n_skipped |
      | create_recurring_invoices | 1    | 1       | 0         |
    And batch_run_message records where outcome is "error" are:
      | no | code             |
      | C2 | customer.blocked |

  @CU121
  Scenario: An invoice in another currency has the rate of its posting date
    Given customer_standard_code records:
      | customer_no | code |
      | C1          | EURO |
      | C1          | RENT |
    When job create_recurring_invoices runs with:
      | field        | value      |
      | order_date   | 2026-01-15 |
      | posting_date | 2026-01-20 |
      | code_filter  | EURO       |
    Then sales_header records are:
      | currency_code | relational_amount | posting_date |
      | EUR           | 11.50             | 2026-01-20   |

  @CU121
  Scenario: The job needs its dates
    When job create_recurring_invoices runs with:
      | field      | value      |
      | order_date | 2026-01-15 |
    Then it is refused naming "Enter order date and posting date."
    And it is refused with "recurring.dates_missing"

  @CU122
  Scenario: A recurrence that stands still is refused
    When customer_standard_code records are added:
      | customer_no | code | recurrence | next_date  |
      | C1          | RENT | CM         | 2026-01-31 |
    Then it is refused with "recurring.stands_still"

  @CU123
  Scenario: Another currency rounds the amounts and is told
    Given customer_standard_code records:
      | customer_no | code |
      | C1          | RENT |
    And standard_sales_line "RENT|10000" has:
      | field           | value   |
      | amount_excl_vat | 100.125 |
    When standard_sales_code "RENT" is changed:
      | field         | value |
      | currency_code | EUR   |
    Then it warns naming "RENT"
    And standard_sales_line records where code is "RENT" are:
      | amount_excl_vat |
      | 100.13          |

  @CU123
  Scenario: A code that is used is deleted when the user says so
    Given customer_standard_code records:
      | customer_no | code |
      | C1          | RENT |
    And "yes" is answered to "remove_assignments"
    When standard_sales_code "RENT" is deleted
    Then it asks "remove_assignments"
    And there are 0 customer_standard_code records where code is "RENT"
    And there are 0 standard_sales_line records where code is "RENT"

  @CU123
  Scenario: A code that is used stays otherwise
    Given customer_standard_code records:
      | customer_no | code |
      | C1          | RENT |
    When standard_sales_code "RENT" is deleted
    Then it is refused naming "RENT"

  @CU121 @CU122
  Scenario Outline: Periods before an assignment is valid are passed over
    Given customer_standard_code records:
      | customer_no | code | recurrence | next_date  | valid_from | valid_to   |
      | C1          | RENT | 1M         | 2026-01-20 | 2026-02-01 | 2026-03-31 |
    When job create_recurring_invoices runs with:
      | field        | value      |
      | order_date   | 2026-05-01 |
      | posting_date | 2026-01-15 |
      | catch_up     | <catch_up> |
    Then there are <count> sales_header records where recurring_code is "RENT"
    And there are 1 sales_header records where order_date is "2026-02-20"
    And customer_standard_code records are:
      | next_date |
      | <next>    |

    Examples:
      | catch_up | count | next       |
      | no       | 1     | 2026-03-20 |
      | yes      | 2     | 2026-04-20 |

  @CU122
  Scenario: Catching up goes on behind an invoice that is there already
    Given customer_standard_code records:
      | customer_no | code | recurrence | next_date  |
      | C1          | RENT | 1M         | 2026-01-10 |
    When job create_recurring_invoices runs with:
      | field        | value      |
      | order_date   | 2026-01-15 |
      | posting_date | 2026-01-15 |
    And customer_standard_code "C1|RENT" is changed:
      | field     | value      |
      | next_date | 2026-01-10 |
    And job create_recurring_invoices runs with:
      | field        | value      |
      | order_date   | 2026-02-15 |
      | posting_date | 2026-01-15 |
      | catch_up     | yes        |
    Then sales_header records are:
      | order_date |
      | 2026-01-10 |
      | 2026-02-10 |
    And customer_standard_code records are:
      | next_date  |
      | 2026-03-10 |
