@SD81
Feature: Discounts in the ledger

  Background:
    Given the standard company
    And sales_setup has:
      | field            | value |
      | stockout_warning | no    |
    And customer records:
      | no | prices_including_vat |
      | C1 | no                   |
      | C2 | yes                  |
    And item records:
      | no | unit_price | vat_prod_posting_group |
      | A  | 100        | VAT25                  |
      | B  | 100        | VAT12                  |

  Scenario Outline: Which discounts are posted is decided in the set-up
    Given sales_setup has:
      | field            | value  |
      | discount_posting | <what> |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | line_discount_pct |
      | A  | 2        | 10                |
    And "SO1" header has:
      | field                        | value   |
      | invoice_discount_calculation | percent |
      | invoice_discount_value       | 5       |
    When "SO1" is posted
    Then gl_entry records where gl_account_no is "3001" are:
      | amount  |
      | <sales> |
    And there are <line> gl_entry records where gl_account_no is "3731" and amount is "20"
    And there are <invoice> gl_entry records where gl_account_no is "3732" and amount is "9"
    And gl_entry records where gl_account_no is "1510" are:
      | amount |
      | 213.75 |

    Examples:
      | what    | sales | line | invoice |
      | none    | -171  | 0    | 0       |
      | line    | -191  | 1    | 0       |
      | invoice | -180  | 0    | 1       |
      | all     | -200  | 1    | 1       |

  Scenario: With VAT in the prices the net part of a discount is posted
    Given a sales order "SO1" for customer "C2"
    And "SO1" lines:
      | no | quantity | unit_price | line_discount_pct |
      | A  | 1        | 149.00     | 15                |
      | B  | 7        | 0.99       |                   |
    And "SO1" header has:
      | field                        | value   |
      | invoice_discount_calculation | percent |
      | invoice_discount_value       | 2       |
    Then "SO1" totals are:
      | line_discount | invoice_discount_amount | total_excl_vat | vat   | total_incl_vat |
      | 22.35         | 2.67                    | 105.36         | 25.55 | 130.91         |
    When "SO1" is posted
    Then the G/L movement of "$SO1.invoice" is:
      | account | amount  |
      | 1510    | 130.91  |
      | 2611    | -24.82  |
      | 2621    | -0.73   |
      | 3001    | -125.38 |
      | 3731    | 17.88   |
      | 3732    | 2.14    |
