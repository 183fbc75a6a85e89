@SD95
Feature: What a vendor invoices later

  Background:
    Given the standard company
    And vendor records:
      | no |
      | V1 |
    And customer records:
      | no |
      | C1 |

  @EX38
  Scenario Outline: A later purchase invoice corrects what was sold, and what is left
    Given item records:
      | no | unit_price | costing_method |
      | A  | 100        | <method>       |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | direct_unit_cost |
      | A  | 10       | <expected>       |
    When "PO1" is posted with:
      | field   | value |
      | receive | yes   |
      | invoice | no    |
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 4        |
    When "SO1" is posted
    Then value_entry records where document_no is "$SO1.invoice" are:
      | cost_amount_actual |
      | -<sold>            |
    When "PO1" header is changed:
      | field             | value |
      | vendor_invoice_no | F-1   |
    And "PO1" line 1 is changed:
      | field            | value      |
      | direct_unit_cost | <invoiced> |
    And "PO1" is posted with:
      | field   | value |
      | receive | no    |
      | invoice | yes   |
    Then value_entry records where entry_type is "adjustment" are:
      | cost_amount_actual |
      | -<adjusted>        |
    And the G/L movement of "$PO1.invoice" is:
      | account | amount     |
      | 1460    | <stock>    |
      | 4990    | <adjusted> |
      | 2641    | <vat>      |
      | 2440    | -<owed>    |
    And item "A" has:
      | field     | value       |
      | unit_cost | <unit_cost> |

    Examples:
      | method  | expected | invoiced | sold  | adjusted | stock  | vat   | owed   | unit_cost |
      | fifo    | 12       | 12.3     | 48.00 | 1.20     | 121.80 | 30.75 | 153.75 | 12.3      |
      | average | 10       | 10.4     | 40.00 | 1.60     | 102.40 | 26.00 | 130.00 | 10.4      |
