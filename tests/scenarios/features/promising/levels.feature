@PF11 @PF33
Feature: Lead times, units and levels of bills of materials in a promise

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

  @PF12 @PF13
  Scenario: The first lead time that is not blank counts
    Given item_vendor records:
      | item_no | vendor_no | lead_time_calculation |
      | C       | V1        | 2D                    |
    And item_location records:
      | item_no | location_code | lead_time_calculation | safety_lead_time |
      | A       | MAIN          | 3D                    | 4D               |
      | C       | MAIN          | 9D                    |                  |
    And vendor "V2" has:
      | field                 | value |
      | lead_time_calculation | 4D    |
    And item "B" has:
      | field                 | value |
      | lead_time_calculation |       |
    And location "MAIN" has:
      | field                 | value |
      | inbound_handling_time | 0D    |
      | base_calendar_code    | LOC   |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | location_code | quantity | shipment_date |
      | A  |               | 1        | 2026-03-02    |
      | A  | MAIN          | 1        | 2026-03-02    |
      | C  | MAIN          | 1        | 2026-03-02    |
      | C  |               | 1        | 2026-03-02    |
      | B  |               | 1        | 2026-03-02    |
    When order promising of "SO1" runs capable_to_promise
    Then order promising lines of "SO1" are:
      | line_no | earliest_shipment_date |
      | 10000   | 2026-03-16             |
      | 20000   | 2026-03-12             |
      | 30000   | 2026-03-06             |
      | 40000   | 2026-03-09             |
      | 50000   | 2026-03-11             |
    When order promising of "SO1" is accepted
    Then requisition_line records are:
      | item_no | location_code | order_date | ending_date | due_date   |
      | A       |               | 2026-03-03 | 2026-03-12  | 2026-03-16 |
      | A       | MAIN          | 2026-03-03 | 2026-03-06  | 2026-03-12 |
      | C       | MAIN          | 2026-03-03 | 2026-03-05  | 2026-03-06 |
      | C       |               | 2026-03-03 | 2026-03-05  | 2026-03-09 |
      | B       |               | 2026-03-03 | 2026-03-09  | 2026-03-11 |

  @PF7 @PX4
  Scenario Outline: What a kit can be made of, and what is bought when that is not enough
    Given item records:
      | no | replenishment_system | lead_time_calculation | critical |
      | S  | assembly             | 0D                    | yes      |
      | K  | assembly             | 0D                    | no       |
    And bom_component records:
      | parent_item_no | line_no | no | quantity_per |
      | K              | 10000   | A  | 2            |
      | K              | 20000   | S  | 1            |
      | S              | 10000   | C  | 3            |
    And stock:
      | item | quantity |
      | A    | 7        |
      | S    | 1        |
      | C    | 5        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | K  | <kits>   | 2026-03-02    |
    When order promising of "SO1" runs capable_to_promise
    And order promising of "SO1" is accepted
    Then there are <bought> requisition_line records where item_no is "C"
    And requisition_line records where item_no is "S" are:
      | quantity |
      | <parts>  |
    And there are 0 requisition_line records where item_no is "A"

    Examples:
      | kits | parts | bought |
      | 2    | 1     | 0      |
      | 3    | 2     | 1      |

  @PF15 @PF34
  Scenario: Four levels, each just in time for the one above
    Given item records:
      | no | replenishment_system | lead_time_calculation | critical |
      | X  | assembly             | 1D                    | yes      |
      | Y  | assembly             | 2D                    | yes      |
      | Z  | assembly             | 1D                    | yes      |
    And bom_component records:
      | parent_item_no | line_no | no | quantity_per | lead_time_offset |
      | X              | 10000   | Y  | 2            |                  |
      | Y              | 10000   | Z  | 1            |                  |
      | Y              | 20000   | B  | 0.5          | 1D               |
      | Z              | 10000   | C  | 3            |                  |
    And stock:
      | item | quantity |
      | Y    | 1        |
      | Z    | 2        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | X  | 3        | 2026-03-02    |
    When order promising of "SO1" runs capable_to_promise
    And order promising of "SO1" is accepted
    Then requisition_line records are:
      | item_no | quantity | order_date | ending_date | due_date   |
      | X       | 3        | 2026-03-23 | 2026-03-24  | 2026-03-26 |
      | Y       | 5        | 2026-03-17 | 2026-03-19  | 2026-03-23 |
      | Z       | 3        | 2026-03-12 | 2026-03-13  | 2026-03-17 |
      | C       | 9        | 2026-03-03 | 2026-03-10  | 2026-03-12 |
      | B       | 2.5      | 2026-03-09 | 2026-03-12  | 2026-03-16 |

  @PF48 @PF56
  Scenario: Orders made of proposals hold the promise on every level
    Given item records:
      | no | replenishment_system | lead_time_calculation | critical |
      | S  | assembly             | 1D                    | yes      |
      | K  | assembly             | 1D                    | no       |
    And bom_component records:
      | parent_item_no | line_no | no | quantity_per |
      | S              | 10000   | C  | 3            |
      | K              | 10000   | S  | 1            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | K  | 2        | 2026-03-02    |
    When order promising of "SO1" runs capable_to_promise
    And order promising of "SO1" is accepted
    Then requisition_line records are:
      | item_no | quantity | order_date | due_date   |
      | K       | 2        | 2026-03-17 | 2026-03-20 |
      | S       | 2        | 2026-03-12 | 2026-03-17 |
      | C       | 6        | 2026-03-03 | 2026-03-12 |
    When job carry_out_action_messages runs
    Then there are 0 requisition_line records
    And there are 0 requisition_component records
    And assembly_header records are:
      | item_no | quantity | due_date   | starting_date |
      | K       | 2        | 2026-03-20 | 2026-03-17    |
      | S       | 2        | 2026-03-17 | 2026-03-12    |
    And reservation records are:
      | demand_type        | supply_type     | item_no | quantity | demand_date | supply_date |
      | sales              | assembly_output | K       | 2        | 2026-03-20  | 2026-03-20  |
      | assembly_component | assembly_output | S       | 2        | 2026-03-17  | 2026-03-17  |
      | assembly_component | purchase        | C       | 6        | 2026-03-12  | 2026-03-12  |
    When order promising of "SO1" runs capable_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date | proposals |
      | 2026-03-20             | 0         |

  @PF37 @PF56
  Scenario: Exact in the promise, rounded up in the order
    Given item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit |
      | A       | BOX       | 6            |
    And item "A" has:
      | field                  | value |
      | minimum_order_quantity | 10    |
      | order_multiple         | 8     |
    And stock:
      | item | quantity |
      | A    | 4        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | unit_of_measure_code | quantity | shipment_date |
      | A  | BOX                  | 1        | 2026-03-05    |
    When order promising of "SO1" runs capable_to_promise
    And order promising of "SO1" is accepted
    Then requisition_line records are:
      | item_no | quantity | order_date | due_date   |
      | A       | 2        | 2026-03-03 | 2026-03-16 |
    And reservation records are:
      | supply_type | quantity |
      | requisition | 2        |
      | inventory   | 4        |
    When job carry_out_action_messages runs as "PO1"
    Then "PO1" lines are:
      | no | quantity | order_date | planned_receipt_date | expected_receipt_date |
      | A  | 16       | 2026-03-03 | 2026-03-12           | 2026-03-16            |
    And reservation records are:
      | supply_type | quantity |
      | purchase    | 2        |
      | inventory   | 4        |
    When "PO1" is posted with:
      | field   | value |
      | receive | yes   |
      | invoice | no    |
    And "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    Then there are 0 reservation records
    And the availability of "A" on 2026-03-16 is:
      | inventory | projected_available_balance |
      | 14        | 14                          |

  @PF36
  Scenario: A line of which a part is put together for it
    Given item records:
      | no | replenishment_system | lead_time_calculation | assembly_policy   |
      | K  | assembly             | 1D                    | assemble_to_order |
    And bom_component records:
      | parent_item_no | line_no | no | quantity_per |
      | K              | 10000   | A  | 2            |
    And stock:
      | item | quantity |
      | A    | 4        |
      | K    | 1        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date | qty_to_assemble_to_order |
      | K  | 5        | 2026-03-05    | 2                        |
    When order promising of "SO1" runs capable_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date | proposals |
      | 2026-03-19             | 2         |
    When order promising of "SO1" is accepted
    Then requisition_line records are:
      | item_no | quantity | due_date   | order_date |
      | K       | 2        | 2026-03-19 | 2026-03-16 |
      | A       | 4        | 2026-03-16 | 2026-03-03 |

  @PF40 @PF43
  Scenario: A promise that grows and shrinks with its line
    Given stock:
      | item | quantity |
      | A    | 6        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 10       | 2026-03-05    |
    When order promising of "SO1" runs capable_to_promise
    And order promising of "SO1" is accepted
    Then reservation records are:
      | supply_type | quantity |
      | inventory   | 6        |
      | requisition | 4        |
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 12    |
    Then requisition_line records are:
      | quantity |
      | 4        |
    When order promising of "SO1" runs capable_to_promise
    Then order promising lines of "SO1" are:
      | required_quantity | earliest_shipment_date | proposals |
      | 6                 | 2026-03-16             | 1         |
    When order promising of "SO1" is accepted
    Then requisition_line records are:
      | quantity |
      | 6        |
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 5     |
    Then there are 0 requisition_line records
    And reservation records are:
      | supply_type | quantity |
      | inventory   | 5        |

  @PF49 @PF51
  Scenario: What is proposed for a promise cannot move away from it
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 4        | 2026-03-05    |
    When order promising of "SO1" runs capable_to_promise
    And order promising of "SO1" is accepted
    And "SO1" line 1 is changed:
      | field         | value      |
      | shipment_date | 2026-03-13 |
    Then it is refused with "reservations.reserved_date"
    And nothing has changed
    When "SO1" line 1 is changed:
      | field         | value      |
      | shipment_date | 2026-03-20 |
    Then reservation records are:
      | supply_type | quantity | demand_date | supply_date |
      | requisition | 4        | 2026-03-20  | 2026-03-16  |
    When requisition_line "DEFAULT|10000" is changed:
      | field    | value      |
      | due_date | 2026-03-23 |
    Then it is refused naming "$SO1"
    And nothing has changed
    When requisition_line "DEFAULT|10000" is changed:
      | field    | value |
      | quantity | 3     |
    Then it is refused naming "4"
    And nothing has changed
    When requisition_line "DEFAULT|10000" is changed:
      | field         | value |
      | location_code | MAIN  |
    Then it is refused
    And nothing has changed
    When requisition_line "DEFAULT|10000" is changed:
      | field    | value      |
      | due_date | 2026-03-18 |
    Then reservation records are:
      | supply_type | quantity | demand_date | supply_date |
      | requisition | 4        | 2026-03-20  | 2026-03-18  |
    When requisition_line "DEFAULT|10000" is changed:
      | field                 | value |
      | accept_action_message | no    |
    Then the availability of "A" on 2026-03-20 is:
      | planned_receipt |
      | 0               |
