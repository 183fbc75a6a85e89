@CU70 @CU72
Feature: Keeping price lists

  Background:
    Given the standard company
    And customer records:
      | no | customer_price_group | customer_disc_group |
      | C1 | VIP                  | GOOD                |
    And item records:
      | no | unit_price | item_disc_group |
      | A  | 100        | CHAIR           |
      | B  | 50         |                 |
    And price_list records:
      | code | description |
      | ALL  | Everybody   |

  @CU71
  Scenario: Lines take their scope from the list, which is fixed then but for its dates
    Given price_list "ALL" has:
      | field         | value      |
      | source_type   | customer   |
      | source_no     | C1         |
      | currency_code | EUR        |
      | starting_date | 2026-01-01 |
    And price_list_line records:
      | price_list_code | product_no | unit_price |
      | ALL             | A          | 80         |
    Then price_list_line records are:
      | source_type | source_no | currency_code | starting_date | defines | status |
      | customer    | C1        | EUR           | 2026-01-01    | price   | draft  |
    When price_list "ALL" is changed:
      | field         | value |
      | currency_code | USD   |
    Then it is refused with "pricing.lines_inherit"
    And it is refused naming "currency_code"
    When price_list "ALL" is changed:
      | field       | value      |
      | ending_date | 2026-06-30 |
    Then price_list_line records are:
      | starting_date | ending_date |
      | 2026-01-01    | 2026-06-30  |
    When price_list "ALL" is changed:
      | field       | value      |
      | ending_date | 2025-12-31 |
    Then it is refused with "setup.dates_reversed"

  @CU71
  Scenario: A line with another scope needs a list that allows it
    When price_list_line records are added:
      | price_list_code | product_no | currency_code | unit_price |
      | ALL             | A          | EUR           | 8          |
    Then it is refused with "pricing.scope_of_list"
    And nothing has changed
    When price_list "ALL" is changed:
      | field              | value |
      | own_scope_per_line | yes   |
    And price_list_line records are added:
      | price_list_code | product_no | currency_code | unit_price |
      | ALL             | A          | EUR           | 8          |
    Then there is 1 price_list_line record
    When price_list "ALL" is changed:
      | field              | value |
      | own_scope_per_line | no    |
    Then it is refused with "pricing.lines_inherit"

  @CU70
  Scenario Outline: What a line cannot define
    Given price_list records:
      | code | source_type          | source_no |
      | VIP  | customer_price_group | VIP       |
      | GOOD | customer_disc_group  | GOOD      |
    When price_list_line records are added:
      | price_list_code | product_type | product_no | defines   | unit_price | line_discount_pct |
      | <list>          | <type>       | <no>       | <defines> | <price>    | <pct>             |
    Then it is refused with "<code>"
    And it is refused naming "<field>"
    And nothing has changed

    Examples:
      | list | type            | no    | defines  | price | pct | code                         | field             |
      | ALL  | item            | A     | price    | 10    | 5   | pricing.discount_not_defined | line_discount_pct |
      | ALL  | item            | A     | discount | 10    | 5   | pricing.price_not_defined    | unit_price        |
      | ALL  | item_disc_group | CHAIR | price    | 10    |     | pricing.only_discounts       | defines           |
      | ALL  | all_items       |       | price    | 10    |     | pricing.only_discounts       | defines           |
      | VIP  | item            | A     | discount |       | 5   | pricing.beyond_list          | defines           |
      | GOOD | item            | A     | price    | 10    |     | pricing.beyond_list          | defines           |
      | ALL  | item            | A     | price    | -1    |     | record.value_negative        | unit_price        |
      | ALL  | item            | A     | discount |       | 101 | record.value_outside         | line_discount_pct |
      | ALL  | item            | NONE  | price    | 10    |     | record.reference_missing     | product_no        |
      | ALL  | all_items       | A     | discount |       | 5   | pricing.number_unexpected    | product_no        |

  @CU70
  Scenario: A price group gives prices only, a discount group discounts only
    When price_list records are added:
      | code | source_type         | source_no | defines |
      | GOOD | customer_disc_group | GOOD      | price   |
    Then it is refused with "pricing.only_discounts"
    When price_list records are added:
      | code | source_type          | source_no | defines            |
      | VIP  | customer_price_group | VIP       | price_and_discount |
    Then it is refused with "pricing.only_prices"
    When price_list records are added:
      | code | source_type | source_no |
      | OWN  | customer    | C9        |
    Then it is refused with "record.reference_missing"

  @CU72
  Scenario: Activating verifies; what is incomplete stays a draft
    Given price_list_line records:
      | price_list_code | product_no | unit_price |
      | ALL             | A          | 80         |
      | ALL             |            | 70         |
    When price_list "ALL" is changed:
      | field  | value  |
      | status | active |
    Then it is refused with "pricing.number_missing"
    And it is refused naming "product_no"
    And nothing has changed
    When price_list_line "ALL|20000" is changed:
      | field      | value |
      | product_no | B     |
    And price_list "ALL" is changed:
      | field  | value  |
      | status | active |
    Then price_list_line records are:
      | product_no | status |
      | A          | active |
      | B          | active |
    When price_list "ALL" is changed:
      | field  | value    |
      | status | inactive |
    Then price_list_line records are:
      | product_no | status   |
      | A          | inactive |
      | B          | inactive |

  @CU72
  Scenario: An active list is changed only when editing is allowed, and its line is a draft then
    Given price_list_line records:
      | price_list_code | product_no | unit_price |
      | ALL             | A          | 80         |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    When price_list_line "ALL|10000" is changed:
      | field      | value |
      | unit_price | 70    |
    Then it is refused naming "Price list ALL is active; set it to Draft or allow editing."
    And it is refused with "pricing.list_active"
    And nothing has changed
    When price_list_line records are added:
      | price_list_code | product_no | unit_price |
      | ALL             | B          | 40         |
    Then it is refused with "pricing.list_active"
    When price_list "ALL" is changed:
      | field       | value |
      | description | Other |
    Then it is refused with "pricing.list_active"
    When price_list_line "ALL|10000" is deleted
    Then it is refused with "pricing.list_active"
    When price_list "ALL" is deleted
    Then it is refused with "pricing.list_active"
    Given sales_setup has:
      | field                    | value |
      | allow_edit_active_prices | yes   |
    When price_list_line "ALL|10000" is changed:
      | field      | value |
      | unit_price | 70    |
    And price_list_line records are added:
      | price_list_code | product_no | unit_price |
      | ALL             | B          | 40         |
    Then price_list_line records are:
      | product_no | unit_price | status |
      | A          | 70         | draft  |
      | B          | 40         | draft  |
    When price_list_line "ALL|20000" is deleted
    And price_list "ALL" gets verify_lines
    Then price_list_line records are:
      | product_no | unit_price | status |
      | A          | 70         | active |
    When price_list_line "ALL|10000" is deleted
    Then it is refused with "pricing.list_active"

  @CU72
  Scenario: Back to draft, a list can be changed and deleted
    Given price_list_line records:
      | price_list_code | product_no | unit_price |
      | ALL             | A          | 80         |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    And price_list "ALL" has:
      | field  | value |
      | status | draft |
    Then price_list_line records are:
      | status |
      | draft  |
    When price_list_line "ALL|10000" is changed:
      | field      | value |
      | unit_price | 70    |
    And price_list "ALL" is deleted
    Then there are no price_list_line records

  @CU4
  Scenario: A list that open documents took a price from stays
    Given price_list_line records:
      | price_list_code | product_no | unit_price |
      | ALL             | A          | 80         |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    And price_list "ALL" has:
      | field  | value    |
      | status | inactive |
    When price_list "ALL" is deleted
    Then it is refused with "record.in_use"

  @CU73
  Scenario: Lines that define the same are shown, within the list and across lists
    Given price_list records:
      | code  | starting_date |
      | OTHER |               |
    And price_list_line records:
      | price_list_code | product_no | minimum_quantity | unit_price | line_discount_pct |
      | ALL             | A          |                  | 80         |                   |
      | ALL             | A          | 5                | 70         |                   |
      | OTHER           | A          |                  |            | 10                |
      | OTHER           | A          | 5                | 60         | 5                 |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    When price_list "OTHER" is changed:
      | field  | value  |
      | status | active |
    Then it is refused with "pricing.lines_twice"
    And it is refused naming "Lines OTHER 20000 and ALL 20000 define the same price."
    And nothing has changed
    When price_list_line records are added:
      | price_list_code | product_no | unit_price |
      | OTHER           | B          | 1          |
      | OTHER           | B          | 2          |
    And price_list "OTHER" is changed:
      | field  | value  |
      | status | active |
    Then it is refused naming "Lines OTHER 30000 and OTHER 40000 define the same price."
    When price_list_line "OTHER|40000" is deleted
    And price_list_line "OTHER|20000" is changed:
      | field            | value |
      | minimum_quantity | 6     |
    And price_list "OTHER" is changed:
      | field  | value  |
      | status | active |
    Then there are 3 price_list_line records where price_list_code is "OTHER" and status is "active"

  @CU73
  Scenario: Lines that begin on different days may overlap, and the lowest price wins
    Given price_list records:
      | code  | starting_date |
      | OTHER | 2026-01-10    |
    And price_list_line records:
      | price_list_code | product_no | unit_price |
      | ALL             | A          | 80         |
      | OTHER           | A          | 85         |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    When price_list "OTHER" is changed:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    And "SO1" gets the line:
      | no | quantity |
      | A  | 1        |
    Then "SO1" lines are:
      | unit_price |
      | 80         |

  Scenario: A list without a code draws it from the series of the set-up
    Given number_series records:
      | code |
      | PL   |
    And number_series_line records:
      | series_code | starting_no |
      | PL          | PL001       |
    And sales_setup has:
      | field          | value |
      | price_list_nos | PL    |
    When price_list records are added:
      | description |
      | Spring      |
    Then price_list "PL001" has:
      | field       | value  |
      | description | Spring |
