@SD77 @SD87 @SD108
Feature: What posted documents keep

  Background:
    Given the standard company
    And sales_setup has:
      | field            | value |
      | stockout_warning | no    |
    And customer records:
      | no | name    | address     | post_code | city |
      | C1 | Ettan   | Storgatan 1 | 903 26    | Umeå |
    And item records:
      | no | unit_price |
      | A  | 100        |
      | B  | 50         |
    And a sales order "SO1" for customer "C1"

  Scenario: Only what is in the posting is copied, with the texts that belong to it
    Given "SO1" lines:
      | type    | no | description | quantity | qty_to_ship |
      | comment |    | With care   |          |             |
      | item    | A  |             | 2        | 2           |
      | item    | B  |             | 3        | 0           |
    And "SO1" header has:
      | field            | value      |
      | work_description | Ring first |
    When "SO1" is posted
    Then sales_shipment_line records where document_no is "$SO1.shipment" are:
      | type    | no | description | quantity |
      | comment |    | With care   | 0        |
      | item    | A  | A           | 2        |
    And sales_invoice_line records where document_no is "$SO1.invoice" are:
      | type    | no | quantity | line_amount |
      | comment |    | 0        | 0           |
      | item    | A  | 2        | 200         |
    And sales_invoice_header records are:
      | work_description | sell_to_address | sell_to_city | payment_terms_code | due_date   |
      | Ring first       | Storgatan 1     | Umeå         | 30D                | 2026-02-14 |

  Scenario: Shipment lines know what was invoiced of them, oldest first
    Given "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 10       | 2           |
    When "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "SO1" line 1 is changed:
      | field       | value |
      | qty_to_ship | 3     |
    And "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "SO1" line 1 is changed:
      | field       | value |
      | qty_to_ship | 0     |
    And "SO1" line 1 is changed:
      | field          | value |
      | qty_to_invoice | 4     |
    And "SO1" is posted
    Then sales_shipment_line records are:
      | document_no     | quantity | quantity_invoiced | qty_shipped_not_invoiced |
      | $SO1.shipment.1 | 2        | 2                 | 0                        |
      | $SO1.shipment.2 | 3        | 2                 | 1                        |
    And item_ledger_entry records are:
      | quantity | invoiced_quantity |
      | -2       | -2                |
      | -3       | -2                |

  @SD81 @SD83
  Scenario: The customer entry belongs to who pays, and keeps who bought
    Given customer records:
      | no | customer_posting_group |
      | C9 | FOREIGN                |
    And "SO1" header has:
      | field               | value |
      | bill_to_customer_no | C9    |
    And "SO1" lines:
      | no | quantity | line_discount_pct |
      | A  | 1        | 10                |
    When "SO1" is posted
    Then cust_ledger_entry records are:
      | customer_no | sell_to_customer_no | customer_posting_group | amount |
      | C9          | C1                  | FOREIGN                | 112.50 |
    And the G/L movement of "$SO1.invoice" is:
      | account | amount |
      | 1512    | 112.50 |
      | 2611    | -22.50 |
      | 3001    | -100   |
      | 3731    | 10     |

  @SD82
  Scenario: Shipping accounts and time writes no entries until the invoice
    Given resource records:
      | no | unit_price | unit_cost |
      | R  | 700        | 400       |
    And "SO1" lines:
      | type       | no   | quantity | unit_price |
      | resource   | R    | 2        |            |
      | gl_account | 3590 | 1        | 10         |
    When "SO1" is posted with:
      | field   | value |
      | invoice | no    |
    Then there are 0 gl_entry records
    And there are 0 resource_ledger_entry records
    And sales_shipment_line records are:
      | type       | no   | quantity |
      | resource   | R    | 2        |
      | gl_account | 3590 | 1        |
    When "SO1" is posted
    Then there are 1 resource_ledger_entry records where document_no is "$SO1.invoice"

  @SD5
  Scenario: Signs in the ledgers
    Given "SO1" lines:
      | no | quantity |
      | A  | 3        |
    When "SO1" is posted
    Then vat_entry records are:
      | type | base | amount |
      | sale | -300 | -75    |
    And cust_ledger_entry records are:
      | amount | positive |
      | 375    | yes      |
    And item_ledger_entry records are:
      | quantity | entry_type | source_type | source_no |
      | -3       | sale       | customer    | C1        |

  @SD80
  Scenario: Two rates and two accounts make four groups
    Given item "B" has:
      | field                  | value |
      | vat_prod_posting_group | VAT12 |
    And "SO1" lines:
      | type       | no   | quantity | unit_price |
      | item       | A    | 1        | 100        |
      | item       | B    | 1        | 50         |
      | gl_account | 3590 | 1        | 20         |
      | item       | A    | 2        | 10         |
    When "SO1" is posted
    Then gl_entry records where document_no is "$SO1.invoice" are:
      | gl_account_no | amount  | vat_prod_posting_group |
      | 1510          | 231     |                        |
      | 2611          | -35     | VAT25                  |
      | 2621          | -6      | VAT12                  |
      | 3001          | -120    | VAT25                  |
      | 3001          | -50     | VAT12                  |
      | 3590          | -20     | VAT25                  |
    And vat_entry records are:
      | vat_identifier | base | amount |
      | VAT25          | -140 | -35    |
      | VAT12          | -50  | -6     |
