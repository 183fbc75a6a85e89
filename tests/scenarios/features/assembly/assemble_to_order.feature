@PF122
Feature: The components of kits are checked on their due dates

  Background:
    Given the standard company
    And the work date is 2026-03-02
    And customer records:
      | no |
      | C1 |
    And item records:
      | no  | unit_cost | unit_price | replenishment_system | assembly_policy   |
      | A   | 4         | 9          |                      |                   |
      | B   | 7         | 15         |                      |                   |
      | KIT |           | 100        | assembly             | assemble_to_order |
    And vendor records:
      | no |
      | V1 |
    And bom_component records:
      | parent_item_no | line_no | no | quantity_per |
      | KIT            | 10000   | A  | 2            |
      | KIT            | 20000   | B  | 1            |
    And stock:
      | item | quantity | unit_cost |
      | A    | 7        | 4.00      |
      | B    | 20       | 7.00      |

  Scenario: Too little of a component warns, and nothing is in the way
    Given a sales order "SO1" for customer "C1"
    When "SO1" gets the line:
      | no  | quantity |
      | KIT | 4        |
    Then it warns naming "A"
    And assembly_line records are:
      | no | quantity | avail_warning |
      | A  | 8        | yes           |
      | B  | 4        | no            |
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 3     |
    Then it does not warn
    And assembly_line records are:
      | no | quantity | avail_warning |
      | A  | 6        | no            |
      | B  | 3        | no            |

  Scenario: A receipt before the due date is enough, and what is due later counts too
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 5        | 2026-03-10            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity | shipment_date |
      | KIT | 4        | 2026-03-12    |
    Then assembly_line records where no is "A" are:
      | due_date   | avail_warning |
      | 2026-03-12 | no            |
    When "SO1" line 1 is changed:
      | field         | value      |
      | shipment_date | 2026-03-06 |
    Then it warns naming "A"
    And assembly_line records where no is "A" are:
      | due_date   | avail_warning |
      | 2026-03-06 | yes           |
    Given a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity | shipment_date |
      | A  | 4        | 2026-03-20    |
    When "SO1" line 1 is changed:
      | field         | value      |
      | shipment_date | 2026-03-12 |
    Then it does not warn
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 5     |
    Then it warns naming "A"

  Scenario: A quote is checked, too, and takes nothing from others
    Given a sales quote "SQ1" for customer "C1"
    When "SQ1" gets the line:
      | no  | quantity |
      | KIT | 4        |
    Then it warns naming "A"
    And assembly_line records are:
      | document_type | no | avail_warning |
      | quote         | A  | yes           |
      | quote         | B  | no            |
    And the availability of "A" on 2026-03-10 is:
      | inventory | gross_requirement | projected_available_balance |
      | 7         | 0                 | 7                           |

  Scenario: Two lines of kits do not count the same goods
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity |
      | KIT | 2        |
    When "SO1" gets the line:
      | no  | quantity |
      | KIT | 2        |
    Then it warns naming "A"
    And assembly_line records where no is "A" are:
      | quantity | avail_warning |
      | 4        | no            |
      | 4        | yes           |

  Scenario: An order for stock is checked as well
    Given an assembly order "AO1" for item "KIT"
    When "AO1" header is changed:
      | field    | value |
      | quantity | 4     |
    Then it warns naming "A"
    When "AO1" is released
    Then it warns naming "A"
