@PF44
Feature: Goods are kept for one order, and nobody else can have them

  Background:
    Given the standard company
    And the work date is 2026-03-02
    And customer records:
      | no |
      | C1 |
    And vendor records:
      | no |
      | V1 |
    And item records:
      | no |
      | A  |

  @PF48 @PX20
  Scenario: Stock and a purchase are reserved, received and shipped
    Given stock:
      | item | quantity |
      | A    | 7        |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 13       | 2026-03-02            |
    And a sales order "SOA" for customer "C1"
    And "SOA" lines:
      | no | quantity | shipment_date |
      | A  | 12       | 2026-03-16    |
    And a sales order "SOB" for customer "C1"
    And "SOB" lines:
      | no | quantity | shipment_date |
      | A  | 15       | 2026-03-30    |
    When "SOA" line 1 gets reservation
    Then reservation records are:
      | demand_document_no | supply_type | supply_document_no | quantity | supply_date |
      | $SOA               | inventory   |                    | 7        |             |
      | $SOA               | purchase    | $PO1               | 5        | 2026-03-02  |
    When "PO1" is posted with:
      | field   | value |
      | receive | yes   |
      | invoice | no    |
    Then reservation records are:
      | demand_document_no | supply_type | quantity |
      | $SOA               | inventory   | 7        |
      | $SOA               | inventory   | 5        |
    When "SOB" line 1 gets reservation
    Then it warns naming "8"
    And reservation records where demand_document_no is "$SOB" are:
      | supply_type | quantity |
      | inventory   | 8        |
    When "SOA" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    Then reservation records are:
      | demand_document_no | supply_type | quantity |
      | $SOB               | inventory   | 8        |

  @PF49 @PX21
  Scenario: The latest supply in time is taken, and a date typed too early is refused
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 4        | 2026-03-05            |
      | A  | 4        | 2026-03-12            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 4        | 2026-03-13    |
    When "SO1" line 1 gets reservation
    Then reservation records are:
      | supply_document_no | supply_line_no | supply_date | quantity |
      | $PO1               | 20000          | 2026-03-12  | 4        |
    When "SO1" line 1 is changed:
      | field         | value      |
      | shipment_date | 2026-03-10 |
    Then it is refused with "reservations.reserved_date"
    And nothing has changed
    Given "yes" is answered to "drop_reservations"
    When "SO1" line 1 is changed:
      | field         | value      |
      | shipment_date | 2026-03-10 |
    Then it asks "drop_reservations"
    And it warns naming "$PO1"
    And reservation records are:
      | supply_document_no | supply_line_no | supply_date | demand_date | quantity |
      | $PO1               | 10000          | 2026-03-05  | 2026-03-10  | 4        |

  @PF46 @PX22
  Scenario: What is reserved for one order is not shipped for another
    Given stock:
      | item | quantity |
      | A    | 10       |
    And a sales order "SOX" for customer "C1"
    And "SOX" lines:
      | no | quantity | shipment_date |
      | A  | 8        | 2026-03-10    |
    And a sales order "SOY" for customer "C1"
    And "SOY" lines:
      | no | quantity | qty_to_ship | shipment_date |
      | A  | 5        | 3           | 2026-03-10    |
    When "SOX" line 1 gets reservation with:
      | field    | value     |
      | quantity | 8         |
      | from     | inventory |
    And "SOY" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    Then it is refused with "reservations.kept_for_others"
    And nothing has changed
    When "SOY" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    Then it is refused naming "$SOX"
    When "SOY" line 1 is changed:
      | field       | value |
      | qty_to_ship | 2     |
    And "SOY" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    Then "SOY" lines are:
      | quantity_shipped |
      | 2                |
    When "SOX" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    Then "SOX" lines are:
      | quantity_shipped |
      | 8                |
    And there are 0 reservation records where demand_document_no is "$SOX"

  @PF46 @PF63
  Scenario: Reserved stock is not counted away
    Given stock:
      | item | quantity |
      | A    | 10       |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 8        | 2026-03-10    |
    And "SO1" line 1 gets reservation
    When job count_sheet runs
    And item_journal_line "COUNT|10000" is changed:
      | field            | value |
      | quantity_counted | 7     |
    And job post_count_sheet runs
    Then it is refused with "reservations.kept_for_others"
    And nothing has changed
    When item_journal_line "COUNT|10000" is changed:
      | field            | value |
      | quantity_counted | 8     |
    And job post_count_sheet runs
    Then the availability of "A" on 2026-03-02 is:
      | inventory |
      | 8         |

  @PF48 @SD90
  Scenario: A shipment takes exactly the entries that were reserved
    Given stock:
      | item | quantity | unit_cost | date       |
      | A    | 5        | 10        | 2026-02-01 |
      | A    | 5        | 20        | 2026-02-02 |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 5        | 2026-03-10    |
    And a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity | shipment_date |
      | A  | 5        | 2026-03-10    |
    And "SO1" line 1 gets reservation
    And "SO2" line 1 gets reservation
    When "SO2" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    Then value_entry records where document_no is "$SO2.shipment" are:
      | cost_amount_expected |
      | -100                 |
    And reservation records are:
      | demand_document_no | quantity |
      | $SO1               | 5        |

  @PF45
  Scenario: A line that is always reserved takes what there is, and the rest when it comes
    Given item records:
      | no | reserve |
      | B  | always  |
    And stock:
      | item | quantity |
      | B    | 3        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | shipment_date | quantity |
      | B  | 2026-03-10    | 5        |
    Then reservation records are:
      | supply_type | quantity |
      | inventory   | 3        |
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 2     |
    Then reservation records are:
      | supply_type | quantity |
      | inventory   | 2        |
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 6     |
    Then reservation records are:
      | supply_type | quantity |
      | inventory   | 3        |
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | B  | 10       | 2026-03-20            |
    When "PO1" is posted with:
      | field   | value |
      | receive | yes   |
      | invoice | no    |
    Then reservation records are:
      | supply_type | quantity |
      | inventory   | 3        |
      | inventory   | 3        |

  @PF45 @PF145
  Scenario: What an undone shipment brings back is reserved for lines that are always reserved
    Given item records:
      | no | reserve |
      | B  | always  |
    And stock:
      | item | quantity |
      | B    | 5        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | shipment_date | quantity | qty_to_ship |
      | B  | 2026-03-10    | 5        | 3           |
    When "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    Then reservation records are:
      | supply_type | quantity |
      | inventory   | 2        |
    When posted shipment "$SO1.shipment" is undone
    Then reservation records are:
      | supply_type | quantity |
      | inventory   | 2        |
      | inventory   | 3        |

  @PF45
  Scenario: A line that is never reserved, and one without a date
    Given item records:
      | no | reserve |
      | N  | never   |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | N  | 5        | 2026-03-10    |
      | A  | 5        | 2026-03-10    |
    When "SO1" line 1 gets reservation
    Then it is refused naming "Reserve is Never"
    When "SO1" line 2 gets reservation with:
      | field    | value |
      | quantity | 1     |
    Then it is refused with "reservations.only_so_much"
    And nothing has changed
    When "SO1" line 2 is changed:
      | field         | value |
      | shipment_date |       |
    And "SO1" line 2 gets reservation
    Then it is refused naming "Shipment Date is missing"

  @PF49
  Scenario: Item, variant, location and unit stay while goods are reserved
    Given stock:
      | item | quantity |
      | A    | 10       |
    And item records:
      | no |
      | B  |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 5        | 2026-03-10    |
    And "SO1" line 1 gets reservation
    When "SO1" line 1 is changed:
      | field | value |
      | no    | B     |
    Then it is refused with "reservations.reserved_field"
    And nothing has changed
    When "SO1" line 1 is changed:
      | field         | value |
      | location_code | MAIN  |
    Then it is refused naming "Location Code"
    When "SO1" header is changed:
      | field         | value |
      | currency_code | EUR   |
    Then it is refused with "reservations.reserved_field"
    When "SO1" line 1 gets cancel_reservation
    And "SO1" line 1 is changed:
      | field         | value |
      | location_code | MAIN  |
    Then there are 0 reservation records where item_no is "A"

  @PF49
  Scenario: Deleting a reserved line or order asks, and frees the goods
    Given stock:
      | item | quantity |
      | A    | 10       |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 5        | 2026-03-10    |
      | A  | 2        | 2026-03-10    |
    And "SO1" gets reservation
    When "SO1" line 1 is deleted
    Then it is refused with "reservations.reserved_demand"
    And nothing has changed
    Given "yes" is answered to "drop_reservations"
    When "SO1" line 1 is deleted
    Then it asks "drop_reservations"
    And reservation records are:
      | demand_document_no | demand_line_no | quantity |
      | $SO1               | 20000          | 2        |
    When "SO1" is deleted
    Then there are 0 reservation records where item_no is "A"

  @PF49 @PF62
  Scenario: Reserved supply is neither deleted nor lowered
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 6        | 2026-03-05            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 4        | 2026-03-13    |
    And "SO1" line 1 gets reservation with:
      | field | value |
      | from  | PO1   |
    When "PO1" line 1 is deleted
    Then it is refused with "purchases.line_reserved"
    When "PO1" line 1 is changed:
      | field    | value |
      | quantity | 3     |
    Then it is refused with "reservations.reserved_supply_quantity"
    And nothing has changed
    When "PO1" line 1 is changed:
      | field    | value |
      | quantity | 4     |
    Then "PO1" lines are:
      | outstanding_quantity |
      | 4                    |

  @PF57 @PF49
  Scenario: A vendor who comes later tells which promises break
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 6        | 2026-03-05            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 4        | 2026-03-06    |
    And a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity | shipment_date |
      | A  | 2        | 2026-03-20    |
    And "SO1" line 1 gets reservation
    And "SO2" line 1 gets reservation
    When "PO1" line 1 is changed:
      | field                 | value      |
      | expected_receipt_date | 2026-03-10 |
    Then it is refused naming "$SO1"
    And nothing has changed
    Given "yes" is answered to "drop_reservations"
    When "PO1" line 1 is changed:
      | field                 | value      |
      | expected_receipt_date | 2026-03-10 |
    Then it warns naming "$SO1"
    And reservation records are:
      | demand_document_no | supply_date | quantity |
      | $SO2               | 2026-03-10  | 2        |

  @PF49
  Scenario: A lower quantity gives the latest documents back first
    Given stock:
      | item | quantity |
      | A    | 2        |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 2        | 2026-03-05            |
      | A  | 2        | 2026-03-08            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 6        | 2026-03-13    |
    And "SO1" line 1 gets reservation
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 3     |
    Then reservation records are:
      | supply_type | supply_line_no | quantity |
      | inventory   |                | 2        |
      | purchase    | 10000          | 1        |

  @PF45 @SD65
  Scenario: An order made from a quote reserves what is always reserved
    Given item records:
      | no | reserve |
      | B  | always  |
    And stock:
      | item | quantity |
      | B    | 9        |
    And a sales quote "SQ1" for customer "C1"
    And "SQ1" lines:
      | no | shipment_date | quantity |
      | B  | 2026-03-10    | 5        |
    When "SQ1" is made into a sales order "SO1"
    Then reservation records are:
      | demand_document_no | supply_type | quantity |
      | $SO1               | inventory   | 5        |

  @PF48
  Scenario: Lines that change places keep what is reserved for them
    Given stock:
      | item | quantity |
      | A    | 10       |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 3        | 2026-03-10    |
      | A  | 2        | 2026-03-11    |
    And "SO1" line 1 gets reservation
    When "SO1" line 1 gets move with:
      | field | value |
      | down  | yes   |
    Then reservation records are:
      | demand_line_no | quantity | demand_date |
      | 20000          | 3        | 2026-03-10  |

  @PF44 @PF48
  Scenario: Components of an assembly order are reserved and consumed
    Given item records:
      | no | replenishment_system |
      | K  | assembly             |
    And bom_component records:
      | parent_item_no | line_no | type | no | quantity_per |
      | K              | 10000   | item | A  | 2            |
    And stock:
      | item | quantity |
      | A    | 7        |
    And an assembly order "AO1" for item "K"
    And "AO1" header has:
      | field    | value      |
      | due_date | 2026-03-10 |
      | quantity | 3          |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | K  | 3        | 2026-03-12    |
      | A  | 2        | 2026-03-12    |
    When "AO1" line 1 gets reservation
    And "SO1" line 1 gets reservation with:
      | field | value |
      | from  | AO1   |
    Then reservation records are:
      | demand_type        | demand_document_no | supply_type     | quantity |
      | assembly_component | $AO1               | inventory       | 6        |
      | sales              | $SO1               | assembly_output | 3        |
    When "AO1" is deleted
    Then it is refused with "reservations.reserved_supply"
    And nothing has changed
    When "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    Then it is refused naming "$AO1"
    And nothing has changed
    When "AO1" is posted
    Then reservation records are:
      | demand_type | demand_document_no | supply_type | quantity |
      | sales       | $SO1               | inventory   | 3        |

  @PF61 @PF49
  Scenario: A receipt that somebody counts on is not undone
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | expected_receipt_date |
      | A  | 6        | 2026-03-05            |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 4        | 2026-03-13    |
    And "SO1" line 1 gets reservation
    When "PO1" is posted with:
      | field   | value |
      | receive | yes   |
      | invoice | no    |
    And posted receipt "$PO1.receipt" is undone
    Then it is refused with "purchases.goods_reserved"
    And nothing has changed
    When "SO1" line 1 gets cancel_reservation
    And posted receipt "$PO1.receipt" is undone
    Then "PO1" lines are:
      | outstanding_quantity |
      | 6                    |
    And there are 0 reservation records where item_no is "A"
