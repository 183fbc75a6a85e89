@CU130 @CU140 @CU141 @CU145
Feature: Finding and merging duplicate customers

  Background:
    Given the standard company

  @CUX24 @CU134
  Scenario: A new customer that looks like another one is told of
    Given customer records:
      | no | name                 | address      | post_code | city | phone           | email               |
      | C1 | Möbelhuset i Umeå AB | Storgatan 12 | 903 26    | Umeå | +46 90 12 34 56 | order@mobelhuset.se |
    When customer records are added:
      | no | name                  | address      | post_code | city  | phone       | email        |
      | C3 | Möbelhuset i Luleå AB | Kungsgatan 5 | 972 41    | Luleå | 0920-654321 | info@lule.se |
    Then it does not warn
    When customer records are added:
      | no | name              | address        | post_code | city | phone      | email                 |
      | C2 | Mobelhuset i Umea | Storgatan 12 A | 90326     | UMEÅ | 090-123456 | ekonomi@mobelhuset.se |
    Then it warns naming "C1" and "93.0"
    And it does not warn naming "C3"

  @CUX25 @CU132
  Scenario: Two letters less are a likely duplicate, two VAT numbers are not
    Given customer records:
      | no | name             |
      | C1 | Cannon Group PLC |
    When customer records are added:
      | no | name        |
      | C2 | Canon Group |
    Then it warns naming "88.0"
    When customer "C1" is changed:
      | field               | value       |
      | vat_registration_no | GB789456278 |
    And customer "C2" is changed:
      | field               | value       |
      | vat_registration_no | GB789456279 |
    Then it does not warn naming "C1"
    When customer "C2" is changed:
      | field               | value       |
      | vat_registration_no | GB789456278 |
    Then it warns naming "100"

  @CU134
  Scenario: A company that does not check is not told
    Given sales_setup has:
      | field           | value |
      | duplicate_check | no    |
    And customer records:
      | no | name        |
      | C1 | Canon Group |
    When customer records are added:
      | no | name        |
      | C2 | Canon Group |
    Then it does not warn

  @CUX26 @CU145 @CU147
  Scenario: The survivor takes over the ticked fields and everything that belongs to the duplicate
    Given customer records:
      | no | name | address   | city |
      | C1 | A    | Moscow Rd |      |
      | C2 | B    | Oslo Rd   | Bray |
    And customer_bank_account records:
      | customer_no | code | iban                     |
      | C2          | X    | SE4550000000058398257466 |
    And comment records:
      | owner_table | owner_no | line_no | text |
      | customer    | C1       | 10000   | a1   |
      | customer    | C1       | 20000   | a2   |
      | customer    | C2       | 10000   | b1   |
      | customer    | C2       | 20000   | b2   |
      | customer    | C2       | 30000   | b3   |
    And item records:
      | no | unit_price |
      | A  | 100        |
    And sales_setup has:
      | field            | value |
      | stockout_warning | no    |
    And a sales order "SO1" for customer "C2"
    And "SO1" lines:
      | no | quantity |
      | A  | 3        |
    And "SO1" is posted
    And a sales order "SO2" for customer "C2"
    And "SO2" lines:
      | no | quantity |
      | A  | 2        |
    And a sales order "SO3" for customer "C1"
    And "SO3" lines:
      | no | quantity |
      | A  | 1        |
    And "SO3" is posted
    When customer "C2" is merged into "C1" with:
      | field | value     |
      | name  | duplicate |
    Then customer "C2" does not exist
    And customer "C1" has:
      | field   | value     |
      | name    | B         |
      | address | Moscow Rd |
      | city    | Bray      |
    And customer_bank_account records are:
      | customer_no | code | iban                     |
      | C1          | X    | SE4550000000058398257466 |
    And comment records are:
      | owner_no | line_no | text           |
      | C1       | 10000   | a1             |
      | C1       | 20000   | a2             |
      | C1       | 30000   | merged from C2 |
      | C1       | 40000   | b1             |
      | C1       | 50000   | b2             |
      | C1       | 60000   | b3             |
    And cust_ledger_entry records are:
      | customer_no | sell_to_customer_no | document_no  |
      | C1          | C1                  | $SO1.invoice |
      | C1          | C1                  | $SO3.invoice |
    And there are no gl_entry records where source_no is "C2"
    And there are no vat_entry records where bill_to_no is "C2"
    And there are no value_entry records where source_no is "C2"
    And sales_invoice_header records are:
      | no           | sell_to_customer_no | bill_to_customer_no | sell_to_name | original_customer_no |
      | $SO1.invoice | C1                  | C1                  | B            | C2                   |
      | $SO3.invoice | C1                  | C1                  | A            |                      |
    And sales_shipment_header records where no is "$SO1.shipment" are:
      | sell_to_customer_no | original_customer_no |
      | C1                  | C2                   |
    And customer "C1" statistics are:
      | balance_lcy | outstanding_orders_lcy |
      | 500         | 250                    |
    And "SO2" header has:
      | field               | value |
      | sell_to_customer_no | C1    |
      | sell_to_name        | B     |
    And former_no records where party is "customer" are:
      | party    | former_no | no |
      | customer | C2        | C1 |
    And merge_log records are:
      | table_name | survivor | duplicate |
      | customer   | C1       | C2        |
    When "SO2" is posted
    Then there are 3 cust_ledger_entry records where customer_no is "C1"

  @CUX26 @CU143
  Scenario: Two bank accounts with one code are a conflict until somebody decides
    Given customer records:
      | no |
      | C1 |
      | C2 |
    And customer_bank_account records:
      | customer_no | code | iban                     |
      | C1          | X    | SE4550000000058398257466 |
      | C2          | X    | SE3550000000054910000003 |
    When customer "C2" is merged into "C1"
    Then it is refused with "merge.conflicts"
    And nothing has changed
    When customer "C2" is merged into "C1" with:
      | field                      | value    |
      | customer_bank_account:C2\|X | rename:X |
    Then it is refused with "merge.code_unchanged"
    And nothing has changed
    When customer "C2" is merged into "C1" with:
      | field                      | value     |
      | customer_bank_account:C2\|X | rename:X2 |
    Then customer_bank_account records are:
      | customer_no | code | iban                     |
      | C1          | X    | SE4550000000058398257466 |
      | C1          | X2   | SE3550000000054910000003 |

  @CUX26 @CU143
  Scenario: Removing the duplicate's record keeps the survivor's
    Given customer records:
      | no |
      | C1 |
      | C2 |
    And customer_bank_account records:
      | customer_no | code | iban                     |
      | C1          | X    | SE4550000000058398257466 |
      | C2          | X    | SE3550000000054910000003 |
    When customer "C2" is merged into "C1" with:
      | field                   | value  |
      | customer_bank_account:X | remove |
    Then customer_bank_account records are:
      | customer_no | code | iban                     |
      | C1          | X    | SE4550000000058398257466 |

  @CU143 @CU146
  Scenario: Identical addresses are dropped, a renamed one goes with its documents
    Given customer records:
      | no |
      | C1 |
      | C2 |
    And ship_to_address records:
      | customer_no | code  | name  | city |
      | C1          | SAME  | Store | Umeå |
      | C1          | NORTH | North | Ålen |
      | C2          | SAME  | Store | Umeå |
      | C2          | NORTH | Nord  | Bodø |
    And item records:
      | no | unit_price |
      | A  | 100        |
    And sales_setup has:
      | field            | value |
      | stockout_warning | no    |
    And a sales order "SO1" for customer "C2"
    And "SO1" header has:
      | field        | value |
      | ship_to_code | NORTH |
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 3        | 1           |
    And "SO1" is posted
    When customer "C2" is merged into "C1" with:
      | field                 | value        |
      | ship_to_address:NORTH | rename:NORD2 |
    Then ship_to_address records are:
      | customer_no | code  | city |
      | C1          | SAME  | Umeå |
      | C1          | NORTH | Ålen |
      | C1          | NORD2 | Bodø |
    And "SO1" header has:
      | field        | value |
      | ship_to_code | NORD2 |
      | ship_to_city | Bodø  |
    And sales_invoice_header records are:
      | sell_to_customer_no | ship_to_code | ship_to_city |
      | C1                  | NORD2        | Bodø         |

  @CU140 @CU144
  Scenario: What cannot be merged is refused with its cause
    Given customer records:
      | no | bill_to_customer_no | customer_posting_group |
      | C1 |                     |                        |
      | C2 | C1                  |                        |
      | C3 |                     | FOREIGN                |
      | C4 |                     |                        |
    And item records:
      | no | unit_price |
      | A  | 100        |
    And sales_setup has:
      | field            | value |
      | stockout_warning | no    |
    When customer "C1" is merged into "C1"
    Then it is refused with "merge.same"
    When customer "C9" is merged into "C1"
    Then it is refused with "merge.gone"
    When customer "C2" is merged into "C1"
    Then it is refused naming "C2" and "C1"
    And nothing has changed
    When customer "C1" is merged into "C2"
    Then it is refused with "merge.bills_other"
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    And "SO1" is posted
    And a sales order "SO2" for customer "C3"
    And "SO2" lines:
      | no | quantity |
      | A  | 1        |
    And "SO2" is posted
    When customer "C3" is merged into "C1"
    Then it is refused naming "DOMESTIC" and "FOREIGN"
    And nothing has changed
    When customer "C4" is merged into "C3"
    Then customer "C4" does not exist

  @CU144
  Scenario: A document that waits to be posted holds its customer
    Given customer records:
      | no |
      | C1 |
      | C2 |
    And item records:
      | no | unit_price |
      | A  | 100        |
    And a sales order "SO1" for customer "C2"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    And "SO1" gets schedule
    When customer "C2" is merged into "C1"
    Then it is refused with "merge.document_under_way"
    And nothing has changed
    When "SO1" gets remove_from_queue
    And customer "C2" is merged into "C1"
    Then customer "C2" does not exist

  @CU144
  Scenario: A customer blocked for privacy takes over nobody
    Given customer records:
      | no | privacy_blocked |
      | C1 | yes             |
      | C2 | no              |
    When customer "C2" is merged into "C1"
    Then it is refused with "merge.privacy_blocked"
    And nothing has changed

  @CU144 @CU34
  Scenario: Who pays for others cannot be taken over by one that does not pay itself
    Given customer records:
      | no | bill_to_customer_no |
      | C1 |                     |
      | C2 | C1                  |
      | C3 |                     |
      | C4 | C3                  |
    When customer "C3" is merged into "C2"
    Then it is refused with "merge.bill_to_chain"
    When customer "C3" is merged into "C1"
    Then customer "C4" has:
      | field               | value |
      | bill_to_customer_no | C1    |

  @CU145 @CU163
  Scenario: With two customers their contacts become one
    Given customer records:
      | no | name       | phone |
      | K1 | Oak Ltd    | 111   |
      | K2 | Oak Ltd UK | 222   |
    And contact records:
      | no | name     | type   | company_no |
      | P1 | Ann Rose | person | CT00002    |
    And campaign records:
      | no     | activated |
      | SPRING | yes       |
      | AUTUMN | yes       |
    And campaign_member records:
      | campaign_no | kind    | no      |
      | SPRING      | contact | CT00001 |
      | SPRING      | contact | CT00002 |
      | AUTUMN      | contact | CT00002 |
    And interaction records:
      | contact_no | template | subject |
      | P1         | call     | Prices  |
    And item records:
      | no | unit_price |
      | A  | 10         |
    And a sales order "SO1" for customer "K2"
    And "SO1" header has:
      | field              | value   |
      | sell_to_contact_no | CT00002 |
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    When "SO1" is posted
    And customer "K2" is merged into "K1" with:
      | field | value     |
      | phone | duplicate |
    Then sales_invoice_header records are:
      | no           | sell_to_customer_no | sell_to_contact_no |
      | $SO1.invoice | K1                  | CT00001            |
    And contact "CT00002" does not exist
    And contact_business_relation records are:
      | contact_no | kind     | no |
      | CT00001    | customer | K1 |
    And contact "P1" has:
      | field      | value   |
      | company_no | CT00001 |
    And contact "CT00001" has:
      | field | value   |
      | name  | Oak Ltd |
      | phone | 222     |
    And campaign_member records are:
      | campaign_no | kind    | no      |
      | AUTUMN      | contact | CT00001 |
      | SPRING      | contact | CT00001 |
    And interaction records are:
      | contact_no | company_no | subject |
      | P1         | CT00001    | Prices  |
    And former_no records where party is "contact" are:
      | former_no | no      |
      | CT00002   | CT00001 |

  @CU145 @CU163
  Scenario: A contact that only the duplicate has goes to the survivor
    Given sales_setup has:
      | field       | value |
      | contact_nos |       |
    And customer records:
      | no | name    |
      | K1 | Oak Ltd |
      | K2 | Oaks    |
    And contact records:
      | no  | name | phone |
      | CT9 | Oaks | 333   |
    And contact_business_relation records:
      | contact_no | kind     | no |
      | CT9        | customer | K2 |
    When customer "K2" is merged into "K1" with:
      | field | value |
    Then contact_business_relation records are:
      | contact_no | no |
      | CT9        | K1 |
    And contact "CT9" has:
      | field | value   |
      | name  | Oak Ltd |

  @CU147 @CU145
  Scenario: A number that went long ago still finds who has it now, and papers keep the first one
    Given customer records:
      | no | name  |
      | C1 | Alpha |
      | C2 | Beta  |
      | C3 | Gamma |
    And item records:
      | no | unit_price |
      | A  | 100        |
    And a sales order "SO1" for customer "C3"
    And "SO1" lines:
      | no | quantity |
      | A  | 2        |
    And "SO1" is posted
    When customer "C3" is merged into "C2"
    And customer "C2" is merged into "C1"
    Then sales_invoice_header records are:
      | sell_to_customer_no | original_customer_no | sell_to_name |
      | C1                  | C3                   | Gamma        |
    And former_no records where party is "customer" are:
      | former_no | no |
      | C3        | C1 |
      | C2        | C1 |
    Given a sales order "SO2" for customer "C3"
    Then "SO2" header has:
      | field               | value |
      | sell_to_customer_no | C1    |

  @CU143 @CU73
  Scenario: Two prices for the same are a conflict, wherever they stand
    Given customer records:
      | no |
      | C1 |
      | C2 |
    And item records:
      | no |
      | A  |
      | B  |
    And price_list records:
      | code | source_type | source_no | status |
      | P1   | customer    | C1        | draft  |
      | P2   | customer    | C2        | draft  |
    And price_list_line records:
      | price_list_code | line_no | product_type | product_no | unit_price |
      | P1              | 10000   | item         | A          | 90         |
      | P2              | 10000   | item         | A          | 80         |
      | P2              | 20000   | item         | B          | 40         |
    And price_list "P1" has:
      | field  | value  |
      | status | active |
    And price_list "P2" has:
      | field  | value  |
      | status | active |
    When customer "C2" is merged into "C1"
    Then it is refused with "merge.conflicts"
    And nothing has changed
    When customer "C2" is merged into "C1" with:
      | field                       | value  |
      | price_list_line:P2\|10000 | remove |
    Then price_list_line records are:
      | price_list_code | source_no | product_no | unit_price |
      | P1              | C1        | A          | 90         |
      | P2              | C1        | B          | 40         |

  @CU143
  Scenario: A recurring code and a reference are given another code, one that is there and free
    Given customer records:
      | no |
      | C1 |
      | C2 |
    And item records:
      | no |
      | A  |
    And standard_sales_code records:
      | code | description |
      | M    | Monthly     |
      | W    | Weekly      |
    And customer_standard_code records:
      | customer_no | code | insert_on_orders |
      | C1          | M    | manual           |
      | C2          | M    | automatic        |
    And item_reference records:
      | item_no | owner_type | owner_no | reference_no | description |
      | A       | customer   | C1       | X-1          | one         |
      | A       | customer   | C2       | X-1          | two         |
    When customer "C2" is merged into "C1"
    Then it is refused naming "2"
    When customer "C2" is merged into "C1" with:
      | field                                    | value      |
      | customer_standard_code:M                 | rename:ZZZ |
      | item_reference:A\|\|\|customer\|C2\|X-1 | remove     |
    Then it is refused naming "ZZZ"
    And nothing has changed
    When customer "C2" is merged into "C1" with:
      | field                                    | value      |
      | customer_standard_code:M                 | rename:W   |
      | item_reference:A\|\|\|customer\|C2\|X-1 | rename:X-3 |
    Then customer_standard_code records are:
      | customer_no | code | insert_on_orders |
      | C1          | M    | manual           |
      | C1          | W    | automatic        |
    And item_reference records are:
      | owner_no | reference_no | description |
      | C1       | X-1          | one         |
      | C1       | X-3          | two         |
