@SD57 @SD58
Feature: Invoices in a foreign currency

  Background:
    Given the standard company
    And sales_setup has:
      | field            | value |
      | stockout_warning | no    |

  @EX21
  Scenario: Local amounts are carried over the groups
    Given gl_account records:
      | no   |
      | 3011 |
      | 3012 |
      | 3013 |
    And gen_prod_posting_group records:
      | code |
      | G25  |
      | G12  |
      | G6   |
    And general_posting_setup records:
      | gen_bus_posting_group | gen_prod_posting_group | sales_account | cogs_account | inventory_adjmt_account |
      | DOMESTIC              | G25                    | 3011          | 4990         | 4960                    |
      | DOMESTIC              | G12                    | 3012          | 4990         | 4960                    |
      | DOMESTIC              | G6                     | 3013          | 4990         | 4960                    |
    And sales_setup has:
      | field            | value |
      | discount_posting | none  |
    And currency_exchange_rate "EUR|2026-01-01" has:
      | field                | value   |
      | exchange_rate_amount | 100     |
      | relational_amount    | 1073.00 |
    And customer records:
      | no | currency_code |
      | C1 | EUR           |
    And item records:
      | no | gen_prod_posting_group | vat_prod_posting_group | allow_invoice_disc |
      | A  | G25                    | VAT25                  | yes                |
      | B  | G12                    | VAT12                  | yes                |
      | F  | G25                    | VAT25                  | no                 |
      | D  | G6                     | VAT6                   | yes                |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | unit_price | line_discount_pct |
      | A  | 12       | 49.95      | 10                |
      | B  | 5        | 17.333     |                   |
      | F  | 1        | 250        |                   |
      | B  | 40       | 1.995      | 2.5               |
      | D  | 3        | 89.90      |                   |
    And "SO1" header has:
      | field                        | value   |
      | invoice_discount_calculation | percent |
      | invoice_discount_value       | 3.5     |
    When "SO1" is posted
    Then the G/L movement of "$SO1.invoice" is:
      | account | amount   |
      | 2611    | -2067.13 |
      | 2621    | -204.41  |
      | 2631    | -167.60  |
      | 3011    | -8268.33 |
      | 3012    | -1702.96 |
      | 3013    | -2792.59 |
      | 1510    | 15203.02 |
    And cust_ledger_entry records are:
      | currency_code | amount  | amount_lcy |
      | EUR           | 1416.87 | 15203.02   |

  @EX22
  Scenario: A group whose foreign total is zero gets zero
    Given currency records:
      | code |
      | FCY  |
    And currency_exchange_rate records:
      | currency_code | starting_date | exchange_rate_amount | relational_amount |
      | FCY           | 2026-01-01    | 0.25833118           | 1                 |
    And gl_account records:
      | no   | direct_posting | gen_prod_posting_group | vat_prod_posting_group |
      | 3901 | yes            | RETAIL                 | ZERO                   |
      | 3902 | yes            | RETAIL                 | ZERO                   |
      | 3903 | yes            | RETAIL                 | ZERO                   |
      | 3904 | yes            | RETAIL                 | ZERO                   |
    And customer records:
      | no | currency_code |
      | C1 | FCY           |
    And a sales invoice "SI1" for customer "C1"
    And "SI1" lines:
      | type       | no   | quantity | unit_price |
      | gl_account | 3901 | 1        | 5075       |
      | gl_account | 3902 | 1        | 2590       |
      | gl_account | 3903 | 1        | 1415       |
      | gl_account | 3901 | -1       | 5075       |
      | gl_account | 3902 | -1       | 2590       |
      | gl_account | 3903 | -1       | 1415       |
      | gl_account | 3901 | 1        | 5075       |
      | gl_account | 3902 | 1        | 2590       |
      | gl_account | 3904 | 1        | 1415       |
    When "SI1" is posted
    Then the G/L movement of "$SI1.invoice" is:
      | account | amount    |
      | 3901    | -19645.33 |
      | 3902    | -10025.89 |
      | 3904    | -5477.46  |
      | 1510    | 35148.68  |

  Scenario: Each part of an order is converted at its own posting date's rate
    Given currency_exchange_rate records:
      | currency_code | starting_date | exchange_rate_amount | relational_amount |
      | EUR           | 2026-02-01    | 1                    | 12.00             |
    And customer records:
      | no | currency_code | vat_bus_posting_group |
      | C1 | EUR           | EXPORT                |
    And item records:
      | no |
      | A  |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | unit_price | qty_to_ship |
      | A  | 2        | 10         | 1           |
    When "SO1" is posted
    And the work date is 2026-02-05
    And "yes" is answered to "update_exchange_rate"
    And "SO1" header is changed:
      | field        | value      |
      | posting_date | 2026-02-05 |
    And "SO1" is posted
    Then cust_ledger_entry records are:
      | document_no    | amount | amount_lcy |
      | $SO1.invoice.1 | 10     | 115        |
      | $SO1.invoice.2 | 10     | 120        |

  @SD80
  Scenario: Reverse charge leaves a VAT entry without an amount
    Given customer records:
      | no | gen_bus_posting_group | vat_bus_posting_group | customer_posting_group | vat_registration_no |
      | C1 | EU                    | EU                    | FOREIGN                | DK12345678          |
    And item records:
      | no |
      | A  |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 2        | 10         |
    When "SO1" is posted
    Then vat_entry records are:
      | base | amount | vat_calculation_type | bill_to_no | vat_registration_no |
      | -20  | 0      | reverse_charge       | C1         | DK12345678          |
    And the G/L movement of "$SO1.invoice" is:
      | account | amount |
      | 1512    | 20     |
      | 3001    | -20    |

  Scenario: A currency as good as ours, but with smaller coins, is rounded all the same
    Given currency records:
      | code | amount_precision | unit_amount_precision |
      | BHD  | 0.001            | 0.00001               |
    And currency_exchange_rate records:
      | currency_code | starting_date | exchange_rate_amount | relational_amount |
      | BHD           | 2026-01-01    | 1                    | 1                 |
    And customer records:
      | no | currency_code |
      | C1 | BHD           |
    And item records:
      | no |
      | A  |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 10.005     |
      | A  | 1        | 10.003     |
    When "SO1" is posted
    Then cust_ledger_entry records are:
      | amount | amount_lcy |
      | 25.01  | 25.01      |
    And the G/L movement of "$SO1.invoice" is:
      | account | amount |
      | 1510    | 25.01  |
      | 2611    | -5     |
      | 3001    | -20.01 |
    And value_entry records are:
      | sales_amount_actual |
      | 10.01               |
      | 10.00               |
