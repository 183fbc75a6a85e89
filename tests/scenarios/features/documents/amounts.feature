@SD43 @SD44 @SD45
Feature: Amounts and discounts of a document

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |
    And item records:
      | no | unit_price | vat_prod_posting_group |
      | A  | 100        | VAT25                  |
      | B  | 100        | VAT12                  |
      | D  | 100        | VAT6                   |
    And a sales order "SO1" for customer "C1"

  @EX10
  Scenario: The line discount is a percentage of the rounded gross amount
    Given "SO1" lines:
      | no | quantity | unit_price | line_discount_pct |
      | A  | 3        | 33.33333   | 12.345            |
    Then "SO1" lines are:
      | gross_amount | line_discount_amount | line_amount |
      | 100.00       | 12.35                | 87.65       |

  @SD46 @EX11
  Scenario: A typed discount amount is kept until the quantity changes
    Given "SO1" lines:
      | no | quantity | unit_price | line_discount_amount |
      | A  | 7        | 12.34567   | 5.00                 |
    Then "SO1" lines are:
      | gross_amount | line_discount_pct | line_discount_amount | line_amount |
      | 86.42        | 5.78570           | 5.00                 | 81.42       |
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 14    |
    Then "SO1" lines are:
      | gross_amount | line_discount_pct | line_discount_amount | line_amount |
      | 172.84       | 5.78570           | 10.00                | 162.84      |

  @SD46
  Scenario: A typed line amount is a typed discount
    Given "SO1" lines:
      | no | quantity | unit_price | line_amount |
      | A  | 4        | 12.49      | 45.00       |
    Then "SO1" lines are:
      | gross_amount | line_discount_amount | line_discount_pct | line_amount |
      | 49.96        | 4.96                 | 9.92794           | 45.00       |

  @SD46
  Scenario: A line cannot be raised above its gross amount
    Given "SO1" lines:
      | no | quantity | unit_price |
      | A  | 4        | 12.49      |
    When "SO1" line 1 is changed:
      | field       | value |
      | line_amount | 50.00 |
    Then it is refused naming "49.96"
    And nothing has changed

  @SD44 @SD46
  Scenario Outline: A discount lies between nothing and everything
    Given "SO1" lines:
      | no | quantity | unit_price |
      | A  | 2        | 10         |
    When "SO1" line 1 is changed:
      | field   | value   |
      | <field> | <value> |
    Then it is refused
    And nothing has changed

    Examples:
      | field                | value  |
      | line_discount_pct    | 100.01 |
      | line_discount_pct    | -1     |
      | line_discount_amount | 20.01  |
      | line_discount_amount | -0.01  |
      | unit_price           | -1     |

  @SD52 @EX12
  Scenario: VAT is carried over the lines of a group
    Given "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 33.33      |
      | A  | 1        | 33.33      |
      | A  | 1        | 33.33      |
    Then "SO1" lines are:
      | vat_amount | amount_including_vat |
      | 8.33       | 41.66                |
      | 8.34       | 41.67                |
      | 8.33       | 41.66                |
    And "SO1" totals are:
      | total_excl_vat | vat   | total_incl_vat |
      | 99.99          | 25.00 | 124.99         |

  @SD52 @EX12
  Scenario: Ten small lines at 19 percent
    Given vat_prod_posting_group records:
      | code  |
      | VAT19 |
    And vat_posting_setup records:
      | vat_bus_posting_group | vat_prod_posting_group | vat_identifier | vat_pct | sales_vat_account |
      | DOMESTIC              | VAT19                  | VAT19          | 19      | 2611              |
    And item records:
      | no | vat_prod_posting_group |
      | E  | VAT19                  |
    And "SO1" lines:
      | no | quantity | unit_price |
      | E  | 1        | 0.05       |
      | E  | 1        | 0.05       |
      | E  | 1        | 0.05       |
      | E  | 1        | 0.05       |
      | E  | 1        | 0.05       |
      | E  | 1        | 0.05       |
      | E  | 1        | 0.05       |
      | E  | 1        | 0.05       |
      | E  | 1        | 0.05       |
      | E  | 1        | 0.05       |
    Then "SO1" lines are:
      | vat_amount |
      | 0.01       |
      | 0.01       |
      | 0.01       |
      | 0.01       |
      | 0.01       |
      | 0.01       |
      | 0.01       |
      | 0.01       |
      | 0.01       |
      | 0.01       |
    And "SO1" vat_lines are:
      | vat_identifier | vat_pct | base | vat_amount |
      | VAT19          | 19      | 0.50 | 0.10       |
    And "SO1" totals are:
      | total_incl_vat |
      | 0.60           |

  @SD48 @SD52 @SD53 @SD54 @EX13
  Scenario: Mixed rates with line discounts and an invoice discount of 3.5 percent
    Given item records:
      | no | allow_invoice_disc |
      | F  | no                 |
    And "SO1" lines:
      | no | quantity | unit_price | line_discount_pct |
      | A  | 12       | 49.95      | 10                |
      | B  | 5        | 17.333     |                   |
      | F  | 1        | 250        |                   |
      | B  | 40       | 1.995      | 2.5               |
      | D  | 3        | 89.90      |                   |
    When "SO1" header is changed:
      | field                        | value   |
      | invoice_discount_calculation | percent |
      | invoice_discount_value       | 3.5     |
    Then "SO1" lines are:
      | line_amount | inv_discount_amount | amount | vat_amount | amount_including_vat |
      | 539.46      | 18.88               | 520.58 | 130.15     | 650.73               |
      | 86.67       | 3.03                | 83.64  | 10.04      | 93.68                |
      | 250.00      | 0                   | 250.00 | 62.50      | 312.50               |
      | 77.80       | 2.73                | 75.07  | 9.01       | 84.08                |
      | 269.70      | 9.44                | 260.26 | 15.62      | 275.88               |
    And "SO1" vat_lines are:
      | vat_identifier | vat_pct | base   | vat_amount |
      | VAT25          | 25      | 770.58 | 192.65     |
      | VAT12          | 12      | 158.71 | 19.05      |
      | VAT6           | 6       | 260.26 | 15.62      |
    And "SO1" totals are:
      | gross   | line_discount | subtotal | invoice_discount_amount | total_excl_vat | vat    | total_incl_vat | payable |
      | 1285.57 | 61.94         | 1223.63  | 34.08                   | 1189.55        | 227.32 | 1416.87        | 1416.87 |

  @SD48 @EX14
  Scenario: The same lines with an invoice discount of 40.00
    Given item records:
      | no | allow_invoice_disc |
      | F  | no                 |
    And "SO1" lines:
      | no | quantity | unit_price | line_discount_pct |
      | A  | 12       | 49.95      | 10                |
      | B  | 5        | 17.333     |                   |
      | F  | 1        | 250        |                   |
      | B  | 40       | 1.995      | 2.5               |
      | D  | 3        | 89.90      |                   |
    When "SO1" header is changed:
      | field                        | value  |
      | invoice_discount_calculation | amount |
      | invoice_discount_value       | 40.00  |
    Then "SO1" lines are:
      | inv_discount_amount |
      | 22.16               |
      | 3.56                |
      | 0                   |
      | 3.20                |
      | 11.08               |
    And "SO1" vat_lines are:
      | vat_identifier | vat_amount |
      | VAT25          | 191.83     |
      | VAT12          | 18.93      |
      | VAT6           | 15.52      |
    And "SO1" totals are:
      | total_excl_vat | vat    | total_incl_vat |
      | 1183.63        | 226.28 | 1409.91        |

  @SD48 @EX15
  Scenario: The remainder of a discount amount falls where it is due
    Given "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 33.33      |
      | A  | 1        | 33.33      |
      | A  | 1        | 33.34      |
    And "SO1" header has:
      | field                        | value  |
      | invoice_discount_calculation | amount |
      | invoice_discount_value       | 10.00  |
    Then "SO1" lines are:
      | inv_discount_amount |
      | 3.33                |
      | 3.34                |
      | 3.33                |

  @SD48 @EX15
  Scenario: Two cents over five lines
    Given "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 1.00       |
      | A  | 1        | 1.00       |
      | A  | 1        | 1.00       |
      | A  | 1        | 1.00       |
      | A  | 1        | 1.00       |
    And "SO1" header has:
      | field                        | value  |
      | invoice_discount_calculation | amount |
      | invoice_discount_value       | 0.02   |
    Then "SO1" lines are:
      | inv_discount_amount |
      | 0                   |
      | 0.01                |
      | 0                   |
      | 0.01                |
      | 0                   |

  @SD49
  Scenario: An invoice discount cannot exceed what allows one
    Given "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 40.00      |
    When "SO1" header is changed:
      | field                        | value  |
      | invoice_discount_calculation | amount |
      | invoice_discount_value       | 40.01  |
    Then it is refused naming "40"
    And nothing has changed

  @SD49
  Scenario: Without a line that allows it there is no invoice discount
    Given item records:
      | no | allow_invoice_disc |
      | F  | no                 |
    And "SO1" lines:
      | no | quantity | unit_price |
      | F  | 1        | 40.00      |
    When "SO1" header is changed:
      | field                        | value  |
      | invoice_discount_calculation | amount |
      | invoice_discount_value       | 1.00   |
    Then it is refused
    And nothing has changed

  @SD50
  Scenario: An invoice discount amount is shared out anew when a line changes
    Given "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 60.00      |
      | A  | 1        | 40.00      |
    And "SO1" header has:
      | field                        | value  |
      | invoice_discount_calculation | amount |
      | invoice_discount_value       | 10.00  |
    When "SO1" line 2 is changed:
      | field    | value |
      | quantity | 3     |
    Then "SO1" lines are:
      | line_amount | inv_discount_amount |
      | 60.00       | 3.33                |
      | 120.00      | 6.67                |

  @SD52 @EX18
  Scenario: Goods sold and taken back on one order without VAT in the prices
    Given "SO1" lines:
      | no | quantity | unit_price |
      | A  | 4        | 12.49      |
      | A  | -1       | 12.49      |
      | A  | 1        | 0.01       |
    Then "SO1" lines are:
      | vat_amount |
      | 12.49      |
      | -3.12      |
      | 0.00       |
    And "SO1" vat_lines are:
      | vat_identifier | base  | vat_amount |
      | VAT25          | 37.48 | 9.37       |

  @SD55 @EX20
  Scenario Outline: Rounding the amount payable
    Given sales_setup has:
      | field            | value |
      | invoice_rounding | yes   |
    And general_ledger_setup has:
      | field                      | value       |
      | invoice_rounding_precision | <precision> |
      | invoice_rounding_type      | <type>      |
    And "SO1" lines:
      | no | quantity | unit_price | line_discount_pct |
      | A  | 12       | 49.95      | 10                |
      | A  | 1        | 250        |                   |
    Then "SO1" totals are:
      | total_incl_vat | rounding   | payable   |
      | 986.83         | <rounding> | <payable> |

    Examples:
      | precision | type    | rounding | payable |
      | 1         | nearest | 0.17     | 987.00  |
      | 0.05      | nearest | 0.02     | 986.85  |
      | 0.10      | nearest | -0.03    | 986.80  |
      | 1         | down    | -0.83    | 986.00  |
      | 1         | up      | 0.17     | 987.00  |
      | 5         | nearest | -1.83    | 985.00  |

  @SD2 @SD31
  Scenario: What is too large to be kept is refused by line and field
    Given item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit |
      | A       | BOX       | 10000        |
    And a sales order "SO9" for customer "C1"
    And "SO9" lines:
      | no | quantity | unit_price |
      | A  | 1        | 1          |
    When "SO9" line 1 is changed:
      | field      | value       |
      | unit_price | 99999999999 |
      | quantity   | 99999999999 |
    Then it is refused naming "10000" and "line_amount"
    And nothing has changed
    When "SO9" line 1 is changed:
      | field                | value       |
      | unit_price           | 0           |
      | unit_of_measure_code | BOX         |
      | quantity             | 90000000000 |
    Then it is refused naming "10000" and "quantity"
    And nothing has changed
