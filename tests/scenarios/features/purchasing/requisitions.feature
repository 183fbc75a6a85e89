@PF53 @PF56
Feature: What lacks stands in one list and becomes orders in one step

  Background:
    Given the standard company
    And the work date is 2026-03-02
    And base_calendar records:
      | code   | name       |
      | MONFRI | Mon to Fri |
      | V1     | Vendor 1   |
    And base_calendar_change records:
      | base_calendar_code | line_no | recurrence | weekday  | date       | nonworking |
      | MONFRI             | 10000   | weekly     | saturday |            | yes        |
      | MONFRI             | 20000   | weekly     | sunday   |            | yes        |
      | V1                 | 10000   | weekly     | saturday |            | yes        |
      | V1                 | 20000   | weekly     | sunday   |            | yes        |
      | V1                 | 30000   |            |          | 2026-03-13 | yes        |
    And company_information has:
      | field              | value  |
      | base_calendar_code | MONFRI |
    And inventory_setup has:
      | field                    | value |
      | inbound_handling_time    | 1D    |
      | default_safety_lead_time | 1D    |
    And vendor records:
      | no | base_calendar_code |
      | V1 | V1                 |
    And customer records:
      | no |
      | C1 |
    And item records:
      | no | vendor_no | lead_time_calculation | last_direct_cost |
      | A  | V1        | 1W                    | 7                |
    And stock:
      | item | quantity |
      | A    | 30       |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 8        | 2026-03-05    |
      | A  | 6        | 2026-03-10    |

  @PX23
  Scenario: A fixed quantity is ordered when the balance reaches the reorder point
    Given item "A" has:
      | field             | value     |
      | reordering_policy | fixed_qty |
      | reorder_point     | 20        |
      | reorder_quantity  | 50        |
    When job reorder_planning runs
    Then requisition_line records are:
      | item_no | quantity | vendor_no | order_date | ending_date | due_date   | origin       | accept_action_message | late | direct_unit_cost |
      | A       | 50       | V1        | 2026-03-10 | 2026-03-20  | 2026-03-24 | reorder_plan | no                    | no   | 7                |
    When job reorder_planning runs
    Then there are 1 requisition_line records
    When requisition_line "DEFAULT|10000" is changed:
      | field                 | value |
      | accept_action_message | yes   |
    And job carry_out_action_messages runs as "PO1"
    Then there are 0 requisition_line records
    And "PO1" header has:
      | field              | value      |
      | buy_from_vendor_no | V1         |
      | order_date         | 2026-03-10 |
    And "PO1" lines are:
      | no | quantity | direct_unit_cost | order_date | planned_receipt_date | expected_receipt_date |
      | A  | 50       | 7                | 2026-03-10 | 2026-03-20           | 2026-03-24            |
    When job reorder_planning runs
    Then there are 0 requisition_line records

  @PX23
  Scenario: A plan until a day does not look behind it
    Given item "A" has:
      | field             | value     |
      | reordering_policy | fixed_qty |
      | reorder_point     | 20        |
      | reorder_quantity  | 50        |
    When job reorder_planning runs with:
      | field | value      |
      | until | 2026-03-09 |
    Then there are 0 requisition_line records

  @PX23
  Scenario: The stock is filled up to its maximum, in multiples
    Given item "A" has:
      | field             | value   |
      | reordering_policy | max_qty |
      | reorder_point     | 20      |
      | maximum_inventory | 80      |
    When job reorder_planning runs
    Then requisition_line records are:
      | quantity | due_date   |
      | 64       | 2026-03-24 |
    When item "A" is changed:
      | field          | value |
      | order_multiple | 25    |
    And job reorder_planning runs
    Then requisition_line records are:
      | quantity | due_date   |
      | 75       | 2026-03-24 |

  @PX23
  Scenario: Lot for lot fills the gap to the safety stock, and says when it is too late
    Given item "A" has:
      | field             | value       |
      | reordering_policy | lot_for_lot |
      | safety_stock      | 20          |
    When job reorder_planning runs
    Then requisition_line records are:
      | quantity | order_date | due_date   | late |
      | 4        | 2026-03-02 | 2026-03-10 | yes  |

  @PF53
  Scenario: A location has limits of its own
    Given item_location records:
      | item_no | location_code | reorder_point | reorder_quantity |
      | A       | EAST          | 5             | 12               |
    And item "A" has:
      | field             | value     |
      | reordering_policy | fixed_qty |
    When job reorder_planning runs
    Then requisition_line records are:
      | location_code | quantity | order_date |
      | EAST          | 12       | 2026-03-02 |

  @PF37 @PF56
  Scenario: What is ordered is raised to the minimum and a multiple
    Given item "A" has:
      | field                  | value |
      | minimum_order_quantity | 10    |
      | order_multiple         | 4     |
    And requisition_line records:
      | item_no | quantity | accept_action_message |
      | A       | 3        | yes                   |
    When job carry_out_action_messages runs as "PO1"
    Then "PO1" lines are:
      | no | quantity |
      | A  | 12       |

  @PF56
  Scenario: A line that fails stays with its reason, and the others go on
    Given vendor records:
      | no | blocked |
      | V2 | all     |
    And item records:
      | no | vendor_no |
      | B  | V2        |
      | C  |           |
    And requisition_line records:
      | item_no | quantity | accept_action_message |
      | A       | 5        | yes                   |
      | B       | 5        | yes                   |
      | C       | 5        | yes                   |
      | A       | 0        | yes                   |
      | A       | 9        | no                    |
    When job carry_out_action_messages runs as "PO1"
    Then it warns naming "V2"
    And it warns naming "vendor_no"
    And it warns naming "requisitions.field_blank"
    And it warns naming "requisitions.quantity_zero"
    And "PO1" lines are:
      | no | quantity |
      | A  | 5        |
    And requisition_line records are:
      | item_no | quantity | accept_action_message |
      | B       | 5        | yes                   |
      | C       | 5        | yes                   |
      | A       | 0        | yes                   |
      | A       | 9        | no                    |
    And there are 1 purchase_header records

  @PF56
  Scenario: Without an accepted line there is nothing to carry out
    When job carry_out_action_messages runs
    Then it is refused with "requisitions.nothing_accepted"
    And nothing has changed

  @PF54
  Scenario: A sales order is covered by purchases of what it lacks
    Given a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity | shipment_date |
      | A  | 20       | 2026-03-16    |
      | A  | 3        | 2026-03-04    |
    When "SO2" gets create_purchase_orders
    Then requisition_line records are:
      | item_no | quantity | origin     | sales_order_no | due_date   | accept_action_message |
      | A       | 7        | order_plan | $SO2           | 2026-03-16 | yes                   |
    When job carry_out_action_messages runs as "PO1"
    Then "PO1" lines are:
      | no | quantity | expected_receipt_date | sales_order_no | drop_shipment |
      | A  | 7        | 2026-03-16            |                | no            |
    When job order_planning runs with:
      | field    | value |
      | order_no | $SO2  |
    Then it is refused with "requisitions.nothing_to_plan"

  @PF56
  Scenario: A kit becomes an assembly order of its own
    Given item records:
      | no | replenishment_system | lead_time_calculation |
      | K  | assembly             | 1D                    |
    And bom_component records:
      | parent_item_no | line_no | type | no | quantity_per |
      | K              | 10000   | item | A  | 2            |
    And requisition_line records:
      | item_no | quantity | due_date   | accept_action_message |
      | K       | 5        | 2026-03-20 | yes                   |
    Then requisition_line records are:
      | item_no | replenishment_system | order_date | ending_date |
      | K       | assembly             | 2026-03-17 | 2026-03-18  |
    And requisition_component records are:
      | item_no | quantity | due_date   |
      | A       | 10       | 2026-03-17 |
    When job carry_out_action_messages runs as "AO1"
    Then "AO1" header has:
      | field         | value      |
      | item_no       | K          |
      | quantity      | 5          |
      | starting_date | 2026-03-17 |
      | due_date      | 2026-03-20 |
    And there are 0 requisition_component records

  @PF53
  Scenario: A kit that must be made asks for its parts
    Given item records:
      | no | replenishment_system | lead_time_calculation | reordering_policy | safety_stock |
      | K  | assembly             | 1D                    | lot_for_lot       | 4            |
    And bom_component records:
      | parent_item_no | line_no | type | no | quantity_per |
      | K              | 10000   | item | A  | 10           |
    And item "A" has:
      | field             | value       |
      | reordering_policy | lot_for_lot |
    When job reorder_planning runs
    Then requisition_line records are:
      | item_no | quantity | late |
      | K       | 4        | yes  |
      | A       | 10       | yes  |
      | A       | 8        | yes  |
      | A       | 6        | yes  |
