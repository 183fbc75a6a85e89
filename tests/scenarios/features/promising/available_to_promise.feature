@PF20 @PF21 @PF22 @PF25 @PF26 @PF29
Feature: When a line can be shipped from what exists

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
      | no | vendor_no | lead_time_calculation |
      | A  | V1        | 1W                    |

  @PX7
  Scenario Outline: The wish, the receipt and the chain of days to the customer
    Given stock:
      | item | quantity |
      | A    | 6        |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 10       | <receipt>             |
    And a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field                   | value      |
      | requested_delivery_date | 2026-03-12 |
    And "SO1" lines:
      | no | quantity |
      | A  | 10       |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | item | quantity | required_quantity | requested_delivery_date | requested_shipment_date | unavailable_quantity | earliest_shipment_date | planned_shipment_date | planned_delivery_date | method |
      | A    | 10       | 10                | 2026-03-12              | 2026-03-09              | <short>              | <shipment>             | <planned>             | <delivery>            | atp    |
    And "SO1" lines are:
      | shipment_date | promised_delivery_date |
      | 2026-03-09    |                        |

    Examples:
      | receipt    | short | shipment   | planned    | delivery   |
      | 2026-03-06 | 0     | 2026-03-09 | 2026-03-10 | 2026-03-12 |
      | 2026-03-13 | 4     | 2026-03-13 | 2026-03-16 | 2026-03-18 |
      | 2026-03-14 | 4     | 2026-03-16 | 2026-03-17 | 2026-03-19 |

  @PX8
  Scenario: Supply that comes later is not counted for an earlier day
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 20       | 2026-03-23            |
      | A  | 20       | 2026-04-13            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 40       | 2026-03-12    |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | unavailable_quantity | earliest_shipment_date | limiting_document |
      | 40                   | 2026-04-13             | $PO1              |

  @PX8
  Scenario: Earlier wishes take the earlier receipt
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 20       | 2026-03-02            |
      | A  | 10       | 2026-03-23            |
      | A  | 10       | 2026-04-13            |
    And a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity | shipment_date |
      | A  | 10       | 2026-03-02    |
      | A  | 10       | 2026-03-12    |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 10       | 2026-03-23    |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | unavailable_quantity | earliest_shipment_date |
      | 0                    | 2026-03-23             |

  @PX9
  Scenario: Among wishes the earlier one wins; what is promised is not sold again
    Given stock:
      | item | quantity |
      | A    | 10       |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 10       | 2026-03-16    |
    And a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity | shipment_date |
      | A  | 4        | 2026-03-05    |
    When order promising of "SO2" runs available_to_promise
    Then order promising lines of "SO2" are:
      | earliest_shipment_date |
      | 2026-03-05             |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date | unavailable_quantity |
      |                        | 4                    |
    When order promising of "SO2" is cancelled
    And "SO1" line 1 is changed:
      | field                  | value      |
      | promised_delivery_date | 2026-03-19 |
    And order promising of "SO2" runs available_to_promise
    Then order promising lines of "SO2" are:
      | earliest_shipment_date | unavailable_quantity |
      |                        | 4                    |
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 6        | 2026-03-24            |
    When order promising of "SO2" runs available_to_promise
    Then order promising lines of "SO2" are:
      | earliest_shipment_date |
      | 2026-03-24             |

  @PX10
  Scenario Outline: Looking ahead does not stop at the first receipt
    Given stock:
      | item | quantity |
      | A    | 10       |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 3        | 2026-03-03            |
    And a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity | promised_delivery_date |
      | A  | 10       | 2026-03-19             |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | <need>   | 2026-03-02    |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date |
      | <date>                 |

    Examples:
      | need | date       |
      | 5    |            |
      | 3    | 2026-03-02 |

  @PF23 @PX11
  Scenario Outline: How far ahead is looked
    Given company_information has:
      | field                     | value    |
      | check_avail_period_calc   | <ahead>  |
      | check_avail_time_bucket   | <bucket> |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 20       | 2026-03-12            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 20       | 2026-03-02    |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date |
      | <date>                 |

    Examples:
      | ahead | bucket | date       |
      |       | day    | 2026-03-12 |
      | 0D    | day    |            |
      | 5D    | day    |            |
      | 8D    | day    |            |
      | 2W    | day    | 2026-03-12 |
      | 8D    | week   | 2026-03-12 |

  @PF24 @PX12
  Scenario Outline: Within a week demands are served first, and the promise waits for the receipt
    Given company_information has:
      | field                   | value    |
      | check_avail_time_bucket | <bucket> |
    And stock:
      | item | quantity |
      | A    | 4        |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 5        | 2026-03-11            |
      | A  | 4        | 2026-03-13            |
    And a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity | promised_delivery_date |
      | A  | 6        | 2026-03-12             |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | <need>   | <start>       |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date |
      | <date>                 |

    Examples:
      | bucket | start      | need | date       |
      | day    | 2026-03-04 | 2    | 2026-03-11 |
      | day    | 2026-03-04 | 4    | 2026-03-13 |
      | day    | 2026-03-09 | 7    | 2026-03-13 |
      | week   | 2026-03-04 | 2    | 2026-03-04 |
      | week   | 2026-03-04 | 4    | 2026-03-04 |
      | week   | 2026-03-09 | 2    | 2026-03-11 |
      | week   | 2026-03-09 | 4    | 2026-03-13 |
      | week   | 2026-03-09 | 7    | 2026-03-13 |

  @PF28 @PX13
  Scenario: Two lines of an order do not get the same goods
    Given stock:
      | item | quantity |
      | A    | 5        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 5        | 2026-03-05    |
      | A  | 5        | 2026-03-05    |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | line_no | earliest_shipment_date | unavailable_quantity |
      | 10000   | 2026-03-05             | 0                    |
      | 20000   |                        | 5                    |

  @PF3
  Scenario: A date that only an overdue receipt makes possible says so
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 10       | 2026-02-20            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 4        | 2026-03-05    |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date | overdue_document |
      | 2026-03-05             | $PO1             |

  @PF27 @PX14
  Scenario Outline: What is bought for one customer waits for that purchase, and for no other
    Given purchasing_code records:
      | code | special_order |
      | SPEC | yes           |
    And a purchase order "PO2" from vendor "V1"
    And "PO2" lines:
      | no | quantity | expected_receipt_date |
      | A  | 5        | 2026-03-05            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | purchasing_code | quantity | shipment_date |
      | A  | SPEC            | 5        | <wish>        |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date |
      |                        |
    Given a purchase order "PO1" from vendor "V1"
    When "PO1" gets special_order_link with:
      | field          | value |
      | sales_order_no | $SO1  |
    And "PO1" line 1 is changed:
      | field                 | value      |
      | expected_receipt_date | 2026-03-12 |
    When order promising of "SO1" runs available_to_promise
    Then order promising lines of "SO1" are:
      | earliest_shipment_date |
      | <date>                 |

    Examples:
      | wish       | date       |
      | 2026-03-05 | 2026-03-12 |
      | 2026-03-20 | 2026-03-20 |

  @PF20
  Scenario: Only open lines of stocked items are listed, and nothing is calculated at first
    Given item records:
      | no | type      |
      | S  | service   |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | type    | no | quantity | description |
      | item    | A  | 5        |             |
      | item    | S  | 1        |             |
      | comment |    |          | Thanks      |
    Then order promising lines of "SO1" are:
      | item | method | earliest_shipment_date |
      | A    | none   |                        |

  Scenario: A line without its mandatory location is not promised
    Given inventory_setup has:
      | field              | value |
      | location_mandatory | yes   |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 5        |
    When order promising of "SO1" runs available_to_promise
    Then it is refused naming "location_code"
    And nothing has changed
