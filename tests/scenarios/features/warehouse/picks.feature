@PF133 @PF135 @PF136
Feature: Picks

  Background:
    Given the standard company
    And the work date is 2026-03-02
    And sales_setup has:
      | field            | value |
      | stockout_warning | no    |
    And customer records:
      | no |
      | C1 |
    And item records:
      | no | unit_price | unit_cost |
      | A  | 100        | 60        |
      | B  | 100        | 60        |
    And item_location records:
      | item_no | default_bin |
      | A       | A-10        |
      | B       | A-2         |
    And stock:
      | item | quantity | unit_cost |
      | A    | 5        | 60        |
      | B    | 9        | 60        |

  @PX34 @PF131 @PF132
  Scenario: Goods go to the orders by shipment date, and the pick sets what is shipped
    Given a sales order "SO31" for customer "C1"
    And "SO31" header has:
      | field         | value      |
      | shipment_date | 2026-03-09 |
    And "SO31" lines:
      | no | quantity |
      | A  | 4        |
      | B  | 2        |
    And a sales order "SO32" for customer "C1"
    And "SO32" header has:
      | field         | value      |
      | shipment_date | 2026-03-10 |
    And "SO32" lines:
      | no | quantity |
      | A  | 3        |
    And a sales order "SO33" for customer "C1"
    And "SO33" lines:
      | no | quantity | drop_shipment |
      | B  | 5        | yes           |
    When "SO31" is released
    And "SO32" is released
    And "SO33" is released
    And job create_pick runs as "PICK1" with:
      | field  | value                |
      | filter | $SO31\|$SO32\|$SO33 |
    Then "PICK1" lines are:
      | order_no | item_no | bin  | quantity_to_pick | quantity_picked |
      | $SO31    | B       | A-2  | 2                | 0               |
      | $SO31    | A       | A-10 | 4                | 0               |
      | $SO32    | A       | A-10 | 1                | 0               |
    When "PICK1" lines are picked:
      | line | quantity |
      | 1    | 2        |
      | 2    | 4        |
      | 3    | 1        |
    And "PICK1" is registered
    Then "PICK1" header has:
      | field  | value      |
      | status | registered |
    And "SO31" lines are:
      | no | qty_to_ship |
      | A  | 4           |
      | B  | 2           |
    And "SO32" lines are:
      | no | qty_to_ship |
      | A  | 1           |
    When "SO32" gets inventory_pick
    Then it is refused with "warehouse.pick_nothing"
    And it is refused naming "A 2 missing"

  @PX34
  Scenario: An order that must be complete is left out
    Given a sales order "SO31" for customer "C1"
    And "SO31" lines:
      | no | quantity |
      | A  | 4        |
    And a sales order "SO32" for customer "C1"
    And "SO32" header has:
      | field           | value    |
      | shipping_advice | complete |
    And "SO32" lines:
      | no | quantity |
      | A  | 3        |
    When "SO31" is released
    And "SO32" is released
    And job create_pick runs as "PICK1"
    Then "PICK1" lines are:
      | order_no | quantity_to_pick |
      | $SO31    | 4                |

  Scenario: A shorter quantity needs a reason, and no more is picked than was wanted
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 4        |
    When "SO1" is released
    And "SO1" gets inventory_pick as "PICK1"
    And "PICK1" lines are picked:
      | line | quantity |
      | 1    | 5        |
    Then it is refused with "warehouse.pick_too_much"
    And nothing has changed
    When "PICK1" lines are picked:
      | line | quantity |
      | 1    | 3        |
    And "PICK1" is registered
    Then it is refused with "warehouse.pick_reason_missing"
    And nothing has changed
    When "PICK1" lines are picked:
      | line | quantity | reason  |
      | 1    | 3        | missing |
    And "PICK1" is registered
    And "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    Then "SO1" lines are:
      | quantity_shipped | outstanding_quantity |
      | 3                | 1                    |
    And "PICK1" lines are:
      | quantity_picked | quantity_shipped | short_reason |
      | 3               | 3                | missing      |

  Scenario: What is on a pick stays on the order until the pick is cancelled
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 4        |
    When "SO1" is released
    And "SO1" gets inventory_pick as "PICK1"
    And "SO1" is reopened
    And "SO1" line 1 is changed:
      | field    | value |
      | quantity | 3     |
    Then it is refused with "warehouse.quantity_below_pick"
    And nothing has changed
    When "SO1" line 1 is deleted
    Then it is refused with "warehouse.line_on_pick"
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 5     |
    And "SO1" is released
    And "PICK1" lines are picked:
      | line | quantity |
      | 1    | 4        |
    And "PICK1" is registered
    Then it is refused with "warehouse.pick_line_changed"
    And it is refused naming "was 4 and is 5"
    When "PICK1" is cancelled
    And "SO1" gets inventory_pick as "PICK2"
    Then "PICK2" lines are:
      | quantity_to_pick |
      | 5                |

  Scenario: A location may ship only what was picked
    Given location "MAIN" has:
      | field        | value |
      | require_pick | yes   |
    And stock:
      | item | quantity | unit_cost | location |
      | A    | 10       | 60        | MAIN     |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | location_code | quantity |
      | A  | MAIN          | 8        |
    When "SO1" is posted
    Then it is refused with "warehouse.pick_required"
    And nothing has changed
    When "SO1" is released
    And "SO1" gets inventory_pick as "PICK1"
    And "PICK1" lines are picked:
      | line | quantity | reason |
      | 1    | 6        | later  |
    And "PICK1" is registered
    And "SO1" line 1 is changed:
      | field       | value |
      | qty_to_ship | 7     |
    Then it is refused with "warehouse.ship_above_picked"
    When "SO1" is posted
    Then "SO1" lines are:
      | quantity_shipped | quantity_invoiced |
      | 6                | 6                 |

  @PF135
  Scenario: What a vendor delivers is not shipped along with what was picked
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | drop_shipment |
      | A  | 4        | no            |
      | B  | 5        | yes           |
    When "SO1" is released
    And "SO1" gets inventory_pick as "PICK1"
    And "PICK1" lines are picked:
      | line | quantity |
      | 1    | 4        |
    And "PICK1" is registered
    Then "SO1" lines are:
      | no | qty_to_ship |
      | A  | 4           |
      | B  | 0           |
    When "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    Then "SO1" lines are:
      | no | quantity_shipped | outstanding_quantity |
      | A  | 4                | 0                    |
      | B  | 0                | 5                    |

  @PF135
  Scenario: An order that must be complete goes with what its vendor delivers
    Given a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field           | value    |
      | shipping_advice | complete |
    And "SO1" lines:
      | no | quantity | drop_shipment |
      | A  | 4        | no            |
      | B  | 5        | yes           |
    When "SO1" is released
    And "SO1" gets inventory_pick as "PICK1"
    And "PICK1" lines are picked:
      | line | quantity |
      | 1    | 4        |
    And "PICK1" is registered
    Then "SO1" lines are:
      | no | qty_to_ship |
      | A  | 4           |
      | B  | 5           |

  @PF135
  Scenario: A pick is registered and its orders are shipped at once
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 4        |
    And "SO1" is released
    And "SO1" gets inventory_pick as "PICK1"
    And "PICK1" lines are picked:
      | line | quantity | reason |
      | 1    | 3        | later  |
    When "PICK1" gets register_and_ship with:
      | field        | value      |
      | posting_date | 2026-03-04 |
    Then "SO1" lines are:
      | quantity_shipped | outstanding_quantity | quantity_invoiced |
      | 3                | 1                    | 0                 |
    And sales_shipment_header records are:
      | order_no | posting_date |
      | $SO1     | 2026-03-04   |
