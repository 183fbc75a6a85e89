@SD66 @SD67 @SD68 @SD72
Feature: Partial shipment and invoicing

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |
    And item records:
      | no | unit_price |
      | A  | 100        |
      | B  | 100        |
    And sales_setup has:
      | field            | value |
      | stockout_warning | no    |
    And a sales order "SO1" for customer "C1"

  @SD28 @SD29
  Scenario: What was shipped can be invoiced, the rest stays on the order
    Given stock:
      | item | quantity | unit_cost |
      | A    | 10       | 60        |
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 10       | 4           |
    When "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    Then "SO1" header has:
      | field  | value    |
      | status | released |
    And "SO1" lines are:
      | quantity_shipped | qty_shipped_not_invoiced | outstanding_quantity | qty_to_ship | qty_to_invoice | shipped_not_invoiced | outstanding_amount |
      | 4                | 4                        | 6                    | 6           | 10             | 500                  | 750                |
    And item_ledger_entry records where document_no is "$SO1.shipment" are:
      | item_no | entry_type | quantity | remaining_quantity | open | invoiced_quantity |
      | A       | sale       | -4       | 0                  | no   | 0                 |
    And there are 0 gl_entry records where document_no is "$SO1.shipment"
    And customer "C1" statistics are:
      | outstanding_orders_lcy | shipped_not_invoiced_lcy | balance_lcy | total_lcy |
      | 750                    | 500                      | 0           | 1250      |
    When "SO1" is posted with:
      | field   | value |
      | ship    | no    |
      | invoice | yes   |
    Then "SO1" lines are:
      | quantity_shipped | quantity_invoiced | qty_shipped_not_invoiced | qty_to_ship | qty_to_invoice |
      | 4                | 4                 | 0                        | 6           | 6              |
    And customer "C1" statistics are:
      | outstanding_orders_lcy | shipped_not_invoiced_lcy | balance_lcy | total_lcy |
      | 750                    | 0                        | 500         | 1250      |
    When "SO1" is posted
    Then "SO1" is completed
    And sales_invoice_header records where order_no is "$SO1" are:
      | no             | amount |
      | $SO1.invoice.1 | 400    |
      | $SO1.invoice.2 | 600    |
    And sales_shipment_header records where order_no is "$SO1" are:
      | no              |
      | $SO1.shipment.1 |
      | $SO1.shipment.2 |

  @EX25
  Scenario: Parts of a line add up to the order's figures
    Given "SO1" lines:
      | no | quantity | unit_price | line_discount_pct |
      | A  | 7        | 14.29      | 3.33              |
      | B  | 3        | 99.95      |                   |
    And "SO1" header has:
      | field                        | value   |
      | invoice_discount_calculation | percent |
      | invoice_discount_value       | 5       |
    Then "SO1" totals are:
      | total_excl_vat | vat   | total_incl_vat |
      | 376.72         | 94.18 | 470.90         |
    When "SO1" line 1 is changed:
      | field       | value |
      | qty_to_ship | 2     |
    And "SO1" line 2 is changed:
      | field       | value |
      | qty_to_ship | 1     |
    And "SO1" is posted
    Then sales_invoice_line records where document_no is "$SO1.invoice" are:
      | no | quantity | gross_amount | line_discount_amount | inv_discount_amount | amount |
      | A  | 2        | 28.58        | 0.95                 | 1.38                | 26.25  |
      | B  | 1        | 99.95        | 0                    | 5.00                | 94.95  |
    When "SO1" line 1 is changed:
      | field       | value |
      | qty_to_ship | 2     |
    And "SO1" line 2 is changed:
      | field       | value |
      | qty_to_ship | 0     |
    And "SO1" is posted
    Then sales_invoice_line records where document_no is "$SO1.invoice" are:
      | no | quantity | gross_amount | line_discount_amount | inv_discount_amount | amount |
      | A  | 2        | 28.58        | 0.95                 | 1.39                | 26.24  |
    When "SO1" is posted
    Then sales_invoice_line records where document_no is "$SO1.invoice" are:
      | no | quantity | gross_amount | line_discount_amount | inv_discount_amount | amount |
      | A  | 3        | 42.87        | 1.43                 | 2.07                | 39.37  |
      | B  | 2        | 199.90       | 0                    | 9.99                | 189.91 |
    And sales_invoice_header records are:
      | no             | amount | vat_amount | amount_including_vat |
      | $SO1.invoice.1 | 121.20 | 30.30      | 151.50               |
      | $SO1.invoice.2 | 26.24  | 6.56       | 32.80                |
      | $SO1.invoice.3 | 229.28 | 57.32      | 286.60               |
    And "SO1" is completed

  @EX26
  Scenario: Ten at 0.335 in three parts
    Given "SO1" lines:
      | no | quantity | unit_price | qty_to_ship |
      | A  | 10       | 0.335      | 3           |
    When "SO1" is posted
    And "SO1" line 1 is changed:
      | field       | value |
      | qty_to_ship | 3     |
    And "SO1" is posted
    And "SO1" is posted
    Then sales_invoice_line records are:
      | document_no    | quantity | line_amount |
      | $SO1.invoice.1 | 3        | 1.01        |
      | $SO1.invoice.2 | 3        | 1.00        |
      | $SO1.invoice.3 | 4        | 1.34        |

  @EX26
  Scenario: Large amounts in whole units
    Given general_ledger_setup has:
      | field            | value |
      | amount_precision | 1     |
    And "SO1" lines:
      | no | quantity | unit_price | qty_to_ship |
      | A  | 48       | 6706996.8  | 37          |
    Then "SO1" lines are:
      | line_amount |
      | 321935846   |
    When "SO1" is posted
    And "SO1" is posted
    Then sales_invoice_line records are:
      | quantity | line_amount |
      | 37       | 248158881   |
      | 11       | 73776965    |

  @EX27
  Scenario: Each invoice has its own VAT
    Given "SO1" lines:
      | no | quantity | unit_price | qty_to_ship |
      | A  | 3        | 3.30       | 1           |
    Then "SO1" totals are:
      | vat  |
      | 2.48 |
    When "SO1" is posted
    And "SO1" line 1 is changed:
      | field       | value |
      | qty_to_ship | 1     |
    And "SO1" is posted
    And "SO1" is posted
    Then sales_invoice_header records are:
      | vat_amount |
      | 0.83       |
      | 0.83       |
      | 0.83       |

  @EX28 @SD70
  Scenario: Delivery in one go or not at all
    Given "SO1" lines:
      | no | quantity |
      | A  | 10       |
      | B  | 5        |
    And "SO1" line 2 has:
      | field       | value |
      | qty_to_ship | 4     |
    And "SO1" header has:
      | field           | value    |
      | shipping_advice | complete |
    When "SO1" line 2 is changed:
      | field       | value |
      | qty_to_ship | 4     |
    Then it is refused naming "$SO1"
    And nothing has changed
    When "SO1" is posted
    Then "SO1" is completed

  @EX28 @SD70
  Scenario: Invoicing is free of the shipping advice
    Given "SO1" lines:
      | no | quantity |
      | A  | 10       |
    When "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "SO1" header is changed:
      | field           | value    |
      | shipping_advice | complete |
    Then it is refused naming "shipping_advice"
    When "SO1" is posted with:
      | field | value |
      | ship  | no    |
    Then "SO1" is completed

  @SD71
  Scenario: Nothing is invoiced before it is shipped
    Given "SO1" lines:
      | no | quantity |
      | A  | 10       |
    When "SO1" is posted with:
      | field   | value |
      | ship    | no    |
      | invoice | yes   |
    Then it is refused naming "$SO1"
    And nothing has changed

  @SD71
  Scenario: Invoicing without shipping takes what is shipped
    Given "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 10       | 3           |
    When "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "SO1" is posted with:
      | field | value |
      | ship  | no    |
    Then sales_invoice_line records where document_no is "$SO1.invoice" are:
      | quantity |
      | 3        |
    And "SO1" lines are:
      | quantity_shipped | quantity_invoiced |
      | 3                | 3                 |

  @SD68
  Scenario: A line closed at what is invoiced leaves no rest
    Given "SO1" lines:
      | no | quantity | unit_price | qty_to_ship |
      | A  | 10       | 0.335      | 3           |
    When "SO1" is posted
    And "SO1" is reopened
    And "SO1" line 1 is changed:
      | field    | value |
      | quantity | 3     |
    Then "SO1" lines are:
      | line_amount | gross_invoiced | outstanding_quantity |
      | 1.01        | 1.01           | 0                    |

  @SD68
  Scenario: More ordered after a part trues the next part up
    Given "SO1" lines:
      | no | quantity | unit_price | qty_to_ship |
      | A  | 3        | 0.335      | 1           |
    When "SO1" is posted
    And "SO1" is reopened
    And "SO1" line 1 is changed:
      | field    | value |
      | quantity | 6     |
    And "SO1" is posted
    Then sales_invoice_line records are:
      | quantity | line_amount |
      | 1        | 0.34        |
      | 5        | 1.67        |
    And "SO1" is completed

  @SD26
  Scenario Outline: Once something is invoiced the terms of the line are locked
    Given "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 10       | 3           |
    When "SO1" is posted
    And "SO1" is reopened
    And "SO1" line 1 is changed:
      | field   | value   |
      | <field> | <value> |
    Then it is refused naming "<field>"
    And nothing has changed

    Examples:
      | field             | value |
      | unit_price        | 9     |
      | line_discount_pct | 5     |

  @SD24 @SD36 @SD18
  Scenario: Shipped goods hold line and document
    Given "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 10       | 3           |
    When "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "SO1" is reopened
    And "SO1" line 1 is changed:
      | field    | value |
      | quantity | 2     |
    Then it is refused naming "3"
    And nothing has changed
    When "SO1" line 1 is deleted
    Then it is refused naming "3"
    And nothing has changed
    When "SO1" is deleted
    Then it is refused naming "3"
    And nothing has changed
    When "SO1" header is changed:
      | field               | value |
      | sell_to_customer_no | C1X   |
    Then it is refused
    And nothing has changed

  @SD32 @EX4
  Scenario: The last part takes the rest of the base quantity
    Given item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit | qty_rounding_precision |
      | A       | PCS       | 1            | 0.01                   |
      | A       | PACK      | 0.333        |                        |
    And "SO1" lines:
      | no | unit_of_measure_code | quantity | qty_to_ship |
      | A  | PACK                 | 3        | 1           |
    Then "SO1" lines are:
      | quantity_base | qty_to_ship_base |
      | 1.00          | 0.33             |
    When "SO1" is posted
    And "SO1" line 1 is changed:
      | field       | value |
      | qty_to_ship | 1     |
    And "SO1" is posted
    And "SO1" is posted
    Then item_ledger_entry records are:
      | document_no     | quantity |
      | $SO1.shipment.1 | -0.33    |
      | $SO1.shipment.2 | -0.33    |
      | $SO1.shipment.3 | -0.34    |

  @SD71 @SD72
  Scenario: An invoice ships and invoices everything and is gone
    Given a sales invoice "SI1" for customer "C1"
    And "SI1" lines:
      | no | quantity |
      | A  | 2        |
    When "SI1" is posted
    Then "SI1" does not exist
    And sales_invoice_header records where no is "$SI1.invoice" are:
      | pre_assigned_no | amount | amount_including_vat |
      | $SI1            | 200    | 250                  |
    And sales_shipment_line records where document_no is "$SI1.shipment" are:
      | no | quantity | quantity_invoiced | qty_shipped_not_invoiced |
      | A  | 2        | 2                 | 0                        |

  @SD72
  Scenario: A completed order is read-only
    Given "SO1" lines:
      | no | quantity |
      | A  | 2        |
    When "SO1" is posted
    Then "SO1" is completed
    When "SO1" header is changed:
      | field          | value |
      | your_reference | Anna  |
    Then it is refused naming "$SO1"
    And nothing has changed
    When "SO1" is posted
    Then it is refused
    And nothing has changed
