@SD48 @SD68 @SD72
Feature: Lines that are invoiced to the end

  Background:
    Given the standard company
    And sales_setup has:
      | field            | value |
      | stockout_warning | no    |
    And customer records:
      | no |
      | C1 |
    And item records:
      | no | unit_price | unit_cost |
      | A  | 100        | 60        |
      | B  | 20         | 10        |
    And item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit |
      | A       | BOX       | 12           |
    And a sales order "SO1" for customer "C1"

  @SD48 @SD49
  Scenario: A closed line keeps its share of an amount, the others bear the rest
    Given "SO1" lines:
      | no | quantity | unit_price | qty_to_ship |
      | A  | 1        | 100        | 1           |
      | A  | 1        | 200        | 0           |
      | A  | 1        | 300        | 0           |
    And "SO1" header has:
      | field                        | value  |
      | invoice_discount_calculation | amount |
      | invoice_discount_value       | 60     |
    Then "SO1" lines are:
      | inv_discount_amount |
      | 10                  |
      | 20                  |
      | 30                  |
    When "SO1" is posted
    And "SO1" is reopened
    And "SO1" header is changed:
      | field                  | value |
      | invoice_discount_value | 110   |
    Then "SO1" lines are:
      | inv_discount_amount |
      | 10                  |
      | 40                  |
      | 60                  |
    When "SO1" header is changed:
      | field                  | value  |
      | invoice_discount_value | 510.01 |
    Then it is refused
    When "SO1" header is changed:
      | field                  | value |
      | invoice_discount_value | 510   |
    Then "SO1" totals are:
      | total_excl_vat |
      | 90             |
    When "SO1" header is changed:
      | field                  | value |
      | invoice_discount_value | 9.99  |
    Then it is refused
    When "SO1" header is changed:
      | field                  | value |
      | invoice_discount_value | 10    |
    Then "SO1" lines are:
      | inv_discount_amount |
      | 10                  |
      | 0                   |
      | 0                   |

  @SD48
  Scenario: A closed line keeps its share when the percentage changes
    Given "SO1" lines:
      | no | quantity | unit_price | qty_to_ship |
      | A  | 1        | 100        | 1           |
      | A  | 1        | 200        | 0           |
    And "SO1" header has:
      | field                        | value   |
      | invoice_discount_calculation | percent |
      | invoice_discount_value       | 10      |
    When "SO1" is posted
    And "SO1" is reopened
    And "SO1" header is changed:
      | field                  | value |
      | invoice_discount_value | 20    |
    Then "SO1" lines are:
      | inv_discount_amount |
      | 10                  |
      | 40                  |
    When "SO1" header is changed:
      | field                  | value |
      | invoice_discount_value | 100.1 |
    Then it is refused
    When "SO1" header is changed:
      | field                        | value |
      | invoice_discount_calculation | none  |
    Then "SO1" lines are:
      | inv_discount_amount |
      | 10                  |
      | 0                   |

  @SD24 @SD29
  Scenario: No less than was shipped, and no other sign
    Given "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 10       | 4           |
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "SO1" is reopened
    When "SO1" line 1 is changed:
      | field    | value   |
      | quantity | 3.99999 |
    Then it is refused naming "4" and "quantity_shipped"
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | -4    |
    Then it is refused
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 0     |
    Then it is refused
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 4     |
    Then "SO1" lines are:
      | outstanding_quantity | qty_to_ship | qty_to_invoice | completely_shipped |
      | 0                    | 0           | 4              | yes                |

  @SD26
  Scenario: Terms are locked once a part is invoiced, the quantity is not
    Given "SO1" lines:
      | no | quantity | qty_to_ship | line_discount_pct |
      | A  | 10       | 4           | 5                 |
    And "SO1" is posted
    And "SO1" is reopened
    When "SO1" line 1 is changed:
      | field                | value |
      | line_discount_amount | 10    |
    Then it is refused
    When "SO1" line 1 is changed:
      | field       | value |
      | line_amount | 10    |
    Then it is refused
    When "SO1" line 1 is changed:
      | field                  | value |
      | vat_prod_posting_group | VAT12 |
    Then it is refused
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 12    |
    Then "SO1" lines are:
      | unit_price | line_discount_pct | line_discount_amount | line_amount |
      | 100        | 5                 | 60                   | 1140        |
    When "SO1" gets recalculate_prices
    Then "SO1" lines are:
      | unit_price | line_discount_pct | line_amount |
      | 100        | 5                 | 1140        |
