@SD20 @SD22 @SD24
Feature: Document lines

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |
    And item records:
      | no | description | unit_price | unit_cost |
      | A  | Chair       | 100        | 60        |
    And a sales order "SO1" for customer "C1"

  @SD22 @SD28 @SD29
  Scenario: Choosing an item fills the line
    Given "SO1" lines:
      | no | quantity |
      | A  | 4        |
    Then "SO1" lines are:
      | line_no | type | description | unit_of_measure_code | qty_per_unit | unit_price | unit_cost_lcy | vat_pct | vat_identifier | quantity_base | qty_to_ship | qty_to_invoice | outstanding_quantity |
      | 10000   | item | Chair       | PCS                  | 1            | 100        | 60            | 25      | VAT25          | 4             | 4           | 4              | 4                    |

  @SD20
  Scenario: Accounts, resources and texts on one order
    Given resource records:
      | no  | name  | unit_price | unit_cost |
      | R1  | Fitter | 700       | 400       |
    And "SO1" lines:
      | type       | no   | description | quantity | unit_price |
      | resource   | R1   |             | 2        |            |
      | gl_account | 3590 |             | 1        | 150        |
      | comment    |      | Ring first  |          |            |
    Then "SO1" lines are:
      | type       | description      | unit_of_measure_code | line_amount | vat_amount | unit_cost_lcy |
      | resource   | Fitter           | HOUR                 | 1400        | 350        | 400           |
      | gl_account | Fees and freight |                      | 150         | 37.50      | 0             |
      | comment    | Ring first       |                      | 0           | 0          | 0             |

  @SD31 @EX3
  Scenario: The base quantity is rounded as the base unit says
    Given item records:
      | no | base_unit |
      | K  | KG        |
    And item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit | qty_rounding_precision |
      | K       | KG        | 1            | 0.001                  |
      | K       | BAG       | 0.4536       |                        |
    And "SO1" lines:
      | no | unit_of_measure_code | quantity |
      | K  | BAG                  | 3        |
    Then "SO1" lines are:
      | quantity | quantity_base |
      | 3        | 1.361         |

  @SD31 @EX3
  Scenario: A quantity that rounds to nothing is refused
    Given item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit | qty_rounding_precision |
      | A       | PCS       | 1            | 1                      |
      | A       | BOX       | 12           |                        |
    When "SO1" gets the line:
      | no | unit_of_measure_code | quantity |
      | A  | BOX                  | 0.04     |
    Then it is refused naming "0.04" and "PCS"
    And nothing has changed

  @SD31
  Scenario: A quantity is a multiple of its own unit's precision
    Given item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit | qty_rounding_precision |
      | A       | BOX       | 12           | 0.5                    |
    When "SO1" gets the line:
      | no | unit_of_measure_code | quantity |
      | A  | BOX                  | 1.25     |
    Then it is refused naming "1.25"
    And nothing has changed

  @SD34 @EX5
  Scenario: A line that stock does not cover warns and tells how much is short
    Given a sales order "SO2" for customer "C1"
    When "SO2" gets the line:
      | no | quantity | shipment_date |
      | A  | 6        | 2026-03-10    |
    Then it warns naming "A" and "6"
    And "SO2" lines are:
      | quantity |
      | 6        |

  @SD34
  Scenario: No warning where the set-up or the item wants none
    Given item "A" has:
      | field            | value |
      | stockout_warning | no    |
    When "SO1" gets the line:
      | no | quantity |
      | A  | 6        |
    Then it does not warn

  @SD30
  Scenario Outline: Quantities to ship and to invoice have their limits
    Given "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 10       | 4           |
    When "SO1" line 1 is changed:
      | field   | value   |
      | <field> | <value> |
    Then it is refused naming "<largest>"
    And nothing has changed

    Examples:
      | field          | value | largest |
      | qty_to_ship    | 11    | 10      |
      | qty_to_invoice | 5     | 4       |

  @SD30
  Scenario: A quantity to ship has the sign of the quantity
    Given "SO1" lines:
      | no | quantity |
      | A  | 10       |
    When "SO1" line 1 is changed:
      | field       | value |
      | qty_to_ship | -1    |
    Then it is refused
    And nothing has changed

  @SD28
  Scenario: Quantity to ship may start blank
    Given sales_setup has:
      | field                    | value |
      | default_quantity_to_ship | blank |
    And "SO1" lines:
      | no | quantity |
      | A  | 10       |
    Then "SO1" lines are:
      | qty_to_ship | qty_to_invoice | outstanding_quantity |
      | 0           | 0              | 10                   |
    Given a sales invoice "SI1" for customer "C1"
    And "SI1" lines:
      | no | quantity |
      | A  | 10       |
    Then "SI1" lines are:
      | qty_to_ship | qty_to_invoice |
      | 10          | 10             |

  @SD23
  Scenario Outline: What is blocked cannot be sold
    Given item "A" has:
      | field   | value |
      | <field> | yes   |
    When "SO1" gets the line:
      | no | quantity |
      | A  | 1        |
    Then it is refused naming "A"
    And nothing has changed

    Examples:
      | field         |
      | blocked       |
      | sales_blocked |

  @SD23
  Scenario: What may not be sold may come back
    Given item "A" has:
      | field         | value |
      | sales_blocked | yes   |
    And a sales return order "SR1" for customer "C1"
    And "SR1" lines:
      | no | quantity |
      | A  | 1        |
    Then "SR1" lines are:
      | no | quantity |
      | A  | 1        |

  @SD20
  Scenario: An account without direct posting cannot stand on a line
    When "SO1" gets the line:
      | type       | no   | quantity |
      | gl_account | 3001 | 1        |
    Then it is refused naming "3001"
    And nothing has changed

  Scenario: VAT cannot be found for a pair of groups
    Given vat_prod_posting_group records:
      | code |
      | ODD  |
    And item records:
      | no | vat_prod_posting_group |
      | X  | ODD                    |
    When "SO1" gets the line:
      | no | quantity |
      | X  | 1        |
    Then it is refused naming "DOMESTIC" and "ODD"
    And nothing has changed

  @SD25
  Scenario: A typed price stays, a found one is looked up again
    Given item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit |
      | A       | BOX       | 12           |
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        |            |
      | A  | 1        | 95         |
    When "SO1" line 1 is changed:
      | field                | value |
      | unit_of_measure_code | BOX   |
    And "SO1" line 2 is changed:
      | field    | value |
      | quantity | 12    |
    Then "SO1" lines are:
      | quantity | quantity_base | unit_price |
      | 1        | 12            | 1200       |
      | 12       | 12            | 95         |
    When "SO1" gets recalculate_prices
    Then "SO1" lines are:
      | unit_price |
      | 1200       |
      | 100        |

  @SD36
  Scenario: Deleting a line changes the totals at once
    Given "SO1" lines:
      | no | quantity |
      | A  | 1        |
      | A  | 2        |
    When "SO1" line 1 is deleted
    Then "SO1" lines are:
      | line_no | quantity |
      | 20000   | 2        |
    And "SO1" totals are:
      | subtotal | total_incl_vat |
      | 200      | 250            |

  @SD24
  Scenario: A line of returned goods on an order
    Given "SO1" lines:
      | no | quantity |
      | A  | 3        |
      | A  | -1       |
    Then "SO1" lines are:
      | quantity | qty_to_ship | outstanding_quantity | line_amount |
      | 3        | 3           | 3                    | 300         |
      | -1       | -1          | -1                   | -100        |
    And "SO1" totals are:
      | total_incl_vat |
      | 250            |

  @SD69
  Scenario: What is outstanding, in the order's figures
    Given "SO1" lines:
      | no | quantity | unit_price |
      | A  | 3        | 33.33      |
    Then "SO1" lines are:
      | amount_including_vat | outstanding_amount | outstanding_amount_lcy | shipped_not_invoiced |
      | 124.99               | 124.99             | 124.99                 | 0                    |
