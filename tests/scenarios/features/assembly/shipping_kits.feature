@PF126 @PF127
Feature: Kits are put together as their line is shipped

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |
    And item records:
      | no | unit_cost | unit_price | replenishment_system | assembly_policy   | prevent_negative_inventory |
      | A  | 4         | 9          |                      |                   |                            |
      | B  | 7         | 15         |                      |                   | yes                        |
      | Z  |           | 100        | assembly             | assemble_to_order |                            |
      | M  | 5         | 50         | assembly             | assemble_to_stock |                            |
    And resource records:
      | no    | unit_cost | unit_price |
      | WORK  | 40        | 75         |
      | SETUP | 10        | 30         |
    And bom_component records:
      | parent_item_no | line_no | type     | no    | quantity_per | resource_usage |
      | Z              | 10000   | item     | A     | 2            |                |
      | Z              | 20000   | item     | B     | 1            |                |
      | Z              | 30000   | resource | WORK  | 0.5          | direct         |
      | Z              | 40000   | resource | SETUP | 1            | fixed          |
      | M              | 10000   | item     | A     | 1            |                |
    And stock:
      | item | quantity | unit_cost |
      | A    | 20       | 4.00      |
      | B    | 10       | 7.00      |

  @PX29
  Scenario: Two kits of three are shipped, then the last one
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | Z  | 3        | 2           |
    And "SO1" line 1 gets assembly_order as "AO1"
    When "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    Then item_ledger_entry records where order_no is "$AO1" are:
      | item_no | entry_type           | quantity | remaining_quantity | assemble_to_order |
      | A       | assembly_consumption | -4       | 0                  | no                |
      | B       | assembly_consumption | -2       | 0                  | no                |
      | Z       | assembly_output      | 2        | 0                  | no                |
    And item_ledger_entry records where document_no is "$SO1.shipment" are:
      | item_no | entry_type | quantity | remaining_quantity | assemble_to_order |
      | Z       | sale       | -2       | 0                  | yes               |
    And value_entry records where document_no is "$AO1.assembly" are:
      | item_no | valued_quantity | cost_amount_actual | cost_posted_to_gl |
      | A       | -4              | -16.00             | -16.00            |
      | B       | -2              | -14.00             | -14.00            |
      | Z       | 2               | 80.00              | 80.00             |
    And value_entry records where document_no is "$SO1.shipment" are:
      | item_no | valued_quantity | cost_amount_expected | cost_amount_actual |
      | Z       | -2              | -80.00               | 0                  |
    And the G/L movement of "$AO1.assembly" is:
      | account | amount |
      | 1460    | 50.00  |
      | 4960    | -50.00 |
    And there are 0 gl_entry records where document_no is "$SO1.shipment"
    And posted_ato_link records are:
      | posted_assembly_no | assembly_no | order_no | order_line_no | shipment_no   | shipment_line_no | quantity |
      | $AO1.assembly      | $AO1        | $SO1     | 10000         | $SO1.shipment | 10000            | 2        |
    And posted_assembly_header records are:
      | no            | item_no | quantity | cost_amount | assemble_to_order | order_no |
      | $AO1.assembly | Z       | 2        | 80.00       | yes               | $AO1     |
    And "SO1" lines are:
      | quantity_shipped | qty_to_ship | quantity_to_assemble | qty_to_assemble_to_order |
      | 2                | 1           | 1                    | 3                        |
    And "AO1" header has:
      | field                | value    |
      | quantity_to_assemble | 1        |
      | assembled_quantity   | 2        |
      | remaining_quantity   | 1        |
      | status               | released |
    And reservation records are:
      | item_no | quantity | demand_document_no | supply_document_no | binding        |
      | Z       | 1        | $SO1               | $AO1               | order_to_order |
    When "SO1" is posted
    Then "AO1" does not exist
    And there are 0 ato_link records
    And there are 0 reservation records
    And "SO1" is completed
    And value_entry records where document_no is "$SO1.invoice" are:
      | item_no | valued_quantity | cost_amount_actual | sales_amount_actual |
      | Z       | -2              | -80.00             | 200.00              |
      | Z       | -1              | -35.00             | 100.00              |
    And the G/L movement of "$SO1.invoice" is:
      | account | amount  |
      | 4990    | 115.00  |
      | 1460    | -115.00 |
      | 3001    | -300.00 |
      | 2611    | -75.00  |
      | 1510    | 375.00  |
    And cust_ledger_entry records are:
      | sales_lcy | profit_lcy |
      | 300.00    | 185.00     |

  @PX31
  Scenario: Kits of a mixed line go first, the rest comes from stock
    Given stock:
      | item | quantity | unit_cost |
      | M    | 6        | 5.00      |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_assemble_to_order | qty_to_ship |
      | M  | 12       | 6                        | 4           |
    When "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "SO1" line 1 is changed:
      | field       | value |
      | qty_to_ship | 4     |
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    Then item_ledger_entry records where document_no is "$SO1.shipment" are:
      | quantity | assemble_to_order |
      | -2       | yes               |
      | -2       | no                |
    And "SO1" lines are:
      | qty_to_ship | quantity_to_assemble |
      | 4           | 0                    |
    When "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    Then item_ledger_entry records where order_no is "$SO1" are:
      | quantity | assemble_to_order |
      | -4       | yes               |
      | -2       | yes               |
      | -2       | no                |
      | -4       | no                |
    When "SO1" is posted
    Then sales_shipment_line records where order_no is "$SO1" are:
      | quantity | quantity_invoiced | qty_shipped_not_invoiced |
      | 4        | 4                 | 0                        |
      | 4        | 4                 | 0                        |
      | 4        | 4                 | 0                        |
    And value_entry records where document_no is "$SO1.invoice" are:
      | invoiced_quantity | cost_amount_actual | sales_amount_actual |
      | -4                | -16.00             | 200.00              |
      | -2                | -8.00              | 100.00              |
      | -2                | -10.00             | 100.00              |
      | -4                | -20.00             | 200.00              |

  @PX31
  Scenario: A mixed line is shipped and invoiced at once, with two sale entries
    Given stock:
      | item | quantity | unit_cost |
      | M    | 6        | 5.00      |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_assemble_to_order |
      | M  | 15       | 9                        |
    When "SO1" is posted
    Then item_ledger_entry records where document_no is "$SO1.shipment" are:
      | quantity | invoiced_quantity | assemble_to_order |
      | -9       | -9                | yes               |
      | -6       | -6                | no                |
    And sales_shipment_line records where order_no is "$SO1" are:
      | quantity | quantity_invoiced |
      | 15       | 15                |
    And value_entry records where document_no is "$SO1.invoice" are:
      | cost_amount_actual | sales_amount_actual |
      | -36.00             | 450.00              |
      | -30.00             | 300.00              |

  Scenario: Part of a mixed shipment is invoiced, kits first
    Given stock:
      | item | quantity | unit_cost |
      | M    | 6        | 5.00      |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_assemble_to_order | qty_to_ship | qty_to_invoice |
      | M  | 5        | 3                        | 5           | 2              |
    When "SO1" is posted
    Then item_ledger_entry records where document_no is "$SO1.shipment" are:
      | quantity | invoiced_quantity |
      | -3       | -2                |
      | -2       | 0                 |
    When "SO1" line 1 is changed:
      | field          | value |
      | qty_to_invoice | 2     |
    And "SO1" is posted
    Then item_ledger_entry records where document_no is "$SO1.shipment" are:
      | quantity | invoiced_quantity |
      | -3       | -3                |
      | -2       | -1                |
    And value_entry records where document_no is "$SO1.invoice" are:
      | invoiced_quantity | cost_amount_actual | sales_amount_actual |
      | -1                | -4.00              | 50.00               |
      | -1                | -5.00              | 50.00               |

  Scenario: The preview shows what is put together
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | Z  | 3        | 2           |
    When "SO1" is previewed
    Then the preview of posted_assembly_header is:
      | no  | item_no | quantity | cost_amount |
      | *** | Z       | 2        | 80.00       |
    And the preview of posted_assembly_line is:
      | no    | quantity | cost_amount |
      | A     | 4        | 16.00       |
      | B     | 2        | 14.00       |
      | WORK  | 1        | 40.00       |
      | SETUP | 1        | 10.00       |
    And the preview of item_ledger_entry is:
      | item_no | entry_type           | quantity |
      | A       | assembly_consumption | -4       |
      | B       | assembly_consumption | -2       |
      | Z       | assembly_output      | 2        |
      | Z       | sale                 | -2       |
    And the preview of posted_ato_link is:
      | posted_assembly_no | quantity |
      | ***                | 2        |
    And there are 0 posted_assembly_header records
    And there is 1 assembly_header record where quantity_to_assemble is "2"

  Scenario: A missing component stops the shipment where negative stock is prevented
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | Z  | 11       |
    When "SO1" is posted
    Then it is refused with "assembly.component_missing"
    And it is refused naming "Component B of kit Z"
    And nothing has changed

  @SD94 @SD95
  Scenario: A component that was missing makes the sale dearer when it comes in
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | M  | 22       |
    And "SO1" line 1 is changed:
      | field                    | value |
      | qty_to_assemble_to_order | 22    |
    When "SO1" is posted
    Then value_entry records where document_no is "$SO1.invoice" are:
      | cost_amount_actual |
      | -88.00             |
    Given stock:
      | item | quantity | unit_cost |
      | A    | 5        | 6.00      |
    Then value_entry records where item_no is "M" and entry_type is "adjustment" are:
      | item_ledger_entry_type | cost_amount_actual |
      | assembly_output        | 4.00               |
      | sale                   | -4.00              |

  Scenario: Kits that others wait for do not take those of the line
    Given a sales invoice "SI1" for customer "C1"
    And "SI1" lines:
      | no | quantity |
      | M  | 2        |
    And "SI1" is posted
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_assemble_to_order |
      | M  | 3        | 3                        |
    When "SO1" is posted
    Then item_ledger_entry records where item_no is "M" are:
      | entry_type      | quantity | remaining_quantity | open |
      | sale            | -2       | -2                 | yes  |
      | assembly_output | 3        | 0                  | no   |
      | sale            | -3       | 0                  | no   |
    And value_entry records where document_no is "$SO1.invoice" are:
      | cost_amount_actual |
      | -12.00             |

  Scenario: Kits of an average item leave at their own cost
    Given item "M" is changed:
      | field          | value   |
      | costing_method | average |
    And stock:
      | item | quantity | unit_cost |
      | M    | 2        | 9.00      |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_assemble_to_order |
      | M  | 3        | 2                        |
    When "SO1" is posted
    Then value_entry records where document_no is "$SO1.invoice" are:
      | valued_quantity | cost_amount_actual |
      | -2              | -8.00              |
      | -1              | -9.00              |

  Scenario: The quantity put together cannot be taken back
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | Z  | 3        | 2           |
    When "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "SO1" is reopened
    And "SO1" line 1 is changed:
      | field                    | value |
      | qty_to_assemble_to_order | 1     |
    Then it is refused naming "between 2 and 3"
    When "SO1" line 1 is changed:
      | field                    | value |
      | qty_to_assemble_to_order | 2     |
    Then "SO1" line 1 has:
      | field                | value |
      | quantity_to_assemble | 0     |
    And there are 0 assembly_header records

  Scenario: Goods that come back in the same order are there for its kits
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | Z  | 12       |
      | B  | -2       |
    When "SO1" is posted
    Then "SO1" is completed
    And value_entry records where item_no is "B" and item_ledger_entry_type is "assembly_consumption" are:
      | valued_quantity | cost_amount_actual |
      | -12             | -84.00             |

  Scenario: Kits of which every component was taken out cost nothing
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | M  | 3        |
    And "SO1" line 1 is changed:
      | field                    | value |
      | qty_to_assemble_to_order | 3     |
    And "SO1" line 1 gets assembly_order as "AO1"
    And "AO1" line 1 is deleted
    When "SO1" is posted
    Then "SO1" is completed
    And value_entry records where document_no is "$SO1.invoice" are:
      | cost_amount_actual |
      | 0                  |

  Scenario: Nothing is put together of a blocked component
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | Z  | 3        |
    And item "A" is changed:
      | field   | value |
      | blocked | yes   |
    When "SO1" is posted
    Then it is refused with "assembly.card_blocked"
    And it is refused naming "A"
    And nothing has changed

  @SD95
  Scenario: A component's cost that changes later goes on to what was sold
    Given vendor records:
      | no |
      | V1 |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | direct_unit_cost |
      | B  | 10       | 9.00             |
    And "PO1" is posted with:
      | field   | value |
      | invoice | no    |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | Z  | 14       | 14          |
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    When "PO1" line 1 is changed:
      | field            | value |
      | direct_unit_cost | 9.50  |
    And "PO1" header is changed:
      | field             | value |
      | vendor_invoice_no | 77    |
    And "PO1" is posted
    Then value_entry records where item_no is "Z" and entry_type is "adjustment" are:
      | item_ledger_entry_type | cost_amount_actual | cost_amount_expected |
      | assembly_output        | 2.00               | 0                    |
      | sale                   | 0                  | -2.00                |

  @PF127
  Scenario: More kits for a line whose kits were all shipped
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | Z  | 3        |
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "SO1" is reopened
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 5     |
    Then "SO1" line 1 has:
      | field                    | value |
      | qty_to_assemble_to_order | 5     |
      | quantity_to_assemble     | 2     |
    And assembly_header records are:
      | quantity | assembled_quantity | remaining_quantity | quantity_to_assemble |
      | 5        | 3                  | 2                  | 2                    |
    And assembly_line records are:
      | no    | quantity | consumed | remaining | quantity_to_consume |
      | A     | 10       | 6        | 4         | 4                   |
      | B     | 5        | 3        | 2         | 2                   |
      | WORK  | 2.5      | 1.5      | 1         | 1                   |
      | SETUP | 1        | 1        | 0         | 0                   |
    And reservation records are:
      | quantity |
      | 2        |
    When "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    Then there are 0 assembly_header records
    And posted_assembly_header records are:
      | quantity | cost_amount |
      | 3        | 115.00      |
      | 2        | 70.00       |

  @PF119
  Scenario: The day on which a part was shipped is the day of the rest too
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | Z  | 3        | 2           |
    When "SO1" is posted with:
      | field        | value      |
      | posting_date | 2026-01-20 |
    Then assembly_header records are:
      | posting_date | remaining_quantity |
      | 2026-01-20   | 1                  |
