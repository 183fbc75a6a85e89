@PF49
Feature: What is reserved when either side changes

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

  @PF44
  Scenario: Goods that a customer sends back
    Given a sales return order "SR1" for customer "C1"
    And "SR1" lines:
      | no | quantity | shipment_date |
      | A  | 6        | 2026-03-06    |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 4        | 2026-03-12    |
    And a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity | shipment_date |
      | A  | 4        | 2026-03-10    |
    And "SO1" line 1 gets reservation
    When "SO2" line 1 gets reservation
    Then it warns naming "2"
    And reservation records are:
      | demand_document_no | supply_type  | supply_document_no | quantity | supply_date |
      | $SO1               | sales_return | $SR1               | 4        | 2026-03-06  |
      | $SO2               | sales_return | $SR1               | 2        | 2026-03-06  |
    When "SR1" line 1 is deleted
    Then it is refused naming "$SO1"
    And nothing has changed
    When "SR1" line 1 is changed:
      | field    | value |
      | quantity | 5     |
    Then it is refused naming "6"
    And nothing has changed
    When "SR1" line 1 is changed:
      | field         | value      |
      | shipment_date | 2026-03-11 |
    Then it is refused naming "$SO2"
    And nothing has changed
    When "SR1" line 1 is changed:
      | field         | value |
      | location_code | MAIN  |
    Then it is refused naming "Location Code"
    And nothing has changed

  @PF48
  Scenario: A receipt in parts serves the earliest need first
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 10       | 2026-03-06            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 5        | 2026-03-20    |
      | A  | 4        | 2026-03-10    |
    And "SO1" gets reservation
    When "PO1" line 1 is changed:
      | field          | value |
      | qty_to_receive | 6     |
    And "PO1" is posted with:
      | field   | value |
      | receive | yes   |
      | invoice | no    |
    Then reservation records are:
      | demand_line_no | supply_type | quantity |
      | 20000          | inventory   | 4        |
      | 10000          | inventory   | 2        |
      | 10000          | purchase    | 3        |
    When "PO1" is reopened
    When "PO1" line 1 is changed:
      | field    | value |
      | quantity | 8     |
    Then it is refused naming "3"
    When "PO1" line 1 is changed:
      | field    | value |
      | quantity | 9     |
    And "PO1" is deleted
    Then it is refused
    And nothing has changed

  @PF44
  Scenario: Old stock first, then the latest document that is in time
    Given stock:
      | item | quantity | date       |
      | A    | 2        | 2026-02-05 |
      | A    | 2        | 2026-02-01 |
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 3        | 2026-03-06            |
      | A  | 3        | 2026-03-10            |
      | A  | 3        | 2026-03-17            |
    And a sales return order "SR1" for customer "C1"
    And "SR1" lines:
      | no | quantity | shipment_date |
      | A  | 1        | 2026-03-04    |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 3        | 2026-03-12    |
      | A  | 6        | 2026-03-12    |
    When "SO1" line 1 gets reservation
    Then reservation records are:
      | supply_type | item_ledger_entry_no | quantity |
      | inventory   | 2                    | 2        |
      | inventory   | 1                    | 1        |
    When "SO1" line 2 gets reservation
    Then reservation records where demand_line_no is "20000" are:
      | supply_type  | supply_line_no | quantity |
      | inventory    |                | 1        |
      | sales_return | 10000          | 1        |
      | purchase     | 20000          | 3        |
      | purchase     | 10000          | 1        |
    When "SO1" line 2 is changed:
      | field    | value |
      | quantity | 4     |
    Then reservation records where demand_line_no is "20000" are:
      | supply_type  | quantity |
      | inventory    | 1        |
      | sales_return | 1        |
      | purchase     | 1        |
      | purchase     | 1        |

  @PF49
  Scenario: The header of an order with reserved lines
    Given customer records:
      | no |
      | C2 |
    Given stock:
      | item | quantity |
      | A    | 10       |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | B  | 10       | 2026-03-09            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 4        | 2026-03-12    |
      | B  | 3        | 2026-03-12    |
    And "SO1" gets reservation
    Given "yes" is answered to "rebuild_lines"
    And "yes" is answered to "update_lines"
    When "SO1" header is changed:
      | field         | value |
      | currency_code | EUR   |
    Then it is refused naming "reserved"
    And nothing has changed
    When "SO1" header is changed:
      | field               | value |
      | sell_to_customer_no | C2    |
    Then it is refused naming "reserved"
    And nothing has changed
    When "SO1" header is changed:
      | field         | value |
      | location_code | MAIN  |
    Then it is refused naming "reserved"
    And nothing has changed
    When "SO1" header is changed:
      | field         | value      |
      | shipment_date | 2026-03-05 |
    Then "SO1" lines are:
      | no | shipment_date |
      | A  | 2026-03-05    |
      | B  | 2026-03-05    |
    And it warns naming "$PO1"
    And reservation records are:
      | item_no | supply_type | quantity | demand_date |
      | A       | inventory   | 4        | 2026-03-05  |

  @PF50
  Scenario: A promise that loses its goods says so
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 3        | 2026-03-05    |
    When order promising of "SO1" runs capable_to_promise
    And order promising of "SO1" is accepted
    When "SO1" line 1 gets cancel_reservation
    Then it warns naming "promise"
    And there are 0 reservation records
    When "SO1" line 1 gets reservation
    Then there are 0 reservation records

  @PF45
  Scenario: Nothing is reserved for quotes, drop shipments and returns
    Given stock:
      | item | quantity |
      | A    | 5        |
    And a sales quote "SQ1" for customer "C1"
    And "SQ1" lines:
      | no | quantity |
      | A  | 2        |
    When "SQ1" line 1 gets reservation
    Then it is refused
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | drop_shipment | quantity |
      | A  | yes           | 2        |
      | A  | no            | -2       |
    When "SO1" line 1 gets reservation
    Then it is refused naming "Never"
    When "SO1" line 2 gets reservation
    Then it is refused

  @PF48
  Scenario: A kit that is put together in parts
    Given item records:
      | no | replenishment_system | lead_time_calculation |
      | K  | assembly             | 1D                    |
    And bom_component records:
      | parent_item_no | line_no | no | quantity_per |
      | K              | 10000   | A  | 2            |
    And stock:
      | item | quantity |
      | A    | 20       |
    And an assembly order "AO1" for item "K"
    And "AO1" header has:
      | field    | value      |
      | due_date | 2026-03-10 |
      | quantity | 5          |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | K  | 2        | 2026-03-20    |
      | K  | 2        | 2026-03-12    |
    And "SO1" gets reservation
    And "AO1" line 1 gets reservation
    When "AO1" header is changed:
      | field                | value |
      | quantity_to_assemble | 3     |
    And "AO1" is posted
    Then reservation records are:
      | demand_type        | demand_line_no | supply_type     | quantity |
      | sales              | 20000          | inventory       | 2        |
      | sales              | 10000          | inventory       | 1        |
      | sales              | 10000          | assembly_output | 1        |
      | assembly_component | 10000          | inventory       | 4        |
    When posted assembly "$AO1.assembly" is undone
    Then it is refused naming "3"
    And nothing has changed

  @PF57
  Scenario: A purchase whose header gets another date
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity |
      | A  | 5        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 3        | 2026-03-13    |
      | A  | 2        | 2026-03-27    |
    And "SO1" gets reservation
    Then reservation records are:
      | demand_line_no | quantity | supply_date |
      | 10000          | 3        | 2026-03-13  |
      | 20000          | 2        | 2026-03-13  |
    Given "yes" is answered to "update_lines"
    When "PO1" header is changed:
      | field                  | value      |
      | requested_receipt_date | 2026-03-20 |
    Then "PO1" lines are:
      | planned_receipt_date | expected_receipt_date |
      | 2026-03-20           | 2026-03-24            |
    And it warns naming "$SO1"
    And reservation records are:
      | demand_line_no | quantity | supply_date |
      | 20000          | 2        | 2026-03-24  |

  @PF49 @PF51
  Scenario: A kit that somebody waits for
    Given item records:
      | no | replenishment_system | lead_time_calculation |
      | K  | assembly             | 1D                    |
    And bom_component records:
      | parent_item_no | line_no | no | quantity_per |
      | K              | 10000   | A  | 2            |
    And stock:
      | item | quantity |
      | A    | 10       |
    And an assembly order "AO1" for item "K"
    And "AO1" header has:
      | field    | value      |
      | due_date | 2026-03-10 |
      | quantity | 3          |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | K  | 2        | 2026-03-12    |
    And "SO1" line 1 gets reservation
    And "AO1" line 1 gets reservation
    Then reservation records are:
      | demand_type        | supply_type     | quantity | demand_date | supply_date |
      | sales              | assembly_output | 2        | 2026-03-12  | 2026-03-10  |
      | assembly_component | inventory       | 6        | 2026-03-05  |             |
    When "AO1" header is changed:
      | field    | value      |
      | due_date | 2026-03-13 |
    Then it is refused naming "$SO1"
    And nothing has changed
    When "AO1" header is changed:
      | field    | value |
      | quantity | 1     |
    Then it is refused naming "2"
    And nothing has changed
    When "AO1" header is changed:
      | field         | value |
      | location_code | MAIN  |
    Then it is refused
    And nothing has changed
    When "AO1" header is changed:
      | field    | value |
      | quantity | 2     |
    Then reservation records are:
      | demand_type        | supply_type     | quantity | demand_date |
      | sales              | assembly_output | 2        | 2026-03-12  |
      | assembly_component | inventory       | 4        | 2026-03-05  |
    When "AO1" header is changed:
      | field    | value      |
      | due_date | 2026-03-12 |
    Then reservation records are:
      | demand_type        | supply_type     | quantity | demand_date | supply_date |
      | sales              | assembly_output | 2        | 2026-03-12  | 2026-03-12  |
      | assembly_component | inventory       | 4        | 2026-03-09  |             |
