@CU1 @CU4 @CU24
Feature: Codes and rates

  Background:
    Given the standard company

  @CU1
  Scenario: Codes are kept upper-case and trimmed
    Given payment_terms records:
      | code | due_formula |
      | 10d  | 10D         |
    Then payment_terms records where code is "10D" are:
      | code | due_formula |
      | 10D  | 10D         |

  @CU4
  Scenario: Terms that a customer has cannot be deleted
    Given customer records:
      | no |
      | C1 |
    When payment_terms "30D" is deleted
    Then it is refused naming "customer"
    And nothing has changed
    When payment_terms "14D" is deleted
    Then there are 0 payment_terms records where code is "14D"

  Scenario: A discount needs a date until which it holds
    When payment_terms records are added:
      | code | due_formula | discount_pct |
      | X    | 30D         | 2            |
    Then it is refused naming "X"
    And nothing has changed

  Scenario: One VAT identifier has one rate
    When vat_posting_setup records are added:
      | vat_bus_posting_group | vat_prod_posting_group | vat_identifier | vat_pct |
      | EXPORT                | VAT25                  | VAT25          | 24      |
    Then it is refused naming "VAT25"
    And nothing has changed

  @CU24 @SD57
  Scenario Outline: The latest rate on or before the date counts
    Given the work date is <day>
    And currency_exchange_rate records:
      | currency_code | starting_date | exchange_rate_amount | relational_amount |
      | EUR           | 2026-02-01    | 100                  | 1150.00           |
      | EUR           | 2026-03-01    | 1                    | 12.50             |
    And customer records:
      | no | currency_code |
      | C1 | EUR           |
    And a sales order "SO1" for customer "C1"
    Then "SO1" header has:
      | field                | value        |
      | exchange_rate_amount | <foreign>    |
      | relational_amount    | <local>      |

    Examples:
      | day        | foreign | local   |
      | 2026-01-31 | 1       | 11.50   |
      | 2026-02-01 | 100     | 1150.00 |
      | 2026-02-28 | 100     | 1150.00 |
      | 2026-12-31 | 1       | 12.50   |

  @CU24
  Scenario: Without a rate there is no document in the currency
    Given the work date is 2025-12-31
    And customer records:
      | no | currency_code |
      | C1 | EUR           |
    When a sales order "SO1" for customer "C1"
    Then it is refused naming "EUR" and "2025-12-31"
    And nothing has changed

  @CU26
  Scenario: A general group brings its VAT group only when it shall
    Given gen_bus_posting_group "EXPORT" has:
      | field                         | value  |
      | default_vat_bus_posting_group | EXPORT |
      | auto_insert_default           | yes    |
    And gen_bus_posting_group "EU" has:
      | field                         | value |
      | default_vat_bus_posting_group | EU    |
    And customer records:
      | no |
      | C1 |
    When customer "C1" is changed:
      | field                 | value  |
      | gen_bus_posting_group | EXPORT |
    Then customer "C1" has:
      | field                 | value  |
      | vat_bus_posting_group | EXPORT |
    When customer "C1" is changed:
      | field                 | value |
      | gen_bus_posting_group | EU    |
    Then customer "C1" has:
      | field                 | value  |
      | vat_bus_posting_group | EXPORT |

  @CU4
  Scenario Outline: A code in use stays, and it is told where it is used
    Given customer records:
      | no | currency_code | salesperson_code | shipping_agent_code | customer_price_group |
      | C1 | EUR           | PS               | DHL                 | BIG                  |
    When <table> "<code>" is deleted
    Then it is refused naming "customer" and "1"
    And nothing has changed

    Examples:
      | table                | code |
      | currency             | EUR  |
      | salesperson          | PS   |
      | shipping_agent       | DHL  |
      | customer_price_group | BIG  |

  Scenario Outline: Payment terms that give too much or too little
    When payment_terms records are added:
      | code | due_formula | discount_formula | discount_pct |
      | T    | 30D         | 8D               | <pct>        |
    Then it is refused naming "T" and "<pct>"
    And nothing has changed

    Examples:
      | pct    |
      | -1     |
      | 100.01 |
