@PF64 @PF65
Feature: The vendor delivers straight to the customer

  Background:
    Given the standard company
    And the work date is 2026-03-02
    And customer records:
      | no |
      | C1 |
      | C2 |
    And vendor records:
      | no |
      | V1 |
    And item records:
      | no | unit_price | unit_cost |
      | A  | 30         | 20        |
    And purchasing_code records:
      | code | drop_shipment | special_order |
      | DROP | yes           | no            |
      | SPEC | no            | yes           |

  Scenario: A purchasing code marks a line, which is then never reserved and takes no time
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | purchasing_code |
      | A  | 10       | DROP            |
    Then "SO1" lines are:
      | drop_shipment | special_order | reserve | outbound_handling_time | shipping_time |
      | yes           | no            | never   |                        |               |
    When "SO1" line 1 is changed:
      | field   | value  |
      | reserve | always |
    Then it is refused with "sales.never_reserved"

  @PF66 @PF67
  Scenario: A purchase order takes the drop-shipment lines of a sales order, and both are tied
    Given a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field         | value      |
      | shipment_date | 2026-03-12 |
    And "SO1" lines:
      | no | quantity | purchasing_code | description |
      | A  | 10       | DROP            | Desk, grey  |
    And a purchase order "PO1" from vendor "V1"
    When "PO1" gets drop_shipment_link with:
      | field          | value |
      | sales_order_no | $SO1  |
    Then it is refused with "purchases.link_customer_missing"
    When "PO1" header is changed:
      | field               | value |
      | sell_to_customer_no | C2    |
    And "PO1" gets drop_shipment_link with:
      | field          | value |
      | sales_order_no | $SO1  |
    Then it is refused naming "C2"
    When "PO1" header is changed:
      | field               | value |
      | sell_to_customer_no | C1    |
    And "PO1" gets drop_shipment_link with:
      | field          | value |
      | sales_order_no | $SO1  |
    Then "PO1" lines are:
      | no | quantity | description | drop_shipment | sales_order_no | expected_receipt_date |
      | A  | 10       | Desk, grey  | yes           | $SO1           | 2026-03-12            |
    And "SO1" lines are:
      | purchase_order_no |
      | $PO1              |
    When "PO1" line 1 is changed:
      | field            | value |
      | direct_unit_cost | 18    |
    Then "SO1" lines are:
      | unit_cost_lcy |
      | 18            |
    When "PO1" gets drop_shipment_link with:
      | field          | value |
      | sales_order_no | $SO1  |
    Then it is refused naming "$SO1"
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 9     |
    Then it is refused naming "$PO1"
    When "PO1" line 1 is changed:
      | field    | value |
      | quantity | 9     |
    Then it is refused naming "$SO1"
    When "SO1" header is changed:
      | field               | value |
      | sell_to_customer_no | C2    |
    Then it is refused with "sales.parties_tied"
    When "SO1" line 1 is deleted
    Then it is refused naming "$PO1"
    When "PO1" gets the line:
      | no | quantity |
      | A  | 1        |
    Then it is refused with "purchases.only_drop_shipments"
    When "PO1" line 1 is deleted
    Then "SO1" lines are:
      | purchase_order_no |
      |                   |

  @PF68 @PF69 @PF70 @PF71 @PX26
  Scenario: What the vendor ships never touches our own stock
    Given stock:
      | item | quantity | unit_cost |
      | A    | 3        | 20        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | purchasing_code |
      | A  | 10       | DROP            |
    When "SO1" is previewed with:
      | field   | value |
      | invoice | no    |
    Then it is refused with "posting.drop_shipment_not_ordered"
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" header has:
      | field               | value |
      | sell_to_customer_no | C1    |
    When "PO1" gets drop_shipment_link with:
      | field          | value |
      | sales_order_no | $SO1  |
    And "PO1" line 1 is changed:
      | field            | value |
      | direct_unit_cost | 18    |
    And "SO1" line 1 is changed:
      | field       | value |
      | qty_to_ship | 4     |
    And "SO1" is previewed with:
      | field   | value |
      | invoice | no    |
    Then the preview of item_ledger_entry is:
      | entry_type | quantity | drop_shipment |
      | purchase   | 4        | yes           |
      | sale       | -4       | yes           |
    And the preview of purchase_receipt_line is:
      | no | quantity |
      | A  | 4        |
    When "SO1" is posted with:
      | field        | value      |
      | invoice      | no         |
      | posting_date | 2026-03-04 |
    Then item_ledger_entry records where order_no is "$PO1" are:
      | entry_type | quantity | remaining_quantity | drop_shipment | document_no  | posting_date |
      | purchase   | 4        | 0                  | yes           | $PO1.receipt | 2026-03-04   |
    And item_ledger_entry records where order_no is "$SO1" are:
      | entry_type | quantity | remaining_quantity | drop_shipment | document_no   |
      | sale       | -4       | 0                  | yes           | $SO1.shipment |
    And value_entry records where order_no is "$PO1" are:
      | cost_amount_expected | cost_amount_actual |
      | 72                   | 0                  |
    And "PO1" lines are:
      | quantity_received | outstanding_quantity | qty_received_not_invoiced |
      | 4                 | 6                    | 4                         |
    And "PO1" header has:
      | field        | value      |
      | posting_date | 2026-03-04 |
      | status       | released   |
    And "SO1" lines are:
      | quantity_shipped | outstanding_quantity |
      | 4                | 6                    |
    And the availability of "A" on 2026-03-31 is:
      | inventory | gross_requirement | scheduled_receipt | projected_available_balance |
      | 3         | 0                 | 0                 | 3                           |
    When "SO1" is posted with:
      | field | value |
      | ship  | no    |
    Then the G/L movement of "$SO1.invoice" is:
      | account | amount |
      | 3001    | -120   |
      | 2611    | -30    |
      | 1510    | 150    |
      | 4990    | 72     |
      | 1460    | -72    |
    When "PO1" header is changed:
      | field             | value |
      | vendor_invoice_no | F1    |
    And "PO1" line 1 is changed:
      | field            | value |
      | direct_unit_cost | 18.50 |
    And "PO1" is posted with:
      | field   | value |
      | receive | no    |
    Then the G/L movement of "$PO1.invoice" is:
      | account | amount |
      | 1460    | 72     |
      | 2641    | 18.50  |
      | 2440    | -92.50 |
      | 4990    | 2      |
    And item "A" has:
      | field     | value |
      | unit_cost | 20    |
    When "PO1" is posted with:
      | field   | value |
      | invoice | no    |
    Then "SO1" lines are:
      | quantity_shipped | outstanding_quantity | quantity_invoiced |
      | 10               | 0                    | 4                 |
    And sales_shipment_line records where document_no is "$SO1.shipment" are:
      | no | quantity | drop_shipment |
      | A  | 6        | yes           |

  @PF73 @PF145
  Scenario: A drop shipment is undone on both sides, from whichever it is asked
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | purchasing_code |
      | A  | 10       | DROP            |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" header has:
      | field               | value |
      | sell_to_customer_no | C1    |
    When "PO1" gets drop_shipment_link with:
      | field          | value |
      | sales_order_no | $SO1  |
    And "PO1" line 1 is changed:
      | field            | value |
      | direct_unit_cost | 18    |
    And "SO1" line 1 is changed:
      | field       | value |
      | qty_to_ship | 4     |
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And posted shipment "$SO1.shipment" is undone
    Then "SO1" lines are:
      | quantity_shipped | outstanding_quantity | qty_to_ship | qty_shipped_not_invoiced |
      | 0                | 10                   | 10          | 0                        |
    And "PO1" lines are:
      | quantity_received | outstanding_quantity | qty_received_not_invoiced |
      | 0                 | 10                   | 0                         |
    And sales_shipment_line records where document_no is "$SO1.shipment" are:
      | quantity | correction | qty_shipped_not_invoiced |
      | 4        | no         | 0                        |
      | -4       | yes        | 0                        |
    And purchase_receipt_line records where document_no is "$PO1.receipt" are:
      | quantity | correction |
      | 4        | no         |
      | -4       | yes        |
    And item_ledger_entry records are:
      | entry_type | quantity | remaining_quantity | drop_shipment |
      | purchase   | 4        | 0                  | yes           |
      | sale       | -4       | 0                  | yes           |
      | sale       | 4        | 0                  | yes           |
      | purchase   | -4       | 0                  | yes           |
    When posted shipment "$SO1.shipment" is undone
    Then it is refused with "shipment.nothing_to_undo"
    When "PO1" is posted with:
      | field   | value |
      | invoice | no    |
    And posted receipt "$PO1.receipt" is undone
    Then "SO1" lines are:
      | quantity_shipped | outstanding_quantity |
      | 0                | 10                   |
    And "PO1" lines are:
      | quantity_received | outstanding_quantity |
      | 0                 | 10                   |
    When "SO1" is posted
    And posted receipt "$PO1.receipt" is undone
    Then it is refused with "shipment.drop_shipment"
    And it is refused naming "$SO1.shipment"

  @PF145
  Scenario: A shipment from stock is undone: the goods lie there again at their cost
    Given stock:
      | item | quantity | unit_cost |
      | A    | 10       | 20        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 8        | 6           |
    When "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "SO1" line 1 is changed:
      | field          | value |
      | qty_to_invoice | 2     |
    And "SO1" is posted with:
      | field | value |
      | ship  | no    |
    And posted shipment "$SO1.shipment" is undone
    Then "SO1" lines are:
      | quantity_shipped | quantity_invoiced | outstanding_quantity |
      | 2                | 2                 | 6                    |
    And value_entry records where document_no is "$SO1.shipment" are:
      | valued_quantity | cost_amount_expected | cost_amount_actual |
      | -6              | -120                 | 0                  |
      | 4               | 80                   | 0                  |
    And the availability of "A" on 2026-03-31 is:
      | inventory |
      | 8         |

  @PF66
  Scenario: A new date of one side is offered to the other
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | purchasing_code |
      | A  | 10       | DROP            |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" header has:
      | field               | value |
      | sell_to_customer_no | C1    |
    When "PO1" gets drop_shipment_link with:
      | field          | value |
      | sales_order_no | $SO1  |
    And "SO1" line 1 is changed:
      | field         | value      |
      | shipment_date | 2026-03-16 |
    Then it asks "move_other_side"
    Given "yes" is answered to "move_other_side"
    When "SO1" line 1 is changed:
      | field         | value      |
      | shipment_date | 2026-03-17 |
    Then "PO1" lines are:
      | expected_receipt_date |
      | 2026-03-17            |
    When "PO1" line 1 is changed:
      | field                 | value      |
      | expected_receipt_date | 2026-03-20 |
    Then "SO1" lines are:
      | shipment_date |
      | 2026-03-20    |

  @PF65
  Scenario: Later sales orders must be shipped to the same address
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | purchasing_code |
      | A  | 10       | DROP            |
    And a sales order "SO2" for customer "C1"
    And "SO2" header has:
      | field           | value   |
      | ship_to_address | Road 12 |
    And "SO2" lines:
      | no | quantity | purchasing_code |
      | A  | 3        | DROP            |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" header has:
      | field               | value |
      | sell_to_customer_no | C1    |
    When "PO1" gets drop_shipment_link with:
      | field          | value |
      | sales_order_no | $SO1  |
    And "PO1" gets drop_shipment_link with:
      | field          | value |
      | sales_order_no | $SO2  |
    Then it is refused with "purchases.link_address_differs"
    And it is refused naming "Road 12"
    When "PO1" header is changed:
      | field           | value   |
      | ship_to_address | Road 12 |
    Then it is refused with "purchases.parties_tied"

  @PF64
  Scenario: A service is not delivered by a vendor, whatever its card says
    Given item records:
      | no | type    | purchasing_code |
      | S  | service | DROP            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | S  | 2        |
    Then "SO1" lines are:
      | drop_shipment | purchasing_code |
      | no            | DROP            |
    When "SO1" line 1 is changed:
      | field         | value |
      | drop_shipment | yes   |
    Then it is refused with "sales.service_not_dropped"
    And nothing has changed
    When "SO1" line 1 is changed:
      | field           | value |
      | purchasing_code |       |
      | purchasing_code | DROP  |
    Then it is refused with "sales.service_not_dropped"

  @PF64 @SD42
  Scenario: A line that is shipped from stock again takes the times of its own place and service
    Given location "EAST" has:
      | field                  | value |
      | outbound_handling_time | 3D    |
    And a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field         | value      |
      | shipment_date | 2026-03-10 |
    And "SO1" lines:
      | no | quantity | location_code | shipping_agent_code | shipping_agent_service_code | purchasing_code |
      | A  | 4        | EAST          | DHL                 | STD                         | DROP            |
    When "SO1" line 1 is changed:
      | field         | value |
      | location_code | MAIN  |
      | location_code | EAST  |
    Then "SO1" lines are:
      | outbound_handling_time | shipping_time | planned_delivery_date |
      |                        |               | 2026-03-10            |
    When "SO1" line 1 is changed:
      | field           | value |
      | purchasing_code |       |
    Then "SO1" lines are:
      | outbound_handling_time | shipping_time | planned_delivery_date |
      | 3D                     | 2D            | 2026-03-15            |

  @PF66
  Scenario: A new date of the whole order moves the vendor's delivery too, if the user agrees
    Given "yes" is answered to "update_lines"
    And "yes" is answered to "move_other_side"
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | purchasing_code |
      | A  | 10       | DROP            |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" header has:
      | field               | value |
      | sell_to_customer_no | C1    |
    When "PO1" gets drop_shipment_link with:
      | field          | value |
      | sales_order_no | $SO1  |
    And "SO1" header is changed:
      | field         | value      |
      | shipment_date | 2026-03-20 |
    Then it asks "move_other_side"
    And "PO1" lines are:
      | expected_receipt_date |
      | 2026-03-20            |

  @PF69 @PF120
  Scenario: What the vendor delivers leaves the other lines of the sales order as they were
    Given item records:
      | no  | unit_price | replenishment_system | assembly_policy   |
      | KIT | 100        | assembly             | assemble_to_order |
    And bom_component records:
      | parent_item_no | line_no | no | quantity_per |
      | KIT            | 10000   | A  | 2            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity | qty_to_ship | purchasing_code |
      | KIT | 10       | 6           |                 |
      | A   | 10       | 7           |                 |
      | A   | 3        | 3           | DROP            |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" header has:
      | field               | value |
      | sell_to_customer_no | C1    |
    And "PO1" gets drop_shipment_link with:
      | field          | value |
      | sales_order_no | $SO1  |
    When "PO1" is posted with:
      | field        | value      |
      | invoice      | no         |
      | posting_date | 2026-03-05 |
    Then "SO1" lines are:
      | no  | qty_to_ship | quantity_shipped | qty_to_invoice | quantity_to_assemble |
      | KIT | 6           | 0                | 6              | 6                    |
      | A   | 7           | 0                | 7              | 0                    |
      | A   | 0           | 3                | 3              | 0                    |
    And assembly_header records are:
      | quantity_to_assemble | posting_date | status   |
      | 6                    | 2026-03-05   | released |

  @PF68
  Scenario: What is shipped leaves the other lines of the purchase order as they were
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | purchasing_code |
      | A  | 3        | DROP            |
      | A  | 5        | DROP            |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" header has:
      | field               | value |
      | sell_to_customer_no | C1    |
    And "PO1" gets drop_shipment_link with:
      | field          | value |
      | sales_order_no | $SO1  |
    And "PO1" line 2 has:
      | field          | value |
      | qty_to_receive | 2     |
    And "SO1" line 2 has:
      | field       | value |
      | qty_to_ship | 0     |
    When "SO1" is posted
    Then "PO1" lines are:
      | quantity_received | qty_to_receive | qty_to_invoice |
      | 3                 | 0              | 3              |
      | 0                 | 2              | 2              |
