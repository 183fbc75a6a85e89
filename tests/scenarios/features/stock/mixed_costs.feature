@SD91 @SD92 @SD94 @SD95 @SD100
Feature: Stock that goes below zero, comes back and costs otherwise later

  Background:
    Given the standard company
    And sales_setup has:
      | field            | value |
      | stockout_warning | no    |
    And customer records:
      | no |
      | C1 |
    And vendor records:
      | no |
      | V1 |

  @SD96
  Scenario: Average cost
    Given item records:
      | no | unit_price | unit_cost | costing_method |
      | A  | 20         | 86.3857   | fifo           |
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | direct_unit_cost | location_code |
      | A  | 5.48     | 30.0478          |               |
    And "PO1" is posted with:
      | field        | value      |
      | posting_date | 2026-01-10 |
      | receive      | yes        |
      | invoice      | no         |
    Then item "A" has:
      | field     | value    |
      | unit_cost | 30.04745 |
    And gl_account "4990" has:
      | field   | value |
      | balance | 0     |
    And gl_account "1460" has:
      | field   | value |
      | balance | 0     |
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | location_code |
      | A  | 7.15     |               |
    When "SO1" is posted with:
      | field        | value      |
      | posting_date | 2026-01-18 |
      | invoice      | yes        |
    Then item "A" has:
      | field     | value    |
      | unit_cost | 30.04745 |
    And gl_account "4990" has:
      | field   | value  |
      | balance | 214.84 |
    And gl_account "1460" has:
      | field   | value   |
      | balance | -214.84 |
    Given a purchase order "PO2" from vendor "V1"
    And "PO2" lines:
      | no | quantity | direct_unit_cost | location_code |
      | A  | 4        | 21.79527         | EAST          |
    And "PO2" is posted with:
      | field        | value      |
      | posting_date | 2026-01-16 |
      | receive      | yes        |
      | invoice      | no         |
    Then item "A" has:
      | field     | value    |
      | unit_cost | 15.87983 |
    And gl_account "4990" has:
      | field   | value  |
      | balance | 214.84 |
    And gl_account "1460" has:
      | field   | value   |
      | balance | -214.84 |
    When "PO2" line 1 is changed:
      | field            | value    |
      | direct_unit_cost | 77.79725 |
    And "PO2" header is changed:
      | field             | value |
      | vendor_invoice_no | F2    |
    And "PO2" is posted with:
      | field   | value |
      | receive | no    |
    Then item "A" has:
      | field     | value     |
      | unit_cost | 112.02146 |
    And gl_account "4990" has:
      | field   | value  |
      | balance | 214.84 |
    And gl_account "1460" has:
      | field   | value |
      | balance | 96.35 |
    Given a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity | location_code |
      | A  | 2        |               |
    When "SO2" is posted with:
      | field        | value      |
      | posting_date | 2026-01-16 |
      | invoice      | yes        |
    Then item "A" has:
      | field     | value    |
      | unit_cost | 112.0303 |
    And gl_account "4990" has:
      | field   | value  |
      | balance | 438.88 |
    And gl_account "1460" has:
      | field   | value   |
      | balance | -127.69 |
    Given a sales order "SO3" for customer "C1"
    And "SO3" lines:
      | no | quantity | location_code |
      | A  | 2.69     |               |
    When "SO3" is posted with:
      | field        | value      |
      | posting_date | 2026-01-10 |
      | invoice      | yes        |
    Then item "A" has:
      | field     | value    |
      | unit_cost | 112.0303 |
    And gl_account "4990" has:
      | field   | value  |
      | balance | 740.24 |
    And gl_account "1460" has:
      | field   | value   |
      | balance | -429.05 |
    Given a sales order "SO4" for customer "C1"
    And "SO4" lines:
      | type       | no   | quantity | location_code | unit_price |
      | item       | A    | -1       |               | 1          |
      | gl_account | 3590 | 1        |               | 100000     |
    When "SO4" is posted with:
      | field        | value      |
      | posting_date | 2026-01-18 |
    Then item "A" has:
      | field     | value    |
      | unit_cost | 112.0303 |
    And gl_account "4990" has:
      | field   | value  |
      | balance | 628.21 |
    And gl_account "1460" has:
      | field   | value   |
      | balance | -317.02 |
    Given a sales order "SO5" for customer "C1"
    And "SO5" lines:
      | no | quantity | location_code |
      | A  | 8        |               |
    When "SO5" is posted with:
      | field        | value      |
      | posting_date | 2026-01-16 |
      | invoice      | yes        |
    Then item "A" has:
      | field     | value    |
      | unit_cost | 112.0303 |
    And gl_account "4990" has:
      | field   | value   |
      | balance | 1524.45 |
    And gl_account "1460" has:
      | field   | value    |
      | balance | -1213.26 |
    Given a purchase order "PO3" from vendor "V1"
    And "PO3" lines:
      | no | quantity | direct_unit_cost | location_code |
      | A  | 9        | 24.94362         |               |
    And "PO3" is posted with:
      | field        | value      |
      | posting_date | 2026-01-17 |
      | receive      | yes        |
      | invoice      | no         |
    Then item "A" has:
      | field     | value    |
      | unit_cost | 112.0303 |
    And gl_account "4990" has:
      | field   | value  |
      | balance | 740.69 |
    And gl_account "1460" has:
      | field   | value  |
      | balance | -429.5 |
    Given a sales order "SO6" for customer "C1"
    And "SO6" lines:
      | type       | no   | quantity | location_code | unit_price |
      | item       | A    | -5.93    | EAST          | 1          |
      | gl_account | 3590 | 1        |               | 100000     |
    When "SO6" is posted with:
      | field        | value      |
      | posting_date | 2026-01-11 |
    Then item "A" has:
      | field     | value     |
      | unit_cost | 112.02693 |
    And gl_account "4990" has:
      | field   | value |
      | balance | 76.35 |
    And gl_account "1460" has:
      | field   | value  |
      | balance | 234.84 |
    When "PO1" line 1 is changed:
      | field            | value    |
      | direct_unit_cost | 87.70839 |
    And "PO1" header is changed:
      | field             | value |
      | vendor_invoice_no | F1    |
    And "PO1" is posted with:
      | field   | value |
      | receive | no    |
    Then item "A" has:
      | field     | value     |
      | unit_cost | 112.02693 |
    And gl_account "4990" has:
      | field   | value  |
      | balance | 392.33 |
    And gl_account "1460" has:
      | field   | value |
      | balance | 399.5 |
