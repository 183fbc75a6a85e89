@SD94 @SD95 @CB92
Feature: What is undone stands in the books as if it had not been

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |
    And vendor records:
      | no |
      | V1 |
    And item records:
      | no  | unit_cost | unit_price | replenishment_system | assembly_policy   |
      | A   | 10        | 20         |                      |                   |
      | KIT |           | 100        | assembly             | assemble_to_order |
    And bom_component records:
      | parent_item_no | line_no | no | quantity_per |
      | KIT            | 10000   | A  | 2            |

  @PF145
  Scenario: Goods that came back cost what their receipt turns out to cost
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | direct_unit_cost |
      | A  | 10       | 10               |
    And "PO1" is posted with:
      | field   | value |
      | invoice | no    |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 10       | 4           |
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    When posted shipment "$SO1.shipment" is undone
    And "PO1" line 1 is changed:
      | field            | value |
      | direct_unit_cost | 11    |
    And "PO1" header is changed:
      | field             | value |
      | vendor_invoice_no | I1    |
    And "PO1" is posted
    Then item "A" has:
      | field     | value |
      | unit_cost | 11    |
    When "SO1" is posted
    Then gl_account "1460" has:
      | field   | value |
      | balance | 0     |
    And gl_account "4990" has:
      | field   | value |
      | balance | 110   |

  @PF145
  Scenario: What comes back is no longer missing where it was, whoever waits longer
    Given item records:
      | no | unit_cost | unit_price |
      | B  | 10        | 20         |
    And stock:
      | item | quantity | unit_cost |
      | B    | 2        | 1         |
    And a sales order "SO0" for customer "C1"
    And "SO0" lines:
      | no | quantity |
      | B  | 3        |
    And "SO0" is posted with:
      | field   | value |
      | invoice | no    |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | B  | 5        |
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    When posted shipment "$SO1.shipment" is undone
    Then item_ledger_entry records are:
      | quantity | remaining_quantity |
      | 2        | 0                  |
      | -3       | -1                 |
      | -5       | 0                  |
      | 5        | 0                  |

  @PF128
  Scenario: Components of kits that came back cost what their receipt turns out to cost
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | direct_unit_cost |
      | A  | 10       | 10               |
    And "PO1" is posted with:
      | field   | value |
      | invoice | no    |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity |
      | KIT | 2        |
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    When posted shipment "$SO1.shipment" is undone
    And "PO1" line 1 is changed:
      | field            | value |
      | direct_unit_cost | 11    |
    And "PO1" header is changed:
      | field             | value |
      | vendor_invoice_no | I1    |
    And "PO1" is posted
    Then item "A" has:
      | field     | value |
      | unit_cost | 11    |
    When "SO1" is posted
    Then gl_account "1460" has:
      | field   | value |
      | balance | 66    |
    And gl_account "4990" has:
      | field   | value |
      | balance | 44    |
    And gl_account "4960" has:
      | field   | value |
      | balance | 0     |

  @PF116
  Scenario: Kits for which components were missing are taken apart at exactly their cost
    Given stock:
      | item | quantity | unit_cost |
      | A    | 3        | 1         |
      | A    | 1        | 21        |
    And an assembly order "AO1" for item "KIT"
    And "AO1" header has:
      | field    | value |
      | quantity | 3     |
    And "AO1" is posted
    Then posted_assembly_header records are:
      | cost_amount |
      | 36          |
    When posted assembly "$AO1.assembly" is undone
    Then value_entry records where entry_type is "adjustment" are:
      | cost_amount_actual |
    And item "A" has:
      | field     | value |
      | unit_cost | 6     |
      | inventory | 4     |
    When a sales order "SO1" for customer "C1" is made
    And "SO1" gets the line:
      | no | quantity |
      | A  | 4        |
    And "SO1" is posted
    Then gl_account "4990" has:
      | field   | value |
      | balance | 24    |
    And gl_account "1460" has:
      | field   | value |
      | balance | 0     |

  @PF128 @PF145
  Scenario: Lines of one shipment that lack the same goods are undone each for itself
    Given stock:
      | item | quantity | unit_cost |
      | A    | 2        | 1         |
      | A    | 1        | 28        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no  | quantity |
      | A   | 5        |
      | KIT | 2        |
      | A   | 1        |
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    When posted shipment "$SO1.shipment" is undone
    Then there are 0 value_entry records where entry_type is "adjustment"
    And item "A" has:
      | field     | value |
      | unit_cost | 10    |
      | inventory | 3     |
    When "SO1" is reopened
    And "SO1" line 2 is deleted
    And "SO1" line 1 is changed:
      | field    | value |
      | quantity | 2     |
    And "SO1" is posted
    Then gl_account "1460" has:
      | field   | value |
      | balance | 0     |
