@PF128
Feature: A shipment of kits is undone

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |
    And item records:
      | no | unit_cost | unit_price | replenishment_system | assembly_policy   |
      | A  | 4         | 9          |                      |                   |
      | B  | 7         | 15         |                      |                   |
      | Z  |           | 100        | assembly             | assemble_to_order |
      | M  | 5         | 50         | assembly             | assemble_to_stock |
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

  @PX33
  Scenario: The second shipment of three kits is undone
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | Z  | 3        | 2           |
    And "SO1" line 1 gets assembly_order as "AO1"
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    When posted shipment "$SO1.shipment" is undone
    Then item_ledger_entry records where document_no is "$AO1.assembly" are:
      | item_no | entry_type           | quantity | remaining_quantity |
      | A       | assembly_consumption | -2       | 0                  |
      | B       | assembly_consumption | -1       | 0                  |
      | Z       | assembly_output      | 1        | 0                  |
      | Z       | assembly_output      | -1       | 0                  |
      | A       | assembly_consumption | 2        | 2                  |
      | B       | assembly_consumption | 1        | 1                  |
    And value_entry records where document_no is "$AO1.assembly" and valued_quantity is "2" are:
      | item_no | cost_amount_actual |
      | A       | 8.00               |
    And value_entry records where document_no is "$AO1.assembly" and item_no is "B" are:
      | valued_quantity | cost_amount_actual |
      | -1              | -7.00              |
      | 1               | 7.00               |
    And value_entry records where document_no is "$AO1.assembly" and item_no is "Z" are:
      | valued_quantity | cost_amount_actual |
      | 1               | 35.00              |
      | -1              | -35.00             |
    And value_entry records where document_no is "$SO1.shipment" are:
      | valued_quantity | cost_amount_expected |
      | -1              | -35.00               |
      | 1               | 35.00                |
    And resource_ledger_entry records where document_no is "$AO1.assembly" are:
      | resource_no | quantity | total_cost |
      | WORK        | 0.5      | 20.00      |
      | WORK        | -0.5     | -20.00     |
    And the G/L movement of "$AO1.assembly" is:
      | account | amount |
    And "AO1" header has:
      | field                | value    |
      | quantity             | 3        |
      | assembled_quantity   | 2        |
      | remaining_quantity   | 1        |
      | quantity_to_assemble | 1        |
      | status               | released |
    And "AO1" lines are:
      | no    | quantity | consumed | remaining | quantity_to_consume |
      | A     | 6        | 4        | 2         | 2                   |
      | B     | 3        | 2        | 1         | 1                   |
      | WORK  | 1.5      | 1        | 0.5       | 0.5                 |
      | SETUP | 1        | 1        | 0         | 0                   |
    And ato_link records are:
      | assembly_type | assembly_no | document_no | document_line_no |
      | order         | $AO1        | $SO1        | 10000            |
    And reservation records are:
      | item_no | quantity | demand_document_no | supply_document_no | binding        |
      | Z       | 1        | $SO1               | $AO1               | order_to_order |
    And "SO1" lines are:
      | quantity_shipped | qty_to_ship | quantity_to_assemble | qty_to_assemble_to_order |
      | 2                | 1           | 1                    | 3                        |
    And posted_assembly_header records where order_no is "$AO1" are:
      | quantity | reversed |
      | 2        | no       |
      | 1        | yes      |
    When "SO1" is posted
    Then "SO1" is completed
    And "AO1" does not exist
    And value_entry records where document_no is "$SO1.invoice" are:
      | valued_quantity | cost_amount_actual |
      | -2              | -80.00             |
      | -1              | -35.00             |

  Scenario: All shipments are undone, the first one too
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | Z  | 3        | 2           |
    And "SO1" line 1 gets assembly_order as "AO1"
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    When posted shipment "$SO1.shipment.1" is undone
    And posted shipment "$SO1.shipment.2" is undone
    Then "AO1" header has:
      | field                | value |
      | assembled_quantity   | 0     |
      | remaining_quantity   | 3     |
      | quantity_to_assemble | 3     |
    And "AO1" lines are:
      | no    | consumed | remaining |
      | A     | 0        | 6         |
      | B     | 0        | 3         |
      | WORK  | 0        | 1.5       |
      | SETUP | 0        | 1         |
    And reservation records are:
      | quantity |
      | 3        |
    When posted shipment "$SO1.shipment" is undone
    Then it is refused with "shipment.nothing_to_undo"
    And nothing has changed

  Scenario: A mixed shipment gives back kits and goods from stock
    Given stock:
      | item | quantity | unit_cost |
      | M    | 6        | 5.00      |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_assemble_to_order |
      | M  | 9        | 4                        |
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    When posted shipment "$SO1.shipment" is undone
    Then item_ledger_entry records where item_no is "M" and open is "yes" are:
      | quantity | remaining_quantity |
      | 6        | 1                  |
      | 5        | 5                  |
    And "SO1" lines are:
      | quantity_shipped | qty_to_ship | quantity_to_assemble |
      | 0                | 9           | 4                    |
    And assembly_header records are:
      | quantity | remaining_quantity |
      | 4        | 4                  |

  Scenario: Kits that are invoiced stay, the rest comes back
    Given stock:
      | item | quantity | unit_cost |
      | M    | 6        | 5.00      |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_assemble_to_order | qty_to_ship | qty_to_invoice |
      | M  | 9        | 4                        | 9           | 5              |
    And "SO1" is posted
    When posted shipment "$SO1.shipment" is undone
    Then "SO1" lines are:
      | quantity_shipped | qty_to_ship | quantity_to_assemble |
      | 5                | 4           | 0                    |
    And there are 0 assembly_header records
    And item_ledger_entry records where item_no is "M" and open is "yes" are:
      | quantity | remaining_quantity |
      | 6        | 1                  |
      | 4        | 4                  |

  Scenario: Kits of which some are invoiced are not taken apart
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_invoice |
      | Z  | 3        | 1              |
    And "SO1" is posted
    When posted shipment "$SO1.shipment" is undone
    Then it is refused with "shipment.kits_invoiced"
    And it is refused naming "1 of 3 kits"
    And nothing has changed

  Scenario: Kits are not taken apart into other components
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | Z  | 3        | 2           |
    And "SO1" line 1 gets assembly_order as "AO1"
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "AO1" is reopened
    And "AO1" gets the line:
      | no | quantity_per |
      | B  | 1            |
    When posted shipment "$SO1.shipment" is undone
    Then "AO1" header has:
      | field              | value |
      | remaining_quantity | 3     |

  Scenario: What was made for more kits meanwhile takes those that come back
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | Z  | 3        |
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "SO1" is reopened
    And "SO1" line 1 is changed:
      | field    | value |
      | quantity | 5     |
    When posted shipment "$SO1.shipment" is undone
    Then assembly_header records are:
      | quantity | assembled_quantity | remaining_quantity | quantity_to_assemble |
      | 5        | 0                  | 5                  | 5                    |
    And assembly_line records are:
      | no    | consumed | remaining |
      | A     | 0        | 10        |
      | B     | 0        | 5         |
      | WORK  | 0        | 2.5       |
      | SETUP | 0        | 1         |

  @SD95
  Scenario: A component's later cost comes back with it
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_assemble_to_order |
      | M  | 22       | 22                       |
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And stock:
      | item | quantity | unit_cost |
      | A    | 5        | 6.00      |
    When posted shipment "$SO1.shipment" is undone
    Then value_entry records where item_no is "A" and valued_quantity is "22" are:
      | cost_amount_actual |
      | 92.00              |

  @PF119
  Scenario: An order that is made again is due when its line is to be shipped now
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | Z  | 3        |
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "SO1" is reopened
    And "SO1" line 1 has:
      | field         | value      |
      | shipment_date | 2026-02-10 |
    When posted shipment "$SO1.shipment" is undone
    Then assembly_header records are:
      | quantity | remaining_quantity | due_date   | starting_date |
      | 3        | 3                  | 2026-02-10 | 2026-02-10    |
    And assembly_line records where no is "A" are:
      | due_date   |
      | 2026-02-10 |
