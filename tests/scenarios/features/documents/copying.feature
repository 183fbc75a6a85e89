@SD109
Feature: A document is copied onto another

  Background:
    Given the standard company
    And customer records:
      | no | payment_terms_code | salesperson_code |
      | C1 | 30D                |                  |
      | C2 | 14D                |                  |
    And item records:
      | no | unit_price | unit_cost |
      | A  | 100.00     | 60.00     |
      | B  | 20.00      | 10.00     |
    And a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field                | value      |
      | external_document_no | PO-17      |
      | your_reference       | Anna       |
      | shipment_date        | 2026-01-20 |
    And "SO1" lines:
      | type       | no   | quantity | unit_price | line_discount_pct | location_code |
      | item       | A    | 10       | 90         | 5                 | MAIN          |
      | item       | B    | 3        |            |                   |               |
      | gl_account | 3590 | 1        | 75         |                   |               |
    And "SO1" lines:
      | description      |
      | As agreed in May |
    And item "A" has:
      | field      | value  |
      | unit_price | 110.00 |
      | unit_cost  | 66.00  |

  @CB59 @CB61
  Scenario: Without the header, lines are appended at today's prices
    Given a sales order "SO2" for customer "C2"
    And "SO2" lines:
      | no | quantity |
      | B  | 1        |
    When "SO2" gets copy_document with:
      | field         | value |
      | document_type | order |
      | document_no   | $SO1  |
    Then it does not ask
    And "SO2" lines are:
      | type       | no   | quantity | unit_price | line_discount_pct | unit_cost_lcy | location_code | shipment_date | description      |
      | item       | B    | 1        | 20         | 0                 | 10            |               | 2026-01-15    | B                |
      | item       | A    | 10       | 110        | 0                 | 66            | MAIN          | 2026-01-15    | A                |
      | item       | B    | 3        | 20         | 0                 | 10            |               | 2026-01-15    | B                |
      | gl_account | 3590 | 1        | 75         | 0                 | 0             |               | 2026-01-15    | Fees and freight |
      | comment    |      | 0        | 0          | 0                 | 0             |               |               | As agreed in May |
    And "SO2" header has:
      | field                | value |
      | sell_to_customer_no  | C2    |
      | external_document_no |       |
      | payment_terms_code   | 14D   |

  @CB61
  Scenario: Not recalculated, price, discount, cost and VAT stand as they stood
    Given a sales invoice "SI1" for customer "C2"
    When "SI1" gets copy_document with:
      | field             | value |
      | document_type     | order |
      | document_no       | $SO1  |
      | recalculate_lines | no    |
    Then "SI1" lines are:
      | no   | quantity | unit_price | line_discount_pct | line_amount | unit_cost_lcy | vat_identifier | qty_to_ship | qty_to_invoice | description      |
      | A    | 10       | 90         | 5                 | 855         | 60            | VAT25          | 10          | 10             | A                |
      | B    | 3        | 20         | 0                 | 60          | 10            | VAT25          | 3           | 3              | B                |
      | 3590 | 1        | 75         | 0                 | 75          | 0             | VAT25          | 1           | 1              | Fees and freight |
      |      | 0        | 0          | 0                 | 0           | 0             |                | 0           | 0              | As agreed in May |
    And "SI1" totals are:
      | total_excl_vat | vat    | total_incl_vat |
      | 990            | 247.50 | 1237.50        |

  @CB60
  Scenario: With the header, existing lines go and all of the header comes but what is the document's own
    Given "SO1" header has:
      | field              | value |
      | payment_terms_code | COD   |
      | prepayment_pct     | 20    |
    And the work date is 2026-02-01
    And a sales order "SO2" for customer "C2"
    And "SO2" lines:
      | no | quantity |
      | B  | 1        |
    And "yes" is answered to "delete_lines"
    When "SO2" gets copy_document with:
      | field          | value |
      | document_type  | order |
      | document_no    | $SO1  |
      | include_header | yes   |
    Then it asks "delete_lines"
    And "SO2" lines are:
      | no   | quantity | unit_price | line_discount_pct | shipment_date | location_code |
      | A    | 10       | 90         | 5                 | 2026-01-20    | MAIN          |
      | B    | 3        | 20         | 0                 | 2026-01-20    |               |
      | 3590 | 1        | 75         | 0                 | 2026-01-20    |               |
      |      | 0        | 0          | 0                 |               |               |
    And "SO2" header has:
      | field                | value      |
      | sell_to_customer_no  | C1         |
      | external_document_no | PO-17      |
      | your_reference       | Anna       |
      | payment_terms_code   | COD        |
      | shipment_date        | 2026-01-20 |
      | order_date           | 2026-01-15 |
      | posting_date         | 2026-02-01 |
      | prepayment_pct       | 20         |
      | status               | open       |
      | posting_description  | Order $SO2 |

  @CB60
  Scenario: A quote has no posting date and no prepayment, whatever it is copied from
    Given "SO1" header has:
      | field          | value |
      | prepayment_pct | 20    |
    And a sales quote "SQ1" for customer "C2"
    When "SQ1" gets copy_document with:
      | field          | value |
      | document_type  | order |
      | document_no    | $SO1  |
      | include_header | yes   |
    Then "SQ1" header has:
      | field               | value |
      | sell_to_customer_no | C1    |
      | posting_date        |       |
      | prepayment_pct      | 0     |

  @CB60
  Scenario: The lines stay when the user does not want to lose them
    Given a sales order "SO2" for customer "C2"
    And "SO2" lines:
      | no | quantity |
      | B  | 1        |
    When "SO2" gets copy_document with:
      | field          | value |
      | document_type  | order |
      | document_no    | $SO1  |
      | include_header | yes   |
    Then it asks "delete_lines"
    And "SO2" header has:
      | field               | value |
      | sell_to_customer_no | C2    |
    And "SO2" lines are:
      | no | quantity |
      | B  | 1        |

  @CB58
  Scenario: What was delivered and invoiced does not come along
    Given stock:
      | item | quantity | unit_cost |
      | A    | 20       | 60        |
      | B    | 20       | 10        |
    And "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    And a sales order "SO2" for customer "C1"
    When "SO2" gets copy_document with:
      | field             | value |
      | document_type     | order |
      | document_no       | $SO1  |
      | recalculate_lines | no    |
    Then "SO2" lines are:
      | no   | quantity | quantity_shipped | qty_to_ship | quantity_invoiced | qty_shipped_not_invoiced | outstanding_quantity |
      | A    | 10       | 0                | 10          | 0                 | 0                        | 10                   |
      | B    | 3        | 0                | 3           | 0                 | 0                        | 3                    |
      | 3590 | 1        | 0                | 1           | 0                 | 0                        | 1                    |
      |      | 0        | 0                | 0           | 0                 | 0                        | 0                    |

  @CB59 @CB61
  Scenario: From a posted shipment lines are always made anew, for it has no prices
    Given stock:
      | item | quantity | unit_cost |
      | A    | 20       | 60        |
      | B    | 20       | 10        |
    And "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    And a sales order "SO2" for customer "C1"
    When "SO2" gets copy_document with:
      | field             | value           |
      | document_type     | posted_shipment |
      | document_no       | $SO1.shipment   |
      | include_header    | yes             |
      | recalculate_lines | no              |
    Then "SO2" lines are:
      | no   | quantity | unit_price | location_code |
      | A    | 10       | 110        | MAIN          |
      | B    | 3        | 20         |               |
      | 3590 | 1        | 0          |               |
      |      | 0        | 0          |               |
    And "SO2" header has:
      | field                | value |
      | external_document_no | PO-17 |

  @CB59 @CB60 @CB61
  Scenario: A posted invoice gives the same invoice again
    Given stock:
      | item | quantity | unit_cost |
      | A    | 20       | 60        |
      | B    | 20       | 10        |
    And "SO1" header has:
      | field                  | value |
      | invoice_discount_value | 99    |
    And "SO1" is posted
    And a sales invoice "SI1" for customer "C2"
    When "SI1" gets copy_document with:
      | field             | value          |
      | document_type     | posted_invoice |
      | document_no       | $SO1.invoice   |
      | include_header    | yes            |
      | recalculate_lines | no             |
    Then "SI1" lines are:
      | no   | quantity | unit_price | line_discount_pct | line_amount |
      | A    | 10       | 90         | 5                 | 855         |
      | B    | 3        | 20         | 0                 | 60          |
      | 3590 | 1        | 75         | 0                 | 75          |
      |      | 0        | 0          | 0                 | 0           |
    And "SI1" totals are:
      | invoice_discount_amount | total_excl_vat | total_incl_vat |
      | 99                      | 891            | 1113.75        |
    And "SI1" header has:
      | field               | value        |
      | sell_to_customer_no | C1           |
      | posting_description | Invoice $SI1 |

  @CB59
  Scenario: An archived version is copied as it was, the latest unless another is chosen
    Given "SO1" is archived
    And "SO1" line 1 is changed:
      | field    | value |
      | quantity | 12    |
    And "SO1" is archived
    And "SO1" line 1 is changed:
      | field    | value |
      | quantity | 14    |
    And a sales order "SO2" for customer "C1"
    And a sales order "SO3" for customer "C1"
    When "SO2" gets copy_document with:
      | field             | value          |
      | document_type     | archived_order |
      | document_no       | $SO1           |
      | version_no        | 1              |
      | recalculate_lines | no             |
    And "SO3" gets copy_document with:
      | field         | value          |
      | document_type | archived_order |
      | document_no   | $SO1           |
    Then "SO2" lines are:
      | no   | quantity | unit_price |
      | A    | 10       | 90         |
      | B    | 3        | 20         |
      | 3590 | 1        | 75         |
      |      | 0        | 0          |
    And "SO3" lines are:
      | no   | quantity | unit_price |
      | A    | 12       | 110        |
      | B    | 3        | 20         |
      | 3590 | 1        | 75         |
      |      | 0        | 0          |

  @CB61
  Scenario: An account has no price in another currency
    Given a sales order "SO2" for customer "C2"
    And "SO2" header has:
      | field         | value |
      | currency_code | EUR   |
    When "SO2" gets copy_document with:
      | field         | value |
      | document_type | order |
      | document_no   | $SO1  |
    Then "SO2" lines are:
      | no   | quantity | unit_price |
      | A    | 10       | 9.56522    |
      | B    | 3        | 1.73913    |
      | 3590 | 1        | 0          |
      |      | 0        | 0          |

  @CB56
  Scenario: A price is not kept where it would be another one
    Given a sales order "SO2" for customer "C2"
    And "SO2" header has:
      | field                | value |
      | currency_code        | EUR   |
      | prices_including_vat | yes   |
    When "SO2" gets copy_document with:
      | field             | value |
      | document_type     | order |
      | document_no       | $SO1  |
      | recalculate_lines | no    |
    Then it is refused for 2 reasons
    And it is refused with "sales.currency_mismatch"
    And it is refused naming "EUR" and "SEK"
    And it is refused with "sales.prices_incl_vat_mismatch"
    And nothing has changed

  @CB63
  Scenario: What is blocked by now is named and left out
    Given item "B" has:
      | field        | value    |
      | blocked      | yes      |
      | block_reason | recalled |
    And gl_account "3590" has:
      | field   | value |
      | blocked | yes   |
    And a sales order "SO2" for customer "C1"
    When "SO2" gets copy_document with:
      | field         | value |
      | document_type | order |
      | document_no   | $SO1  |
    Then it warns naming "B" and "recalled"
    And it warns naming "3590"
    And "SO2" lines are:
      | type    | no | quantity |
      | item    | A  | 10       |
      | comment |    | 0        |

  @CB59
  Scenario: A document is not copied onto itself
    When "SO1" gets copy_document with:
      | field         | value |
      | document_type | order |
      | document_no   | $SO1  |
    Then it is refused with "sales.copy_onto_itself"
    And it is refused naming "$SO1"
    And nothing has changed

  @CB59
  Scenario: The number must be given, and of a document that is there
    Given a sales order "SO2" for customer "C1"
    When "SO2" gets copy_document with:
      | field         | value |
      | document_type | order |
    Then it is refused with "sales.doc_no_missing"
    When "SO2" gets copy_document with:
      | field         | value   |
      | document_type | invoice |
      | document_no   | SI99999 |
    Then it is refused naming "SI99999"
    When "SO2" gets copy_document with:
      | field         | value          |
      | document_type | archived_order |
      | document_no   | $SO1           |
    Then it is refused naming "$SO1"
    When "SO2" gets copy_document with:
      | field         | value          |
      | document_type | posted_invoice |
      | document_no   | PI99999        |
    Then it is refused naming "PI99999"

  Scenario: Only an open document is copied onto
    Given a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity |
      | B  | 1        |
    And "SO2" is released
    When "SO2" gets copy_document with:
      | field         | value |
      | document_type | order |
      | document_no   | $SO1  |
    Then it is refused with "sales.lines_frozen"
    And nothing has changed

  @CB60 @SD8
  Scenario: A blocked customer does not come with the header
    Given customer "C1" has:
      | field   | value |
      | blocked | all   |
    And a sales order "SO2" for customer "C2"
    When "SO2" gets copy_document with:
      | field          | value |
      | document_type  | order |
      | document_no    | $SO1  |
      | include_header | yes   |
    Then it is refused with "customer.blocked"
    And it is refused naming "C1"
    And nothing has changed

  @CB60 @SD9
  Scenario: Lines of which something is delivered do not make way for a header
    Given stock:
      | item | quantity | unit_cost |
      | B    | 20       | 10        |
    And a sales order "SO2" for customer "C2"
    And "SO2" lines:
      | no | quantity | qty_to_ship |
      | B  | 2        | 1           |
    And "SO2" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    And "SO2" is reopened
    When "SO2" gets copy_document with:
      | field          | value |
      | document_type  | order |
      | document_no    | $SO1  |
      | include_header | yes   |
    Then it is refused with "sales.parties_locked"
    And nothing has changed

  @CB59 @CB61
  Scenario Outline: Every document of sales can be copied, and taken back is no less than delivered
    Given a <kind> "S1" for customer "C1"
    And "S1" lines:
      | no | quantity | unit_price | line_discount_pct |
      | A  | 2        | 99         | 10                |
    And a sales order "SO2" for customer "C2"
    And a sales order "SO3" for customer "C2"
    When "SO2" gets copy_document with:
      | field             | value  |
      | document_type     | <type> |
      | document_no       | $S1    |
      | recalculate_lines | no     |
    And "SO3" gets copy_document with:
      | field         | value  |
      | document_type | <type> |
      | document_no   | $S1    |
    Then "SO2" lines are:
      | no | quantity | unit_price | line_discount_pct | line_amount | qty_to_ship |
      | A  | 2        | 99         | 10                | 178.20      | 2           |
    And "SO3" lines are:
      | no | quantity | unit_price | line_discount_pct | line_amount | qty_to_ship |
      | A  | 2        | 110        | 0                 | 220.00      | 2           |

    Examples:
      | kind                | type          |
      | sales credit memo   | credit_memo   |
      | sales return order  | return_order  |
      | blanket sales order | blanket_order |

  @CB60
  Scenario: What is copied of a return order goes to the customer again, not to us
    Given ship_to_address records:
      | customer_no | code  | address    |
      | C1          | LAGER | Hamngatan  |
    And customer "C1" has:
      | field        | value |
      | ship_to_code | LAGER |
    And a sales return order "SR1" for customer "C1"
    And "SR1" header has:
      | field           | value         |
      | ship_to_address | Our warehouse |
    And "SR1" lines:
      | no | quantity |
      | A  | 2        |
    And "SR1" is archived
    And a sales order "SO2" for customer "C2"
    And a sales order "SO3" for customer "C2"
    When "SO2" gets copy_document with:
      | field          | value        |
      | document_type  | return_order |
      | document_no    | $SR1         |
      | include_header | yes          |
    And "SO3" gets copy_document with:
      | field          | value                 |
      | document_type  | archived_return_order |
      | document_no    | $SR1                  |
      | version_no     | 1                     |
      | include_header | yes                   |
    Then "SO2" header has:
      | field               | value     |
      | sell_to_customer_no | C1        |
      | ship_to_code        | LAGER     |
      | ship_to_address     | Hamngatan |
    And "SO3" header has:
      | field           | value     |
      | ship_to_mode    | alternate |
      | ship_to_address | Hamngatan |
