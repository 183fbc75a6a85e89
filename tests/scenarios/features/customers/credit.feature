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
