@CU74
Feature: Filling and changing price lists in bulk

  Background:
    Given the standard company
    And item_category records:
      | code   |
      | CHAIRS |
    And item records:
      | no | unit_price | item_category_code | blocked |
      | A  | 114.99     | CHAIRS             | no      |
      | B  | 10.40      | CHAIRS             | no      |
      | C  | 7          |                    | no      |
      | D  | 8          | CHAIRS             | yes     |
    And rounding_method records:
      | code   | minimum_amount | precision | amount_after |
      | NEARLY | 0              | 1         | -0.05        |
    And price_list records:
      | code | starting_date |
      | NEW  |               |

  @CUX18
  Scenario: Suggested from the cards, 15 percent up and rounded to nearly whole prices
    When price_list "NEW" gets suggest_lines with:
      | field                | value                     |
      | filter               | item_category_code=CHAIRS |
      | adjustment_factor    | 1.15                      |
      | rounding_method_code | NEARLY                    |
    Then price_list_line records are:
      | line_no | product_no | old_unit_price | unit_price | defines | status |
      | 10000   | A          | 114.99         | 131.95     | price   | draft  |
      | 20000   | B          | 10.40          | 11.95      | price   | draft  |
    When "NEW" gets suggest_lines
    Then price_list_line records are:
      | product_no | unit_price |
      | A          | 131.95     |
      | B          | 11.95      |
      | C          | 7          |

  Scenario: Copied into another currency at the rate of a day
    Given price_list "NEW" has:
      | field         | value |
      | currency_code | EUR   |
    And price_list records:
      | code | description |
      | OLD  | Last year   |
    And price_list_line records:
      | price_list_code | product_no | minimum_quantity | unit_price | line_discount_pct |
      | OLD             | A          |                  | 100        |                   |
      | OLD             | A          | 10               | 90         | 5                 |
      | OLD             | B          |                  | 9          |                   |
    And currency_exchange_rate records:
      | currency_code | starting_date | exchange_rate_amount | relational_amount |
      | EUR           | 2026-02-01    | 1                    | 10                |
    When price_list "NEW" gets copy_lines with:
      | field                | value      |
      | from_price_list_code | OLD        |
      | filter               | A          |
      | adjustment_factor    | 1.1        |
      | conversion_date      | 2026-02-01 |
    Then price_list_line records where price_list_code is "NEW" are:
      | product_no | minimum_quantity | old_unit_price | unit_price | line_discount_pct | currency_code |
      | A          | 0                | 10             | 11         | 0                 | EUR           |
      | A          | 10               | 9              | 9.90       | 5                 | EUR           |

  Scenario: What cannot be filled
    Given price_list records:
      | code | price_includes_vat |
      | VAT  | yes                |
    When price_list "VAT" gets suggest_lines
    Then it is refused with "pricing.vat_mode_differs"
    When price_list "NEW" gets copy_lines with:
      | field                | value |
      | from_price_list_code | GONE  |
    Then it is refused with "record.not_found"
    When price_list "NEW" gets suggest_lines with:
      | field             | value |
      | adjustment_factor | 0     |
    Then it is refused with "record.value_not_positive"
    When price_list "NEW" gets suggest_lines with:
      | field        | value     |
      | product_type | all_items |
    Then it is refused with "record.value_not_a_choice"
    When price_list "NEW" gets suggest_lines with:
      | field  | value   |
      | filter | colour=red |
    Then it is refused with "list.filter"
    Given price_list "NEW" has:
      | field  | value  |
      | status | active |
    When price_list "NEW" gets suggest_lines
    Then it is refused with "pricing.list_active"
    And nothing has changed

  @CU71
  Scenario: Lines that take their scope from the list cannot be filled with another
    When price_list "NEW" gets suggest_lines with:
      | field         | value |
      | currency_code | EUR   |
    Then it is refused with "pricing.scope_of_list"
    And it is refused naming "currency_code"
    And nothing has changed
