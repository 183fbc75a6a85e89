@SD7 @SD8 @SD9
Feature: Document headers

  Background:
    Given the standard company
    And customer records:
      | no   | name    |
      | C100 | Hundred |
    And item records:
      | no | unit_price |
      | A  | 100        |

  @EX2
  Scenario: Who pays decides currency, price mode and terms
    Given customer records:
      | no   | currency_code | prices_including_vat | payment_terms_code |
      | C200 | EUR           | yes                  | 14D                |
    And customer "C100" has:
      | field               | value    |
      | bill_to_customer_no | C200     |
      | location_code       | EAST     |
      | shipping_advice     | complete |
    And a sales order "SO1" for customer "C100"
    Then "SO1" header has:
      | field                | value    |
      | sell_to_customer_no  | C100     |
      | bill_to_customer_no  | C200     |
      | currency_code        | EUR      |
      | prices_including_vat | yes      |
      | payment_terms_code   | 14D      |
      | location_code        | EAST     |
      | shipping_advice      | complete |

  Scenario: Dates and terms of a new order
    Given customer "C100" has:
      | field              | value |
      | payment_terms_code | 1M8D  |
    And the work date is 2026-01-31
    And a sales order "SO1" for customer "C100"
    Then "SO1" header has:
      | field                | value         |
      | no                   | SO00001       |
      | status               | open          |
      | sell_to_name         | Hundred       |
      | order_date           | 2026-01-31    |
      | document_date        | 2026-01-31    |
      | posting_date         | 2026-01-31    |
      | shipment_date        | 2026-01-31    |
      | due_date             | 2026-02-28    |
      | pmt_discount_date    | 2026-02-08    |
      | payment_discount_pct | 2             |
      | posting_description  | Order SO00001 |

  Scenario: A quote has no posting date and is valid for a time
    Given sales_setup has:
      | field          | value |
      | quote_validity | 1M    |
    And a sales quote "SQ1" for customer "C100"
    Then "SQ1" header has:
      | field             | value      |
      | no                | SQ00001    |
      | posting_date      |            |
      | quote_valid_until | 2026-02-15 |

  @SD11 @SD12
  Scenario Outline: The document date follows the posting date if they are linked
    Given sales_setup has:
      | field                         | value  |
      | link_doc_date_to_posting_date | <link> |
    And a sales invoice "SI1" for customer "C100"
    When "SI1" header is changed:
      | field        | value      |
      | posting_date | 2026-01-31 |
    Then "SI1" header has:
      | field         | value      |
      | posting_date  | 2026-01-31 |
      | document_date | <document> |
      | due_date      | <due>      |

    Examples:
      | link | document   | due        |
      | yes  | 2026-01-31 | 2026-03-02 |
      | no   | 2026-01-15 | 2026-02-14 |

  @SD13
  Scenario: A due date typed over stays until the terms change
    Given a sales order "SO1" for customer "C100"
    And "SO1" header has:
      | field    | value      |
      | due_date | 2026-06-01 |
    Then "SO1" header has:
      | field    | value      |
      | due_date | 2026-06-01 |
    When "SO1" header is changed:
      | field              | value |
      | payment_terms_code | 14D   |
    Then "SO1" header has:
      | field    | value      |
      | due_date | 2026-01-29 |
    When "SO1" header is changed:
      | field              | value |
      | payment_terms_code |       |
    Then "SO1" header has:
      | field    | value      |
      | due_date | 2026-01-15 |

  @SD14
  Scenario: Another buyer makes the lines anew, if the user wants
    Given customer records:
      | no   | vat_bus_posting_group |
      | C300 | EXPORT                |
    And a sales order "SO1" for customer "C100"
    And "SO1" lines:
      | type    | no | description | quantity | unit_price | line_discount_pct |
      | item    | A  |             | 4        | 80         | 5                 |
      | comment |    | By hand     |          |            |                   |
    When "SO1" header is changed:
      | field               | value |
      | sell_to_customer_no | C300  |
    Then it asks "rebuild_lines"
    And "SO1" header has:
      | field               | value |
      | sell_to_customer_no | C100  |
    Given "yes" is answered to "rebuild_lines"
    When "SO1" header is changed:
      | field               | value |
      | sell_to_customer_no | C300  |
    Then "SO1" header has:
      | field               | value |
      | sell_to_customer_no | C300  |
      | bill_to_customer_no | C300  |
    And "SO1" lines are:
      | type    | no | description | quantity | unit_price | line_discount_pct | vat_pct |
      | item    | A  | A           | 4        | 100        | 0                 | 0       |
      | comment |    | By hand     | 0        | 0          | 0                 | 0       |

  @SD15
  Scenario Outline: Delivery fields are offered to the lines
    Given a sales order "SO1" for customer "C100"
    And "SO1" lines:
      | no | quantity |
      | A  | 4        |
    And "<answer>" is answered to "update_lines"
    When "SO1" header is changed:
      | field         | value |
      | location_code | EAST  |
    Then it asks "update_lines"
    And "SO1" header has:
      | field         | value |
      | location_code | EAST  |
    And "SO1" lines are:
      | location_code |
      | <location>    |

    Examples:
      | answer | location |
      | yes    | EAST     |
      | no     |          |

  @SD15
  Scenario: Terms and references leave the lines alone
    Given a sales order "SO1" for customer "C100"
    And "SO1" lines:
      | no | quantity |
      | A  | 4        |
    When "SO1" header is changed:
      | field                | value  |
      | your_reference       | Anna   |
      | external_document_no | PO-77  |
      | payment_terms_code   | 14D    |
    Then it does not ask

  @SD16
  Scenario: A new line takes what the header says at that moment
    Given a sales order "SO1" for customer "C100"
    And "SO1" header has:
      | field         | value      |
      | location_code | MAIN       |
      | shipment_date | 2026-02-02 |
    And "SO1" lines:
      | no | quantity |
      | A  | 4        |
    Then "SO1" lines are:
      | sell_to_customer_no | location_code | shipment_date |
      | C100                | MAIN          | 2026-02-02    |

  @SD17
  Scenario: The customer's own number comes twice
    Given a sales order "SO1" for customer "C100"
    And "SO1" header has:
      | field                | value |
      | external_document_no | PO-77 |
    And a sales order "SO2" for customer "C100"
    When "SO2" header is changed:
      | field                | value |
      | external_document_no | PO-77 |
    Then it warns naming "PO-77" and "$SO1"
    When "SO2" header is changed:
      | field                | value |
      | external_document_no | PO-78 |
    Then it does not warn

  Scenario: The buyer cannot be cleared while there are lines
    Given a sales order "SO1" for customer "C100"
    And "SO1" lines:
      | no | quantity |
      | A  | 4        |
    When "SO1" header is changed:
      | field               | value |
      | sell_to_customer_no |       |
    Then it is refused
    And nothing has changed

  Scenario: A promised date guards the requested one
    Given a sales order "SO1" for customer "C100"
    And "SO1" header has:
      | field                  | value      |
      | promised_delivery_date | 2026-02-10 |
    When "SO1" header is changed:
      | field                   | value      |
      | requested_delivery_date | 2026-02-12 |
    Then it is refused naming "promised_delivery_date"
    And nothing has changed

  @SD10
  Scenario: An address typed over no longer follows the customer
    Given customer "C100" has:
      | field   | value       |
      | address | Storgatan 1 |
    And a sales order "SO1" for customer "C100"
    Then "SO1" header has:
      | field           | value       |
      | ship_to_mode    | default     |
      | ship_to_address | Storgatan 1 |
    When "SO1" header is changed:
      | field           | value      |
      | ship_to_address | Hamngatan 9 |
    Then "SO1" header has:
      | field           | value       |
      | ship_to_mode    | custom      |
      | ship_to_address | Hamngatan 9 |
      | sell_to_address | Storgatan 1 |

  @CU2
  Scenario: Later changes on the card do not reach the document
    Given a sales order "SO1" for customer "C100"
    When customer "C100" is changed:
      | field              | value   |
      | name               | Renamed |
      | payment_terms_code | 14D     |
    Then "SO1" header has:
      | field              | value   |
      | sell_to_name       | Hundred |
      | payment_terms_code | 30D     |

  @SD18
  Scenario: A document that is not posted can go
    Given a sales order "SO1" for customer "C100"
    And "SO1" lines:
      | no | quantity |
      | A  | 4        |
    When "SO1" is deleted
    Then "SO1" does not exist
    And there are 0 sales_line records
    And there are 0 sales_header records
    Given a sales order "SO2" for customer "C100"
    Then "SO2" header has:
      | field | value   |
      | no    | SO00002 |
