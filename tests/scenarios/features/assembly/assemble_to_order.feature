@PF117 @PF118 @PF119
Feature: Kits that are put together for a sales line

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |
    And item records:
      | no  | unit_cost | unit_price | replenishment_system | assembly_policy   |
      | A   | 4         | 9          |                      |                   |
      | B   | 7         | 15         |                      |                   |
      | KIT |           | 100        | assembly             | assemble_to_stock |
      | ATO |           | 100        | assembly             | assemble_to_order |
    And item_variant records:
      | item_no | code |
      | KIT     | RED  |
    And bom_component records:
      | parent_item_no | line_no | no | quantity_per |
      | KIT            | 10000   | A  | 2            |
      | KIT            | 20000   | B  | 1            |
      | ATO            | 10000   | A  | 3            |

  Scenario: The policy of the item decides what a new line gets
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity |
      | KIT | 5        |
      | ATO | 4        |
    Then "SO1" lines are:
      | no  | qty_to_assemble_to_order | quantity_to_assemble |
      | KIT | 0                        | 0                    |
      | ATO | 4                        | 4                    |
    And assembly_header records are:
      | document_type | item_no | quantity | quantity_to_assemble |
      | order         | ATO     | 4        | 4                    |
    And assembly_line records are:
      | no | quantity | quantity_to_consume |
      | A  | 12       | 12                  |
    And ato_link records are:
      | assembly_type | document_no | document_line_no |
      | order         | $SO1        | 20000            |

  Scenario: What was all of the line follows it, what is too much is cut, the rest stays
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity | qty_to_assemble_to_order |
      | KIT | 10       | 7                        |
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 12    |
    Then "SO1" line 1 has:
      | field                    | value |
      | qty_to_assemble_to_order | 7     |
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 5     |
    Then "SO1" line 1 has:
      | field                    | value |
      | qty_to_assemble_to_order | 5     |
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 8     |
    Then "SO1" line 1 has:
      | field                    | value |
      | qty_to_assemble_to_order | 8     |
    And assembly_line records are:
      | no | quantity |
      | A  | 16       |
      | B  | 8        |

  @PF123 @PX28
  Scenario: What is put together now follows what is shipped now, kits first
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity | qty_to_assemble_to_order | qty_to_ship |
      | KIT | 10       | 7                        | 7           |
    Then "SO1" line 1 has:
      | field                | value |
      | quantity_to_assemble | 7     |
    When "SO1" line 1 is changed:
      | field       | value |
      | qty_to_ship | 4     |
    Then "SO1" line 1 has:
      | field                | value |
      | quantity_to_assemble | 4     |
    When "SO1" line 1 is changed:
      | field                | value |
      | quantity_to_assemble | 0     |
    Then it is refused with "sales.quantity_to_assemble_outside"
    When "SO1" line 1 is changed:
      | field                | value |
      | quantity_to_assemble | 5     |
    Then it is refused naming "between 1 and 4"
    When "SO1" line 1 is changed:
      | field                | value |
      | quantity_to_assemble | 1     |
    Then assembly_header records are:
      | quantity | quantity_to_assemble |
      | 7        | 1                    |

  Scenario Outline: What is not put together to order
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity | <field> |
      | KIT | 5        | <value> |
    When "SO1" line 1 is changed:
      | field                    | value |
      | qty_to_assemble_to_order | <ato> |
    Then it is refused with "<code>"
    And nothing has changed

    Examples:
      | field                 | value | ato | code                       |
      | drop_shipment         | yes   | 5   | sales.bought_not_assembled |
      | special_order         | yes   | 5   | sales.bought_not_assembled |
      | applies_to_item_entry | 3     | 5   | sales.applied_not_assembled |
      | description           | Kit   | 6   | sales.assemble_outside     |
      | description           | Kit   | -1  | sales.assemble_outside     |

  Scenario: A quote is put together wholly or not at all
    Given a sales quote "SQ1" for customer "C1"
    And "SQ1" lines:
      | no  | quantity |
      | KIT | 5        |
    When "SQ1" line 1 is changed:
      | field                    | value |
      | qty_to_assemble_to_order | 3     |
    Then it is refused with "sales.assemble_all_or_nothing"
    When "SQ1" line 1 is changed:
      | field                    | value |
      | qty_to_assemble_to_order | 5     |
    Then assembly_header records are:
      | document_type | quantity | quantity_to_assemble |
      | quote         | 5        | 0                    |
    And there are 0 reservation records

  Scenario: An invoice carries no kits that are put together
    Given a sales invoice "SI1" for customer "C1"
    And "SI1" lines:
      | no  | quantity |
      | ATO | 5        |
    Then "SI1" line 1 has:
      | field                    | value |
      | qty_to_assemble_to_order | 0     |
    When "SI1" line 1 is changed:
      | field                    | value |
      | qty_to_assemble_to_order | 5     |
    Then it is refused with "sales.not_assembled_here"

  @PF119
  Scenario: Location, date and unit of the line go on to what is put together
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity | qty_to_assemble_to_order |
      | KIT | 5        | 5                        |
    When "SO1" line 1 is changed:
      | field         | value      |
      | location_code | EAST       |
      | shipment_date | 2026-02-10 |
    Then assembly_header records are:
      | location_code | due_date   | starting_date |
      | EAST          | 2026-02-10 | 2026-02-10    |
    And assembly_line records are:
      | no | location_code | due_date   |
      | A  | EAST          | 2026-02-10 |
      | B  | EAST          | 2026-02-10 |
    And reservation records are:
      | item_no | quantity | demand_type | demand_document_no | supply_type     | binding        | location_code |
      | KIT     | 5        | sales       | $SO1               | assembly_output | order_to_order | EAST          |
    When "SO1" line 1 is changed:
      | field | value |
      | no    | A     |
    Then it is refused with "sales.assembled_keeps_number"

  @PF119
  Scenario: A variant is asked for before the lines are made anew, customised ones stay
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity | qty_to_assemble_to_order |
      | KIT | 5        | 5                        |
    And "SO1" line 1 gets assembly_order as "AO1"
    And "AO1" line 2 is deleted
    And "AO1" line 1 is changed:
      | field        | value |
      | quantity_per | 3     |
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 10    |
    Then "AO1" lines are:
      | no | quantity_per | quantity |
      | A  | 3            | 30       |
    Given "yes" is answered to "rebuild_assembly"
    When "SO1" line 1 is changed:
      | field        | value |
      | variant_code | RED   |
    Then "AO1" lines are:
      | no | quantity |
      | A  | 20       |
      | B  | 10       |
    And "AO1" header has:
      | field        | value |
      | variant_code | RED   |

  @PF120
  Scenario: The sales line rules over the order that is made for it
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity | qty_to_assemble_to_order |
      | KIT | 5        | 5                        |
    And "SO1" line 1 gets assembly_order as "AO1"
    When "AO1" header is changed:
      | field    | value |
      | quantity | 3     |
    Then it is refused naming "$SO1"
    When "AO1" is deleted
    Then it is refused naming "$SO1"
    When "AO1" is posted
    Then it is refused naming "$SO1"
    When "AO1" header is changed:
      | field         | value      |
      | starting_date | 2026-01-10 |
    Then "AO1" header has:
      | field         | value      |
      | starting_date | 2026-01-10 |
      | due_date      | 2026-01-15 |
    When "SO1" is released
    Then "AO1" header has:
      | field  | value    |
      | status | released |
    When "SO1" is reopened
    Then "AO1" header has:
      | field  | value |
      | status | open  |

  @PF118
  Scenario Outline: What is put together goes with its line
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity | qty_to_assemble_to_order |
      | ATO | 5        | 5                        |
    When <act>
    Then there are 0 assembly_header records
    And there are 0 ato_link records
    And there are 0 reservation records

    Examples:
      | act                     |
      | "SO1" line 1 is deleted |
      | "SO1" is deleted        |

  @PF64 @PF118
  Scenario: Clearing the field ends it, and only then the line can be bought
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity | qty_to_assemble_to_order |
      | KIT | 5        | 5                        |
    When "SO1" line 1 is changed:
      | field                    | value |
      | qty_to_assemble_to_order | 0     |
    Then there are 0 assembly_header records
    When "SO1" line 1 is changed:
      | field                    | value |
      | qty_to_assemble_to_order | 5     |
    And "SO1" line 1 is changed:
      | field         | value |
      | drop_shipment | yes   |
    Then it is refused with "sales.not_bought_now"
    And there is 1 assembly_header record where quantity is "5"
    When "SO1" line 1 is changed:
      | field                    | value |
      | qty_to_assemble_to_order | 0     |
      | drop_shipment            | yes   |
    Then there are 0 assembly_header records
    And "SO1" line 1 has:
      | field         | value |
      | drop_shipment | yes   |

  @PF124
  Scenario: The kits of a quote come along as they were agreed
    Given a sales quote "SQ1" for customer "C1"
    And "SQ1" lines:
      | no  | quantity |
      | ATO | 5        |
    And "SQ1" line 1 gets assembly_order as "AQ1"
    And "AQ1" gets the line:
      | no | quantity_per |
      | B  | 2            |
    When "SQ1" is made into a sales order "SO1"
    Then assembly_header records are:
      | document_type | quantity | quantity_to_assemble |
      | order         | 5        | 5                    |
    And assembly_line records are:
      | document_type | no | quantity | quantity_to_consume |
      | order         | A  | 15       | 15                  |
      | order         | B  | 10       | 10                  |
    And ato_link records are:
      | assembly_type | document_no |
      | order         | $SO1        |

  @PF129
  Scenario: A quote with kits is not made into an invoice
    Given a sales quote "SQ1" for customer "C1"
    And "SQ1" lines:
      | no  | quantity |
      | ATO | 5        |
    When "SQ1" is made into a sales invoice "SI1"
    Then it is refused naming "ATO"

  Scenario: An item that is put together to order is replenished by assembling it
    When item "A" is changed:
      | field           | value             |
      | assembly_policy | assemble_to_order |
    Then it is refused with "availability.assemble_to_order_without_assembly"

  @PF123
  Scenario: The part from stock is shipped without the kits
    Given stock:
      | item | quantity | unit_cost |
      | KIT  | 9        | 12.00     |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity | qty_to_assemble_to_order | qty_to_ship | quantity_to_assemble |
      | KIT | 10       | 6                        | 4           | 0                    |
    When "SO1" is posted
    Then "SO1" line 1 has:
      | field             | value |
      | quantity_shipped  | 4     |
      | qty_to_ship       | 6     |
    And "SO1" line 1 has:
      | field                | value |
      | quantity_to_assemble | 6     |
    When "SO1" is posted
    Then item_ledger_entry records where order_no is "$SO1" are:
      | quantity | assemble_to_order |
      | -4       | no                |
      | -6       | yes               |
    And there are 0 assembly_header records

  @PF119
  Scenario: What is released by itself is reopened only if the user agrees
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity |
      | ATO | 5        |
    And "SO1" line 1 gets assembly_order as "AO1"
    And "AO1" is released
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 6     |
    Then it asks "reopen_assembly"
    And "AO1" header has:
      | field    | value    |
      | quantity | 5        |
      | status   | released |
    Given "yes" is answered to "reopen_assembly"
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 6     |
    Then "AO1" header has:
      | field    | value |
      | quantity | 6     |
      | status   | open  |

  @PF123 @SD62
  Scenario: How many of a delivery are put together is said of a released order too
    Given stock:
      | item | quantity | unit_cost |
      | KIT  | 20       | 12.00     |
      | A    | 20       | 4.00      |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity | qty_to_assemble_to_order |
      | KIT | 10       | 7                        |
    And "SO1" is released
    When "SO1" line 1 is changed:
      | field                | value |
      | qty_to_ship          | 4     |
      | quantity_to_assemble | 1     |
    Then it does not ask
    And assembly_header records are:
      | quantity_to_assemble | status   |
      | 1                    | released |
    And assembly_line records where no is "A" are:
      | quantity_to_consume |
      | 2                   |
    When "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    Then item_ledger_entry records where document_no is "$SO1.shipment" are:
      | quantity | assemble_to_order |
      | -1       | yes               |
      | -3       | no                |
    When "SO1" line 1 is changed:
      | field                | value |
      | qty_to_ship          | 3     |
      | quantity_to_assemble | 2     |
    Then it is refused naming "between 3 and 3"

  @PF117 @PF121
  Scenario: Only what is still to be shipped can be put together
    Given stock:
      | item | quantity | unit_cost |
      | KIT  | 9        | 12.00     |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity | qty_to_ship |
      | KIT | 10       | 7           |
    And "SO1" is posted
    And "SO1" is reopened
    When "SO1" line 1 is changed:
      | field                    | value |
      | qty_to_assemble_to_order | 4     |
    Then it is refused naming "between 0 and 3"
    And nothing has changed
    When "SO1" line 1 is changed:
      | field                    | value |
      | qty_to_assemble_to_order | 3     |
      | quantity                 | 9     |
    Then "SO1" line 1 has:
      | field                    | value |
      | qty_to_assemble_to_order | 2     |
      | quantity_to_assemble     | 2     |
    And reservation records are:
      | quantity | binding        |
      | 2        | order_to_order |
