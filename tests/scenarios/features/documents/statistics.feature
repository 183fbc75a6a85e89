@SD59 @SD60
Feature: Statistics of a document

  Background:
    Given the standard company
    And sales_setup has:
      | field            | value |
      | stockout_warning | no    |
    And customer records:
      | no |
      | C1 |
    And item records:
      | no | unit_price | unit_cost | net_weight | gross_weight | unit_volume | units_per_parcel |
      | A  | 49.95      | 12.16667  | 1.5        | 2            | 0.1         | 5                |
    And a sales order "SO1" for customer "C1"

  @EX23
  Scenario: What an order earns
    Given "SO1" lines:
      | type       | no   | quantity | unit_price | line_discount_pct |
      | item       | A    | 12       | 49.95      | 10                |
      | gl_account | 3590 | 1        | 250.00     |                   |
    Then "SO1" statistics are:
      | sales_lcy | cost_lcy | profit_lcy | profit_pct |
      | 789.46    | 146.00   | 643.46     | 81.5       |

  Scenario: What is to be carried, each line in parcels of its own
    Given "SO1" lines:
      | no | quantity |
      | A  | 12       |
      | A  | 1        |
    Then "SO1" statistics are:
      | quantity | parcels | net_weight | gross_weight | volume |
      | 13       | 4       | 19.5       | 26           | 1.3    |

  Scenario: What would be shipped and invoiced now
    Given "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 10       | 4           |
    Then "SO1" shipping statistics are:
      | quantity | total_excl_vat | gross_weight |
      | 4        | 199.80         | 8            |
    When "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "SO1" line 1 is changed:
      | field          | value |
      | qty_to_ship    | 0     |
    Then "SO1" invoicing statistics are:
      | quantity | total_excl_vat | total_incl_vat |
      | 4        | 199.80         | 249.75         |
    And "SO1" statistics are:
      | quantity | total_excl_vat |
      | 10       | 499.50         |

  @SD60
  Scenario: What was shipped has the cost of the ledger
    Given item records:
      | no | unit_price | unit_cost |
      | B  | 100        | 10        |
    And stock:
      | item | quantity | unit_cost |
      | B    | 2        | 12        |
      | B    | 8        | 15        |
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | B  | 10       | 2           |
    Then "SO1" lines are:
      | unit_cost_lcy |
      | 14.4          |
    When "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    Then "SO1" statistics are:
      | cost_lcy | adjusted_cost_lcy | adjusted_profit_lcy |
      | 144.00   | 139.20            | 860.80              |

  @CU49
  Scenario: How long a customer's invoices have been due
    Given a sales invoice "SI1" for customer "C1"
    And "SI1" header has:
      | field    | value      |
      | due_date | 2026-01-15 |
    And "SI1" lines:
      | type       | no   | quantity | unit_price |
      | gl_account | 3590 | 1        | 80         |
    And a sales invoice "SI2" for customer "C1"
    And "SI2" header has:
      | field    | value      |
      | due_date | 2025-12-16 |
    And "SI2" lines:
      | type       | no   | quantity | unit_price |
      | gl_account | 3590 | 1        | 160        |
    And a sales invoice "SI3" for customer "C1"
    And "SI3" header has:
      | field    | value      |
      | due_date | 2025-12-15 |
    And "SI3" lines:
      | type       | no   | quantity | unit_price |
      | gl_account | 3590 | 1        | 240        |
    When "SI1" is posted
    And "SI2" is posted
    And "SI3" is posted
    Then customer "C1" statistics are:
      | balance_lcy | balance_due_lcy | not_due | days_1_30 | days_31_60 | days_61_90 | over_90 |
      | 600         | 500             | 100     | 200       | 300        | 0          | 0       |

  @CU46
  Scenario: Overdue invoices are warned of on a new order
    Given a sales invoice "SI1" for customer "C1"
    And "SI1" lines:
      | type       | no   | quantity | unit_price |
      | gl_account | 3590 | 1        | 80         |
    And "SI1" is posted
    And the work date is 2026-02-14
    And a sales order "SO2" for customer "C1"
    Then it does not warn
    Given the work date is 2026-02-15
    When a sales order "SO3" for customer "C1"
    Then it warns naming "C1" and "100"
    And it asks "overdue"
