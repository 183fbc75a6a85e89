@SD89 @SD90 @SD91 @SD92 @SD93 @SD96
Feature: Stock and its cost

  Background:
    Given the standard company
    And sales_setup has:
      | field            | value |
      | stockout_warning | no    |
    And customer records:
      | no |
      | C1 |
    And item records:
      | no | unit_price | unit_cost | costing_method |
      | F  | 100        | 10        | fifo           |
      | V  | 100        | 10        | average        |

  @SD97
  Scenario: Counting in
    Given stock:
      | item | quantity | unit_cost | location | date       |
      | F    | 3        | 3.33333   | EAST     | 2026-01-10 |
    Then item_ledger_entry records are:
      | item_no | location_code | entry_type     | quantity | remaining_quantity | open | posting_date |
      | F       | EAST          | positive_adjmt | 3        | 3                  | yes  | 2026-01-10   |
    And value_entry records are:
      | valued_quantity | cost_amount_actual |
      | 3               | 10.00              |
    And gl_entry records are:
      | gl_account_no | amount |
      | 1460          | 10.00  |
      | 4960          | -10.00 |
    And item "F" has:
      | field     | value   |
      | unit_cost | 3.33333 |
      | inventory | 3       |

  @EX33
  Scenario Outline: Three pieces for 10.00, sold one by one
    Given stock:
      | item   | quantity | unit_cost |
      | <item> | 3        | 3.33333   |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no     | quantity | qty_to_ship |
      | <item> | 3        | 1           |
    When "SO1" is posted
    And "SO1" line 1 is changed:
      | field       | value |
      | qty_to_ship | 1     |
    And "SO1" is posted
    And "SO1" is posted
    Then value_entry records where item_ledger_entry_type is "sale" are:
      | document_no    | cost_amount_actual |
      | $SO1.invoice.1 | -3.33              |
      | $SO1.invoice.2 | -3.34              |
      | $SO1.invoice.3 | -3.33              |

    Examples:
      | item |
      | F    |
      | V    |

  @EX34
  Scenario: FIFO takes the oldest layer first
    Given stock:
      | item | quantity | unit_cost |
      | F    | 10       | 12.00     |
      | F    | 5        | 12.50     |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | F  | 15       | 12          |
    When "SO1" is posted
    Then item "F" has:
      | field     | value |
      | unit_cost | 12.50 |
    When "SO1" is posted
    Then value_entry records where item_ledger_entry_type is "sale" are:
      | valued_quantity | cost_amount_actual |
      | -12             | -145.00            |
      | -3              | -37.50             |
    And item_application_entry records are:
      | quantity | cost_amount |
      | 10       | 120.00      |
      | 2        | 25.00       |
      | 3        | 37.50       |

  @EX34
  Scenario: Average takes its share of the pool
    Given stock:
      | item | quantity | unit_cost |
      | V    | 10       | 12.00     |
      | V    | 5        | 12.50     |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | V  | 19       | 12          |
    When "SO1" is posted
    Then value_entry records where item_ledger_entry_type is "sale" are:
      | cost_amount_actual |
      | -146.00            |
    And item "V" has:
      | field     | value    |
      | unit_cost | 12.16667 |
    Given stock:
      | item | quantity | unit_cost |
      | V    | 4        | 13.50     |
    When "SO1" is posted
    Then value_entry records where item_ledger_entry_type is "sale" are:
      | cost_amount_actual |
      | -146.00            |
      | -90.50             |

  @EX35
  Scenario: Ship 5, later ship 7 and invoice 12
    Given stock:
      | item | quantity | unit_cost |
      | F    | 10       | 12.00     |
      | F    | 5        | 12.50     |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | unit_price | line_discount_pct | qty_to_ship |
      | F  | 12       | 49.95      | 10                | 5           |
    When "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    Then value_entry records where document_no is "$SO1.shipment" are:
      | valued_quantity | cost_amount_expected | cost_amount_actual | sales_amount_expected | sales_amount_actual |
      | -5              | -60.00               | 0                  | 224.78                | 0                   |
    When "SO1" is posted
    Then value_entry records where document_no is "$SO1.invoice" are:
      | cost_amount_expected | cost_amount_actual | sales_amount_expected | sales_amount_actual |
      | 60.00                | -60.00             | -224.78               | 224.78              |
      | 0                    | -85.00             | 0                     | 314.68              |
    And gl_entry records where gl_account_no is "4990" are:
      | amount |
      | 145.00 |
    And item_ledger_entry records where entry_type is "sale" are:
      | quantity | invoiced_quantity |
      | -5       | -5                |
      | -7       | -7                |

  @SD94 @EX36
  Scenario: Sold before it came, FIFO
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | F  | 5        |
    When "SO1" is posted
    Then item_ledger_entry records are:
      | quantity | remaining_quantity | open |
      | -5       | -5                 | yes  |
    And gl_entry records where gl_account_no is "4990" are:
      | amount |
      | 50.00  |
    Given stock:
      | item | quantity | unit_cost |
      | F    | 3        | 12.00     |
    Then value_entry records where entry_type is "adjustment" are:
      | cost_amount_actual |
      | -6.00              |
    Given stock:
      | item | quantity | unit_cost |
      | F    | 8        | 12.50     |
    Then gl_entry records where gl_account_no is "4990" are:
      | amount |
      | 50.00  |
      | 6.00   |
      | 5.00   |
    And item_ledger_entry records are:
      | quantity | remaining_quantity | open |
      | -5       | 0                  | no   |
      | 3        | 0                  | no   |
      | 8        | 6                  | yes  |
    And item "F" has:
      | field     | value |
      | unit_cost | 12.50 |
      | inventory | 6     |
    And gl_account "1460" has:
      | field   | value |
      | balance | 75.00 |

  @SD94 @EX36
  Scenario: Odd cents of what came later
    Given item records:
      | no | unit_cost |
      | O  | 3.33333   |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | O  | 3        |
    When "SO1" is posted
    And stock:
      | item | quantity | unit_cost |
      | O    | 1        | 3.50      |
    And stock:
      | item | quantity | unit_cost |
      | O    | 2        | 3.505     |
    Then gl_entry records where gl_account_no is "4990" are:
      | amount |
      | 10.00  |
      | 0.17   |
      | 0.34   |
    And gl_account "1460" has:
      | field   | value |
      | balance | 0     |

  @SD94 @EX37
  Scenario: Sold before it came, average
    Given stock:
      | item | quantity | unit_cost | location |
      | V    | 2        | 11.00     | MAIN     |
      | V    | 2        | 9.00      | EAST     |
    And a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field         | value |
      | location_code | MAIN  |
    And "SO1" lines:
      | no | quantity |
      | V  | 5        |
    When "SO1" is posted
    Then gl_entry records where gl_account_no is "4990" are:
      | amount |
      | 52.00  |
    Given stock:
      | item | quantity | unit_cost | location |
      | V    | 8        | 12.50     | MAIN     |
    Then gl_entry records where gl_account_no is "4990" are:
      | amount |
      | 52.00  |
      | 7.50   |
    And gl_account "1460" has:
      | field   | value |
      | balance | 80.50 |

  @SD94
  Scenario: What was shipped and not invoiced is adjusted as expected cost
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | F  | 4        |
    When "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And stock:
      | item | quantity | unit_cost |
      | F    | 4        | 11.25     |
    Then value_entry records where entry_type is "adjustment" are:
      | cost_amount_expected | cost_amount_actual |
      | -5.00                | 0                  |
    And there are 0 gl_entry records where gl_account_no is "4990"
    When "SO1" is posted
    Then gl_entry records where gl_account_no is "4990" are:
      | amount |
      | 45.00  |

  @SD89
  Scenario: Locations and variants are stocks of their own
    Given item_variant records:
      | item_no | code |
      | F       | RED  |
    And stock:
      | item | variant | location | quantity | unit_cost |
      | F    |         | MAIN     | 5        | 10        |
      | F    | RED     | MAIN     | 5        | 20        |
      | F    |         | EAST     | 5        | 30        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | variant_code | location_code | quantity |
      | F  | RED          | MAIN          | 2        |
      | F  |              | EAST          | 1        |
    When "SO1" is posted
    Then value_entry records where item_ledger_entry_type is "sale" are:
      | variant_code | location_code | cost_amount_actual |
      | RED          | MAIN          | -40                |
      |              | EAST          | -30                |

  @SD99
  Scenario: Services and resources leave no stock and cost nothing in the ledger
    Given item records:
      | no | type    | unit_price | unit_cost | gen_prod_posting_group |
      | S  | service | 500        | 200       | SERVICES               |
    And resource records:
      | no | unit_price | unit_cost |
      | R  | 700        | 400       |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | type     | no | quantity |
      | item     | S  | 2        |
      | resource | R  | 3        |
    When "SO1" is posted
    Then the G/L movement of "$SO1.invoice" is:
      | account | amount |
      | 1510    | 3875   |
      | 2611    | -775   |
      | 3051    | -3100  |
    And item_ledger_entry records are:
      | item_no | quantity | remaining_quantity | open |
      | S       | -2       | 0                  | no   |
    And resource_ledger_entry records are:
      | resource_no | quantity | unit_price | total_price | total_cost |
      | R           | -3       | 700        | -2100       | -1200      |

  @SD100
  Scenario: Goods taken back on an order come in at the item's cost
    Given stock:
      | item | quantity | unit_cost |
      | F    | 5        | 12.00     |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | F  | 3        |
      | F  | -1       |
    When "SO1" is posted
    Then item "F" has:
      | field     | value |
      | inventory | 3     |
    And gl_account "1460" has:
      | field   | value |
      | balance | 36    |
    And gl_account "4990" has:
      | field   | value |
      | balance | 24    |

  @SD90
  Scenario: The oldest posting date goes first, whatever came first
    Given stock:
      | item | quantity | unit_cost | date       |
      | F    | 2        | 20        | 2026-01-10 |
      | F    | 2        | 30        | 2026-01-05 |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | F  | 3        |
    When "SO1" is posted
    Then item_application_entry records are:
      | quantity | cost_amount |
      | 2        | 60          |
      | 1        | 20          |

  @SD34 @EX5 @PF9
  Scenario: Stock and what others need of it
    Given sales_setup has:
      | field            | value |
      | stockout_warning | yes   |
    And stock:
      | item | quantity | unit_cost |
      | F    | 10       | 12.00     |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | F  | 6        | 2026-03-10    |
    Then it does not warn
    Given a sales order "SO2" for customer "C1"
    When "SO2" gets the line:
      | no | quantity | shipment_date |
      | F  | 8        | 2026-03-12    |
    Then it warns naming "F" and "4"
    When "SO2" line 1 is changed:
      | field         | value      |
      | shipment_date | 2026-03-09 |
    Then it warns naming "$SO1"
    When "SO2" line 1 is changed:
      | field    | value |
      | quantity | 4     |
    Then it does not warn
