@SD61 @SD62 @SD63
Feature: Release and reopen

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |
    And item records:
      | no | unit_price |
      | A  | 10.00      |
    And a sales order "SO1" for customer "C1"

  @EX41
  Scenario: A released order keeps its commercial terms
    Given "SO1" lines:
      | type    | no | description | quantity |
      | comment |    | Thank you   |          |
      | item    | A  |             |          |
    When "SO1" is released
    Then it is refused naming "$SO1"
    And nothing has changed
    When "SO1" line 2 is changed:
      | field    | value |
      | quantity | 4     |
    And "SO1" is released
    Then "SO1" header has:
      | field  | value    |
      | status | released |
    When "SO1" line 2 is changed:
      | field      | value |
      | unit_price | 9.00  |
    Then it is refused naming "unit_price"
    And nothing has changed
    When "SO1" line 2 is changed:
      | field       | value |
      | qty_to_ship | 3     |
    And "SO1" header is changed:
      | field                | value      |
      | posting_date         | 2026-01-20 |
      | external_document_no | X-1        |
    Then "SO1" lines are:
      | qty_to_ship |
      | 0           |
      | 3           |
    When "SO1" is reopened
    And "SO1" line 2 is changed:
      | field      | value |
      | unit_price | 9.00  |
    And "SO1" is released
    Then "SO1" totals are:
      | subtotal | total_incl_vat |
      | 36       | 45             |
    And "SO1" header has:
      | field  | value    |
      | status | released |

  Scenario: An empty order has nothing to release
    When "SO1" is released
    Then it is refused
    And nothing has changed

  Scenario Outline: Locked in the header unless open
    Given "SO1" lines:
      | no | quantity |
      | A  | 4        |
    And "SO1" is released
    When "SO1" header is changed:
      | field   | value   |
      | <field> | <value> |
    Then it is refused naming "<field>"
    And nothing has changed

    Examples:
      | field                        | value      |
      | sell_to_customer_no          | C1X        |
      | currency_code                | EUR        |
      | prices_including_vat         | yes        |
      | location_code                | MAIN       |
      | shipping_advice              | complete   |
      | requested_delivery_date      | 2026-02-02 |
      | invoice_discount_calculation | percent    |

  Scenario Outline: Free in the header at any status
    Given salesperson records:
      | code |
      | PS   |
    And "SO1" lines:
      | no | quantity |
      | A  | 4        |
    And "SO1" is released
    When "SO1" header is changed:
      | field   | value   |
      | <field> | <value> |
    Then "SO1" header has:
      | field   | value    |
      | <field> | <value>  |
      | status  | released |

    Examples:
      | field               | value      |
      | document_date       | 2026-01-10 |
      | due_date            | 2026-05-05 |
      | payment_terms_code  | 14D        |
      | payment_method_code | BANK       |
      | your_reference      | Anna       |
      | salesperson_code    | PS         |
      | package_tracking_no | 123        |

  Scenario: No lines in or out while released, but texts may come
    Given "SO1" lines:
      | no | quantity |
      | A  | 4        |
    And "SO1" is released
    When "SO1" gets the line:
      | no | quantity |
      | A  | 1        |
    Then it is refused
    And nothing has changed
    When "SO1" line 1 is deleted
    Then it is refused
    And nothing has changed
    When "SO1" gets the line:
      | type    | description |
      | comment | Ring first  |
    Then "SO1" lines are:
      | type    | description |
      | item    | A           |
      | comment | Ring first  |

  Scenario: A mandatory variant is missed at the release
    Given item "A" has:
      | field             | value |
      | variant_mandatory | yes   |
    And item_variant records:
      | item_no | code |
      | A       | RED  |
    And "SO1" lines:
      | no | quantity |
      | A  | 4        |
    When "SO1" is released
    Then it is refused naming "A" and "variant_code"
    And nothing has changed
    When "SO1" line 1 is changed:
      | field        | value |
      | variant_code | RED   |
    And "SO1" is released
    Then "SO1" header has:
      | field  | value    |
      | status | released |

  @SD62 @SD72
  Scenario: Prices are not recalculated on a released or completed order, even with nothing left to price
    Given "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 4        | 1           |
    And "SO1" is posted
    When "SO1" gets recalculate_prices
    Then it is refused naming "unit_price" and "reopen"
    And nothing has changed
    When "SO1" is posted
    And "SO1" gets recalculate_prices
    Then it is refused with "sales.document_completed"
    And nothing has changed
