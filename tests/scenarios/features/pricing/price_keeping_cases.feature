@CU79
Feature: For whom a price holds, and what keeps it

  Background:
    Given the standard company
    And unit_of_measure records:
      | code |
      | BOX  |
    And customer_price_group records:
      | code | price_includes_vat | vat_bus_posting_group_price | allow_line_disc | allow_invoice_disc |
      | VIP  | yes                | DOMESTIC                    | no              | no                 |
    And customer records:
      | no | bill_to_customer_no | customer_price_group |
      | P1 |                     |                      |
      | S1 | P1                  | VIP                  |
      | V1 |                     | VIP                  |
    And item records:
      | no | unit_price |
      | A  | 100        |
      | B  | 50         |
    And item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit |
      | A       | BOX       | 12           |
    And item_variant records:
      | item_no | code |
      | A       | RED  |

  @CU79
  Scenario: The payer's prices hold, not the buyer's
    Given price_list records:
      | code | source_type | source_no |
      | S    | customer    | S1        |
      | P    | customer    | P1        |
    And price_list_line records:
      | price_list_code | product_no | unit_price |
      | S               | A          | 10         |
      | P               | A          | 20         |
    And price_list "S" has:
      | field  | value  |
      | status | active |
    And price_list "P" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "S1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    Then "SO1" lines are:
      | unit_price | price_list_code |
      | 20         | P               |

  @CU71
  Scenario: A price group's lists begin with what the group says
    Given price_list records:
      | code | source_type          | source_no |
      | G    | customer_price_group | VIP       |
    Then price_list "G" has:
      | field                       | value    |
      | defines                     | price    |
      | price_includes_vat          | yes      |
      | vat_bus_posting_group_price | DOMESTIC |
      | allow_line_disc             | no       |
      | allow_invoice_disc          | no       |
    Given price_list_line records:
      | price_list_code | product_no | unit_price |
      | G               | A          | 125        |
    And price_list "G" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "V1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    Then "SO1" lines are:
      | unit_price | allow_invoice_disc |
      | 100        | no                 |
    When price_list records are added:
      | code | source_type          | source_no | price_includes_vat | allow_line_disc |
      | G2   | customer_price_group | VIP       | no                 | yes             |
    Then price_list "G2" has:
      | field              | value |
      | price_includes_vat | no    |
      | allow_line_disc    | yes   |

  @CU79
  Scenario: Campaigns of the customer come before those of his contact
    Given campaign records:
      | no     | activated | starting_date | ending_date |
      | SPRING | yes       | 2026-01-15    | 2026-01-15  |
      | OTHER  | yes       |               |             |
    And campaign_member records:
      | campaign_no | kind    | no  |
      | SPRING      | contact | CT00001 |
    And price_list records:
      | code | source_type | source_no |
      | CAMP | campaign    | SPRING    |
      | OTH  | campaign    | OTHER     |
    And price_list_line records:
      | price_list_code | product_no | unit_price | line_discount_pct |
      | CAMP            | A          | 33         | 10                |
      | OTH             | A          | 22         |                   |
    And price_list "CAMP" has:
      | field  | value  |
      | status | active |
    And price_list "OTH" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "S1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    Then "SO1" lines are:
      | unit_price | line_discount_pct |
      | 33         | 10                |
    Given campaign_member records:
      | campaign_no | kind     | no |
      | OTHER       | customer | P1 |
    When "SO1" gets recalculate_prices
    Then "SO1" lines are:
      | unit_price | line_discount_pct |
      | 22         | 0                 |
    When "SO1" header is changed:
      | field       | value  |
      | campaign_no | SPRING |
    Then it warns naming "Recalculate Prices"
    And "SO1" lines are:
      | unit_price | line_discount_pct |
      | 22         | 0                 |
    When "SO1" gets recalculate_prices
    Then "SO1" lines are:
      | unit_price | line_discount_pct |
      | 33         | 10                |

  @CU76
  Scenario: Special prices are drafts of the active default list until they are verified
    Given price_list records:
      | code | own_scope_per_line |
      | SPEC | yes                |
    And price_list "SPEC" has:
      | field  | value  |
      | status | active |
    And sales_setup has:
      | field                   | value |
      | default_price_list_code | SPEC  |
    When price_list_line records are added:
      | price_list_code | source_type | source_no | product_no | unit_price | currency_code |
      | SPEC            | customer    | P1        | A          | 7          | USD           |
      | SPEC            | customer    | P1        | A          | 70         |               |
    Then price_list_line records are:
      | unit_price | status |
      | 7          | draft  |
      | 70         | draft  |
    When price_list "SPEC" gets verify_lines
    Then price_list_line records are:
      | unit_price | status |
      | 7          | active |
      | 70         | active |
    Given a sales order "SO1" for customer "P1"
    And "SO1" header has:
      | field         | value |
      | currency_code | USD   |
    And "SO1" lines:
      | no | quantity | unit_of_measure_code |
      | A  | 1        | BOX                  |
    Then "SO1" lines are:
      | unit_price |
      | 84         |

  @CU90 @SD65
  Scenario: Lines of a quote keep their prices on the order until they are recalculated
    Given price_list records:
      | code |
      | ALL  |
    And price_list_line records:
      | price_list_code | product_no | minimum_quantity | unit_price |
      | ALL             | A          | 10               | 80         |
    And a sales quote "SQ1" for customer "P1"
    And "SQ1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 90         |
      | A  | 1        |            |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    When "SQ1" is made into a sales order "SO1"
    And "SO1" line 2 is changed:
      | field    | value |
      | quantity | 20    |
    Then "SO1" lines are:
      | unit_price |
      | 90         |
      | 100        |
    When "SO1" line 2 is changed:
      | field                | value |
      | unit_of_measure_code | BOX   |
    Then "SO1" lines are:
      | unit_price |
      | 90         |
      | 1200       |
    When "SO1" gets recalculate_prices
    Then "SO1" lines are:
      | unit_price |
      | 100        |
      | 960        |

  @CU91
  Scenario: A typed discount stays while the price follows
    Given price_list records:
      | code |
      | ALL  |
    And price_list_line records:
      | price_list_code | product_no | minimum_quantity | unit_price | line_discount_pct |
      | ALL             | A          | 10               | 80         | 5                 |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "P1"
    And "SO1" lines:
      | no | quantity | line_discount_pct |
      | A  | 1        | 3                 |
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 10    |
    Then it warns naming "5"
    And "SO1" lines are:
      | unit_price | line_discount_pct | discount_is_manual | found_discount_pct | line_amount |
      | 80         | 3                 | yes                | 5                  | 776         |
    When "SO1" line 1 is changed:
      | field                | value |
      | line_discount_amount | 100   |
      | quantity             | 11    |
    Then "SO1" lines are:
      | unit_price | line_discount_pct | discount_is_manual |
      | 80         | 12.5              | yes                |
    When "SO1" gets recalculate_prices
    Then "SO1" lines are:
      | unit_price | line_discount_pct | discount_is_manual |
      | 80         | 5                 | no                 |

  @CU80
  Scenario: A pick that does not apply names quantity and unit, or the day
    Given price_list records:
      | code | own_scope_per_line |
      | ALL  | yes                |
    And price_list_line records:
      | price_list_code | product_no | unit_code | minimum_quantity | unit_price | starting_date |
      | ALL             | A          | BOX       | 3                | 8          |               |
      | ALL             | A          |           | 50               | 8          |               |
      | ALL             | A          |           |                  | 8          | 2026-07-01    |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "P1"
    And "SO1" lines:
      | no | quantity | unit_of_measure_code |
      | A  | 2        | BOX                  |
    When "SO1" line 1 gets get_price with:
      | field              | value |
      | price_list_code    | ALL   |
      | price_list_line_no | 10000 |
    Then it is refused naming "The picked price needs at least 3 BOX."
    When "SO1" line 1 gets get_price with:
      | field              | value |
      | price_list_code    | ALL   |
      | price_list_line_no | 20000 |
    Then it is refused naming "The picked price needs at least 50 PCS."
    When "SO1" line 1 gets get_price with:
      | field              | value |
      | price_list_code    | ALL   |
      | price_list_line_no | 30000 |
    Then it is refused naming "is valid from 2026-07-01."
