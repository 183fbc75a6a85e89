@SD57
Feature: Documents in a foreign currency

  Background:
    Given the standard company
    And customer records:
      | no | currency_code | customer_posting_group |
      | C1 | EUR           | FOREIGN                |
    And item records:
      | no | unit_price |
      | A  | 115        |

  Scenario: The card's price comes in the document's currency
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 3        |
    Then "SO1" lines are:
      | unit_price | line_amount | outstanding_amount | outstanding_amount_lcy |
      | 10         | 30          | 37.50              | 431.25                 |
    And customer "C1" statistics are:
      | outstanding_orders_lcy |
      | 431.25                 |

  Scenario: Exactly 144.095 rounds to 144.10
    Given a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field                 | value  |
      | vat_bus_posting_group | EXPORT |
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 12.53      |
    Then "SO1" lines are:
      | outstanding_amount | outstanding_amount_lcy |
      | 12.53              | 144.10                 |

  @SD11
  Scenario Outline: Another posting date may bring another rate
    Given currency_exchange_rate records:
      | currency_code | starting_date | exchange_rate_amount | relational_amount |
      | EUR           | 2026-02-01    | 1                    | 12.00             |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 80         |
    And "<answer>" is answered to "update_exchange_rate"
    When "SO1" header is changed:
      | field        | value      |
      | posting_date | 2026-02-02 |
    Then it asks "update_exchange_rate"
    And "SO1" lines are:
      | outstanding_amount | outstanding_amount_lcy |
      | 100                | <local>                |

    Examples:
      | answer | local |
      | yes    | 1200  |
      | no     | 1150  |

  @SD11
  Scenario: A posting date before the first rate is refused
    Given a sales order "SO1" for customer "C1"
    When "SO1" header is changed:
      | field        | value      |
      | posting_date | 2025-12-31 |
    Then it is refused naming "There is no exchange rate for EUR on or before 2025-12-31"
    And nothing has changed

  @SD11
  Scenario: The same rate asks nothing
    Given a sales order "SO1" for customer "C1"
    When "SO1" header is changed:
      | field        | value      |
      | posting_date | 2026-02-02 |
    Then it does not ask

  @SD2
  Scenario: A currency without small coins
    Given currency records:
      | code | amount_precision | unit_amount_precision |
      | JPY  | 1                | 1                     |
    And currency_exchange_rate records:
      | currency_code | starting_date | exchange_rate_amount | relational_amount |
      | JPY           | 2026-01-01    | 100                  | 7.00              |
    And customer records:
      | no | currency_code |
      | C2 | JPY           |
    And a sales order "SO1" for customer "C2"
    And "SO1" lines:
      | no | quantity | unit_price | line_discount_pct |
      | A  | 3        | 1234.4     | 2.5               |
    Then "SO1" lines are:
      | unit_price | gross_amount | line_discount_amount | line_amount | vat_amount |
      | 1234       | 3702         | 93                   | 3609        | 902        |

  @SD2 @EX20
  Scenario: Amounts in steps of five hundredths
    Given currency records:
      | code | amount_precision |
      | CHF  | 0.05             |
    And currency_exchange_rate records:
      | currency_code | starting_date | exchange_rate_amount | relational_amount |
      | CHF           | 2026-01-01    | 1                    | 12.00             |
    And customer records:
      | no | currency_code |
      | C2 | CHF           |
    And a sales order "SO1" for customer "C2"
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 10.025     |
      | A  | 3        | 3.34       |
    Then "SO1" lines are:
      | line_amount | vat_amount |
      | 10.05       | 2.50       |
      | 10.00       | 2.50       |
