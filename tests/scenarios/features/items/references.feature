@CU57 @CU58
Feature: References and the order of descriptions

  Background:
    Given the standard company
    And customer records:
      | no   | language_code |
      | C100 | SVE           |
      | C200 |               |
    And unit_of_measure records:
      | code |
      | BOX  |
    And item records:
      | no     | description | unit_price |
      | 1896-S | Desk        | 100        |
      | 2000-S | Chair       | 40         |
    And item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit |
      | 1896-S  | BOX       | 4            |
    And item_variant records:
      | item_no | code | description |
      | 1896-S  | RED  | Red desk    |
      | 1896-S  | BLUE |             |
    And item_reference records:
      | item_no | variant | owner_type | owner_no | reference_no | description |
      | 1896-S  | RED     | customer   | C100     | K-77         | Desk (K-77) |
    And a sales order "SO1" for customer "C100"
    And a sales order "SO2" for customer "C200"

  @CUX10
  Scenario: A customer's own number means item and variant, with the customer's text
    When "SO1" gets the line:
      | item_reference_no |
      | K-77              |
    Then "SO1" lines are:
      | no     | variant | description | item_reference_no | unit_price |
      | 1896-S | RED     | Desk (K-77) | K-77              | 100        |

  @CUX10
  Scenario: Nobody else knows the number
    When "SO2" gets the line:
      | item_reference_no |
      | K-77              |
    Then it is refused naming "K-77"
    And it is refused naming "C200"
    And nothing has changed

  Scenario: Typed into No. it is found too, for its customer only
    When "SO1" gets the line:
      | no   |
      | K-77 |
    Then "SO1" lines are:
      | no     | variant | description |
      | 1896-S | RED     | Desk (K-77) |
    When "SO2" gets the line:
      | no   |
      | K-77 |
    Then it is refused naming "K-77"

  Scenario: A reference is valid on the price date only, its last day included
    Given item_reference "1896-S|RED||customer|C100|K-77" has:
      | field         | value      |
      | starting_date | 2026-01-10 |
      | ending_date   | 2026-01-15 |
    And "SO1" lines:
      | item_reference_no |
      | K-77              |
    And "SO1" header has:
      | field      | value      |
      | order_date | 2026-01-16 |
    When "SO1" gets the line:
      | item_reference_no |
      | K-77              |
    Then it is refused naming "K-77"
    And "SO1" lines are:
      | no     |
      | 1896-S |

  Scenario: The reference of the line's own unit and variant wins over one for any
    Given item_reference records:
      | item_no | variant | unit | owner_type | owner_no | reference_no | description |
      | 1896-S  |         |      | customer   | C100     | K-70         | Any desk    |
      | 1896-S  |         | BOX  | customer   | C100     | K-71         | Desk box    |
    And "SO1" lines:
      | no     | quantity |
      | 1896-S | 1        |
    Then "SO1" line 1 has:
      | field             | value    |
      | item_reference_no | K-70     |
      | description       | Any desk |
    When "SO1" line 1 is changed:
      | field           | value |
      | unit_of_measure | BOX   |
    Then "SO1" line 1 has:
      | field             | value    |
      | item_reference_no | K-71     |
      | description       | Desk box |
    When "SO1" line 1 is changed:
      | field           | value |
      | unit_of_measure | PCS   |
      | variant         | RED   |
    Then "SO1" line 1 has:
      | field             | value       |
      | item_reference_no | K-77        |
      | description       | Desk (K-77) |

  Scenario: A reference of the old unit alone does not stay
    Given item_reference records:
      | item_no | unit | owner_type | owner_no | reference_no | description |
      | 1896-S  | BOX  | customer   | C200     | B-1          | Desk box    |
    And "SO2" lines:
      | item_reference_no | quantity |
      | B-1               | 2        |
    Then "SO2" lines are:
      | unit_of_measure | description | item_reference_no |
      | BOX             | Desk box    | B-1               |
    When "SO2" line 1 is changed:
      | field           | value |
      | unit_of_measure | PCS   |
    Then "SO2" lines are:
      | unit_of_measure | description | item_reference_no |
      | PCS             | Desk        |                   |

  Scenario: A number of several items must be chosen from
    Given item_reference records:
      | item_no | owner_type | reference_no |
      | 1896-S  | barcode    | 4711         |
      | 2000-S  | other      | 4711         |
    When "SO2" gets the line:
      | item_reference_no |
      | 4711              |
    Then it is refused with "sales.several_found"
    And it is refused naming "2000-S"

  Scenario: The customer's own number comes before a barcode of the same signs
    Given item_reference records:
      | item_no | owner_type | owner_no | reference_no |
      | 1896-S  | barcode    |          | 4711         |
      | 2000-S  | customer   | C100     | 4711         |
    When "SO1" gets the line:
      | no   |
      | 4711 |
    And "SO2" gets the line:
      | no   |
      | 4711 |
    Then "SO1" lines are:
      | no     |
      | 2000-S |
    And "SO2" lines are:
      | no     |
      | 1896-S |

  Scenario Outline: Customer's text, variant's translation, item's translation, variant, item
    Given item_translation records:
      | item_no | variant | language_code | description |
      | 1896-S  |         | SVE           | Skrivbord   |
      | 1896-S  | BLUE    | SVE           | Blått bord  |
    When "<order>" gets the line:
      | no     | variant   |
      | 1896-S | <variant> |
    Then "<order>" line 1 has:
      | field       | value  |
      | description | <text> |

    Examples:
      | order | variant | text        |
      | SO1   | RED     | Desk (K-77) |
      | SO1   | BLUE    | Blått bord  |
      | SO1   |         | Skrivbord   |
      | SO2   | RED     | Red desk    |
      | SO2   | BLUE    | Desk        |

  Scenario: A variant without a text of its own takes the item's translation
    Given item_translation records:
      | item_no | language_code | description |
      | 1896-S  | SVE           | Skrivbord   |
    And item_variant records:
      | item_no | code  | description |
      | 1896-S  | GREEN | Green desk  |
    When "SO1" gets the line:
      | no     | variant |
      | 1896-S | GREEN   |
    Then "SO1" line 1 has:
      | field       | value     |
      | description | Skrivbord |

  Scenario Outline: A reference has a number, an owner, and a variant and unit that are there
    When item_reference records are added:
      | item_no | variant   | unit   | owner_type | owner_no | reference_no |
      | 1896-S  | <variant> | <unit> | customer   | <owner>  | <number>     |
    Then it is refused naming "<wrong>"
    And nothing has changed

    Examples:
      | variant | unit | owner | number | wrong        |
      |         |      | C100  |        | reference_no |
      |         |      |       | K-9    | owner_no     |
      |         |      | C999  | K-9    | C999         |
      | PINK    |      | C100  | K-9    | PINK         |
      |         | HOUR | C100  | K-9    | HOUR         |
