@CU100 @CU101 @CU102 @CU103
Feature: Invoice discounts and service charge in less usual cases

  Background:
    Given the standard company
    And sales_setup has:
      | field             | value |
      | calc_inv_discount | yes   |
    And invoice_discount_terms records:
      | code | currency_code | minimum_amount | discount_pct | service_charge |
      | D1   |               | 0              | 2            | 5              |
      | D1   |               | 1000           | 5            | 0              |
      | D2   | USD           | 100            | 3            | 7              |
      | D2   |               | 0              | 9            | 11             |
    And customer records:
      | no | invoice_disc_code |
      | C1 | D1                |
      | C2 | D2                |
    And item records:
      | no | unit_price | allow_invoice_disc | vat_prod_posting_group |
      | A  | 100        | yes                | VAT25                  |
      | F  | 112        | yes                | VAT12                  |
      | N  | 150        | no                 | VAT25                  |
    And stock:
      | item | quantity | unit_cost |
      | A    | 1000     | 1         |
      | F    | 1000     | 1         |
      | N    | 1000     | 1         |

  @CU100
  Scenario: With VAT in the prices each rate is taken out of the bases by itself
    Given a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field                | value |
      | prices_including_vat | yes   |
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 1000       |
      | F  | 1        | 223.98     |
      | N  | 1        | 10         |
    Then "SO1" totals are:
      | subtotal | invoice_discount_amount |
      | 1233.98  | 24.48                   |
    And "SO1" lines are:
      | no | inv_discount_amount |
      | A  | 20.00               |
      | F  | 4.48                |
      | N  | 0.00                |

  @CU101 @CU102
  Scenario Outline: Rows of the document's currency count alone once there are any
    Given a sales invoice "SI1" for customer "C2"
    And "SI1" header has:
      | field         | value      |
      | currency_code | <currency> |
    And "SI1" lines:
      | no | quantity | unit_price |
      | A  | 1        | <price>    |
    Then "SI1" totals are:
      | subtotal   | invoice_discount_amount |
      | <subtotal> | <discount>              |

    Examples:
      | currency | price  | subtotal | discount |
      | USD      | 99.99  | 99.99    | 0        |
      | USD      | 100    | 107      | 3        |
      | EUR      | 100    | 100.96   | 9        |
      |          | 100    | 111      | 9        |

  @CU102
  Scenario: A charge in local currency on a foreign document with VAT in its prices
    Given currency_exchange_rate records:
      | currency_code | starting_date | exchange_rate_amount | relational_amount |
      | EUR           | 2026-01-10    | 1                    | 11.5              |
    And a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field                | value |
      | currency_code        | EUR   |
      | prices_including_vat | yes   |
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 50         |
    Then "SO1" lines are:
      | no   | unit_price | line_amount | inv_discount_amount |
      | A    | 50         | 50          | 1                   |
      | 3590 | 0.5375     | 0.54        | 0                   |

  @CU103
  Scenario: Partial order; the charge is invoiced once
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 5        | 2           |
    Then "SO1" lines are:
      | no   | qty_to_ship | line_amount |
      | A    | 2           | 500         |
      | 3590 | 1           | 5           |
    When "SO1" is posted
    And "SO1" is posted
    Then sales_invoice_header records are:
      | amount | invoice_discount_amount |
      | 201.00 | 4.00                    |
      | 294.00 | 6.00                    |
    And "SO1" is completed

  @CU103
  Scenario: The charge goes with the quote into the order and away when more is ordered
    Given a sales quote "SQ1" for customer "C1"
    And "SQ1" lines:
      | no | quantity |
      | A  | 5        |
    Then "SQ1" lines are:
      | no   |
      | A    |
      | 3590 |
    When "SQ1" is made into a sales order "SO1"
    Then "SO1" lines are:
      | no   | system_line    |
      | A    | blank          |
      | 3590 | service_charge |
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 10    |
    Then "SO1" lines are:
      | no | inv_discount_amount |
      | A  | 50                  |
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 1     |
    Then "SO1" lines are:
      | no   | line_amount |
      | A    | 100         |
      | 3590 | 5           |
    When "SO1" gets the line:
      | no | quantity |
      | A  | 1        |
    Then "SO1" lines are:
      | no   | line_amount |
      | A    | 100         |
      | A    | 100         |
      | 3590 | 5           |
    When "SO1" line 3 is deleted
    And "SO1" line 2 is deleted
    Then "SO1" lines are:
      | no |
      | A  |
    When "SO1" line 1 is deleted
    Then there are no sales_line records where document_no is "$SO1"

  @CU103
  Scenario: A released order's charge cannot be deleted
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 5        |
    When "SO1" is released
    And "SO1" line 2 is deleted
    Then it is refused
    And nothing has changed

  @CU101
  Scenario: A negative base has no row
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | -5       |
    Then "SO1" totals are:
      | subtotal | invoice_discount_amount |
      | -500     | 0                       |
    Given a sales return order "SR1" for customer "C1"
    And "SR1" lines:
      | no | quantity |
      | A  | 5        |
    Then "SR1" totals are:
      | subtotal | invoice_discount_amount |
      | 500      | 10                      |
    Given a blanket sales order "BO1" for customer "C1"
    And "BO1" lines:
      | no | quantity |
      | A  | 5        |
    Then "BO1" lines are:
      | no | inv_discount_amount |
      | A  | 10                  |

  @CU104 @CU105 @SD48
  Scenario: A typed amount stays and moves with the lines; typing re-derives the share
    Given sales_setup has:
      | field             | value |
      | calc_inv_discount | no    |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
      | A  | 2        |
      | N  | 1        |
    When "SO1" header is changed:
      | field                        | value  |
      | invoice_discount_calculation | amount |
      | invoice_discount_value       | 10     |
    Then "SO1" lines are:
      | inv_discount_amount |
      | 3.33                |
      | 6.67                |
      | 0                   |
    When "SO1" line 1 is changed:
      | field             | value |
      | line_discount_pct | 50    |
    Then "SO1" lines are:
      | inv_discount_amount |
      | 2                   |
      | 8                   |
      | 0                   |
    When "SO1" gets calc_invoice_discount
    Then "SO1" lines are:
      | no   | inv_discount_amount |
      | A    | 1                   |
      | A    | 4                   |
      | N    | 0                   |
      | 3590 | 0                   |
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 20    |
    Then "SO1" lines are:
      | no   | inv_discount_amount |
      | A    | 20                  |
      | A    | 4                   |
      | N    | 0                   |
      | 3590 | 0                   |
    When "SO1" gets calc_invoice_discount
    Then "SO1" lines are:
      | no | inv_discount_amount |
      | A  | 50                  |
      | A  | 10                  |
      | N  | 0                   |

  @CU103
  Scenario: A shipped charge stays when none is due any more
    Given customer records:
      | no |
      | C9 |
    And invoice_discount_terms records:
      | code | minimum_amount | discount_pct | service_charge |
      | D9   | 0              | 0            | 25             |
      | D9   | 500            | 0            | 0              |
    And customer "C9" has:
      | field             | value |
      | invoice_disc_code | D9    |
    And a sales order "SO1" for customer "C9"
    And "SO1" lines:
      | no | quantity |
      | A  | 3        |
    When "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    And "SO1" is reopened
    And "SO1" line 1 is changed:
      | field    | value |
      | quantity | 6     |
    Then "SO1" lines are:
      | no   | quantity | quantity_shipped |
      | A    | 6        | 3                |
      | 3590 | 1        | 1                |
    When "SO1" line 2 is deleted
    Then it is refused
    And nothing has changed
