@PF140 @PF141 @PF143
Feature: Shipping

  Background:
    Given the standard company
    And the work date is 2026-03-02
    And sales_setup has:
      | field            | value |
      | stockout_warning | no    |
    And customer records:
      | no |
      | C1 |
    And item records:
      | no | unit_price | unit_cost |
      | A  | 100        | 60        |
    And stock:
      | item | quantity | unit_cost |
      | A    | 10       | 60        |

  Scenario: A service needs its agent, and goes with it
    Given a sales order "SO1" for customer "C1"
    When "SO1" header is changed:
      | field                       | value |
      | shipping_agent_service_code | EXP   |
    Then it is refused
    And nothing has changed
    When "SO1" header is changed:
      | field                       | value |
      | shipping_agent_code         | DHL   |
      | shipping_agent_service_code | EXP   |
      | shipping_agent_code         |       |
    Then "SO1" header has:
      | field                       | value |
      | shipping_agent_service_code |       |

  Scenario: What is available is shipped, in the order of the dates
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 6        | 2026-03-10    |
    And a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity | shipment_date |
      | A  | 7        | 2026-03-09    |
    And a sales order "SO3" for customer "C1"
    And "SO3" header has:
      | field           | value    |
      | shipping_advice | complete |
    And "SO3" lines:
      | no | quantity | shipment_date |
      | A  | 20       | 2026-03-04    |
    When job ship_what_is_available runs with:
      | field  | value               |
      | filter | $SO1\|$SO2\|$SO3 |
    Then "SO1" lines are:
      | qty_to_ship |
      | 3           |
    And "SO2" lines are:
      | qty_to_ship |
      | 7           |
    And "SO3" lines are:
      | qty_to_ship |
      | 0           |
    When "SO2" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    And job ship_what_is_available runs
    Then "SO1" lines are:
      | qty_to_ship |
      | 3           |
    And "SO2" is not completed

  Scenario: Tracking numbers are kept, one a line, before and after posting
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    And "SO1" header has:
      | field               | value                                                                     |
      | shipping_agent_code | DHL                                                                       |
      | package_tracking_no | 00373500100200300400500600700800900 00373500100200300400500600700800901 |
    When "SO1" is posted
    Then sales_shipment_header records where no is "$SO1.shipment" are:
      | package_tracking_no                                                       |
      | 00373500100200300400500600700800900 00373500100200300400500600700800901 |
    When sales_shipment_header "$SO1.shipment" is changed:
      | field               | value    |
      | package_tracking_no | AB 12/3 |
    Then sales_shipment_header records where no is "$SO1.shipment" are:
      | package_tracking_no |
      | AB 12/3             |

  @PX35 @PF141
  Scenario: The agent's page is opened with each number in its place
    Given shipping_agent "DHL" has:
      | field            | value                        |
      | internet_address | https://track.example/?n=%1 |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    When "SO1" gets track_package
    Then it is refused naming "package_tracking_no"
    Given "SO1" header has:
      | field               | value   |
      | package_tracking_no | AB 12/3 |
    When "SO1" gets track_package
    Then it is refused naming "shipping_agent_code"
    Given "SO1" header has:
      | field               | value |
      | shipping_agent_code | DHL   |
    When "SO1" gets track_package
    Then the result is:
      | number  | address                               | is_plain |
      | AB 12/3 | https://track.example/?n=AB%2012%2F3 | no       |
    Given "SO1" is posted
    When sales_shipment_header "$SO1.shipment" gets track_package
    Then the result is:
      | address                               |
      | https://track.example/?n=AB%2012%2F3 |
    Given shipping_agent "DHL" has:
      | field            | value                  |
      | internet_address | https://track.example/ |
    When sales_shipment_header "$SO1.shipment" gets track_package
    Then the result is:
      | address                | is_plain |
      | https://track.example/ | yes      |
    Given shipping_agent "DHL" has:
      | field            | value |
      | internet_address |       |
    When sales_shipment_header "$SO1.shipment" gets track_package
    Then it is refused naming "DHL"

  @PX35 @PF142
  Scenario: The delivery note tells what was ordered, came now, came before and is to come
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 10       | 6           |
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "SO1" line 1 has:
      | field       | value |
      | qty_to_ship | 3     |
    When "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    Then the delivery note of "$SO1.shipment" is:
      | no | ordered | shipped | shipped_before | outstanding |
      | A  | 10      | 3       | 6              | 1           |
    When posted shipment "$SO1.shipment" is undone
    Then the delivery note of "$SO1.shipment" is:
      | no | ordered | shipped | shipped_before | outstanding |
      | A  | 10      | 3       | 6              | 1           |
      | A  | 10      | -3      | 9              | 4           |
