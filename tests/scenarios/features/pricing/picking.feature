@CU90
Feature: Picking a price or discount

  Background:
    Given the standard company
    And unit_of_measure records:
      | code |
      | BOX  |
    And customer records:
      | no | allow_line_disc |
      | C1 | no              |
    And item records:
      | no | unit_price |
      | A  | 100        |
      | B  | 100        |
    And item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit |
      | A       | BOX       | 12           |
    And item_variant records:
      | item_no | code |
      | A       | RED  |
    And price_list records:
      | code | own_scope_per_line |
      | P    | yes                |
      | DIS  | yes                |
      | DRA  | yes                |
    And price_list_line records:
      | price_list_code | product_no | minimum_quantity | unit_code | variant_code | currency_code | starting_date | ending_date | unit_price | line_discount_pct | allow_line_disc |
      | P               | A          |                  |           |              |               |               |             | 90         |                   | yes             |
      | P               | A          |                  |           |              |               | 2026-01-02    |             | 95         |                   | no              |
      | P               | A          | 50               |           |              |               |               |             | 18.50      |                   |                 |
      | P               | A          |                  |           |              |               | 2026-03-01    |             | 80         |                   |                 |
      | P               | A          |                  | BOX       |              |               |               |             | 800        |                   |                 |
      | P               | A          |                  |           |              | EUR           |               |             | 8          |                   |                 |
      | P               | A          |                  |           | RED          |               |               |             | 70         |                   |                 |
      | P               | A          |                  |           |              |               | 2025-01-01    | 2025-12-31  | 60         |                   |                 |
      | DIS             | A          |                  |           |              |               |               |             |            | 10                |                 |
      | DIS             | A          |                  |           |              |               | 2026-01-02    |             |            | 5                 |                 |
      | DRA             | A          |                  |           |              |               |               |             | 1          |                   |                 |
    And price_list "P" has:
      | field  | value  |
      | status | active |
    And price_list "DIS" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 10       |
      | B  | 1        |

  Scenario: Another price that applies, with the discount that it allows
    Then "SO1" lines are:
      | unit_price | line_discount_pct | price_list_line_no |
      | 90         | 10                | 10000              |
      | 100        | 0                 |                    |
    When "SO1" line 1 gets get_price with:
      | field              | value |
      | price_list_code    | P     |
      | price_list_line_no | 20000 |
    Then "SO1" lines are:
      | unit_price | line_discount_pct | price_list_line_no | price_is_manual |
      | 95         | 0                 | 20000              | no              |
      | 100        | 0                 |                    | no              |
    When "SO1" line 1 gets get_discount with:
      | field              | value |
      | price_list_code    | DIS   |
      | price_list_line_no | 10000 |
    Then it is refused with "pricing.line_disc_not_allowed"
    And it is refused naming "Line discounts are not allowed on this line."

  Scenario: Another discount that applies
    When "SO1" line 1 gets get_discount with:
      | field              | value |
      | price_list_code    | DIS   |
      | price_list_line_no | 20000 |
    Then "SO1" lines are:
      | unit_price | line_discount_pct |
      | 90         | 5                 |
      | 100        | 0                 |

  Scenario Outline: A price that does not apply
    When "SO1" line <line> gets get_price with:
      | field              | value  |
      | price_list_code    | <list> |
      | price_list_line_no | <no>   |
    Then it is refused with "<code>"
    And it is refused naming "<named>"
    And nothing has changed

    Examples:
      | line | list | no    | code                    | named                                       |
      | 1    | P    | 30000 | pricing.pick_quantity   | The picked price needs at least 50 PCS.     |
      | 1    | P    | 40000 | pricing.pick_not_yet    | The picked price is valid from 2026-03-01.  |
      | 1    | P    | 50000 | pricing.pick_unit       | The picked price is for unit BOX.           |
      | 1    | P    | 60000 | pricing.pick_currency   | The picked price is for currency EUR.       |
      | 1    | P    | 70000 | pricing.pick_variant    | The picked price is for variant RED.        |
      | 1    | P    | 80000 | pricing.pick_ended      | The picked price was valid until 2025-12-31 |
      | 1    | DRA  | 10000 | pricing.pick_not_active | DRA                                         |
      | 2    | P    | 10000 | pricing.pick_elsewhere  | P                                           |

  @CU82
  Scenario: A general price gives way to that of the variant
    Given "SO1" line 1 has:
      | field        | value |
      | variant_code | RED   |
    When "SO1" line 1 gets get_price with:
      | field              | value |
      | price_list_code    | P     |
      | price_list_line_no | 10000 |
    Then it is refused with "pricing.pick_beaten"

  @SD26
  Scenario: What is invoiced keeps its price
    Given stock:
      | item | quantity | unit_cost |
      | A    | 10       | 60        |
      | B    | 10       | 60        |
    And "SO1" line 1 is changed:
      | field       | value |
      | qty_to_ship | 4     |
    And "SO1" is posted
    And "SO1" is reopened
    When "SO1" line 1 gets get_price with:
      | field              | value |
      | price_list_code    | P     |
      | price_list_line_no | 20000 |
    Then it is refused with "sales.line_invoiced"
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 60    |
    Then "SO1" line 1 has:
      | field      | value |
      | unit_price | 90    |
