@SD14 @SD15 @SD16
Feature: What a change of the header does to the lines

  Background:
    Given the standard company
    And sales_setup has:
      | field            | value |
      | stockout_warning | no    |
    And location "EAST" has:
      | field                  | value |
      | outbound_handling_time | 2D    |
    And inventory_setup has:
      | field                  | value |
      | outbound_handling_time | 1D    |
    And customer records:
      | no | name  | address | location_code | currency_code | payment_terms_code | shipping_agent_code | shipping_agent_service_code |
      | C1 | One   | G1      |               |               | 30D                |                     |                             |
      | C2 | Two   | G2      | EAST          | EUR           | 14D                | DHL                 | STD                         |
      | C3 | Three | G3      |               |               |                    |                     |                             |
    And ship_to_address records:
      | customer_no | code | name  | location_code | shipping_agent_code | shipping_agent_service_code |
      | C1          | L    | Lager | EAST          | DHL                 | STD                         |
    And item records:
      | no | unit_price | unit_cost |
      | A  | 100        | 60        |
      | B  | 20         | 10        |
    And a sales order "SO1" for customer "C1"

  @SD15 @SD8
  Scenario: Another address brings its location and carrier to the lines
    Given "SO1" lines:
      | no | quantity |
      | A  | 1        |
    Then "SO1" lines are:
      | outbound_handling_time | planned_shipment_date |
      | 1D                     | 2026-01-16            |
    Given "yes" is answered to "update_lines"
    When "SO1" header is changed:
      | field        | value |
      | ship_to_code | L     |
    Then it asks "update_lines"
    And "SO1" header has:
      | field                  | value |
      | location_code          | EAST  |
      | shipping_agent_code    | DHL   |
      | shipping_time          | 2D    |
      | outbound_handling_time | 2D    |
    And "SO1" lines are:
      | location_code | shipping_agent_code | shipping_time | outbound_handling_time | shipment_date | planned_shipment_date | planned_delivery_date |
      | EAST          | DHL                 | 2D            | 2D                     | 2026-01-15    | 2026-01-17            | 2026-01-19            |

  @SD15
  Scenario: Without the lines only the header follows the address
    Given "SO1" lines:
      | no | quantity |
      | A  | 1        |
    When "SO1" header is changed:
      | field        | value |
      | ship_to_code | L     |
    Then it asks "update_lines"
    And "SO1" header has:
      | field         | value |
      | location_code | EAST  |
    And "SO1" lines are:
      | location_code | shipping_time |
      |               |               |

  @SD14
  Scenario: A general business group makes the lines anew
    Given "SO1" lines:
      | no | quantity | unit_price |
      | A  | 4        | 5          |
    When "SO1" header is changed:
      | field                 | value |
      | gen_bus_posting_group | EU    |
    Then it asks "rebuild_lines"
    And "SO1" header has:
      | field                 | value    |
      | gen_bus_posting_group | DOMESTIC |
    Given "yes" is answered to "rebuild_lines"
    When "SO1" header is changed:
      | field                 | value |
      | gen_bus_posting_group | EU    |
    Then "SO1" lines are:
      | unit_price | gen_bus_posting_group |
      | 100        | EU                    |

  @SD14 @SD8
  Scenario: Another buyer brings currency, location and carrier, what was agreed otherwise stays
    Given "SO1" lines:
      | no | quantity |
      | A  | 4        |
    And "SO1" header has:
      | field                | value      |
      | your_reference       | R          |
      | external_document_no | X          |
      | shipment_date        | 2026-02-02 |
    And "yes" is answered to "rebuild_lines"
    When "SO1" header is changed:
      | field               | value |
      | sell_to_customer_no | C2    |
    Then "SO1" header has:
      | field                | value      |
      | your_reference       | R          |
      | external_document_no | X          |
      | shipment_date        | 2026-02-02 |
      | currency_code        | EUR        |
      | location_code        | EAST       |
      | ship_to_name         | Two        |
    And "SO1" lines are:
      | unit_price | location_code | shipment_date | shipping_time |
      | 8.69565    | EAST          | 2026-01-15    | 2D            |

  @SD15
  Scenario: What has nothing to do with the lines asks nothing
    Given "SO1" lines:
      | no | quantity |
      | A  | 4        |
    And shipment_method records:
      | code |
      | EXW  |
    When "SO1" header is changed:
      | field                | value      |
      | shipping_advice      | complete   |
      | shipment_method_code | EXW        |
      | salesperson_code     |            |
      | sell_to_address      | X          |
      | ship_to_address      | Y          |
      | work_description     | text       |
      | payment_method_code  | CASH       |
      | due_date             | 2026-03-03 |
      | document_date        | 2026-01-10 |
    Then it does not ask
    And it does not warn

  @SD8
  Scenario: Without lines nothing is asked and nothing remarked
    When "SO1" header is changed:
      | field                | value      |
      | currency_code        | EUR        |
      | prices_including_vat | yes        |
      | location_code        | EAST       |
      | shipment_date        | 2026-02-02 |
      | order_date           | 2026-01-10 |
      | sell_to_customer_no  | C2         |
    Then it does not ask
    And it does not warn
    And "SO1" header has:
      | field                  | value      |
      | currency_code          | EUR        |
      | prices_including_vat   | no         |
      | outbound_handling_time | 2D         |
      | shipping_time          | 2D         |
      | payment_terms_code     | 14D        |
      | due_date               | 2026-01-29 |
