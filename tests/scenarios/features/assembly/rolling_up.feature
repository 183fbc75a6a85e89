@PF125 @PX30
Feature: The price and cost of a line from its components

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |
    And item records:
      | no | unit_cost | unit_price | replenishment_system | assembly_policy   |
      | A  | 4         | 9          |                      |                   |
      | B  | 7         | 15         |                      |                   |
      | Z  |           | 100        | assembly             | assemble_to_order |
      | M  | 5         | 50         | assembly             | assemble_to_stock |
    And resource records:
      | no    | unit_cost | unit_price |
      | WORK  | 40        | 75         |
      | SETUP | 10        | 30         |
    And bom_component records:
      | parent_item_no | line_no | type     | no    | quantity_per | resource_usage |
      | Z              | 10000   | item     | A     | 2            |                |
      | Z              | 20000   | item     | B     | 1            |                |
      | Z              | 30000   | resource | WORK  | 0.5          | direct         |
      | Z              | 40000   | resource | SETUP | 1            | fixed          |
      | M              | 10000   | item     | A     | 1            |                |

  Scenario: What the components cost the customer and the house
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | Z  | 3        |
    When "SO1" line 1 gets roll_up_price
    Then it asks "roll_up_price"
    And nothing has changed
    Given "yes" is answered to "roll_up_price"
    And "yes" is answered to "roll_up_cost"
    When "SO1" line 1 gets roll_up_price
    And "SO1" line 1 gets roll_up_cost
    Then "SO1" line 1 has:
      | field           | value    |
      | unit_price      | 80.50    |
      | unit_cost_lcy   | 38.33333 |
      | price_is_manual | yes      |
      | line_amount     | 241.50   |

  Scenario: The customer's own prices count, line discounts do not
    Given price_list records:
      | code | source_type | source_no |
      | L1   | customer    | C1        |
    And price_list_line records:
      | price_list_code | line_no | product_type | product_no | defines            | unit_price | line_discount_pct |
      | L1              | 10000   | item         | A          | price_and_discount | 8          | 50                |
    And price_list "L1" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | Z  | 3        |
    And "yes" is answered to "roll_up_price"
    When "SO1" gets roll_up_price
    Then "SO1" line 1 has:
      | field      | value    |
      | unit_price | 78.50000 |

  Scenario: A mixed line goes by its components alone
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_assemble_to_order |
      | M  | 7        | 3                        |
    And "yes" is answered to "roll_up_price"
    And "yes" is answered to "roll_up_cost"
    When job roll_up_price runs
    And job roll_up_cost runs with:
      | field       | value |
      | document_no | $SO1  |
    Then "SO1" line 1 has:
      | field         | value |
      | unit_price    | 9     |
      | unit_cost_lcy | 4     |

  Scenario: Components sold in another currency, with VAT in the price
    Given customer "C1" has:
      | field                | value |
      | currency_code        | EUR   |
      | prices_including_vat | yes   |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_assemble_to_order |
      | M  | 2        | 2                        |
    And "yes" is answered to "roll_up_price"
    When "SO1" line 1 gets roll_up_price
    Then "SO1" line 1 has:
      | field      | value   |
      | unit_price | 0.97826 |

  Scenario: A line without components has nothing to roll up
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 7        |
    When "SO1" line 1 gets roll_up_price
    Then it is refused with "assembly.nothing_to_roll_up"
    When "SO1" line 1 gets roll_up_cost
    Then it is refused naming "A"
