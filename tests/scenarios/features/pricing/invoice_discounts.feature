@CU100 @CU101 @CU102 @CU103 @CU104 @CU105 @SD48 @SD50
Feature: Invoice discounts and service charge

  Background:
    Given the standard company
    And sales_setup has:
      | field             | value |
      | calc_inv_discount | yes   |
    And invoice_discount_terms records:
      | code | minimum_amount | discount_pct | service_charge |
      | D1   | 0              | 2            | 5              |
      | D1   | 1000           | 5            | 0              |
    And customer records:
      | no | invoice_disc_code |
      | C1 | D1                |
    And item records:
      | no | unit_price | allow_invoice_disc |
      | A  | 100        | yes                |
      | N  | 150        | no                 |

  @CUX19
  Scenario: Charge and discount are chosen by bases of their own
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 9        |
      | N  | 1        |
    Then "SO1" totals are:
      | subtotal | invoice_discount_amount | total_excl_vat |
      | 1050.00  | 18.00                   | 1032.00        |
    And "SO1" lines are:
      | no | system_line | inv_discount_amount |
      | A  | blank       | 18.00               |
      | N  | blank       | 0.00                |

  @CUX19
  Scenario: Just below a step the small discount and the charge hold
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 999.99     |
    Then "SO1" lines are:
      | type       | no   | description    | quantity | unit_price | line_amount | inv_discount_amount | system_line    |
      | item       | A    | A              | 1        | 999.99     | 999.99      | 20.00               | blank          |
      | gl_account | 3590 | Service charge | 1        | 5          | 5.00        | 0.00                | service_charge |
    When "SO1" line 1 is changed:
      | field      | value |
      | unit_price | 1000  |
    Then "SO1" lines are:
      | no | inv_discount_amount |
      | A  | 50.00               |

  @CUX20 @SD57
  Scenario: Terms in local currency count for a document in another one
    Given currency_exchange_rate records:
      | currency_code | starting_date | exchange_rate_amount | relational_amount |
      | USD           | 2026-01-10    | 1.25                 | 1                 |
    And a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field         | value |
      | currency_code | USD   |
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 6        | 100        |
    Then "SO1" lines are:
      | no   | unit_price | line_amount | inv_discount_amount |
      | A    | 100        | 600.00      | 12.00               |
      | 3590 | 6.25       | 6.25        | 0.00                |
    Given invoice_discount_terms records:
      | code | currency_code | minimum_amount | discount_pct | service_charge |
      | D1   | USD           | 1000           | 3            | 1              |
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 6     |
    Then "SO1" lines are:
      | no | line_amount | inv_discount_amount |
      | A  | 600.00      | 0.00                |

  @CUX21
  Scenario: With prices including VAT the bases are without it
    Given a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field                | value |
      | prices_including_vat | yes   |
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 1250       |
    Then "SO1" totals are:
      | subtotal | invoice_discount_amount | total_incl_vat |
      | 1250.00  | 62.50                   | 1187.50        |
    When "SO1" line 1 is changed:
      | field      | value |
      | unit_price | 625   |
    Then "SO1" lines are:
      | no   | unit_price | inv_discount_amount |
      | A    | 625        | 12.50               |
      | 3590 | 6.25       | 0.00                |

  Scenario: The charge stays at the end, and changes nothing about itself
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
      | A  | 2        |
    Then "SO1" lines are:
      | no   | quantity | line_amount | inv_discount_amount |
      | A    | 1        | 100.00      | 2.00                |
      | A    | 2        | 200.00      | 4.00                |
      | 3590 | 1        | 5.00        | 0.00                |

  Scenario: The charge cannot be entered, only deleted, and then it stays away
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    When "SO1" line 2 is changed:
      | field      | value |
      | unit_price | 1     |
    Then it is refused with "sales.service_charge_line"
    And nothing has changed
    When "SO1" line 2 is deleted
    And "SO1" line 1 is changed:
      | field    | value |
      | quantity | 2     |
    Then "SO1" lines are:
      | no | quantity |
      | A  | 2        |
    And "SO1" header has:
      | field             | value |
      | no_service_charge | yes   |

  Scenario: Other documents get the discount without the charge
    Given a sales credit memo "SC1" for customer "C1"
    And "SC1" lines:
      | no | quantity |
      | A  | 1        |
    Then "SC1" lines are:
      | no | inv_discount_amount |
      | A  | 2.00                |

  Scenario: A charge that is due needs an account
    Given customer_posting_group "DOMESTIC" has:
      | field                  | value |
      | service_charge_account |       |
    And a sales order "SO1" for customer "C1"
    When "SO1" gets the line:
      | no | quantity |
      | A  | 1        |
    Then it is refused naming "Customer posting group DOMESTIC: Service Charge Account must be filled in."
    And nothing has changed

  @SD50
  Scenario: What the terms say cannot be typed over
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    When "SO1" header is changed:
      | field                  | value |
      | invoice_discount_value | 3     |
    Then it is refused naming "invoice_discount_value"

  @CU104
  Scenario: Without the set-up the terms count when they are asked for
    Given sales_setup has:
      | field             | value |
      | calc_inv_discount | no    |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 3        |
    Then "SO1" totals are:
      | invoice_discount_amount | total_excl_vat |
      | 0.00                    | 300.00         |
    When "SO1" header is changed:
      | field                  | value |
      | invoice_discount_value | 30    |
    And "SO1" line 1 is changed:
      | field    | value |
      | quantity | 6     |
    Then "SO1" totals are:
      | invoice_discount_amount | total_excl_vat |
      | 30.00                   | 570.00         |
    When "SO1" gets calc_invoice_discount
    Then "SO1" totals are:
      | subtotal | invoice_discount_amount | total_excl_vat |
      | 605.00   | 12.00                   | 593.00         |
    When "SO1" header is changed:
      | field                        | value   |
      | invoice_discount_calculation | percent |
      | invoice_discount_value       | 10      |
    Then "SO1" totals are:
      | subtotal | invoice_discount_amount |
      | 605.00   | 60.00                   |
    When "SO1" is released
    And "SO1" gets calc_invoice_discount
    Then it is refused with "sales.status_not_open"

  @SD49
  Scenario: A typed amount needs a line that allows it
    Given sales_setup has:
      | field             | value |
      | calc_inv_discount | no    |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | N  | 1        |
    When "SO1" header is changed:
      | field                  | value |
      | invoice_discount_value | 10    |
    Then it is refused with "sales.nothing_discountable"

  @SD68
  Scenario: A charge that is shipped and invoiced stays as it is
    Given a sales order "SO1" for customer "C1"
    And stock:
      | item | quantity |
      | A    | 100      |
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 9        | 1           |
    When "SO1" is posted
    And "SO1" is reopened
    And "SO1" line 1 is changed:
      | field    | value |
      | quantity | 20    |
    Then "SO1" lines are:
      | no   | quantity | quantity_invoiced | line_amount |
      | A    | 20       | 1                 | 2000.00     |
      | 3590 | 1        | 1                 | 5.00        |
    And the G/L movement of "$SO1.invoice" is:
      | account | amount  |
      | 1510    | 128.75  |
      | 3001    | -100.00 |
      | 3732    | 2.00    |
      | 3590    | -5.00   |
      | 2611    | -25.75  |

  @SD103
  Scenario: Post Batch asks the terms when it is told so
    Given sales_setup has:
      | field             | value |
      | calc_inv_discount | no    |
    And a sales invoice "SI1" for customer "C1"
    And "SI1" lines:
      | no | quantity |
      | A  | 10       |
    And stock:
      | item | quantity |
      | A    | 100      |
    When job post_batch runs with:
      | field                 | value   |
      | document_type         | invoice |
      | calc_invoice_discount | yes     |
    Then sales_invoice_header records are:
      | invoice_discount_amount | amount |
      | 50.00                   | 950.00 |

  @SD14
  Scenario: Another customer brings other terms
    Given customer records:
      | no | invoice_disc_code |
      | C2 |                   |
    And "yes" is answered to "rebuild_lines"
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    When "SO1" header is changed:
      | field               | value |
      | sell_to_customer_no | C2    |
    Then "SO1" lines are:
      | no | inv_discount_amount |
      | A  | 0.00                |

  @SD63
  Scenario: Terms that changed since count when an open document is posted
    Given stock:
      | item | quantity |
      | A    | 100      |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    And invoice_discount_terms records:
      | code | minimum_amount | discount_pct | service_charge |
      | D1   | 0              | 3            | 0              |
    When "SO1" is posted
    Then sales_invoice_header records are:
      | invoice_discount_amount | amount |
      | 3.00                    | 97.00  |
