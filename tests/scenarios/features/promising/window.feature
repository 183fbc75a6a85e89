@PF39 @PF41 @PF42
Feature: The promising window: calculate, accept, close

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
      | no | vendor_no | lead_time_calculation | unit_price |
      | A  | V1        | 1W                    | 100        |
    And stock:
      | item | quantity | date       |
      | A    | 6        | 2026-03-02 |

  @PX19 @PF40 @PF43
  Scenario: Accepted, closed without accepting, and accepted again with an earlier receipt
    Given a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field                   | value      |
      | requested_delivery_date | 2026-03-09 |
    And "SO1" lines:
      | no | quantity |
      | A  | 10       |
    When order promising of "SO1" runs capable_to_promise
    Then order promising lines of "SO1" are:
      | requested_shipment_date | earliest_shipment_date | planned_delivery_date |
      | 2026-03-05              | 2026-03-16             | 2026-03-19            |
    When order promising of "SO1" is cancelled
    Then there are 0 requisition_line records where order_promising_id is "$SO1"
    And there are 0 reservation records where demand_document_no is "$SO1"
    And "SO1" lines are:
      | shipment_date | promised_delivery_date |
      | 2026-03-05    |                        |
    When order promising of "SO1" runs capable_to_promise
    And order promising of "SO1" is accepted
    Then it does not warn
    And "SO1" lines are:
      | shipment_date | planned_shipment_date | planned_delivery_date | promised_delivery_date | requested_delivery_date |
      | 2026-03-16    | 2026-03-17            | 2026-03-19            | 2026-03-19             | 2026-03-09              |
    And requisition_line records are:
      | worksheet_name | item | quantity | order_date | due_date   | accept_action_message | order_promising_id |
      | DEFAULT        | A    | 4        | 2026-03-03 | 2026-03-16 | yes                   | $SO1               |
    And reservation records where demand_document_no is "$SO1" are:
      | supply_type | quantity | binding       | demand_date | supply_date |
      | requisition | 4        | order_promise | 2026-03-16  | 2026-03-16  |
      | inventory   | 6        | normal        | 2026-03-16  |             |
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 4        | 2026-03-12            |
    When order promising of "SO1" runs available_to_promise
    Then there are 1 requisition_line records where order_promising_id is "$SO1"
    And order promising lines of "SO1" are:
      | requested_shipment_date | required_quantity | earliest_shipment_date |
      | 2026-03-05              | 4                 | 2026-03-12             |
    When order promising of "SO1" is cancelled
    Then there are 1 requisition_line records where order_promising_id is "$SO1"
    When order promising of "SO1" runs capable_to_promise
    And order promising of "SO1" is accepted
    Then "SO1" lines are:
      | shipment_date |
      | 2026-03-12    |
    And there are 0 requisition_line records where order_promising_id is "$SO1"
    And reservation records where demand_document_no is "$SO1" are:
      | supply_type | quantity | supply_document_no |
      | inventory   | 6        |                    |
      | purchase    | 4        | $PO1               |

  @PF48 @PF56
  Scenario: A promise holds while its proposal becomes an order and comes in
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 10       | 2026-03-05    |
    When order promising of "SO1" runs capable_to_promise
    And order promising of "SO1" is accepted
    And job carry_out_action_messages runs as "PO1"
    Then "PO1" lines are:
      | no | quantity | order_date | expected_receipt_date |
      | A  | 4        | 2026-03-03 | 2026-03-16            |
    And there are 0 requisition_line records where order_promising_id is "$SO1"
    And reservation records where demand_document_no is "$SO1" are:
      | supply_type | quantity | supply_document_no | binding       |
      | inventory   | 6        |                    | normal        |
      | purchase    | 4        | $PO1               | order_promise |
    When job re_promise runs with:
      | field       | value |
      | only_broken | yes   |
    Then "SO1" lines are:
      | shipment_date | promised_delivery_date |
      | 2026-03-16    | 2026-03-19             |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date | planned_delivery_date |
      | 2026-03-16             | 2026-03-19            |

  @PF42
  Scenario Outline: What is kept on accept
    Given item "A" has:
      | field   | value     |
      | reserve | <reserve> |
    And order_promising_setup has:
      | field             | value |
      | reserve_on_accept | <set> |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date | reserve   |
      | A  | 10       | 2026-03-05    | <reserve> |
    When order promising of "SO1" runs capable_to_promise
    And order promising of "SO1" is accepted
    Then there are 1 requisition_line records where order_promising_id is "$SO1"
    And there are <count> reservation records where demand_document_no is "$SO1"

    Examples:
      | reserve  | set | count |
      | never    | yes | 0     |
      | optional | no  | 0     |
      | optional | yes | 2     |
      | always   | no  | 2     |

  Scenario: The set-up says whether the date is promised
    Given order_promising_setup has:
      | field             | value |
      | set_promised_date | no    |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 10       | 2026-03-05    |
    When order promising of "SO1" runs capable_to_promise
    And order promising of "SO1" is accepted
    Then "SO1" lines are:
      | shipment_date | planned_delivery_date | promised_delivery_date |
      | 2026-03-16    | 2026-03-19            |                        |

  @PF39
  Scenario: Methods are mixed, and a line without a date is left out
    Given item records:
      | no | vendor_no | lead_time_calculation |
      | B  | V1        | 1W                    |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 6        | 2026-03-05    |
      | B  | 2        | 2026-03-05    |
      | B  | 3        | 2026-03-05    |
    When order promising of "SO1" runs available_to_promise
    And order promising of "SO1" line 2 runs capable_to_promise
    Then order promising lines of "SO1" are:
      | quantity | method | earliest_shipment_date |
      | 6        | atp    | 2026-03-05             |
      | 2        | ctp    | 2026-03-16             |
      | 3        | atp    |                        |
    When order promising of "SO1" is accepted
    Then "SO1" lines are:
      | shipment_date | promised_delivery_date |
      | 2026-03-05    | 2026-03-09             |
      | 2026-03-16    | 2026-03-19             |
      | 2026-03-05    |                        |
    And requisition_line records are:
      | item | quantity | order_promising_line_no |
      | B    | 2        | 20000                   |

  @PF39
  Scenario: A typed delivery date is checked, not searched
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 4        | 2026-03-12            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 10       | 2026-03-05    |
    When order promising of "SO1" line 1 is changed:
      | field                 | value      |
      | planned_delivery_date | 2026-03-12 |
    Then it is refused with "promising.typed_too_early"
    And it is refused naming "2026-03-12"
    When order promising of "SO1" line 1 is changed:
      | field                 | value      |
      | planned_delivery_date | 2026-03-22 |
    Then order promising lines of "SO1" are:
      | earliest_shipment_date | planned_shipment_date | planned_delivery_date |
      | 2026-03-19             | 2026-03-20            | 2026-03-23            |
    When order promising of "SO1" is accepted
    Then "SO1" lines are:
      | shipment_date | promised_delivery_date |
      | 2026-03-19    | 2026-03-23             |

  @PF41
  Scenario: Supply that somebody else has taken meanwhile
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 6        | 2026-03-05    |
    And a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity | shipment_date |
      | A  | 6        | 2026-03-06    |
    When order promising of "SO1" runs capable_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date |
      | 2026-03-05             |
    When "SO2" line 1 is changed:
      | field                  | value      |
      | promised_delivery_date | 2026-03-10 |
    And order promising of "SO1" is accepted
    Then it is refused with "promising.no_longer_possible"
    And it is refused naming "2026-03-16"
    And nothing has changed

  @PF39
  Scenario: A delivery date that nothing makes possible
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 7        | 2026-03-05    |
    When order promising of "SO1" line 1 is changed:
      | field                 | value      |
      | planned_delivery_date | 2026-06-01 |
    Then it is refused with "promising.typed_never"
    And it is refused naming "2026-06-01"
    And order promising lines of "SO1" are:
      | method | planned_delivery_date |
      | none   |                       |

  @PF41
  Scenario: Supply that is gone, and a line that has changed meanwhile
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 6        | 2026-03-05    |
    And a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity | shipment_date |
      | A  | 6        | 2026-03-06    |
    When order promising of "SO1" runs available_to_promise
    And "SO2" line 1 is changed:
      | field                  | value      |
      | promised_delivery_date | 2026-03-10 |
    And order promising of "SO1" is accepted
    Then it is refused with "promising.never_possible"
    And nothing has changed
    When "SO2" line 1 is deleted
    And "SO1" line 1 is changed:
      | field    | value |
      | quantity | 5     |
    And order promising of "SO1" is accepted
    Then it is refused with "promising.line_changed"
    And it is refused naming "$SO1"
    And nothing has changed

  @PF41
  Scenario: Only an open order takes new dates
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 6        | 2026-03-05    |
    When order promising of "SO1" is accepted
    Then it is refused with "promising.nothing_to_accept"
    When order promising of "SO1" runs available_to_promise
    And "SO1" is released
    And order promising of "SO1" is accepted
    Then it is refused with "promising.order_not_open"
    And it is refused naming "reopen it"
    And nothing has changed

  @PF43
  Scenario Outline: What was proposed goes with the promise
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 10       | 2026-03-05    |
      | A  | 1        | 2026-03-20    |
    When order promising of "SO1" runs capable_to_promise
    And order promising of "SO1" is accepted
    Then there are 2 requisition_line records where order_promising_id is "$SO1"
    When "SO1" line 1 is changed:
      | field   | value   |
      | <field> | <value> |
    Then there are 1 requisition_line records where order_promising_id is "$SO1"
    And there are 1 reservation records where supply_type is "requisition"

    Examples:
      | field                  | value |
      | quantity               | 9     |
      | promised_delivery_date |       |

  @PF43
  Scenario: A deleted line or order takes what was proposed for it along
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 10       | 2026-03-05    |
      | A  | 1        | 2026-03-20    |
    When order promising of "SO1" runs capable_to_promise
    And order promising of "SO1" is accepted
    Given "yes" is answered to "drop_reservations"
    When "SO1" line 1 is deleted
    Then there are 1 requisition_line records where order_promising_id is "$SO1"
    When "SO1" is deleted
    Then there are 0 requisition_line records where order_promising_id is "$SO1"
    And there are 0 reservation records where supply_type is "requisition"
