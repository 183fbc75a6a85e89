Feature: Items, resources and accounts

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |
    And unit_of_measure records:
      | code |
      | BOX  |

  @CU54 @CUX9
  Scenario Outline: Profit follows from the price
    Given item records:
      | no | price_includes_vat | vat_bus_posting_group_price | unit_cost | unit_price |
      | P  | <including>        | DOMESTIC                    | <cost>    | <price>    |
    Then item "P" has:
      | field      | value    |
      | profit_pct | <profit> |

    Examples:
      | including | cost  | price | profit    |
      | no        | 60    | 100   | 40        |
      | yes       | 60    | 125   | 40        |
      | no        | 33.33 | 99.99 | 66.66667  |
      | no        | 0     | 100   | 0         |
      | no        | 60    | 0     | 0         |
      | no        | 150   | 100   | -50       |

  @CU54 @CUX9
  Scenario Outline: The price follows from the profit
    Given item records:
      | no | price_profit_calculation | price_includes_vat | vat_bus_posting_group_price | unit_cost | profit_pct |
      | P  | price_from_profit        | <including>        | DOMESTIC                    | <cost>    | <profit>   |
    Then item "P" has:
      | field      | value   |
      | unit_price | <price> |

    Examples:
      | including | cost  | profit | price    |
      | yes       | 60    | 40     | 125      |
      | no        | 33.33 | 35     | 51.27692 |
      | no        | 50    | 0      | 50       |

  @CU54
  Scenario: A posting that changes the cost changes profit or price
    Given item records:
      | no | price_profit_calculation | unit_cost | unit_price | profit_pct | costing_method |
      | P  | profit_from_price        | 50        | 100        |            | average        |
      | Q  | price_from_profit        | 50        |            | 50         | average        |
      | N  | none                     | 50        | 90         |            | average        |
    When stock:
      | item | quantity | unit_cost |
      | P    | 10       | 60        |
      | Q    | 10       | 60        |
      | N    | 10       | 60        |
    Then item records are:
      | no | unit_cost | unit_price | profit_pct |
      | P  | 60        | 100        | 40         |
      | Q  | 60        | 120        | 50         |
      | N  | 60        | 90         | 0          |
    And change_log_entry records where field_name is "unit_price" and record_key is "Q" and new_value is "120" are:
      | table_name | old_value |
      | item       | 100 |

  @CU52
  Scenario: What an item is stays while a document uses it
    Given item records:
      | no |
      | A  |
    And a sales quote "SQ1" for customer "C1"
    And "SQ1" lines:
      | no |
      | A  |
    When item "A" is changed:
      | field | value   |
      | type  | service |
    Then it is refused naming "A"
    And nothing has changed
    When "SQ1" is deleted
    And item "A" is changed:
      | field | value   |
      | type  | service |
    Then item "A" has:
      | field                   | value   |
      | type                    | service |
      | inventory_posting_group |         |
    When item "A" is changed:
      | field                   | value  |
      | inventory_posting_group | RESALE |
    Then it is refused naming "A"

  @CU53
  Scenario: The base unit holds one and stays while it is used
    Given item records:
      | no |
      | A  |
    And item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit |
      | A       | BOX       | 12           |
    When item_unit_of_measure "A|PCS" is changed:
      | field        | value |
      | qty_per_unit | 2     |
    Then it is refused naming "PCS"
    When item "A" is changed:
      | field     | value |
      | base_unit | BOX   |
    Then it is refused naming "BOX"
    Given stock:
      | item | quantity |
      | A    | 1        |
    When item "A" is changed:
      | field     | value |
      | base_unit | HOUR  |
    Then it is refused naming "PCS"

  @CU53
  Scenario: A unit that is no multiple of the base unit's precision is allowed with a warning
    Given item records:
      | no |
      | A  |
    And item_unit_of_measure "A|PCS" has:
      | field                  | value |
      | qty_rounding_precision | 1     |
    When item_unit_of_measure records are added:
      | item_no | unit_code | qty_per_unit |
      | A       | BOX       | 2.5          |
    Then it warns naming "BOX"

  @CU55
  Scenario: What is blocked for sales may be taken back, and that is told
    Given item records:
      | no | sales_blocked |
      | A  | yes           |
      | V  | no            |
    And item_variant records:
      | item_no | code | sales_blocked |
      | V       | RED  | yes           |
    And a sales order "SO1" for customer "C1"
    And a sales return order "SR1" for customer "C1"
    And a sales credit memo "SC1" for customer "C1"
    When "SO1" gets the line:
      | no |
      | A  |
    Then it is refused naming "A"
    When "SO1" gets the line:
      | no | variant |
      | V  | RED     |
    Then it is refused naming "RED"
    When "SR1" gets the line:
      | no |
      | A  |
    Then it warns naming "A"
    When "SC1" gets the line:
      | no | variant |
      | V  | RED     |
    Then it warns naming "RED"

  @CU55
  Scenario: What is blocked altogether is refused everywhere, with the reason
    Given item records:
      | no | blocked | block_reason |
      | A  | yes     | Recalled     |
    And a sales return order "SR1" for customer "C1"
    When "SR1" gets the line:
      | no |
      | A  |
    Then it is refused naming "Recalled"
    And nothing has changed

  @CU56
  Scenario Outline: A variant is mandatory by the item's word or the set-up's
    Given item records:
      | no | variant_mandatory |
      | A  | <item>            |
    And item_variant records:
      | item_no | code |
      | A       | RED  |
    And inventory_setup has:
      | field             | value   |
      | variant_mandatory | <setup> |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    When "SO1" is released
    Then it is refused naming "A"

    Examples:
      | item    | setup |
      | yes     | no    |
      | default | yes   |

  @CU62
  Scenario: Resources and accounts on lines
    Given resource records:
      | no | unit_price | price_includes_vat |
      | R1 | 500        | yes                |
    And resource_unit_of_measure records:
      | resource_no | unit_code | qty_per_unit |
      | R1          | BOX       | 8            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | type       | no   | quantity | unit_of_measure |
      | resource   | R1   | 2        |                 |
      | resource   | R1   | 1        | BOX             |
      | gl_account | 3590 | 1        |                 |
    Then "SO1" lines are:
      | no   | unit_price | allow_invoice_disc |
      | R1   | 400        | yes                |
      | R1   | 3200       | yes                |
      | 3590 | 0          | no                 |

  @CU63
  Scenario: A purchasing code is copied from the item and says how the line is bought
    Given purchasing_code records:
      | code | drop_shipment | special_order |
      | DROP | yes           | no            |
      | SPEC | no            | yes           |
    And item records:
      | no | purchasing_code |
      | A  | DROP            |
      | B  |                 |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no |
      | A  |
      | B  |
    Then "SO1" lines are:
      | purchasing_code | drop_shipment | special_order |
      | DROP            | yes           | no            |
      |                 | no            | no            |
    When "SO1" line 1 is changed:
      | field           | value |
      | purchasing_code | SPEC  |
    And "SO1" line 2 is changed:
      | field           | value |
      | purchasing_code | DROP  |
    Then "SO1" lines are:
      | purchasing_code | drop_shipment | special_order |
      | SPEC            | no            | yes           |
      | DROP            | yes           | no            |
    When "SO1" line 2 is changed:
      | field         | value |
      | special_order | yes   |
    Then it is refused with "sales.purchased_both_ways"
    When "SO1" line 2 is changed:
      | field           | value |
      | purchasing_code | NONE  |
    Then it is refused naming "NONE"

  @CU63
  Scenario: A purchasing code is not both
    When purchasing_code records are added:
      | code | drop_shipment | special_order |
      | BOTH | yes           | yes           |
    Then it is refused naming "BOTH"
    Given purchasing_code records:
      | code | drop_shipment |
      | DROP | yes           |
    And item records:
      | no | purchasing_code |
      | A  | DROP            |
    When purchasing_code "DROP" is deleted
    Then it is refused naming "DROP"
    And nothing has changed

  @CU52
  Scenario: A converted quote whose order is gone holds no item
    Given item records:
      | no |
      | A  |
    And a sales quote "SQ1" for customer "C1"
    And "SQ1" lines:
      | no | quantity |
      | A  | 1        |
    When "SQ1" is made into a sales order "SO1"
    And item "A" is changed:
      | field | value         |
      | type  | non_inventory |
    Then it is refused with "item.locked_by_lines"
    When "SO1" is deleted
    And item "A" is changed:
      | field | value         |
      | type  | non_inventory |
    Then item "A" has:
      | field                   | value         |
      | type                    | non_inventory |
      | inventory_posting_group |               |

  @CU53
  Scenario: An item is sold in a unit of its own
    Given item records:
      | no |
      | A  |
    When item "A" is changed:
      | field      | value |
      | sales_unit | BOX   |
    Then it is refused with "item.unit_unknown"
    And it is refused naming "BOX"
    When item_unit_of_measure records are added:
      | item_no | unit_code | qty_per_unit |
      | A       | BOX       | 12           |
    And item "A" is changed:
      | field      | value |
      | sales_unit | BOX   |
    Then item "A" has:
      | field      | value |
      | sales_unit | BOX   |

  @CU52 @CU53
  Scenario: What is bought or put together counts on its item as what is sold does
    Given vendor records:
      | no |
      | V1 |
    And item records:
      | no | replenishment_system |
      | A  | purchase             |
      | K  | assembly             |
    And item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit |
      | A       | BOX       | 12           |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | unit_of_measure | direct_unit_cost |
      | A  | 1        | BOX             | 60               |
    And an assembly order "AO1" for item "K"
    When item "A" is changed:
      | field | value   |
      | type  | service |
    Then it is refused with "item.locked_by_lines"
    When item "K" is changed:
      | field | value         |
      | type  | non_inventory |
    Then it is refused with "item.locked_by_lines"
    When item "A" is changed:
      | field     | value |
      | base_unit | HOUR  |
    Then it is refused naming "PCS" and "A"
    When item_unit_of_measure "A|BOX" is changed:
      | field        | value |
      | qty_per_unit | 10    |
    Then it is refused naming "BOX" and "A"
    And nothing has changed
    When "PO1" is deleted
    And item_unit_of_measure "A|BOX" is changed:
      | field        | value |
      | qty_per_unit | 10    |
    Then item_unit_of_measure "A|BOX" has:
      | field        | value |
      | qty_per_unit | 10    |

  @CU52
  Scenario: An item of a bill of materials stays what it is
    Given item records:
      | no | replenishment_system |
      | A  | purchase             |
      | K  | assembly             |
    And bom_component records:
      | parent_item_no | line_no | type | no | quantity_per |
      | K              | 10000   | item | A  | 2            |
    When item "A" is changed:
      | field | value   |
      | type  | service |
    Then it is refused with "item.locked_by_bills"
    And it is refused naming "A" and "type"
    When item "K" is changed:
      | field | value   |
      | type  | service |
    Then it is refused with "item.locked_by_bills"
    And nothing has changed
    When bom_component "K|10000" is deleted
    And item "A" is changed:
      | field | value   |
      | type  | service |
    Then item "A" has:
      | field | value   |
      | type  | service |
