@SD102
Feature: Previews of parts

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

  @SD93 @SD82
  Scenario: A preview shows what is chosen and keeps nothing
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 5        | 2           |
    When "SO1" is previewed with:
      | field   | value |
      | invoice | no    |
    Then the preview of item_ledger_entry is:
      | item_no | quantity | document_no |
      | A       | -2       | ***         |
    And the preview of value_entry is:
      | cost_amount_expected | cost_amount_actual | sales_amount_expected |
      | -120                 | 0                  | 200                   |
    And the preview of gl_entry is:
      | amount |
    And "SO1" header has:
      | field  | value |
      | status | open  |
    When "SO1" is previewed with:
      | field | value |
      | ship  | no    |
    Then it is refused
    When "SO1" is previewed with:
      | field        | value      |
      | posting_date | 2026-01-31 |
    Then the preview of gl_entry is:
      | gl_account_no | amount | posting_date | document_no |
      | 3001          | -200   | 2026-01-31   | ***         |
      | 2611          | -50    | 2026-01-31   | ***         |
      | 1510          | 250    | 2026-01-31   | ***         |
      | 4990          | 120    | 2026-01-31   | ***         |
      | 1460          | -120   | 2026-01-31   | ***         |
    And the preview of vat_entry is:
      | base | amount |
      | -200 | -50    |
    And the preview of cust_ledger_entry is:
      | customer_no | amount |
      | C1          | 250    |
    And "SO1" header has:
      | field        | value      |
      | posting_date | 2026-01-15 |
    And there are 0 sales_invoice_header records
    When "SO1" is posted
    Then sales_invoice_header records are:
      | no      |
      | PI00001 |
