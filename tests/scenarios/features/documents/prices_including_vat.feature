@SD51 @SD52
Feature: Prices including VAT

  Background:
    Given the standard company
    And customer records:
      | no | prices_including_vat |
      | C1 | yes                  |
      | C2 | no                   |
    And item records:
      | no | unit_price | vat_prod_posting_group |
      | A  | 100        | VAT25                  |
      | B  | 100        | VAT12                  |

  @EX16
  Scenario: VAT is taken out of the prices
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | unit_price | line_discount_pct |
      | A  | 3        | 19.99      |                   |
      | B  | 2        | 7.50       |                   |
      | A  | 1        | 149.00     | 15                |
      | B  | 7        | 0.99       |                   |
    Then "SO1" lines are:
      | amount_including_vat | vat_amount |
      | 59.97                | 11.99      |
      | 15.00                | 1.61       |
      | 126.65               | 25.33      |
      | 6.93                 | 0.74       |
    And "SO1" totals are:
      | total_excl_vat | vat   | total_incl_vat |
      | 168.88         | 39.67 | 208.55         |
    When "SO1" header is changed:
      | field                        | value   |
      | invoice_discount_calculation | percent |
      | invoice_discount_value       | 2       |
    Then "SO1" lines are:
      | inv_discount_amount | vat_amount |
      | 1.20                | 11.75      |
      | 0.30                | 1.58       |
      | 2.53                | 24.83      |
      | 0.14                | 0.72       |
    And "SO1" totals are:
      | invoice_discount_amount | total_excl_vat | vat   | total_incl_vat |
      | 4.17                    | 165.50         | 38.88 | 204.38         |

  @EX17
  Scenario Outline: The kind of VAT rounding
    Given vat_prod_posting_group records:
      | code  |
      | VAT19 |
    And vat_posting_setup records:
      | vat_bus_posting_group | vat_prod_posting_group | vat_identifier | vat_pct | sales_vat_account |
      | DOMESTIC              | VAT19                  | VAT19          | 19      | 2611              |
    And item records:
      | no | vat_prod_posting_group |
      | E  | VAT19                  |
    And general_ledger_setup has:
      | field             | value  |
      | vat_rounding_type | <type> |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | unit_price |
      | E  | 1        | <gross>    |
    Then "SO1" totals are:
      | total_incl_vat | vat   |
      | <gross>        | <vat> |

    Examples:
      | gross    | type    | vat     |
      | 25066.79 | nearest | 4002.26 |
      | 25066.79 | up      | 4002.27 |
      | 25066.78 | nearest | 4002.26 |
      | 25066.78 | down    | 4002.25 |

  @EX18
  Scenario: Mixed signs with the VAT in the prices
    Given vat_prod_posting_group records:
      | code |
      | VAT7 |
    And vat_posting_setup records:
      | vat_bus_posting_group | vat_prod_posting_group | vat_identifier | vat_pct | sales_vat_account |
      | DOMESTIC              | VAT7                   | VAT7           | 7       | 2611              |
    And item records:
      | no | vat_prod_posting_group |
      | E  | VAT7                   |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | unit_price |
      | E  | 3000     | 1.10       |
      | E  | -1       | 1650       |
    Then "SO1" lines are:
      | vat_amount | amount   |
      | 215.89     | 3084.11  |
      | -107.95    | -1542.05 |
    And "SO1" vat_lines are:
      | vat_identifier | vat_amount |
      | VAT7           | 107.94     |
    And "SO1" totals are:
      | total_incl_vat |
      | 1650.00        |

  @EX19
  Scenario: Switching the prices on converts them
    Given a sales order "SO1" for customer "C2"
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 10       | 12.34567   |
    Then "SO1" totals are:
      | total_excl_vat | vat   | total_incl_vat |
      | 123.46         | 30.87 | 154.33         |
    Given "yes" is answered to "convert_prices"
    When "SO1" header is changed:
      | field                | value |
      | prices_including_vat | yes   |
    Then it asks "convert_prices"
    And "SO1" lines are:
      | unit_price | line_amount |
      | 15.43209   | 154.32      |
    And "SO1" totals are:
      | total_excl_vat | vat   | total_incl_vat |
      | 123.46         | 30.86 | 154.32         |

  Scenario: The figures may also be kept
    Given a sales order "SO1" for customer "C2"
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 2        | 100        |
    And "no" is answered to "convert_prices"
    When "SO1" header is changed:
      | field                | value |
      | prices_including_vat | yes   |
    Then it asks "convert_prices"
    And "SO1" totals are:
      | total_excl_vat | vat   | total_incl_vat |
      | 160.00         | 40.00 | 200.00         |

  Scenario: An agreed discount amount is converted with the prices
    Given a sales order "SO1" for customer "C2"
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 2        | 100        |
    And "SO1" header has:
      | field                        | value  |
      | invoice_discount_calculation | amount |
      | invoice_discount_value       | 20     |
    And "yes" is answered to "convert_prices"
    When "SO1" header is changed:
      | field                | value |
      | prices_including_vat | yes   |
    Then "SO1" header has:
      | field                  | value |
      | invoice_discount_value | 25    |
    And "SO1" totals are:
      | total_excl_vat | vat   | total_incl_vat |
      | 180.00         | 45.00 | 225.00         |

  @SD52
  Scenario: Under reverse charge the buyer owes the VAT, in both price modes
    Given customer records:
      | no | vat_bus_posting_group | prices_including_vat |
      | C3 | EU                    | no                   |
      | C4 | EU                    | yes                  |
    And a sales order "SO1" for customer "C3"
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 2        | 100        |
    And a sales order "SO2" for customer "C4"
    And "SO2" lines:
      | no | quantity | unit_price |
      | A  | 2        | 100        |
    Then "SO1" totals are:
      | total_excl_vat | vat | total_incl_vat |
      | 200            | 0   | 200            |
    And "SO2" totals are:
      | total_excl_vat | vat | total_incl_vat |
      | 200            | 0   | 200            |
