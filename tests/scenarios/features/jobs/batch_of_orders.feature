@SD103
Feature: Many orders shipped, then invoiced

  Background:
    Given the standard company
    And sales_setup has:
      | field            | value |
      | stockout_warning | no    |
    And customer records:
      | no | payment_terms_code |
      | C1 | 30D                |
      | C2 | 14D                |
    And item records:
      | no | unit_price | unit_cost |
      | A  | 100        | 60        |
      | B  | 20         | 10        |
    And stock:
      | item | quantity | unit_cost |
      | A    | 100      | 60        |
      | B    | 100      | 10        |

  @SD12 @SD13
  Scenario: What was shipped in one run is invoiced in another, with dates of its own
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 2        |
    And a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | description |
      | nothing     |
    And a sales order "SO3" for customer "C2"
    And "SO3" lines:
      | no | quantity |
      | B  | 3        |
    When job post_batch runs with:
      | field                | value      |
      | document_type        | order      |
      | ship                 | yes        |
      | invoice              | no         |
      | posting_date         | 2026-01-20 |
      | replace_posting_date | yes        |
    Then sales_shipment_header records are:
      | no      | order_no | posting_date | document_date |
      | PS00001 | $SO1     | 2026-01-20   | 2026-01-20    |
      | PS00002 | $SO3     | 2026-01-20   | 2026-01-20    |
    And batch_run records are:
      | n_ok | n_error |
      | 2    | 1       |
    When job post_batch runs with:
      | field                 | value      |
      | ship                  | no         |
      | invoice               | yes        |
      | posting_date          | 2026-01-25 |
      | replace_posting_date  | yes        |
      | replace_document_date | yes        |
    Then sales_invoice_header records are:
      | order_no | posting_date | document_date | due_date   |
      | $SO1     | 2026-01-25   | 2026-01-25    | 2026-02-24 |
      | $SO3     | 2026-01-25   | 2026-01-25    | 2026-02-08 |
    And "SO1" is completed
    When job post_batch runs
    Then batch_run_message records where run_no is "3" are:
      | no   | outcome |
      | $SO2 | error   |

  @SD12
  Scenario: A document date that is not linked stays
    Given sales_setup has:
      | field                         | value |
      | link_doc_date_to_posting_date | no    |
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 2        |
    When job post_batch runs with:
      | field                | value      |
      | posting_date         | 2026-01-20 |
      | replace_posting_date | yes        |
    Then sales_invoice_header records are:
      | posting_date | document_date | due_date   |
      | 2026-01-20   | 2026-01-15    | 2026-02-14 |

  @SD11 @SD57
  Scenario: Another posting date keeps the agreed rate
    Given customer records:
      | no | currency_code |
      | E1 | EUR           |
    And currency_exchange_rate records:
      | currency_code | starting_date | exchange_rate_amount | relational_amount |
      | EUR           | 2026-02-01    | 1                    | 12                |
    And a sales invoice "SI1" for customer "E1"
    And "SI1" lines:
      | no | quantity | unit_price |
      | A  | 10       | 10         |
    When job post_batch runs with:
      | field                | value      |
      | document_type        | invoice    |
      | posting_date         | 2026-02-05 |
      | replace_posting_date | yes        |
    Then cust_ledger_entry records are:
      | amount | amount_lcy |
      | 125    | 1437.5     |
