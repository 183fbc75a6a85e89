@PF112 @PF113 @PF115
Feature: Assembly orders for stock

  Background:
    Given the standard company
    And item records:
      | no  | unit_cost | prevent_negative_inventory |
      | A   | 4         | yes                        |
      | B   | 7         | no                         |
      | KIT |           |                            |
    And resource records:
      | no    | unit_cost |
      | WORK  | 40        |
      | SETUP | 10        |
    And bom_component records:
      | parent_item_no | line_no | type     | no    | quantity_per | resource_usage |
      | KIT            | 10000   | item     | A     | 2            |                |
      | KIT            | 20000   | item     | B     | 1            |                |
      | KIT            | 30000   | resource | WORK  | 0.5          | direct         |
      | KIT            | 40000   | resource | SETUP | 1            | fixed          |
    And stock:
      | item | quantity | unit_cost |
      | A    | 10       | 4.00      |
      | B    | 10       | 7.00      |

  Scenario: The lines follow the number of kits, fixed time does not
    Given an assembly order "AO1" for item "KIT"
    When "AO1" header is changed:
      | field    | value |
      | quantity | 3     |
    Then "AO1" lines are:
      | type     | no    | quantity_per | quantity | quantity_to_consume | remaining | cost_amount |
      | item     | A     | 2            | 6        | 6                   | 6         | 24          |
      | item     | B     | 1            | 3        | 3                   | 3         | 21          |
      | resource | WORK  | 0.5          | 1.5      | 1.5                 | 1.5       | 60          |
      | resource | SETUP | 1            | 1        | 1                   | 1         | 10          |
    And "AO1" header has:
      | field                | value    |
      | quantity_to_assemble | 3        |
      | cost_amount          | 115      |
      | unit_cost            | 38.33333 |

  @PX29
  Scenario: Two of three kits cost exactly what went into them, then the last one
    Given an assembly order "AO1" for item "KIT"
    And "AO1" header has:
      | field                | value |
      | quantity             | 3     |
      | quantity_to_assemble | 2     |
    When "AO1" is posted
    Then value_entry records where document_no is "$AO1.assembly" are:
      | item_no | item_ledger_entry_type | valued_quantity | cost_amount_actual | cost_posted_to_gl |
      | A       | assembly_consumption   | -4              | -16.00             | -16.00            |
      | B       | assembly_consumption   | -2              | -14.00             | -14.00            |
      | KIT     | assembly_output        | 2               | 80.00              | 80.00             |
    And resource_ledger_entry records where document_no is "$AO1.assembly" are:
      | resource_no | entry_type | quantity | total_cost |
      | WORK        | usage      | 1        | 40.00      |
      | SETUP       | usage      | 1        | 10.00      |
    And the G/L movement of "$AO1.assembly" is:
      | account | amount |
      | 1460    | 50.00  |
      | 4960    | -50.00 |
    And "AO1" lines are:
      | no    | quantity | consumed | remaining | quantity_to_consume |
      | A     | 6        | 4        | 2         | 2                   |
      | B     | 3        | 2        | 1         | 1                   |
      | WORK  | 1.5      | 1        | 0.5       | 0.5                 |
      | SETUP | 1        | 1        | 0         | 0                   |
    And "AO1" header has:
      | field              | value |
      | assembled_quantity | 2     |
      | remaining_quantity | 1     |
    When "AO1" is posted
    Then "AO1" does not exist
    And posted_assembly_header records are:
      | no    | order_no | quantity | cost_amount | unit_cost |
      | PA00001 | $AO1   | 2        | 80.00       | 40        |
      | PA00002 | $AO1   | 1        | 35.00       | 35        |
    And item records where no is "KIT" are:
      | unit_cost |
      | 38.33333  |

  @PF116 @PX33
  Scenario: What was put together last is taken apart, and its order is there again
    Given an assembly order "AO1" for item "KIT"
    And "AO1" header has:
      | field                | value |
      | quantity             | 3     |
      | quantity_to_assemble | 2     |
    And "AO1" is posted
    And "AO1" is posted
    When posted assembly "$AO1.assembly" is undone
    Then value_entry records where document_no is "PA00002" are:
      | item_no | valued_quantity | cost_amount_actual |
      | A       | -2              | -8.00              |
      | B       | -1              | -7.00              |
      | KIT     | 1               | 35.00              |
      | KIT     | -1              | -35.00             |
      | A       | 2               | 8.00               |
      | B       | 1               | 7.00               |
    And resource_ledger_entry records where document_no is "PA00002" are:
      | resource_no | quantity | total_cost |
      | WORK        | 0.5      | 20.00      |
      | WORK        | -0.5     | -20.00     |
    And the G/L movement of "PA00002" is:
      | account | amount |
    And "AO1" header has:
      | field              | value |
      | remaining_quantity | 1     |
      | assembled_quantity | 2     |
    And "AO1" lines are:
      | no    | remaining | consumed |
      | A     | 2         | 4        |
      | B     | 1         | 2        |
      | WORK  | 0.5       | 1        |
      | SETUP | 0         | 1        |
    When posted assembly "PA00002" is undone
    Then it is refused naming "PA00002"
    And nothing has changed

  @PF116
  Scenario: Kits that are sold are not taken apart
    Given customer records:
      | no |
      | C1 |
    And an assembly order "AO1" for item "KIT"
    And "AO1" header has:
      | field    | value |
      | quantity | 2     |
    And "AO1" is posted
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity |
      | KIT | 1        |
    And "SO1" is posted
    When posted assembly "$AO1.assembly" is undone
    Then it is refused naming "KIT"
    And nothing has changed

  @PF116
  Scenario: An order whose components are others by now keeps what was made
    Given an assembly order "AO1" for item "KIT"
    And "AO1" header has:
      | field                | value |
      | quantity             | 3     |
      | quantity_to_assemble | 2     |
    And "AO1" is posted
    When "AO1" line 1 is changed:
      | field | value |
      | no    | B     |
    Then it is refused naming "A"
    When "AO1" line 1 is deleted
    Then it is refused naming "A"
    When posted assembly "$AO1.assembly" is undone
    Then "AO1" header has:
      | field              | value |
      | remaining_quantity | 3     |
      | assembled_quantity | 0     |

  @SD98
  Scenario: What is not there does not go into a kit
    Given an assembly order "AO1" for item "KIT"
    And "AO1" header has:
      | field    | value |
      | quantity | 6     |
    When "AO1" is posted
    Then it is refused naming "KIT"
    And nothing has changed

  @SD94 @SD95
  Scenario: A component that turns out dearer makes the kit, and what was sold of it, dearer
    Given customer records:
      | no |
      | C1 |
    And an assembly order "AO1" for item "KIT"
    And "AO1" line 1 is deleted
    And "AO1" line 2 is deleted
    And "AO1" line 2 is deleted
    And "AO1" header has:
      | field    | value |
      | quantity | 12    |
    And "AO1" is posted
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity |
      | KIT | 3        |
    And "SO1" is posted
    When stock:
      | item | quantity | unit_cost |
      | B    | 2        | 9.00      |
    Then value_entry records where entry_type is "adjustment" are:
      | item_no | item_ledger_entry_type | cost_amount_actual |
      | B       | assembly_consumption   | -4.00              |
      | KIT     | assembly_output        | 4.00               |
      | KIT     | sale                   | -1.00              |
    And item records where no is "KIT" are:
      | unit_cost |
      | 7.33333   |

  Scenario: A quote only plans
    Given an assembly quote "AQ1" for item "KIT"
    When "AQ1" is posted
    Then it is refused with "assembly.not_postable"

  Scenario: A preview writes nothing
    Given an assembly order "AO1" for item "KIT"
    When "AO1" is previewed
    Then the preview of gl_entry is:
      | gl_account_no | amount |
      | 1460          | 30.00  |
      | 4960          | -30.00 |
    And there are 0 posted_assembly_header records

  Scenario: A released order is reopened before it is changed
    Given an assembly order "AO1" for item "KIT"
    And "AO1" is released
    When "AO1" header is changed:
      | field    | value |
      | quantity | 4     |
    Then it is refused with "assembly.released"
    When "AO1" is reopened
    And "AO1" header is changed:
      | field    | value |
      | quantity | 4     |
    Then "AO1" line 1 has:
      | field    | value |
      | quantity | 8     |

  Scenario: A sub-assembly is replaced by its components
    Given item records:
      | no  |
      | SET |
    And bom_component records:
      | parent_item_no | line_no | no  | quantity_per |
      | SET            | 10000   | KIT | 3            |
      | SET            | 20000   | A   | 1            |
    And an assembly order "AO1" for item "SET"
    And "AO1" header has:
      | field    | value |
      | quantity | 2     |
    When "AO1" line 1 gets explode
    Then "AO1" lines are:
      | type     | no    | quantity |
      | item     | A     | 12       |
      | item     | B     | 6        |
      | resource | WORK  | 3        |
      | resource | SETUP | 1        |
      | item     | A     | 2        |
