@PF64 @PF65
Feature: The vendor delivers straight to the customer

  Background:
    Given the standard company
    And the work date is 2026-03-02
    And customer records:
      | no |
      | C1 |
      | C2 |
    And vendor records:
      | no |
      | V1 |
    And item records:
      | no | unit_price | unit_cost |
      | A  | 30         | 20        |
    And purchasing_code records:
      | code | drop_shipment | special_order |
      | DROP | yes           | no            |
      | SPEC | no            | yes           |

  Scenario: A purchasing code marks a line, which is then never reserved and takes no time
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | purchasing_code |
      | A  | 10       | DROP            |
    Then "SO1" lines are:
      | drop_shipment | special_order | reserve | outbound_handling_time | shipping_time |
      | yes           | no            | never   |                        |               |
    When "SO1" line 1 is changed:
      | field   | value  |
      | reserve | always |
    Then it is refused with "sales.never_reserved"

  @PF66 @PF67
  Scenario: A purchase order takes the drop-shipment lines of a sales order, and both are tied
    Given a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field         | value      |
      | shipment_date | 2026-03-12 |
    And "SO1" lines:
      | no | quantity | purchasing_code | description |
      | A  | 10       | DROP            | Desk, grey  |
    And a purchase order "PO1" from vendor "V1"
    When "PO1" gets drop_shipment_link with:
      | field          | value |
      | sales_order_no | $SO1  |
    Then it is refused with "purchases.link_customer_missing"
    When "PO1" header is changed:
      | field               | value |
      | sell_to_customer_no | C2    |
    And "PO1" gets drop_shipment_link with:
      | field          | value |
      | sales_order_no | $SO1  |
    Then it is refused naming "C2"
    When "PO1" header is changed:
      | field               | value |
      | sell_to_customer_no | C1    |
    And "PO1" gets drop_shipment_link with:
      | field          | value |
      | sales_order_no | $SO1  |
    Then "PO1" lines are:
      | no | quantity | description | drop_shipment | sales_order_no | expected_receipt_date |
      | A  | 10       | Desk, grey  | yes           | $SO1           | 2026-03-12            |
    And "SO1" lines are:
      | purchase_order_no |
      | $PO1              |
    When "PO1" line 1 is changed:
      | field            | value |
      | direct_unit_cost | 18    |
    Then "SO1" lines are:
      | unit_cost_lcy |
      | 18            |
    When "PO1" gets drop_shipment_link with:
      | field          | value |
      | sales_order_no | $SO1  |
    Then it is refused naming "$SO1"
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 9     |
    Then it is refused naming "$PO1"
    When "PO1" line 1 is changed:
      | field    | value |
      | quantity | 9     |
    Then it is refused naming "$SO1"
    When "SO1" header is changed:
      | field               | value |
      | sell_to_customer_no | C2    |
    Then it is refused with "sales.parties_tied"
    When "SO1" line 1 is deleted
    Then it is refused naming "$PO1"
    When "PO1" gets the line:
      | no | quantity |
      | A  | 1        |
    Then it is refused with "purchases.only_drop_shipments"
    When "PO1" line 1 is deleted
    Then "SO1" lines are:
      | purchase_order_no |
      |                   |
