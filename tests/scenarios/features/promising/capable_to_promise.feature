@PF32 @PF33 @PF34 @PF35
Feature: When a line can be shipped if what is short is bought or assembled

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
    And customer records:
      | no | shipping_agent_code | shipping_agent_service_code |
      | C1 | DHL                 | STD                         |
    And item records:
      | no | vendor_no | lead_time_calculation | critical |
      | P  | V1        | 1W                    | no       |
      | A  | V1        | 5D                    | yes      |
      | C  | V1        | 5D                    | yes      |
      | B  | V1        | 5D                    | no       |
    And item records:
      | no | replenishment_system | lead_time_calculation | critical |
      | S  | assembly             | 1D                    | yes      |
      | K  | assembly             | 1D                    | no       |
      | K2 | assembly             | 1D                    | no       |
    And bom_component records:
      | parent_item_no | line_no | no | quantity_per |
      | S              | 10000   | C  | 3            |
      | K              | 10000   | A  | 2            |
      | K              | 20000   | S  | 1            |
      | K              | 30000   | B  | 4            |
      | K2             | 10000   | A  | 2            |

  @PX15
  Scenario: Only what is short is bought, just in time
    Given stock:
      | item | quantity |
      | P    | 6        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | P  | 10       | 2026-03-05    |
    When order promising of "SO1" runs capable_to_promise
    Then order promising lines of "SO1" are:
      | unavailable_quantity | earliest_shipment_date | planned_shipment_date | planned_delivery_date | method | proposals |
      | 4                    | 2026-03-16             | 2026-03-17            | 2026-03-19            | ctp    | 1         |

  @PX15
  Scenario Outline: What is on its way is used first
    Given stock:
      | item | quantity |
      | P    | 6        |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | P  | <first>  | <first date>          |
      | P  | <second> | <second date>         |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | P  | 10       | 2026-03-05    |
    When order promising of "SO1" runs capable_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date | proposals |
      | <date>                 | <count>   |
    When order promising of "SO1" is accepted
    Then there are <count> requisition_line records where order_promising_id is "$SO1"

    Examples:
      | first | first date | second | second date | date       | count |
      | 4     | 2026-03-12 | 0      | 2026-03-12  | 2026-03-12 | 0     |
      | 3     | 2026-03-10 | 0      | 2026-03-12  | 2026-03-16 | 1     |
      | 3     | 2026-03-12 | 1      | 2026-03-13  | 2026-03-13 | 0     |

  @PX16
  Scenario: Two levels of assembly
    Given stock:
      | item | quantity |
      | A    | 6        |
      | S    | 1        |
      | C    | 9        |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 10       | 2026-03-09            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | K  | 5        | 2026-03-02    |
    When order promising of "SO1" runs capable_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date |
      | 2026-03-20             |
    When order promising of "SO1" is accepted
    Then requisition_line records where order_promising_id is "$SO1" are:
      | line_no | item | quantity | replenishment_system | order_date | ending_date | due_date   | vendor | parent_line_no | order_promising_line_no | accept_action_message | origin          |
      | 10000   | K    | 5        | assembly             | 2026-03-17 | 2026-03-18  | 2026-03-20 |        |                | 10000                   | yes                   | order_promising |
      | 20000   | S    | 4        | assembly             | 2026-03-12 | 2026-03-13  | 2026-03-17 |        | 10000          | 10000                   | yes                   | order_promising |
      | 30000   | C    | 3        | purchase             | 2026-03-03 | 2026-03-10  | 2026-03-12 | V1     | 20000          | 10000                   | yes                   | order_promising |
    And requisition_component records are:
      | requisition_line_no | item | quantity_per | quantity | due_date   | critical | supplied_by_line_no |
      | 10000               | A    | 2            | 10       | 2026-03-17 | yes      |                     |
      | 10000               | S    | 1            | 5        | 2026-03-17 | yes      | 20000               |
      | 10000               | B    | 4            | 20       | 2026-03-17 | no       |                     |
      | 20000               | C    | 3            | 12       | 2026-03-12 | yes      | 30000               |
    And reservation records are:
      | demand_type           | demand_line_no | demand_component_no | supply_type | supply_line_no | quantity | binding       |
      | sales                 | 10000          | 0                   | requisition | 10000          | 5        | order_promise |
      | requisition_component | 10000          | 20000               | requisition | 20000          | 4        | order_promise |
      | requisition_component | 20000          | 10000               | requisition | 30000          | 3        | order_promise |

  @PX16
  Scenario: A component that is not critical does not hold a promise up
    Given item "C" has:
      | field    | value |
      | critical | no    |
    And stock:
      | item | quantity |
      | A    | 6        |
      | S    | 1        |
      | C    | 9        |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 10       | 2026-03-09            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | K  | 5        | 2026-03-02    |
    When order promising of "SO1" runs capable_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date |
      | 2026-03-12             |

  @PX17
  Scenario: A component that two lines share is used once
    Given stock:
      | item | quantity |
      | A    | 6        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | K2 | 3        | 2026-03-02    |
      | K2 | 2        | 2026-03-02    |
    When order promising of "SO1" runs capable_to_promise
    Then order promising lines of "SO1" are:
      | quantity | earliest_shipment_date |
      | 3        | 2026-03-06             |
      | 2        | 2026-03-17             |
    When order promising of "SO1" is accepted
    Then requisition_line records where item_no is "A" are:
      | quantity | order_date | order_promising_line_no |
      | 4        | 2026-03-03 | 20000                   |

  @PF42
  Scenario: A component that is never reserved is got all the same
    Given item "A" has:
      | field   | value |
      | reserve | never |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | K2 | 3        | 2026-03-02    |
    When order promising of "SO1" runs capable_to_promise
    And order promising of "SO1" is accepted
    Then requisition_line records are:
      | item | quantity | parent_line_no |
      | K2   | 3        |                |
      | A    | 6        | 10000          |
    And reservation records are:
      | demand_type | supply_type | quantity |
      | sales       | requisition | 3        |

  @PF41
  Scenario: What is proposed is bought in the currency of its vendor
    Given vendor "V1" has:
      | field         | value |
      | currency_code | EUR   |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | P  | 3        | 2026-03-02    |
    When order promising of "SO1" runs capable_to_promise
    And order promising of "SO1" is accepted
    Then requisition_line records are:
      | item | vendor | currency |
      | P    | V1     | EUR      |

  @PX18
  Scenario: Without lead time it takes the days of the promise, of handling and of safety
    Given item records:
      | no | vendor_no |
      | Q  | V1        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | Q  | 1        | 2026-03-02    |
    When order promising of "SO1" runs capable_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date |
      | 2026-03-05             |

  @PF34
  Scenario: What no promise can get past is named with its path
    Given order_promising_setup has:
      | field       | value |
      | ctp_horizon | 5D    |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | K2 | 3        | 2026-03-02    |
    When order promising of "SO1" runs capable_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date | blocked |
      |                        | K2 → A  |

  @PF27 @PX32
  Scenario: A kit that is put together for the order waits for its parts
    Given item "K2" has:
      | field           | value             |
      | assembly_policy | assemble_to_order |
    And stock:
      | item | quantity |
      | A    | 6        |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 10       | 2026-03-16            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | K2 | 4        | 2026-03-05    |
    Then "SO1" lines are:
      | qty_to_assemble_to_order |
      | 4                        |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date |
      | 2026-03-19             |
    When order promising of "SO1" is accepted
    Then "SO1" lines are:
      | shipment_date | promised_delivery_date |
      | 2026-03-19    | 2026-03-23             |
    And assembly_header records are:
      | due_date   | starting_date |
      | 2026-03-19 | 2026-03-16    |

  @PF36 @PF42
  Scenario: What the parts of such a kit lack is bought and kept for its assembly order
    Given item "K2" has:
      | field           | value             |
      | assembly_policy | assemble_to_order |
    And stock:
      | item | quantity |
      | A    | 6        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | K2 | 4        | 2026-03-05    |
    When order promising of "SO1" runs capable_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date | proposals |
      | 2026-03-17             | 1         |
    When order promising of "SO1" is accepted
    Then requisition_line records are:
      | item | quantity | due_date   | order_promising_id | parent_line_no |
      | A    | 2        | 2026-03-12 | $SO1               |                |
    And assembly_line records are:
      | no | quantity | due_date   |
      | A  | 8        | 2026-03-12 |
    And reservation records where demand_type is "assembly_component" are:
      | supply_type | quantity | binding       | demand_date |
      | requisition | 2        | order_promise | 2026-03-12  |
    When order promising of "SO1" runs capable_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date | proposals |
      | 2026-03-17             | 1         |
    When order promising of "SO1" is accepted
    Then there are 1 requisition_line records where order_promising_id is "$SO1"
    And there are 1 reservation records where demand_type is "assembly_component"

  @PF36
  Scenario: What the vendor ships is bought for the customer, without handling and safety
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | drop_shipment | quantity | shipment_date |
      | P  | yes           | 10       | 2026-03-05    |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date |
      |                        |
    When order promising of "SO1" runs capable_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date |
      | 2026-03-12             |
    When order promising of "SO1" is accepted
    Then requisition_line records are:
      | item | quantity | drop_shipment | sales_order_no | sales_order_line_no | sell_to_customer_no | order_date |
      | P    | 10       | yes           | $SO1           | 10000               | C1                  | 2026-03-03 |
    And there are 0 reservation records where demand_document_no is "$SO1"
