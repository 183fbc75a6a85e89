@PF52 @PF55 @PF56
Feature: What customers get from vendors goes through the worksheet

  Background:
    Given the standard company
    And the work date is 2026-03-02
    And purchasing_code records:
      | code | drop_shipment | special_order |
      | DROP | yes           | no            |
      | SPEC | no            | yes           |
    And vendor records:
      | no |
      | V1 |
      | V2 |
    And customer records:
      | no | address   | city  |
      | C1 | First 1   | Malmö |
      | C2 | Second 2  | Lund  |
    And ship_to_address records:
      | customer_no | code | name | address  | city  |
      | C1          | X    | C1 X | Street X | Lund  |
      | C1          | Y    | C1 Y | Street Y | Ystad |
    And item records:
      | no | vendor_no | last_direct_cost |
      | A  | V1        | 7                |

  @PX24
  Scenario: Drop shipments of one customer to one address go on one order
    Given a sales order "S1" for customer "C1"
    And "S1" header has:
      | field        | value |
      | ship_to_code | X     |
    And "S1" lines:
      | no | quantity | purchasing_code |
      | A  | 2        | DROP            |
    And a sales order "S2" for customer "C1"
    And "S2" header has:
      | field        | value |
      | ship_to_code | Y     |
    And "S2" lines:
      | no | quantity | purchasing_code |
      | A  | 3        | DROP            |
    And a sales order "S3" for customer "C1"
    And "S3" header has:
      | field        | value |
      | ship_to_code | Y     |
    And "S3" lines:
      | no | quantity | purchasing_code |
      | A  | 4        | DROP            |
    When job get_sales_orders runs with:
      | field         | value |
      | drop_shipment | yes   |
    Then requisition_line records are:
      | item_no | quantity | vendor_no | sales_order_no | drop_shipment | origin        | sell_to_customer_no | ship_to_code | purchasing_code |
      | A       | 2        | V1        | $S1            | yes           | drop_shipment | C1                  | X            | DROP            |
      | A       | 3        | V1        | $S2            | yes           | drop_shipment | C1                  | Y            | DROP            |
      | A       | 4        | V1        | $S3            | yes           | drop_shipment | C1                  | Y            | DROP            |
    When job get_sales_orders runs
    Then it is refused with "requisitions.no_sales_lines"
    When job carry_out_action_messages runs as "PO2"
    Then there are 2 purchase_header records
    And "PO2" header has:
      | field               | value    |
      | deliver_to          | customer |
      | sell_to_customer_no | C1       |
      | ship_to_code        | Y        |
      | ship_to_address     | Street Y |
    And "PO2" lines are:
      | no | quantity | drop_shipment | sales_order_no | sales_order_line_no |
      | A  | 3        | yes           | $S2            | 10000               |
      | A  | 4        | yes           | $S3            | 10000               |
    And "S3" lines are:
      | purchase_order_no | purchase_order_line_no | unit_cost_lcy |
      | $PO2              | 20000                  | 7             |
    And there are 0 requisition_line records
    When job get_sales_orders runs
    Then it is refused naming "drop shipment or special order"

  @PX24 @PF100
  Scenario: Special orders of two customers go on one order for each location
    Given a sales order "S1" for customer "C1"
    And "S1" lines:
      | no | location_code | quantity | purchasing_code |
      | A  | MAIN          | 2        | SPEC            |
      | A  | EAST          | 5        | SPEC            |
    And a sales order "S2" for customer "C2"
    And "S2" lines:
      | no | location_code | quantity | purchasing_code |
      | A  | MAIN          | 3        | SPEC            |
    And requisition_line records:
      | item_no | location_code | quantity | accept_action_message |
      | A       | MAIN          | 9        | yes                   |
    When job get_sales_orders runs with:
      | field         | value |
      | drop_shipment | no    |
    And job carry_out_action_messages runs
    Then there are 3 purchase_header records
    And purchase_line records where special_order is "yes" are:
      | location_code | quantity | special_order_sales_no | special_order_sales_line_no |
      | MAIN          | 2        | $S1                    | 10000                       |
      | MAIN          | 3        | $S2                    | 10000                       |
      | EAST          | 5        | $S1                    | 20000                       |

  @PF52
  Scenario: The vendor's own words come first
    Given language records:
      | code |
      | SV   |
    And vendor "V1" has:
      | field         | value |
      | language_code | SV    |
    And item_translation records:
      | item_no | language_code | description |
      | A       | SV            | Artikel A   |
    And a sales order "S1" for customer "C1"
    And "S1" lines:
      | no | quantity | purchasing_code | description |
      | A  | 2        | DROP            | For you     |
    When job get_sales_orders runs
    Then requisition_line records are:
      | description |
      | Artikel A   |
    When requisition_line "DEFAULT|10000" is deleted
    And item_reference records are added:
      | item_no | owner_type | owner_no | reference_no | description |
      | A       | vendor     | V1       | 4711         | Theirs      |
    And job get_sales_orders runs
    Then requisition_line records are:
      | description |
      | Theirs      |
    When requisition_line "DEFAULT|10000" is deleted
    And job get_sales_orders runs with:
      | field       | value |
      | item_filter | B     |
    Then it is refused naming "B"

  @PF55
  Scenario: A drop shipment keeps what it shares with its sales line; another vendor has another cost
    Given item_vendor records:
      | item_no | vendor_no | direct_unit_cost | lead_time_calculation |
      | A       | V2        | 6.50             | 3D                    |
    And a sales order "S1" for customer "C1"
    And "S1" lines:
      | no | location_code | quantity | purchasing_code | shipment_date |
      | A  | MAIN          | 2        | DROP            | 2026-03-12    |
    When job get_sales_orders runs
    And requisition_line "DEFAULT|10000" is changed:
      | field    | value |
      | quantity | 3     |
    Then it is refused naming "quantity"
    When requisition_line "DEFAULT|10000" is changed:
      | field     | value |
      | vendor_no | V2    |
    Then requisition_line records are:
      | vendor_no | direct_unit_cost | location_code | order_date | due_date   |
      | V2        | 6.50             | MAIN          | 2026-03-09 | 2026-03-12 |

  @PF55
  Scenario: A special order may be raised, not lowered below what the customer waits for
    Given a sales order "S1" for customer "C1"
    And "S1" lines:
      | no | quantity | purchasing_code |
      | A  | 5        | SPEC            |
    When job get_sales_orders runs
    And requisition_line "DEFAULT|10000" is changed:
      | field    | value |
      | quantity | 4     |
    Then it is refused with "requisitions.below_sales_line"
    When requisition_line "DEFAULT|10000" is changed:
      | field    | value |
      | quantity | 8     |
    And job carry_out_action_messages runs as "PO1"
    Then "PO1" lines are:
      | quantity | special_order_sales_no |
      | 8        | $S1                    |

  @PF56
  Scenario: A sales line that was changed meanwhile is told with both values
    Given a sales order "S1" for customer "C1"
    And "S1" lines:
      | no | quantity | purchasing_code |
      | A  | 5        | DROP            |
      | A  | 6        | DROP            |
    When job get_sales_orders runs
    And "S1" line 1 is changed:
      | field    | value |
      | quantity | 7     |
    And job carry_out_action_messages runs as "PO1"
    Then it warns naming "requisitions.sales_line_differs"
    And it warns naming "7"
    And it warns naming "5"
    And "PO1" lines are:
      | quantity |
      | 6        |
    And requisition_line records are:
      | quantity | sales_order_no |
      | 5        | $S1            |

  @PF43 @PF48
  Scenario: Deleting what a promise rests on asks, and says so on the sales line
    Given a sales order "S1" for customer "C1"
    And "S1" lines:
      | no | quantity | promised_delivery_date |
      | A  | 5        | 2026-03-19             |
    And requisition_line records:
      | item_no | quantity | vendor_no | due_date   | accept_action_message | origin          | order_promising_id | order_promising_line_no |
      | A       | 4        | V1        | 2026-03-16 | yes                   | order_promising | $S1                | 10000                   |
    When requisition_line "DEFAULT|10000" is deleted
    Then it asks "drop_promise"
    And it is refused with "requisitions.promise_rests"
    And it is refused naming "$S1"
    And it is refused naming "2026-03-19"
    And nothing has changed
    Given "yes" is answered to "drop_promise"
    When requisition_line "DEFAULT|10000" is deleted
    Then there are 0 requisition_line records
    And "S1" lines are:
      | promise_is_unsupported |
      | yes                    |
    When "S1" header is changed:
      | field          | value |
      | your_reference | Anna  |
    Then it warns naming "promising.unsupported"
    And it warns naming "2026-03-19"
    When "S1" line 1 is changed:
      | field                  | value      |
      | promised_delivery_date | 2026-03-26 |
    Then "S1" lines are:
      | promise_is_unsupported |
      | no                     |

  @PF56
  Scenario: A sales line is bought once, and not when it is gone
    Given a sales order "S1" for customer "C1"
    And "S1" lines:
      | no | quantity | purchasing_code |
      | A  | 5        | DROP            |
    And requisition_line records:
      | item_no | quantity | vendor_no | purchasing_code | drop_shipment | sales_order_no | sales_order_line_no | accept_action_message |
      | A       | 5        | V1        | DROP            | yes           | $S1            | 10000               | yes                   |
      | A       | 5        | V2        | DROP            | yes           | $S1            | 10000               | yes                   |
      | A       | 5        | V1        | DROP            | yes           | $S1            | 20000               | yes                   |
    When job carry_out_action_messages runs as "PO1"
    Then it warns naming "requisitions.already_ordered"
    And it warns naming "$PO1"
    And it warns naming "requisitions.sales_line_gone"
    And "PO1" lines are:
      | quantity | sales_order_no |
      | 5        | $S1            |
    And there are 2 requisition_line records

  @PF54
  Scenario: A plan for an order takes its drop shipments whole and leaves what is there alone
    Given stock:
      | item | quantity |
      | A    | 30       |
    And a sales order "S1" for customer "C1"
    And "S1" lines:
      | no | quantity | purchasing_code |
      | A  | 12       |                 |
      | A  | 5        | DROP            |
      | A  | 7        | SPEC            |
    When "S1" gets create_purchase_orders
    Then requisition_line records are:
      | quantity | origin        | drop_shipment | sales_order_line_no |
      | 5        | drop_shipment | yes           | 20000               |
    When job order_planning runs
    Then there are 1 requisition_line records
    When job carry_out_action_messages runs as "PO1"
    Then "PO1" lines are:
      | quantity | drop_shipment | sales_order_no |
      | 5        | yes           | $S1            |

  @PF52
  Scenario: Sales orders are got for one customer only
    Given a sales order "S1" for customer "C1"
    And "S1" lines:
      | no | quantity | purchasing_code |
      | A  | 5        | DROP            |
    And a sales order "S2" for customer "C2"
    And "S2" lines:
      | no | quantity | purchasing_code |
      | A  | 6        | SPEC            |
      | A  | 7        | DROP            |
    When job get_sales_orders runs with:
      | field           | value |
      | worksheet       | MINE  |
      | drop_shipment   | yes   |
      | customer_filter | C2    |
    Then requisition_line records are:
      | worksheet_name | sales_order_no | quantity | special_order |
      | MINE           | $S2            | 7        | no            |
    When job carry_out_action_messages runs
    Then it is refused with "requisitions.nothing_accepted"
    When job carry_out_action_messages runs with:
      | field     | value |
      | worksheet | MINE  |
    Then there are 1 purchase_header records
