@SD107
Feature: Versions of a document

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |
      | C2 |
    And item records:
      | no | unit_price | unit_cost |
      | A  | 100.00     | 60.00     |
      | B  | 20.00      | 10.00     |
    And stock:
      | item | quantity | unit_cost |
      | A    | 100      | 60        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 4        |
      | B  | 2        |

  Scenario: Versions are numbered from 1 and hold the document as it stood
    When "SO1" is archived
    And "SO1" line 1 is changed:
      | field    | value |
      | quantity | 7     |
    And "SO1" line 2 is deleted
    And "SO1" gets archive with:
      | field  | value           |
      | reason | Customer called |
    Then sales_header_archive records where no is "$SO1" are:
      | version_no | cause  | reason          | archived_by | sell_to_customer_no | amount | amount_including_vat |
      | 1          | manual |                 | ADMIN       | C1                  | 440    | 550                  |
      | 2          | manual | Customer called | ADMIN       | C1                  | 700    | 875                  |
    And sales_line_archive records where document_no is "$SO1" and version_no is "1" are:
      | line_no | no | quantity | line_amount |
      | 10000   | A  | 4        | 400         |
      | 20000   | B  | 2        | 40          |
    And sales_line_archive records where document_no is "$SO1" and version_no is "2" are:
      | line_no | no | quantity | line_amount |
      | 10000   | A  | 7        | 700         |

  Scenario: A restored version takes the place of the document
    Given "SO1" header has:
      | field            | value      |
      | work_description | First text |
    And document_comment records:
      | document_table | document_type | document_no | document_line_no | line_no | text   |
      | sales_header   | order         | $SO1        | 0                | 10000   | Before |
    And "SO1" is archived
    And "SO1" line 1 is changed:
      | field      | value |
      | quantity   | 9     |
      | unit_price | 90    |
    And "SO1" line 2 is deleted
    And "SO1" lines:
      | type    | no | description | quantity |
      | comment |    | Thank you   |          |
    And "SO1" header is changed:
      | field            | value       |
      | work_description | Second text |
    And document_comment "sales_header|order|$SO1|0|10000" has:
      | field | value |
      | text  | After |
    When "SO1" gets restore_version with:
      | field      | value |
      | version_no | 1     |
    Then "SO1" header has:
      | field               | value      |
      | work_description    | First text |
      | status              | open       |
      | sell_to_customer_no | C1         |
    And "SO1" lines are:
      | line_no | no | quantity | unit_price | line_amount | qty_to_ship |
      | 10000   | A  | 4        | 100        | 400         | 4           |
      | 20000   | B  | 2        | 20         | 40          | 2           |
    And "SO1" totals are:
      | subtotal | total_incl_vat |
      | 440      | 550            |
    And document_comment records where document_no is "$SO1" are:
      | text   |
      | Before |
    And there is 1 sales_header_archive record
    When "SO1" is posted
    Then sales_invoice_header records where no is "$SO1.invoice" are:
      | amount |
      | 440    |

  Scenario: A version with another customer and currency brings both back
    Given "SO1" is archived
    And "yes" is answered to "rebuild_lines"
    And "SO1" header is changed:
      | field               | value |
      | sell_to_customer_no | C2    |
      | currency_code       | EUR   |
    When "SO1" gets restore_version with:
      | field      | value |
      | version_no | 1     |
    Then "SO1" header has:
      | field                | value |
      | sell_to_customer_no  | C1    |
      | bill_to_customer_no  | C1    |
      | currency_code        |       |
      | exchange_rate_amount | 1     |
    And "SO1" lines are:
      | no | unit_price | sell_to_customer_no | outstanding_amount_lcy |
      | A  | 100        | C1                  | 500                    |
      | B  | 20         | C1                  | 50                     |

  Scenario: Nothing is restored over what was posted
    Given "SO1" is archived
    And "SO1" line 1 is changed:
      | field       | value |
      | qty_to_ship | 1     |
    And "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    When "SO1" gets restore_version with:
      | field      | value |
      | version_no | 1     |
    Then it is refused with "sales.version_partly_posted"
    And it is refused naming "$SO1"
    And nothing has changed

  Scenario: Only an open document takes a version back
    Given "SO1" is archived
    And "SO1" is released
    When "SO1" gets restore_version with:
      | field      | value |
      | version_no | 1     |
    Then it is refused with "sales.version_needs_open"
    And nothing has changed
    When "SO1" is reopened
    And "SO1" gets restore_version with:
      | field      | value |
      | version_no | 2     |
    Then it is refused with "sales.version_missing"

  Scenario: A converted quote takes no version back
    Given a sales quote "SQ1" for customer "C1"
    And "SQ1" lines:
      | no | quantity |
      | A  | 1        |
    And "SQ1" is made into a sales order "SO2"
    When "SQ1" gets restore_version with:
      | field      | value |
      | version_no | 1     |
    Then it is refused with "sales.document_completed"

  Scenario: The order is kept before its first shipment where the set-up wants it
    Given sales_setup has:
      | field          | value |
      | archive_orders | yes   |
    And "SO1" line 1 is changed:
      | field       | value |
      | qty_to_ship | 1     |
    When "SO1" is previewed
    Then there are no sales_header_archive records
    When "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    And "SO1" is posted
    Then sales_header_archive records where no is "$SO1" are:
      | version_no | cause    | status | amount |
      | 1          | shipment | open   | 440    |
    And sales_line_archive records where document_no is "$SO1" are:
      | no | quantity | quantity_shipped |
      | A  | 4        | 0                |
      | B  | 2        | 0                |

  @SD18
  Scenario: A deleted order stays in the archive where the set-up wants it
    Given sales_setup has:
      | field          | value |
      | archive_orders | yes   |
    When "SO1" is deleted
    Then "SO1" does not exist
    And sales_header_archive records where no is "$SO1" are:
      | version_no | cause    | amount |
      | 1          | deletion | 440    |
    When "SO1" gets restore_version with:
      | field      | value |
      | version_no | 1     |
    Then it is refused with "sales.document_missing"

  @SD18
  Scenario: Without that nothing of it is kept
    When "SO1" is deleted
    Then there are no sales_header_archive records

  @SD106
  Scenario: An order confirmation counts, and keeps what was sent where the set-up wants it
    When "SO1" gets order_confirmation
    Then "SO1" header has:
      | field      | value |
      | no_printed | 1     |
      | status     | open  |
    And there are no sales_header_archive records
    Given sales_setup has:
      | field           | value |
      | archive_on_send | yes   |
    When "SO1" is released
    And "SO1" gets order_confirmation
    Then "SO1" header has:
      | field      | value    |
      | no_printed | 2        |
      | status     | released |
    And sales_header_archive records where no is "$SO1" are:
      | version_no | cause   | status   |
      | 1          | sending | released |
    When "SO1" gets proforma_invoice
    Then "SO1" header has:
      | field      | value |
      | no_printed | 2     |

  @SD106
  Scenario: A quote has no order confirmation
    Given a sales quote "SQ1" for customer "C1"
    When "SQ1" gets order_confirmation
    Then it is refused with "reports.paper_of_another_type"
    And nothing has changed
    When "SQ1" gets sales_quote
    Then "SQ1" header has:
      | field      | value |
      | no_printed | 1     |

  @SD36 @SD108
  Scenario: Comments of a line go with the line
    Given document_comment records:
      | document_table | document_type | document_no | document_line_no | text   |
      | sales_header   | order         | $SO1        | 0                | Header |
      | sales_header   | order         | $SO1        | 20000            | Line   |
    When "SO1" line 2 is deleted
    Then document_comment records where document_no is "$SO1" are:
      | text   |
      | Header |
