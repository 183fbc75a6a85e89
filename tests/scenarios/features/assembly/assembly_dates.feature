@PF15 @PF114
Feature: When the work on a kit is done

  Background:
    Given the standard company
    And the work date is 2026-03-02
    And base_calendar_change records:
      | base_calendar_code | line_no | recurrence | weekday  |
      | WEEK               | 10000   | weekly     | saturday |
      | WEEK               | 20000   | weekly     | sunday   |
    And location "MAIN" has:
      | field                 | value |
      | base_calendar_code    | WEEK  |
      | inbound_handling_time | 1D    |
    And inventory_setup has:
      | field                    | value |
      | default_safety_lead_time | 1D    |
    And item records:
      | no  | lead_time_calculation |
      | A   |                       |
      | KIT | 1D                    |
    And bom_component records:
      | parent_item_no | line_no | no | lead_time_offset |
      | KIT            | 10000   | A  | 2D               |
    And an assembly order "AO1" for item "KIT"
    And "AO1" header has:
      | field         | value      |
      | location_code | MAIN       |
      | due_date      | 2026-03-20 |

  @PX6
  Scenario: From the due date back to the start and to the components
    Then "AO1" header has:
      | field         | value      |
      | ending_date   | 2026-03-18 |
      | starting_date | 2026-03-17 |
    And "AO1" lines are:
      | no | due_date   |
      | A  | 2026-03-13 |

  Scenario: The work begins earlier, and the due date stays until the user moves it
    When "AO1" header is changed:
      | field         | value      |
      | starting_date | 2026-03-10 |
    Then it asks "move_due_date"
    And "AO1" header has:
      | field       | value      |
      | ending_date | 2026-03-11 |
      | due_date    | 2026-03-20 |
    Given "yes" is answered to "move_due_date"
    When "AO1" header is changed:
      | field       | value      |
      | ending_date | 2026-03-12 |
    Then "AO1" header has:
      | field         | value      |
      | starting_date | 2026-03-11 |
      | due_date      | 2026-03-16 |

  Scenario: A due date that is gone is told
    When "AO1" header is changed:
      | field    | value      |
      | due_date | 2026-02-27 |
    Then it warns naming "2026-02-27"
