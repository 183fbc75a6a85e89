@CU45 @CU46 @CU47
Feature: Credit limit

  Background:
    Given the standard company
    And customer records:
      | no | credit_limit_lcy | vat_bus_posting_group |
      | C1 | 10000            | EXPORT                |
    And item records:
      | no |
      | A  |
    And sales_setup has:
      | field            | value |
      | stockout_warning | no    |

  @CUX8
  Scenario: Up to the limit nothing is said, a cent more warns
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 9050.00    |
    And a sales order "SO2" for customer "C1"
    When "SO2" gets the line:
      | no | quantity | unit_price |
      | A  | 1        | 950.00     |
    Then it does not warn
    When "SO2" line 1 is changed:
      | field      | value  |
      | unit_price | 950.01 |
    Then it warns naming "10000.01" and "10000"
    And customer "C1" statistics are:
      | outstanding_orders_lcy | total_lcy | credit_limit_lcy |
      | 10000.01               | 10000.01  | 10000            |

  @CUX8
  Scenario: A quote warns although nothing is stored on the customer
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 9050.00    |
    And a sales quote "SQ1" for customer "C1"
    When "SQ1" gets the line:
      | no | quantity | unit_price |
      | A  | 1        | 1000.00    |
    Then it warns naming "10050"
    And customer "C1" statistics are:
      | total_lcy |
      | 9050      |

  Scenario: Each kind of document counts as it should
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 2500.00    |
    And a sales invoice "SI1" for customer "C1"
    And "SI1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 600.00     |
    And a sales return order "SR1" for customer "C1"
    And "SR1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 300.00     |
    And a sales quote "SQ1" for customer "C1"
    And "SQ1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 77.00      |
    Then customer "C1" statistics are:
      | balance_lcy | outstanding_orders_lcy | outstanding_invoices_lcy | outstanding_returns_lcy | total_lcy |
      | 0           | 2500                   | 600                      | 300                     | 2800      |
    And customer "C1" has:
      | field                  | value |
      | outstanding_orders_lcy | 2500  |
      | balance_lcy            | 0     |

  Scenario: Who gets nothing on credit is warned of at once
    Given customer "C1" has:
      | field            | value |
      | credit_limit_lcy | 0     |
      | no_credit        | yes   |
    And a sales order "SO1" for customer "C1"
    When "SO1" gets the line:
      | no | quantity | unit_price |
      | A  | 1        | 0.01       |
    Then it warns naming "C1" and "0.01"

  Scenario: Without warnings in the set-up nothing is said
    Given sales_setup has:
      | field           | value |
      | credit_warnings | none  |
    And a sales order "SO1" for customer "C1"
    When "SO1" gets the line:
      | no | quantity | unit_price |
      | A  | 1        | 20000      |
    Then it does not warn

  Scenario: Return documents never warn
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 20000      |
    And a sales return order "SR1" for customer "C1"
    When "SR1" gets the line:
      | no | quantity | unit_price |
      | A  | 1        | 1          |
    Then it does not warn

  @CU45 @CU46
  Scenario: What a customer buys counts for who pays, and moves on as it is delivered
    Given customer records:
      | no | bill_to_customer_no | credit_limit_lcy | vat_bus_posting_group |
      | C2 | C1                  | 5                | EXPORT                |
    And stock:
      | item | quantity | unit_cost |
      | A    | 10       | 60        |
    And a sales order "SO1" for customer "C2"
    When "SO1" gets the line:
      | no | quantity | unit_price | qty_to_ship |
      | A  | 8        | 1000       | 3           |
    Then it does not warn
    And customer "C1" statistics are:
      | outstanding_orders_lcy | shipped_not_invoiced_lcy | total_lcy | available_credit_lcy | used_pct |
      | 8000                   | 0                        | 8000      | 2000                 | 80       |
    When "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    Then customer "C1" statistics are:
      | outstanding_orders_lcy | shipped_not_invoiced_lcy | total_lcy |
      | 5000                   | 3000                     | 8000      |
    When "SO1" is posted with:
      | field   | value |
      | ship    | no    |
      | invoice | yes   |
    Then customer "C1" statistics are:
      | balance_lcy | outstanding_orders_lcy | shipped_not_invoiced_lcy | total_lcy |
      | 3000        | 5000                   | 0                        | 8000      |
    And customer "C2" statistics are:
      | balance_lcy | total_lcy |
      | 0           | 0         |

  @CU46
  Scenario: Overdue is what fell due before the work date
    Given a sales invoice "SI1" for customer "C1"
    And "SI1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 125        |
    And inventory_setup has:
      | field                      | value |
      | prevent_negative_inventory | no    |
    And "SI1" is posted
    And the work date is 2026-02-14
    When a sales order "SO1" for customer "C1"
    Then it does not warn
    Given the work date is 2026-02-15
    When a sales order "SO2" for customer "C1"
    Then it asks "overdue"
    And it warns naming "125" and "C1"
    Given sales_setup has:
      | field           | value        |
      | credit_warnings | credit_limit |
    When a sales order "SO3" for customer "C1"
    Then it does not warn

  @CU50 @CU51
  Scenario: How a customer buys and pays, by who pays and by who buys
    Given customer records:
      | no | bill_to_customer_no | vat_bus_posting_group | payment_method_code |
      | C2 | C1                  | EXPORT                |                     |
      | C3 |                     | EXPORT                | CASH                |
    And item "A" has:
      | field | value   |
      | type  | service |
    And a sales invoice "SI1" for customer "C2"
    And "SI1" lines:
      | no | quantity | unit_price | line_discount_pct |
      | A  | 2        | 100        | 10                |
    And "SI1" is posted
    And a sales invoice "SI2" for customer "C3"
    And "SI2" lines:
      | no | quantity | unit_price |
      | A  | 1        | 50         |
    And "SI2" is posted
    Then customer "C1" statistics are:
      | this_month_sales_lcy | this_year_invoices | last_year_sales_lcy | to_date_profit_pct | sell_to_this_year_sales_lcy | not_due |
      | 180                  | 1                  | 0                   | 100                | 0                           | 180     |
    And customer "C2" statistics are:
      | this_year_sales_lcy | sell_to_this_year_sales_lcy |
      | 0                   | 180                         |
    And customer "C3" statistics are:
      | balance_lcy | average_days_to_pay | average_days_late | last_payment_date | last_payment_lcy |
      | 0           | 0                   | -30               | 2026-01-15        | 50               |
