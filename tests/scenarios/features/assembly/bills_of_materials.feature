@PF112 @CU61
Feature: Bills of materials

  Background:
    Given the standard company
    And item records:
      | no    | unit_cost |
      | BIKE  |           |
      | WHEEL |           |
      | RIM   | 12        |
      | SPOKE | 0.50      |
    And resource records:
      | no   | unit_cost |
      | WORK | 40        |

  Scenario: A component brings its words and its unit
    Given bom_component records:
      | parent_item_no | line_no | type     | no    | quantity_per | lead_time_offset |
      | BIKE           | 10000   | item     | WHEEL | 2            | 2D               |
      | BIKE           | 20000   | resource | WORK  | 0.5          |                  |
    Then bom_component records where parent_item_no is "BIKE" are:
      | no    | description | unit_of_measure_code | quantity_per | lead_time_offset |
      | WHEEL | WHEEL       | PCS                  | 2            | 2D               |
      | WORK  | WORK        | HOUR                 | 0.5          |                  |

  Scenario: An item is not its own component
    When bom_component records are added:
      | parent_item_no | line_no | no   |
      | BIKE           | 10000   | BIKE |
    Then it is refused naming "BIKE"
    And nothing has changed

  Scenario: What contains the parent is told with the way to it
    Given bom_component records:
      | parent_item_no | line_no | no    |
      | BIKE           | 10000   | WHEEL |
      | WHEEL          | 10000   | RIM   |
    When bom_component records are added:
      | parent_item_no | line_no | no   |
      | RIM            | 10000   | BIKE |
    Then it is refused naming "RIM → BIKE → WHEEL → RIM"
    And nothing has changed

  Scenario: Nothing of a component is no component
    When bom_component records are added:
      | parent_item_no | line_no | no  | quantity_per |
      | BIKE           | 10000   | RIM | 0            |
    Then it is refused naming "quantity_per"
    When bom_component records are added:
      | parent_item_no | line_no | no  | quantity_per |
      | BIKE           | 10000   | RIM | -1           |
    Then it is refused naming "quantity_per"

  Scenario: A component in use is not deleted
    Given bom_component records:
      | parent_item_no | line_no | no  |
      | WHEEL          | 10000   | RIM |
    When item "RIM" is deleted
    Then it is refused naming "RIM"
