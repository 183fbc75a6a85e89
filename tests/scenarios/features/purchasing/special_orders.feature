@PF100 @PF101
Feature: Goods are bought for one customer and pass through our warehouse

  Background:
    Given the standard company
    And the work date is 2026-03-02
    And customer records:
      | no |
      | C1 |
    And vendor records:
      | no |
      | V1 |
    And item records:
      | no | unit_price | unit_cost |
      | A  | 30         | 5         |
    And purchasing_code records:
      | code | drop_shipment | special_order |
      | DROP | yes           | no            |
      | SPEC | no            | yes           |
    And stock:
      | item | quantity | unit_cost |
      | A    | 8        | 5         |
    And a sales order "SO20" for customer "C1"
    And "SO20" lines:
      | no | quantity | purchasing_code |
      | A  | 5        | SPEC            |
    And a purchase order "PO1" from vendor "V1"

  @PF102 @PF103 @PX27
  Scenario: Only the line that goods were bought for can ship them, at their own cost
    When "PO1" gets special_order_link with:
      | field          | value |
      | sales_order_no | $SO20 |
    Then "PO1" lines are:
      | no | quantity | special_order | special_order_sales_no |
      | A  | 5        | yes           | $SO20                  |
    And "SO20" lines are:
      | special_order_purchase_no | reserve |
      | $PO1                      | never   |
    When "PO1" line 1 is changed:
      | field                 | value      |
      | direct_unit_cost      | 6          |
      | expected_receipt_date | 2026-03-12 |
    Given a sales order "SO21" for customer "C1"
    And "SO21" lines:
      | no | quantity |
      | A  | 10       |
    Then the availability of "A" on 2026-03-31 is:
      | inventory | gross_requirement | scheduled_receipt | projected_available_balance |
      | 8         | 10                | 0                 | -2                          |
    When "SO20" is posted with:
      | field   | value |
      | invoice | no    |
    Then it asks "take_free_stock"
    When "PO1" is posted with:
      | field   | value |
      | invoice | no    |
    Then item_ledger_entry records where order_no is "$PO1" are:
      | quantity | remaining_quantity | earmarked_sales_no |
      | 5        | 5                  | $SO20              |
    When "SO21" is posted with:
      | field   | value |
      | invoice | no    |
    Then it is refused naming "$SO20"
    When "SO20" is posted with:
      | field   | value |
      | invoice | no    |
    Then value_entry records where document_no is "$SO20.shipment" are:
      | cost_amount_expected |
      | -30                  |
    And item "A" has:
      | field     | value |
      | unit_cost | 5     |

  Scenario: What was bought beyond the sales line lies free, and the line lets go when it is gone
    When "PO1" gets special_order_link with:
      | field          | value |
      | sales_order_no | $SO20 |
    And "PO1" line 1 is changed:
      | field            | value |
      | quantity         | 7     |
      | direct_unit_cost | 6     |
    And "PO1" is posted with:
      | field   | value |
      | invoice | no    |
    Given a sales order "SO21" for customer "C1"
    And "SO21" lines:
      | no | quantity |
      | A  | 11       |
    When "SO21" is posted with:
      | field   | value |
      | invoice | no    |
    Then it is refused naming "10"
    When "SO21" line 1 is changed:
      | field    | value |
      | quantity | 10    |
    And "SO21" is posted with:
      | field   | value |
      | invoice | no    |
    Then value_entry records where document_no is "$SO21.shipment" are:
      | cost_amount_expected |
      | -52                  |

  @PF104
  Scenario: A purchase line that is deleted before goods came lets the sales line be planned again
    When "PO1" gets special_order_link with:
      | field          | value |
      | sales_order_no | $SO20 |
    And "SO20" line 1 is changed:
      | field    | value |
      | quantity | 4     |
    Then it is refused naming "$PO1"
    When "PO1" line 1 is deleted
    Then "SO20" lines are:
      | special_order_purchase_no | special_order |
      |                           | yes           |
    When "SO20" line 1 is changed:
      | field    | value |
      | quantity | 4     |
    Then "SO20" lines are:
      | quantity |
      | 4        |

  Scenario: A line is bought of the vendor of its item at once
    Given item "A" has:
      | field     | value |
      | vendor_no | V1    |
    And a sales order "SO22" for customer "C1"
    And "SO22" lines:
      | no | quantity |
      | A  | 3        |
    When "SO22" line 1 gets special_order as "PO2"
    Then "PO2" lines are:
      | no | quantity | special_order | special_order_sales_no |
      | A  | 3        | yes           | $SO22                  |
    And "SO22" lines are:
      | special_order | special_order_purchase_no |
      | yes           | $PO2                      |

  Scenario: Only open lines at the location of the purchase order are bought
    Given "PO1" header has:
      | field         | value |
      | location_code | MAIN  |
    When "PO1" gets special_order_link with:
      | field          | value |
      | sales_order_no | $SO20 |
    Then it is refused with "purchases.link_no_special_order"

  @PF103
  Scenario: A special order ships more than was received only from free stock, and when asked
    When "PO1" gets special_order_link with:
      | field          | value |
      | sales_order_no | $SO20 |
    And "PO1" line 1 is changed:
      | field          | value |
      | qty_to_receive | 2     |
    And "PO1" is posted with:
      | field   | value |
      | invoice | no    |
    Given "yes" is answered to "take_free_stock"
    When "SO20" is posted with:
      | field   | value |
      | invoice | no    |
    Then "SO20" lines are:
      | quantity_shipped |
      | 5                |
    Given a sales order "SO23" for customer "C1"
    And "SO23" lines:
      | no | quantity | purchasing_code |
      | A  | 6        | SPEC            |
    When "SO23" is posted with:
      | field   | value |
      | invoice | no    |
    Then it is refused with "posting.special_not_received"

  @PF145
  Scenario: What is undone of a special order is kept for it again
    When "PO1" gets special_order_link with:
      | field          | value |
      | sales_order_no | $SO20 |
    And "PO1" is posted with:
      | field   | value |
      | invoice | no    |
    And "SO20" is posted with:
      | field   | value |
      | invoice | no    |
    And posted shipment "$SO20.shipment" is undone
    Given a sales order "SO21" for customer "C1"
    And "SO21" lines:
      | no | quantity |
      | A  | 9        |
    When "SO21" is posted with:
      | field   | value |
      | invoice | no    |
    Then it is refused with "stock.kept_for_order"
