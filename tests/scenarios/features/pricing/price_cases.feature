@CU79 @CU80
Feature: Prices in less usual cases

  Background:
    Given the standard company
    And unit_of_measure records:
      | code |
      | BOX  |
    And item_disc_group records:
      | code  |
      | CHAIR |
    And customer_disc_group records:
      | code |
      | GOOD |
    And customer_price_group records:
      | code |
      | VIP  |
    And customer records:
      | no | customer_disc_group | customer_price_group |
      | C1 | GOOD                | VIP                  |
    And item records:
      | no | unit_price | item_disc_group |
      | A  | 100        | CHAIR           |
      | B  | 50         |                 |
    And item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit |
      | A       | BOX       | 12           |
    And item_variant records:
      | item_no | code |
      | A       | RED  |
      | A       | BLUE |

  @CU81
  Scenario: A discount on all items gives way to the group's only from its minimum quantity on
    Given price_list records:
      | code | source_type         | source_no |
      | G    | customer_disc_group | GOOD      |
    And price_list_line records:
      | price_list_code | product_type    | product_no | minimum_quantity | line_discount_pct |
      | G               | all_items       |            |                  | 15                |
      | G               | item_disc_group | CHAIR      | 10               | 6                 |
    And price_list "G" has:
      | field  | value  |
      | status | active |
    And a sales quote "SQ1" for customer "C1"
    And "SQ1" lines:
      | no | quantity |
      | A  | 9        |
      | A  | 10       |
      | B  | 10       |
    Then "SQ1" lines are:
      | line_discount_pct |
      | 15                |
      | 6                 |
      | 15                |

  @CU83
  Scenario: A discount of 0 on the variant switches the general one off
    Given price_list records:
      | code | own_scope_per_line |
      | D    | yes                |
    And price_list_line records:
      | price_list_code | product_no | variant_code | defines  | line_discount_pct |
      | D               | A          |              | discount | 12                |
      | D               | A          | RED          | discount | 0                 |
    And price_list "D" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | variant_code | quantity |
      | A  |              | 1        |
      | A  | RED          | 1        |
      | A  | BLUE         | 1        |
    Then "SO1" lines are:
      | line_discount_pct |
      | 12                |
      | 0                 |
      | 12                |
    When "SO1" line 1 is changed:
      | field        | value |
      | variant_code | RED   |
    Then "SO1" line 1 has:
      | field             | value |
      | line_discount_pct | 0     |

  @CU84
  Scenario: A tie goes to the customer, then the campaign, the group, all; a price of 0 is a price
    Given campaign records:
      | no     | activated |
      | SPRING | yes       |
    And campaign_member records:
      | campaign_no | kind     | no |
      | SPRING      | customer | C1 |
    And price_list records:
      | code | source_type          | source_no | allow_invoice_disc |
      | A1   | all_customers        |           | yes                |
      | A2   | customer_price_group | VIP       | yes                |
      | A3   | campaign             | SPRING    | yes                |
      | A4   | customer             | C1        | no                 |
    And price_list_line records:
      | price_list_code | product_no | unit_price |
      | A1              | A          | 70         |
      | A2              | A          | 70         |
      | A3              | A          | 70         |
      | A4              | A          | 70         |
      | A1              | B          | 0          |
    And price_list "A1" has:
      | field  | value  |
      | status | active |
    And price_list "A2" has:
      | field  | value  |
      | status | active |
    And price_list "A3" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
      | B  | 1        |
    Then "SO1" lines are:
      | unit_price | price_list_code | allow_invoice_disc |
      | 70         | A3              | yes                |
      | 0          | A1              | yes                |
    When price_list "A4" is changed:
      | field  | value  |
      | status | active |
    And "SO1" gets recalculate_prices
    Then "SO1" lines are:
      | unit_price | price_list_code | allow_invoice_disc |
      | 70         | A4              | no                 |
      | 0          | A1              | yes                |
    When campaign "SPRING" is changed:
      | field     | value |
      | activated | no    |
    And price_list "A4" is changed:
      | field  | value    |
      | status | inactive |
    And "SO1" gets recalculate_prices
    Then "SO1" line 1 has:
      | field           | value |
      | price_list_code | A2    |

  @CU80 @CU84
  Scenario: Last days count, and the quantity without its sign, on documents of all types
    Given price_list records:
      | code | source_type         | source_no | starting_date | ending_date |
      | P    | all_customers       |           | 2026-01-15    | 2026-01-15  |
      | D    | customer_disc_group | GOOD      | 2026-01-16    |             |
    And price_list_line records:
      | price_list_code | product_no | minimum_quantity | unit_price | line_discount_pct |
      | P               | A          | 5                | 60         | 4                 |
      | D               | A          |                  |            | 30                |
    And price_list "P" has:
      | field  | value  |
      | status | active |
    And price_list "D" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | -5       |
      | A  | -4       |
      | A  | 5        |
    Then "SO1" lines are:
      | unit_price | line_discount_pct |
      | 60         | 4                 |
      | 100        | 0                 |
      | 60         | 4                 |
    Given a sales return order "SR1" for customer "C1"
    And "SR1" header has:
      | field      | value      |
      | order_date | 2026-01-16 |
    And "SR1" lines:
      | no | quantity |
      | A  | 6        |
    Then "SR1" lines are:
      | unit_price | line_discount_pct |
      | 100        | 30                |
    Given a sales credit memo "SC1" for customer "C1"
    And "SC1" lines:
      | no | quantity |
      | A  | 6        |
    Then "SC1" lines are:
      | unit_price | line_discount_pct |
      | 60         | 4                 |
    Given a blanket sales order "BO1" for customer "C1"
    And "BO1" lines:
      | no | quantity |
      | A  | 6        |
    Then "BO1" lines are:
      | unit_price | line_discount_pct |
      | 60         | 4                 |

  @CU86 @CU87 @CU88 @CU89
  Scenario Outline: VAT, unit and currency of list and document mixed
    Given currency_exchange_rate records:
      | currency_code | starting_date | exchange_rate_amount | relational_amount |
      | USD           | 2026-01-10    | 3                    | 7                 |
    And customer "C1" has:
      | field                 | value      |
      | vat_bus_posting_group | <business> |
      | prices_including_vat  | <document> |
      | currency_code         | <currency> |
    And price_list records:
      | code | price_includes_vat | vat_bus_posting_group_price | currency_code |
      | ALL  | <list>             | DOMESTIC                    | <in>          |
    And price_list_line records:
      | price_list_code | product_no | unit_price | unit_code |
      | ALL             | A          | 9.99       | <unit>    |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | unit_of_measure_code | quantity |
      | A  | BOX                  | 1        |
    Then "SO1" lines are:
      | unit_price |
      | <found>    |

    Examples:
      | list | in  | unit | business | document | currency | found     |
      | no   |     |      | DOMESTIC | no       | USD      | 51.37714  |
      | yes  |     |      | DOMESTIC | no       | USD      | 41.10171  |
      | yes  |     |      | DOMESTIC | yes      | USD      | 51.37714  |
      | no   |     |      | DOMESTIC | yes      | USD      | 64.22143  |
      | no   | USD |      | DOMESTIC | yes      | USD      | 149.85    |
      | yes  | USD | BOX  | DOMESTIC | no       | USD      | 7.992     |
      | yes  | USD | BOX  | EU       | yes      | USD      | 7.992     |
      | no   |     | BOX  | EXPORT   | yes      |          | 9.99      |
      | yes  |     | BOX  | EXPORT   | yes      |          | 7.992     |
      | yes  |     | BOX  | EXPORT   | no       |          | 7.992     |
      | no   | USD |      | DOMESTIC | no       |          | 1200      |

  @CU87
  Scenario Outline: A card price with VAT in documents of all kinds
    Given item records:
      | no | unit_price | price_includes_vat | vat_bus_posting_group_price | vat_prod_posting_group |
      | V  | 112        | yes                | DOMESTIC                    | VAT12                  |
    And customer "C1" has:
      | field                 | value      |
      | vat_bus_posting_group | <business> |
      | prices_including_vat  | <document> |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | V  | 1        |
    Then "SO1" lines are:
      | unit_price |
      | <found>    |

    Examples:
      | business | document | found |
      | DOMESTIC | yes      | 112   |
      | DOMESTIC | no       | 100   |
      | EU       | yes      | 100   |
      | EXPORT   | yes      | 100   |

  @CU90 @CU91
  Scenario: What is typed stays through quantity, unit and variant, and goes with another number
    Given price_list records:
      | code |
      | ALL  |
    And price_list_line records:
      | price_list_code | product_no | minimum_quantity | unit_price | line_discount_pct |
      | ALL             | A          | 50               | 18.50      | 7                 |
      | ALL             | A          |                  | 90         |                   |
      | ALL             | B          |                  | 40         | 3                 |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | unit_price | line_discount_pct |
      | A  | 5        | 95         | 2                 |
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 60    |
    Then it warns naming "18.50 from 50 PCS"
    And "SO1" lines are:
      | unit_price | price_is_manual | discount_is_manual | found_price | found_discount_pct | line_discount_pct | price_list_code | price_list_line_no |
      | 95         | yes             | yes                | 18.5        | 7                  | 2                 | ALL             | 10000              |
    When "SO1" line 1 is changed:
      | field                | value |
      | unit_of_measure_code | BOX   |
    Then "SO1" lines are:
      | unit_price | price_is_manual | found_price |
      | 1140       | yes             | 222         |
    When "SO1" line 1 is changed:
      | field        | value |
      | variant_code | RED   |
    Then "SO1" lines are:
      | unit_price | price_is_manual |
      | 1140       | yes             |
    When "SO1" line 1 is changed:
      | field | value |
      | no    | B     |
    Then "SO1" lines are:
      | no | unit_price | price_is_manual | discount_is_manual | line_discount_pct |
      | B  | 40         | no              | no                 | 3                 |

  @CU90 @SD15
  Scenario Outline: Changes of the header only tell that prices may be out of date
    Given campaign records:
      | no     |
      | SPRING |
    And price_list records:
      | code | source_type | source_no |
      | OWN  | customer    | C1        |
    And price_list_line records:
      | price_list_code | product_no | unit_price |
      | OWN             | A          | 77         |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    And price_list "OWN" has:
      | field  | value  |
      | status | active |
    When "SO1" header is changed:
      | field   | value   |
      | <field> | <value> |
    Then it warns naming "rice"
    And "SO1" lines are:
      | unit_price |
      | 100        |

    Examples:
      | field                | value      |
      | order_date           | 2026-01-20 |
      | customer_price_group |            |
      | customer_disc_group  |            |
      | campaign_no          | SPRING     |

  @CU62 @CU85 @CU87
  Scenario: Resources in their units, and accounts
    Given resource records:
      | no | unit_price | price_includes_vat |
      | R  | 125        | yes                |
      | R2 | 80         | no                 |
    And resource_unit_of_measure records:
      | resource_no | unit_code | qty_per_unit |
      | R           | BOX       | 8            |
    And price_list records:
      | code |
      | ALL  |
    And price_list_line records:
      | price_list_code | product_type | product_no | minimum_quantity | unit_price | line_discount_pct |
      | ALL             | resource     | R2         | 3                |            | 10                |
      | ALL             | all_items    |            |                  |            | 50                |
      | ALL             | gl_account   | 3590       |                  | 49         |                   |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | type       | no   | quantity | unit_of_measure_code |
      | resource   | R    | 1        |                      |
      | resource   | R    | 1        | BOX                  |
      | resource   | R2   | 3        |                      |
      | gl_account | 3590 | 1        |                      |
    Then "SO1" lines are:
      | unit_price | line_discount_pct | allow_invoice_disc |
      | 100        | 0                 | yes                |
      | 800        | 0                 | yes                |
      | 80         | 10                | yes                |
      | 49         | 0                 | yes                |

  @CU93
  Scenario: What a document would find is answered without one
    Given price_list records:
      | code |
      | ALL  |
    And price_list_line records:
      | price_list_code | product_no | minimum_quantity | unit_price | line_discount_pct |
      | ALL             | A          | 24               | 60         | 10                |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field         | value |
      | currency_code | USD   |
    And "SO1" lines:
      | no | quantity | unit_of_measure_code |
      | A  | 2        | BOX                  |
    When customer "C1" gets price_query with:
      | field         | value |
      | product_no    | A     |
      | quantity      | 2     |
      | unit_code     | BOX   |
      | currency_code | USD   |
    Then "SO1" lines are:
      | unit_price | unit_price       | line_discount_pct       | line_amount  |
      | 72         | $last.unit_price | $last.line_discount_pct | $last.amount |
    And there is 1 sales_header record
    When "SO1" line 1 gets why_this_price
    Then "SO1" lines are:
      | unit_price       |
      | $last.unit_price |
