@PF20 @PF22 @PF25
Feature: Orders, units, places and documents that compete for the same goods

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

  @PF2 @PF29 @PX1
  Scenario Outline: What can be added to a balance without breaking what is promised
    Given stock:
      | item | quantity |
      | A    | 20       |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 12       | 2026-03-10            |
      | A  | 8        | 2026-03-25            |
    And a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity | shipment_date | reserve  |
      | A  | 5        | 2026-04-15    | optional |
      | A  | 6        | 2026-03-04    | optional |
      | A  | 14       | 2026-03-12    | optional |
      | A  | 4        | 2026-03-20    | optional |
    And "SO2" line 1 gets reservation with:
      | field | value     |
      | from  | inventory |
    When order promising of "SO2" runs available_to_promise
    And order promising of "SO2" is accepted
    And "SO2" line 2 gets cancel_reservation
    And "SO2" line 3 gets cancel_reservation
    And "SO2" line 4 gets cancel_reservation
    Then reservation records are:
      | demand_line_no | quantity |
      | 10000          | 5        |
    And the availability of "A" on 2026-03-12 is:
      | inventory | gross_requirement | scheduled_receipt | projected_available_balance |
      | 20        | 20                | 12                | 12                          |
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | <need>   | <start>       |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date | unavailable_quantity |
      | <date>                 | <short>              |

    Examples:
      | need | start      | date       | short |
      | 3    | 2026-03-05 | 2026-03-05 | 0     |
      | 4    | 2026-03-05 | 2026-03-25 | 1     |
      | 11   | 2026-03-25 | 2026-03-25 | 0     |
      | 12   | 2026-03-25 |            | 1     |
      | 14   | 2026-03-05 |            | 11    |

  @PF1 @PF22
  Scenario: Returns, kits and accepted proposals bring goods, components take them
    Given item records:
      | no | replenishment_system | lead_time_calculation |
      | K  | assembly             | 1D                    |
    And bom_component records:
      | parent_item_no | line_no | no | quantity_per |
      | K              | 10000   | A  | 2            |
    And stock:
      | item | quantity |
      | A    | 4        |
    And a sales return order "SR1" for customer "C1"
    And "SR1" lines:
      | no | quantity | shipment_date |
      | A  | 3        | 2026-03-06    |
    And an assembly order "AO1" for item "K"
    And "AO1" header has:
      | field    | value      |
      | due_date | 2026-03-13 |
      | quantity | 2          |
    And requisition_line records:
      | item_no | quantity | vendor_no | due_date   | accept_action_message |
      | A       | 5        | V1        | 2026-03-17 | yes                   |
      | A       | 50       | V1        | 2026-03-17 | no                    |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 4        | 2026-03-05    |
    And a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity | shipment_date |
      | A  | 8        | 2026-03-05    |
      | K  | 2        | 2026-03-05    |
      | K  | 1        | 2026-03-05    |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date | unavailable_quantity |
      | 2026-03-17             | 1                    |
    When "SO1" line 1 is deleted
    When order promising of "SO2" runs available_to_promise
    Then order promising lines of "SO2" are:
      | item | earliest_shipment_date |
      | A    | 2026-03-17             |
      | K    | 2026-03-13             |
      | K    |                        |
    And the availability of "A" on 2026-03-17 is:
      | inventory | gross_requirement | scheduled_receipt | planned_receipt | projected_available_balance |
      | 4         | 12                | 3                 | 5               | 0                           |

  @PF21 @PX13
  Scenario: What one line has reserved the other line does not get
    Given stock:
      | item | quantity |
      | A    | 5        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 5        | 2026-03-05    |
      | A  | 5        | 2026-03-05    |
    And "SO1" line 2 gets reservation
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | required_quantity | earliest_shipment_date | unavailable_quantity |
      | 5                 |                        | 5                    |
      | 0                 | 2026-03-05             | 0                    |

  @PF26 @PF27
  Scenario: A line waits for what it has reserved
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 3        | 2026-03-10            |
      | A  | 2        | 2026-03-12            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 5        | 2026-03-18    |
    And "SO1" line 1 gets reservation
    When order promising of "SO1" runs available_to_promise as soon as possible
    Then order promising lines of "SO1" are:
      | required_quantity | earliest_shipment_date | unavailable_quantity |
      | 0                 | 2026-03-12             | 0                    |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | required_quantity | earliest_shipment_date | unavailable_quantity |
      | 0                 | 2026-03-18             | 0                    |

  @PF22
  Scenario: Among equal wishes the older order wins, then the lower number
    Given stock:
      | item | quantity |
      | A    | 10       |
    And a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field      | value      |
      | order_date | 2026-03-02 |
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 8        | 2026-03-05    |
    And a sales order "SO2" for customer "C1"
    And "SO2" header has:
      | field      | value      |
      | order_date | 2026-03-01 |
    And "SO2" lines:
      | no | quantity | shipment_date |
      | A  | 7        | 2026-03-05    |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date | unavailable_quantity |
      |                        | 5                    |
    When order promising of "SO2" runs available_to_promise
    Then order promising lines of "SO2" are:
      | earliest_shipment_date | unavailable_quantity |
      | 2026-03-05             | 0                    |
    When "SO2" header is changed:
      | field      | value      |
      | order_date | 2026-03-02 |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date | unavailable_quantity |
      | 2026-03-05             | 0                    |

  @PF5 @PF28
  Scenario: Each variant and location has its own goods, in any unit
    Given item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit |
      | A       | BOX       | 6            |
    And item_variant records:
      | item_no | code |
      | A       | RED  |
    And stock:
      | item | quantity | location | variant |
      | A    | 10       | MAIN     |         |
      | A    | 20       | EAST     | RED     |
      | A    | 7        |          | RED     |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | location_code | variant_code | unit_of_measure_code | quantity | shipment_date |
      | A  | MAIN          |              | BOX                  | 1        | 2026-03-05    |
      | A  | MAIN          |              | BOX                  | 1        | 2026-03-05    |
      | A  | EAST          | RED          | BOX                  | 3        | 2026-03-05    |
      | A  | EAST          | RED          | BOX                  | 1        | 2026-03-05    |
      | A  | EAST          |              | PCS                  | 1        | 2026-03-05    |
      | A  |               | RED          | PCS                  | 7        | 2026-03-05    |
      | A  |               |              | PCS                  | 1        | 2026-03-05    |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | line_no | earliest_shipment_date | unavailable_quantity |
      | 10000   | 2026-03-05             | 0                    |
      | 20000   |                        | 0.33333              |
      | 30000   | 2026-03-05             | 0                    |
      | 40000   |                        | 0.66667              |
      | 50000   |                        | 1                    |
      | 60000   | 2026-03-05             | 0                    |
      | 70000   |                        | 1                    |

  @PF23 @PF24
  Scenario Outline: In months and quarters a promise waits for the receipt that covers it
    Given company_information has:
      | field                   | value    |
      | check_avail_time_bucket | <bucket> |
      | check_avail_period_calc | <ahead>  |
    And stock:
      | item | quantity |
      | A    | 4        |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 5        | 2026-03-20            |
      | A  | 5        | 2026-04-10            |
    And a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity | promised_delivery_date |
      | A  | 6        | 2026-03-12             |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | <need>   | 2026-03-04    |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date | unavailable_quantity |
      | <date>                 | <short>              |

    Examples:
      | bucket  | ahead | need | date       | short |
      | month   |       | 3    | 2026-03-20 | 0     |
      | month   |       | 4    | 2026-04-10 | 1     |
      | quarter |       | 8    | 2026-04-10 | 5     |

  @PF57
  Scenario: A purchase that moves, brings less or goes tells which promises break
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 6        | 2026-03-05            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date | reserve |
      | A  | 4        | 2026-03-06    | never   |
    When order promising of "SO1" runs available_to_promise
    And order promising of "SO1" is accepted
    And "PO1" line 1 is changed:
      | field                 | value      |
      | expected_receipt_date | 2026-03-10 |
    Then it warns naming "$SO1"
    When "PO1" line 1 is changed:
      | field                 | value      |
      | expected_receipt_date | 2026-03-04 |
    Then it does not warn
    When "PO1" line 1 is changed:
      | field    | value |
      | quantity | 3     |
    Then it warns naming "$SO1"
    When "PO1" line 1 is changed:
      | field    | value |
      | quantity | 9     |
    Then it does not warn
    When "PO1" line 1 is deleted
    Then it warns naming "$SO1"

  @PF27 @PF57
  Scenario: What is bought for one customer alone moves, and comes
    Given purchasing_code records:
      | code | special_order |
      | SPEC | yes           |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | purchasing_code | quantity | shipment_date |
      | A  | SPEC            | 5        | 2026-03-10    |
    When job get_sales_orders runs
    And job carry_out_action_messages runs as "PO1"
    And "PO1" line 1 is changed:
      | field                 | value      |
      | expected_receipt_date | 2026-03-20 |
    Then it does not warn
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date |
      | 2026-03-20             |
    When order promising of "SO1" is accepted
    Then "SO1" lines are:
      | shipment_date | promised_delivery_date |
      | 2026-03-20    | 2026-03-25             |
    And there are 0 reservation records
    When "PO1" line 1 is changed:
      | field                 | value      |
      | expected_receipt_date | 2026-03-24 |
    Then it warns naming "$SO1"
    When "PO1" line 1 is changed:
      | field                 | value      |
      | expected_receipt_date | 2026-03-19 |
    Then it does not warn
    When "PO1" is posted with:
      | field   | value |
      | receive | yes   |
      | invoice | no    |
    And order promising of "SO1" runs available_to_promise as soon as possible
    Then order promising lines of "SO1" are:
      | earliest_shipment_date |
      | 2026-03-02             |
