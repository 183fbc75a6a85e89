@PF28 @PF41
Feature: Many orders are promised anew, and lines are split by what comes when

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

  Scenario: A purchase that moved, and the orders that waited for it
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 10       | 2026-03-09            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | requested_delivery_date | reserve |
      | A  | 6        | 2026-03-11              | never   |
    And a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity | shipment_date | reserve |
      | A  | 4        | 2026-03-05    | never   |
    And a sales order "SO3" for customer "C1"
    And "SO3" lines:
      | no | quantity | shipment_date |
      | A  | 4        | 2026-03-03    |
    When "SO3" is released
    And job re_promise runs with:
      | field  | value        |
      | filter | $SO1..$SO3   |
    Then "SO2" lines are:
      | shipment_date | promised_delivery_date |
      | 2026-03-09    | 2026-03-12             |
    And "SO1" lines are:
      | shipment_date | promised_delivery_date |
      | 2026-03-06    |                        |
    When "SO3" line 1 is deleted
    Then it is refused with "sales.lines_frozen"
    When "SO3" is reopened
    And "SO3" line 1 is deleted
    And job re_promise runs
    Then "SO1" lines are:
      | shipment_date | promised_delivery_date |
      | 2026-03-09    | 2026-03-12             |
    When "PO1" line 1 is changed:
      | field                 | value      |
      | expected_receipt_date | 2026-03-16 |
    And job re_promise runs with:
      | field       | value |
      | only_broken | yes   |
    Then "SO1" lines are:
      | shipment_date |
      | 2026-03-16    |
    And "SO2" lines are:
      | shipment_date |
      | 2026-03-16    |
    When "PO1" line 1 is changed:
      | field                 | value      |
      | expected_receipt_date | 2026-03-10 |
    And job re_promise runs with:
      | field       | value |
      | only_broken | yes   |
    Then "SO1" lines are:
      | shipment_date |
      | 2026-03-16    |
    When job re_promise runs
    Then "SO1" lines are:
      | shipment_date | promised_delivery_date |
      | 2026-03-10    | 2026-03-13             |

  Scenario: What had been proposed is proposed anew
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 10       | 2026-03-05    |
    When order promising of "SO1" runs capable_to_promise
    And order promising of "SO1" is accepted
    Given the work date is 2026-03-09
    When job re_promise runs
    Then "SO1" lines are:
      | shipment_date |
      | 2026-03-24    |
    And requisition_line records are:
      | quantity | order_date | due_date   |
      | 10       | 2026-03-10 | 2026-03-24 |

  @PF29
  Scenario: A line is split by what can be had when
    Given stock:
      | item | quantity | date       |
      | A    | 3        | 2026-03-02 |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 4        | 2026-03-10            |
      | A  | 2        | 2026-03-14            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date | unit_price | line_discount_pct | description |
      | A  | 10       | 2026-03-05    | 80         | 10                | Blue boxes  |
      | A  | 1        | 2026-04-01    | 100        | 0                 | Another     |
    When "SO1" line 1 gets split_by_availability
    Then "SO1" lines are:
      | quantity | shipment_date | planned_delivery_date | unit_price | line_discount_pct | line_amount | description |
      | 3        | 2026-03-05    | 2026-03-09            | 80         | 10                | 216         | Blue boxes  |
      | 4        | 2026-03-10    | 2026-03-13            | 80         | 10                | 288         | Blue boxes  |
      | 2        | 2026-03-16    | 2026-03-19            | 80         | 10                | 144         | Blue boxes  |
      | 1        | 2026-03-05    | 2026-03-09            | 80         | 10                | 72          | Blue boxes  |
      | 1        | 2026-04-01    | 2026-04-06            | 100        | 0                 | 100         | Another     |
    When "SO1" line 1 gets split_by_availability
    Then it is refused with "promising.nothing_to_split"
    And nothing has changed
