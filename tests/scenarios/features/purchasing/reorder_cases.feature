@PF53
Feature: What is proposed to be bought, and when

  Background:
    Given the standard company
    And the work date is 2026-03-02
    And base_calendar records:
      | code |
      | LOC  |
      | AGT  |
      | VEN  |
    And base_calendar_change records:
      | base_calendar_code | line_no | recurrence | weekday  | date       |
      | LOC                | 10000   | weekly     | saturday |            |
      | LOC                | 20000   | weekly     | sunday   |            |
      | AGT                | 10000   | weekly     | sunday   |            |
      | VEN                | 10000   | weekly     | saturday |            |
      | VEN                | 20000   | weekly     | sunday   |            |
      | VEN                | 30000   | none       |          | 2026-03-13 |
    And company_information has:
      | field              | value |
      | base_calendar_code | LOC   |
    And shipping_agent_service "DHL|STD" has:
      | field              | value |
      | base_calendar_code | AGT   |
    And inventory_setup has:
      | field                    | value |
      | outbound_handling_time   | 1D    |
      | inbound_handling_time    | 1D    |
      | default_safety_lead_time | 1D    |
    And vendor records:
      | no | base_calendar_code |
      | V1 | VEN                |
      | V2 |                    |
    And customer records:
      | no | shipping_agent_code | shipping_agent_service_code |
      | C1 | DHL                 | STD                         |
    And item records:
      | no | vendor_no | lead_time_calculation | unit_price | critical |
      | A  | V1        | 1W                    | 100        | yes      |
      | B  | V2        | 3D                    | 50         | yes      |
      | C  | V1        | 5D                    | 20         | yes      |

  @PF37
  Scenario: Gaps are filled in multiples that serve the next ones
    Given item "A" has:
      | field                  | value       |
      | reordering_policy      | lot_for_lot |
      | minimum_order_quantity | 5           |
      | order_multiple         | 4           |
    And stock:
      | item | quantity |
      | A    | 3        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 5        | 2026-03-20    |
      | A  | 4        | 2026-03-25    |
      | A  | 10       | 2026-03-27    |
    When job reorder_planning runs
    Then requisition_line records are:
      | quantity | due_date   | order_date | late |
      | 8        | 2026-03-20 | 2026-03-06 | no   |
      | 8        | 2026-03-27 | 2026-03-16 | no   |

  @PF53
  Scenario: Accepted proposals stay and count, others are made anew
    Given item "A" has:
      | field             | value       |
      | reordering_policy | lot_for_lot |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 5        | 2026-03-20    |
      | A  | 4        | 2026-03-25    |
    When job reorder_planning runs with:
      | field | value      |
      | until | 2026-03-22 |
    Then requisition_line records are:
      | quantity | due_date   |
      | 5        | 2026-03-20 |
    When requisition_line "DEFAULT|10000" is changed:
      | field                 | value |
      | quantity              | 7     |
    And requisition_line "DEFAULT|10000" is changed:
      | field                 | value |
      | accept_action_message | yes   |
    And job reorder_planning runs
    Then requisition_line records are:
      | quantity | due_date   | accept_action_message |
      | 7        | 2026-03-20 | yes                   |
      | 2        | 2026-03-25 | no                    |
    And the availability of "A" on 2026-03-25 is:
      | planned_receipt | gross_requirement | projected_available_balance |
      | 7               | 9                 | -2                          |
    When job carry_out_action_messages runs as "PO1"
    And job reorder_planning runs
    Then requisition_line records are:
      | quantity | due_date   | accept_action_message |
      | 2        | 2026-03-25 | no                    |
    When "SO1" line 2 is deleted
    And job reorder_planning runs
    Then there are 0 requisition_line records

  @PF14
  Scenario: An order comes before the balance turns negative
    Given item "A" has:
      | field             | value     |
      | reordering_policy | fixed_qty |
      | reorder_point     | 5         |
      | reorder_quantity  | 20        |
    And stock:
      | item | quantity |
      | A    | 10       |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 6        | 2026-03-16    |
      | A  | 6        | 2026-03-20    |
    When job reorder_planning runs
    Then requisition_line records are:
      | quantity | due_date   | order_date | late |
      | 20       | 2026-03-20 | 2026-03-06 | no   |

  @PF55
  Scenario: Another item begins a line of the worksheet anew
    Given item records:
      | no | replenishment_system | lead_time_calculation | vendor_no |
      | K  | assembly             | 1D                    | V2        |
    And bom_component records:
      | parent_item_no | line_no | no | quantity_per |
      | K              | 10000   | C  | 2            |
    And item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit |
      | A       | BOX       | 6            |
    And requisition_line records:
      | item_no | unit_of_measure_code | quantity | vendor_no | due_date   |
      | A       | BOX                  | 5        | V1        | 2026-03-20 |
    When requisition_line "DEFAULT|10000" is changed:
      | field   | value |
      | item_no | B     |
    Then requisition_line records are:
      | item_no | unit_of_measure_code | quantity | vendor_no | description | order_date | due_date   |
      | B       | PCS                  | 5        | V2        | B           | 2026-03-13 | 2026-03-20 |
    When requisition_line "DEFAULT|10000" is changed:
      | field   | value |
      | item_no | K     |
    Then requisition_line records are:
      | item_no | replenishment_system | vendor_no | order_date | due_date   |
      | K       | assembly             |           | 2026-03-17 | 2026-03-20 |
    And requisition_component records are:
      | item_no | quantity | due_date   |
      | C       | 10       | 2026-03-17 |
    When requisition_line "DEFAULT|10000" is changed:
      | field                | value    |
      | replenishment_system | purchase |
    Then requisition_line records are:
      | item_no | replenishment_system | vendor_no | due_date   |
      | K       | purchase             | V2        | 2026-03-20 |
    And there are 0 requisition_component records
    When requisition_line "DEFAULT|10000" is changed:
      | field   | value |
      | item_no | A     |
    Then requisition_line records are:
      | item_no | replenishment_system | vendor_no | order_date | due_date   |
      | A       | purchase             | V1        | 2026-03-06 | 2026-03-20 |
    And there are 0 requisition_component records
