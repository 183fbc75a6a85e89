@CU61
Feature: A kit on a sales line gives way to its components

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |
    And item records:
      | no  | description | unit_cost | unit_price |
      | A   | Leg         | 4         | 9          |
      | SUB | Drawer      | 7         | 15         |
      | KIT | Table       |           | 100        |
    And resource records:
      | no    | name    | unit_cost | unit_price |
      | SETUP | Fitting | 10        | 30         |
    And bom_component records:
      | parent_item_no | line_no | type     | no    | description | quantity_per | resource_usage |
      | KIT            | 10000   | item     | A     |             | 4            |                |
      | KIT            | 20000   | item     | SUB   |             | 0.5          |                |
      | KIT            | 30000   | resource | SETUP |             | 1            | fixed          |
      | KIT            | 40000   | text     |       | Oil it once |              |                |
      | SUB            | 10000   | item     | A     |             | 1            |                |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity | location_code | shipment_date |
      | KIT | 3        | EAST          | 2026-02-10    |
      | A   | 1        |               |               |

  Scenario: A heading, and each component at its own price
    When "SO1" line 1 gets explode
    Then "SO1" lines are:
      | type     | no    | description | quantity | unit_price | location_code | shipment_date |
      | comment  |       | Table       | 0        | 0          |               |               |
      | item     | A     | Leg         | 12       | 9          | EAST          | 2026-02-10    |
      | item     | SUB   | Drawer      | 1.5      | 15         | EAST          | 2026-02-10    |
      | resource | SETUP | Fitting     | 1        | 30         |               | 2026-01-15    |
      | comment  |       | Oil it once | 0        | 0          |               |               |
      | item     | A     | Leg         | 1        | 9          |               | 2026-01-15    |

  Scenario: What has no components is not exploded
    When "SO1" line 2 gets explode_bom
    Then it is refused with "sales.nothing_to_explode"
    And nothing has changed

  Scenario: What is put together to order keeps its line
    When "SO1" line 1 is changed:
      | field                    | value |
      | qty_to_assemble_to_order | 3     |
    And "SO1" line 1 gets explode
    Then it is refused with "sales.assembled_keeps_number"
    And nothing has changed
