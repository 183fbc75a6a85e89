@PF34 @PF41 @PF56 @PF68 @PF135
Feature: Forty chairs, of which twelve are there

  A customer asks for 40 chairs. Twelve are on hand, twenty arrive in two weeks, and the rest must be
  put together from parts of which one is missing. A lamp on the same order comes from its maker.

  Background:
    Given the standard company
    And the work date is 2026-03-02
    And customer records:
      | no |
      | C1 |
    And vendor records:
      | no |
      | V1 |
      | V2 |
    And purchasing_code records:
      | code | drop_shipment |
      | DROP | yes           |
    And item records:
      | no    | unit_price | unit_cost | last_direct_cost | vendor_no | lead_time_calculation |
      | SEAT  | 0          | 20        | 20               | V1        | 14D                   |
      | LEGS  | 0          | 2         | 2                | V1        | 14D                   |
      | CHAIR | 100        | 50        | 50               | V1        | 1D                    |
      | LAMP  | 300        | 180       | 180              | V2        | 1D                    |
    And bom_component records:
      | parent_item_no | line_no | type | no   | quantity_per |
      | CHAIR          | 10000   | item | SEAT | 1            |
      | CHAIR          | 20000   | item | LEGS | 4            |
    And item "CHAIR" has:
      | field                | value    |
      | replenishment_system | assembly |
    And item "SEAT" has:
      | field    | value |
      | critical | yes   |
    And item "LEGS" has:
      | field    | value |
      | critical | yes   |
    And stock:
      | item  | quantity | unit_cost |
      | CHAIR | 12       | 50        |
      | SEAT  | 8        | 20        |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no    | quantity | direct_unit_cost |
      | CHAIR | 20       | 50               |
    And "PO1" line 1 is changed:
      | field                 | value      |
      | expected_receipt_date | 2026-03-16 |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no    | quantity | purchasing_code |
      | CHAIR | 40       |                 |
      | LAMP  | 2        | DROP            |

  Scenario: The date is given on the telephone, and it is still true when the goods leave
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | line_no | unavailable_quantity | earliest_shipment_date |
      | 10000   | 28                   |                        |
      | 20000   | 0                    |                        |
    When order promising of "SO1" runs capable_to_promise
    Then order promising lines of "SO1" are:
      | line_no | unavailable_quantity | earliest_shipment_date |
      | 10000   | 28                   | 2026-03-18             |
      | 20000   | 0                    | 2026-03-04             |
    And there are 0 requisition_line records
    When order promising of "SO1" is accepted
    Then "SO1" lines are:
      | no    | shipment_date | promised_delivery_date |
      | CHAIR | 2026-03-18    | 2026-03-18             |
      | LAMP  | 2026-03-04    | 2026-03-04             |
    And requisition_line records are:
      | item_no | quantity | order_date | due_date   | drop_shipment |
      | CHAIR   | 8        | 2026-03-17 | 2026-03-18 | no            |
      | LEGS    | 32       | 2026-03-03 | 2026-03-17 | no            |
      | LAMP    | 2        | 2026-03-03 | 2026-03-04 | yes           |
    # Another customer cannot be promised what is spoken for.
    Given a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no    | quantity |
      | CHAIR | 1        |
    When order promising of "SO2" runs available_to_promise
    Then order promising lines of "SO2" are:
      | earliest_shipment_date |
      |                        |
    When job carry_out_action_messages runs
    Then there are 0 requisition_line records
    And there are 3 purchase_header records
    And assembly_header records are:
      | item_no | quantity | due_date   |
      | CHAIR   | 8        | 2026-03-18 |
    And "SO1" lines are:
      | no    | purchase_order_no |
      | CHAIR |                   |
      | LAMP  | PO00003           |

  Scenario: The parts arrive, the chairs are put together, picked and shipped in two parts
    When order promising of "SO1" runs capable_to_promise
    And order promising of "SO1" is accepted
    And requisition_line "DEFAULT|10000" is changed:
      | field                 | value |
      | accept_action_message | no    |
    And requisition_line "DEFAULT|30000" is changed:
      | field                 | value |
      | accept_action_message | no    |
    And job carry_out_action_messages runs as "PO2"
    And requisition_line "DEFAULT|10000" is changed:
      | field                 | value |
      | accept_action_message | yes   |
    And job carry_out_action_messages runs as "AO1"
    And requisition_line "DEFAULT|30000" is changed:
      | field                 | value |
      | accept_action_message | yes   |
    And job carry_out_action_messages runs as "PO3"
    Then there are 0 requisition_line records
    Given the work date is 2026-03-16
    When "PO1" is posted with:
      | field   | value |
      | receive | yes   |
      | invoice | no    |
    And "SO1" is released
    And "SO1" gets inventory_pick as "PICK1"
    Then "PICK1" lines are:
      | item_no | quantity_to_pick |
      | CHAIR   | 32               |
    When "PICK1" lines are picked:
      | line | quantity |
      | 1    | 32       |
    And "PICK1" is registered
    And "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    Then "SO1" lines are:
      | no    | quantity_shipped | outstanding_quantity |
      | CHAIR | 32               | 8                    |
      | LAMP  | 0                | 2                    |
    # What the vendor delivers is posted when it has been delivered.
    When "PO3" is posted with:
      | field   | value |
      | receive | yes   |
      | invoice | no    |
    Then "SO1" lines are:
      | no    | quantity_shipped | outstanding_quantity |
      | CHAIR | 32               | 8                    |
      | LAMP  | 2                | 0                    |
    And "PO3" lines are:
      | no   | quantity_received |
      | LAMP | 2                 |
    Given the work date is 2026-03-17
    When "PO2" is posted with:
      | field   | value |
      | receive | yes   |
      | invoice | no    |
    And "AO1" is posted
    Then the availability of "CHAIR" on 2026-03-18 is:
      | inventory | gross_requirement | projected_available_balance |
      | 8         | 8                 | 0                           |
    Given the work date is 2026-03-18
    When "SO1" gets inventory_pick as "PICK2"
    And "PICK2" lines are picked:
      | line | quantity |
      | 1    | 8        |
    And "PICK2" is registered
    And "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | yes   |
    Then "SO1" is completed
    And there are 0 reservation records
    And the availability of "CHAIR" on 2026-03-18 is:
      | inventory | gross_requirement | projected_available_balance |
      | 0         | 0                 | 0                           |
