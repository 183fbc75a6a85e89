@CU60
Feature: Substitutes

  Background:
    Given the standard company
    And customer records:
      | no | language_code |
      | C1 | ENU           |
    And unit_of_measure records:
      | code |
      | BOX  |
      | PAIR |
    And item records:
      | no | description | unit_price | unit_cost | vat_prod_posting_group | automatic_ext_texts |
      | A  | Desk        | 100        | 60        | VAT25                  | no                  |
      | B  | Table       | 90         | 50        | VAT12                  | yes                 |
      | C  | Bench       | 80         | 40        | VAT25                  | no                  |
    And item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit |
      | A       | BOX       | 4            |
      | B       | BOX       | 6            |
      | C       | PAIR      | 2            |
    And item "C" has:
      | field      | value |
      | sales_unit | PAIR  |
    And extended_text records:
      | owner | no | text_no | language_code |
      | item  | B  | 1       | ENU           |
    And extended_text_line records:
      | owner | no | text_no | line_no | text       |
      | item  | B  | 1       | 10000   | With legs. |
    And item_substitution records:
      | item_no | substitute_no | interchangeable | condition    |
      | A       | B             | yes             | Same height  |
      | A       | C             | no              | Indoors only |

  Scenario: An interchangeable pair is made, unmade and deleted from both sides
    Then item_substitution records are:
      | item_no | substitute_no | interchangeable | condition    |
      | A       | B             | yes             | Same height  |
      | B       | A             | yes             | Same height  |
      | A       | C             | no              | Indoors only |
    When item_substitution "A||C|" is changed:
      | field           | value |
      | interchangeable | yes   |
    Then item_substitution records where item_no is "C" are:
      | substitute_no | interchangeable |
      | A             | yes             |
    When item_substitution "A||C|" is changed:
      | field           | value |
      | interchangeable | no    |
    Then there are 0 item_substitution records where item_no is "C"
    When item_substitution "B||A|" is deleted
    Then item_substitution records are:
      | item_no | substitute_no |
      | A       | C             |

  Scenario: Quantity, dates and location stay, price, VAT and texts come from the substitute
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | unit_of_measure | location | shipment_date | unit_price |
      | A  | 3        | BOX             | EAST     | 2026-02-10    | 1          |
    When "SO1" line 1 gets substitute with:
      | field         | value |
      | substitute_no | B     |
    Then "SO1" lines are:
      | type    | no | description | quantity | unit_of_measure | quantity_base | location | shipment_date | unit_price | vat_pct | line_amount |
      | item    | B  | Table       | 3        | BOX             | 18            | EAST     | 2026-02-10    | 540        | 12      | 1620        |
      | comment |    | With legs.  | 0        |                 | 0             |          |               | 0          | 0       | 0           |

  Scenario: A unit that the substitute has not becomes its sales unit
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | unit_of_measure |
      | A  | 3        | BOX             |
    When "SO1" line 1 gets substitute with:
      | field         | value |
      | substitute_no | C     |
    Then "SO1" lines are:
      | no | quantity | unit_of_measure | quantity_base | unit_price |
      | C  | 3        | PAIR            | 6             | 160        |

  Scenario: Only what is entered as a substitute may stand in
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | C  | 1        |
    When "SO1" line 1 gets substitute with:
      | field         | value |
      | substitute_no | A     |
    Then it is refused with "sales.no_substitute"
    And it is refused naming "A"
    And nothing has changed

  Scenario: What is delivered is not replaced
    Given stock:
      | item | quantity |
      | A    | 5        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 3        | 1           |
    And "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    And "SO1" is reopened
    When "SO1" line 1 gets substitute with:
      | field         | value |
      | substitute_no | B     |
    Then it is refused with "sales.line_started"

  Scenario: A blocked substitute is refused
    Given item "B" has:
      | field        | value    |
      | blocked      | yes      |
      | block_reason | Recalled |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 3        |
    When "SO1" line 1 gets substitute with:
      | field         | value |
      | substitute_no | B     |
    Then it is refused naming "Recalled"
    And nothing has changed

  Scenario: An item is no substitute of itself, but one of its variants may be
    Given item_variant records:
      | item_no | code | description |
      | A       | RED  | Red desk    |
    When item_substitution records are added:
      | item_no | substitute_no |
      | A       | A             |
    Then it is refused with "item.substitute_is_itself"
    When item_substitution records are added:
      | item_no | substitute_no | substitute_variant |
      | A       | B             | RED                |
    Then it is refused naming "RED"
    Given item_substitution records:
      | item_no | substitute_no | substitute_variant |
      | A       | A             | RED                |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 3        |
    When "SO1" line 1 gets substitute with:
      | field              | value |
      | substitute_no      | A     |
      | substitute_variant_code | RED |
    Then "SO1" lines are:
      | no | variant_code | description | quantity |
      | A  | RED          | Red desk    | 3        |

  Scenario: Pairs go with either of their items
    When item "B" is deleted
    Then item_substitution records are:
      | item_no | substitute_no |
      | A       | C             |
    When item "A" is deleted
    Then there are 0 item_substitution records
