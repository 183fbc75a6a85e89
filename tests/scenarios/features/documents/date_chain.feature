@SD37 @SD38 @SD39 @SD40 @SD41
Feature: Delivery dates

  Background:
    Given the standard company
    And base_calendar records:
      | code   |
      | MONFRI |
      | MONSAT |
      | NOWED  |
    And base_calendar_change records:
      | base_calendar_code | line_no | recurrence | weekday   |
      | MONFRI             | 10000   | weekly     | saturday  |
      | MONFRI             | 20000   | weekly     | sunday    |
      | MONSAT             | 10000   | weekly     | sunday    |
      | NOWED              | 10000   | weekly     | wednesday |
    And location "MAIN" has:
      | field                  | value  |
      | base_calendar_code     | MONFRI |
      | outbound_handling_time | 1D     |
    And shipping_agent_service "DHL|STD" has:
      | field              | value  |
      | base_calendar_code | MONSAT |
    And customer records:
      | no | location_code | shipping_agent_code | shipping_agent_service_code |
      | C1 | MAIN          | DHL                 | STD                         |
    And item records:
      | no |
      | A  |

  @EX6
  Scenario Outline: Forward from the shipment date
    Given customer "C1" has:
      | field              | value      |
      | base_calendar_code | <customer> |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 1        | 2026-03-06    |
    Then "SO1" lines are:
      | shipment_date | planned_shipment_date | planned_delivery_date |
      | 2026-03-06    | 2026-03-09            | <delivery>            |

    Examples:
      | customer | delivery   |
      |          | 2026-03-11 |
      | NOWED    | 2026-03-12 |

  @EX7
  Scenario Outline: Backward from the date the customer wishes
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | requested_delivery_date |
      | A  | 1        | <wish>                  |
    Then "SO1" lines are:
      | planned_delivery_date | planned_shipment_date | shipment_date |
      | <wish>                | 2026-03-13            | 2026-03-12    |

    Examples:
      | wish       |
      | 2026-03-16 |
      | 2026-03-15 |

  @EX8
  Scenario: A company calendar with two days off
    Given base_calendar_change records:
      | base_calendar_code | line_no | recurrence | date       |
      | MONFRI             | 30000   | none       | 2026-04-03 |
      | MONFRI             | 40000   | none       | 2026-04-06 |
    And company_information has:
      | field              | value  |
      | base_calendar_code | MONFRI |
    And location "MAIN" has:
      | field                  | value |
      | base_calendar_code     |       |
      | outbound_handling_time | 2D    |
    And shipping_agent_service "DHL|STD" has:
      | field              | value |
      | base_calendar_code |       |
      | shipping_time      | 3D    |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | requested_delivery_date | shipment_date |
      | A  | 1        | 2026-04-08              |               |
      | A  | 1        |                         | 2026-04-01    |
    Then "SO1" lines are:
      | planned_delivery_date | planned_shipment_date | shipment_date |
      | 2026-04-08            | 2026-04-01            | 2026-03-30    |
      | 2026-04-10            | 2026-04-07            | 2026-04-01    |

  @EX9
  Scenario: A Saturday in the header and no durations
    Given location "MAIN" has:
      | field                  | value |
      | outbound_handling_time |       |
    And customer "C1" has:
      | field         | value |
      | shipping_time |       |
    And shipping_agent_service "DHL|STD" has:
      | field         | value |
      | shipping_time |       |
    And a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field         | value      |
      | shipment_date | 2026-03-07 |
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    Then "SO1" lines are:
      | shipment_date | planned_shipment_date | planned_delivery_date |
      | 2026-03-09    | 2026-03-09            | 2026-03-09            |

  @SD41
  Scenario: A promise goes before a wish, and a cleared promise gives way to it
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | requested_delivery_date | promised_delivery_date |
      | A  | 1        | 2026-03-16              | 2026-03-20             |
    Then "SO1" lines are:
      | planned_delivery_date | planned_shipment_date | shipment_date |
      | 2026-03-20            | 2026-03-18            | 2026-03-17    |
    When "SO1" line 1 is changed:
      | field                  | value |
      | promised_delivery_date |       |
    Then "SO1" lines are:
      | planned_delivery_date | planned_shipment_date | shipment_date |
      | 2026-03-16            | 2026-03-13            | 2026-03-12    |

  @SD41
  Scenario: A planned shipment date moves both its neighbours
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    When "SO1" line 1 is changed:
      | field                 | value      |
      | planned_shipment_date | 2026-03-09 |
    Then "SO1" lines are:
      | shipment_date | planned_shipment_date | planned_delivery_date |
      | 2026-03-06    | 2026-03-09            | 2026-03-11            |

  @SD38
  Scenario: A week of shipping is seven working days
    Given shipping_agent_service "DHL|EXP" has:
      | field              | value  |
      | shipping_time      | 1W     |
      | base_calendar_code | MONSAT |
    And a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field                       | value |
      | shipping_agent_service_code | EXP   |
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 1        | 2026-03-06    |
    Then "SO1" lines are:
      | planned_shipment_date | planned_delivery_date |
      | 2026-03-09            | 2026-03-17            |

  @SD41
  Scenario: Another service on a line plans it anew
    Given shipping_agent_service "DHL|EXP" has:
      | field              | value  |
      | base_calendar_code | MONSAT |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 1        | 2026-03-06    |
    When "SO1" line 1 is changed:
      | field                       | value |
      | shipping_agent_service_code | EXP   |
    Then "SO1" lines are:
      | shipping_time | planned_delivery_date |
      | 1D            | 2026-03-10            |
