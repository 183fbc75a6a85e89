@CU79 @CU80
Feature: The right price by itself

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |
    And item records:
      | no | unit_price |
      | A  | 100        |
    And currency records:
      | code |
      | X    |
    And currency_exchange_rate records:
      | currency_code | starting_date | exchange_rate_amount | relational_amount |
      | X             | 2026-01-01    | 1.3                  | 1                 |

  Scenario: Without a price list the card price holds
    Given a sales order "SO1" for customer "C1"
    When "SO1" gets the line:
      | no | quantity |
      | A  | 1        |
    Then "SO1" lines are:
      | unit_price | found_price | price_list_code |
      | 100        | 100         |                 |

  @CU84 @CUX11
  Scenario: The lowest of several list prices wins, and a draft does not count
    Given price_list records:
      | code  |
      | ALL   |
      | LATER |
      | DRAFT |
    And price_list_line records:
      | price_list_code | product_no | unit_price |
      | ALL             | A          | 15         |
      | DRAFT           | A          | 9          |
    And price_list "LATER" has:
      | field         | value      |
      | starting_date | 2026-01-02 |
    And price_list_line records:
      | price_list_code | product_no | unit_price |
      | LATER           | A          | 10         |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    And price_list "LATER" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    When "SO1" gets the line:
      | no | quantity |
      | A  | 1        |
    Then "SO1" lines are:
      | unit_price | found_price | price_list_code | price_list_line_no |
      | 10         | 10          | LATER           | 10000              |

  @CU82 @CU89 @CUX11
  Scenario Outline: Currency and variant come before a lower general price
    Given item_variant records:
      | item_no | code |
      | A       | V    |
    And price_list records:
      | code | own_scope_per_line |
      | P    | yes                |
    And price_list_line records:
      | price_list_code | product_no | currency_code | variant_code | starting_date | unit_price |
      | P               | A          |               |              |               | 10         |
      | P               | A          | X             |              |               | <in_x>     |
      | P               | A          |               | V            |               | <in_v>     |
      | P               | A          | X             | V            |               | <both>     |
      | P               | A          | X             | V            | 2026-01-02    | <later>    |
      | P               | A          |               |              | 2026-01-02    | 7          |
    And price_list_line "P|<left_out_1>" is deleted
    And price_list_line "P|<left_out_2>" is deleted
    And price_list "P" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field         | value |
      | currency_code | X     |
    When "SO1" gets the line:
      | no | variant_code | quantity |
      | A  | <variant>    | 1        |
    Then "SO1" lines are:
      | unit_price |
      | <price>    |

    Examples:
      | in_x | in_v | both | later | left_out_1 | left_out_2 | variant | price |
      | 15   | 16   | 99   | 99    | 40000      | 50000      |         | 15    |
      | 15   | 16   | 99   | 99    | 40000      | 50000      | V       | 15    |
      | 15   | 11   | 99   | 99    | 40000      | 50000      | V       | 14.30 |
      | 15   | 11   | 20   | 99    | 50000      | 30000      | V       | 20    |
      | 7    | 7    | 20   | 10    | 10000      | 60000      | V       | 10    |

  @CU83 @CU84 @CUX12
  Scenario Outline: A customer's price without line discounts against a discounted general one
    Given item_disc_group records:
      | code  |
      | CHAIR |
    And customer_disc_group records:
      | code |
      | GOOD |
    And item "A" has:
      | field           | value |
      | item_disc_group | CHAIR |
    And customer "C1" has:
      | field               | value |
      | customer_disc_group | GOOD  |
    And price_list records:
      | code | source_type         | source_no | allow_line_disc |
      | OWN  | customer            | C1        | no              |
      | ALL  | all_customers       |           | yes             |
      | DISC | customer_disc_group | GOOD      | yes             |
    And price_list_line records:
      | price_list_code | product_type    | product_no | unit_price | line_discount_pct |
      | OWN             | item            | A          | 90         |                   |
      | ALL             | item            | A          | 95         |                   |
      | DISC            | item_disc_group | CHAIR      |            | <pct>             |
    And price_list "OWN" has:
      | field  | value  |
      | status | active |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    And price_list "DISC" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    When "SO1" gets the line:
      | no | quantity |
      | A  | 1        |
    Then "SO1" lines are:
      | unit_price | line_discount_pct | found_discount_pct | price_list_code |
      | <price>    | <found>           | <found>            | <list>          |

    Examples:
      | pct | price | found | list |
      | 10  | 95    | 10    | ALL  |
      | 5   | 90    | 0     | OWN  |

  @CU90 @CU91 @CUX13
  Scenario: A quantity brings its price, and a typed price stays with a hint
    Given price_list records:
      | code |
      | ALL  |
    And price_list_line records:
      | price_list_code | product_no | minimum_quantity | unit_price |
      | ALL             | A          | 10               | 80         |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 10       |
    Then "SO1" lines are:
      | unit_price | price_list_code |
      | 80         | ALL             |
    When "SO1" line 1 is changed:
      | field    | value |
      | quantity | 9     |
    Then "SO1" lines are:
      | unit_price | price_list_code |
      | 100        |                 |
    When "SO1" line 1 is changed:
      | field      | value |
      | unit_price | 95    |
      | quantity   | 12    |
    Then it warns naming "80" and "10"
    And "SO1" lines are:
      | unit_price | price_is_manual | found_price | price_list_code |
      | 95         | yes             | 80          | ALL             |
    When "SO1" gets recalculate_prices
    Then "SO1" lines are:
      | unit_price | price_is_manual |
      | 80         | no              |

  @CU91
  Scenario: A typed price is rescaled with the unit and keeps its mark
    Given unit_of_measure records:
      | code |
      | BOX  |
    And item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit |
      | A       | BOX       | 12           |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 5          |
    When "SO1" line 1 is changed:
      | field                | value |
      | unit_of_measure_code | BOX   |
    Then "SO1" lines are:
      | unit_price | price_is_manual |
      | 60         | yes             |

  @CU80 @CU88 @CUX14
  Scenario: Minimum quantities count base units unless the line names a unit
    Given unit_of_measure records:
      | code |
      | BOX  |
    And item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit |
      | A       | BOX       | 12           |
    And price_list records:
      | code |
      | ALL  |
    And price_list_line records:
      | price_list_code | product_no | unit_code | minimum_quantity | unit_price |
      | ALL             | A          |           | 20               | 5          |
      | ALL             | A          | BOX       | 3                | 55         |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | unit_of_measure_code | quantity |
      | A  | BOX                  | 2        |
      | A  | BOX                  | 3        |
      | A  | PCS                  | 19       |
    Then "SO1" lines are:
      | unit_price |
      | 60         |
      | 55         |
      | 100        |

  @CU87 @CUX15
  Scenario Outline: Prices with and without VAT
    Given item "A" has:
      | field                  | value     |
      | vat_prod_posting_group | <product> |
    And customer "C1" has:
      | field                 | value      |
      | vat_bus_posting_group | <business> |
      | prices_including_vat  | <document> |
    And price_list records:
      | code | price_includes_vat | vat_bus_posting_group_price |
      | ALL  | <list>             | DOMESTIC                    |
    And price_list_line records:
      | price_list_code | product_no | unit_price |
      | ALL             | A          | <price>    |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    When "SO1" gets the line:
      | no | quantity |
      | A  | 1        |
    Then "SO1" lines are:
      | unit_price |
      | <found>    |

    Examples:
      | list | price | business | document | product | found |
      | no   | 100   | DOMESTIC | yes      | VAT25   | 125   |
      | yes  | 125   | DOMESTIC | no       | VAT25   | 100   |
      | yes  | 125   | EU       | no       | VAT25   | 100   |
      | yes  | 125   | EU       | yes      | VAT25   | 100   |
      | no   | 100   | EU       | yes      | VAT25   | 100   |

  @CU87 @CUX15
  Scenario: A line of another rate gets the list's price without its VAT and with its own
    Given customer "C1" has:
      | field                | value |
      | prices_including_vat | yes   |
    And price_list records:
      | code | price_includes_vat | vat_bus_posting_group_price |
      | ALL  | yes                | DOMESTIC                    |
    And price_list_line records:
      | price_list_code | product_no | unit_price |
      | ALL             | A          | 125        |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | vat_prod_posting_group |
      | A  | 1        | VAT12                  |
    Then "SO1" lines are:
      | vat_pct | unit_price |
      | 12      | 112.00000  |

  @CU86 @CUX16
  Scenario: VAT, unit and currency are factors of one product
    Given unit_of_measure records:
      | code |
      | BOX  |
    And item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit |
      | A       | BOX       | 12           |
    And item records:
      | no | unit_price |
      | B  | 99.99      |
    And currency_exchange_rate records:
      | currency_code | starting_date | exchange_rate_amount | relational_amount |
      | USD           | 2026-01-10    | 1.12345              | 1                 |
    And customer "C1" has:
      | field         | value |
      | currency_code | USD   |
    And price_list records:
      | code | price_includes_vat | vat_bus_posting_group_price |
      | ALL  | yes                | DOMESTIC                    |
    And price_list_line records:
      | price_list_code | product_no | unit_price |
      | ALL             | A          | 9.99       |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | unit_of_measure_code | quantity |
      | A  | BOX                  | 1        |
      | B  |                      | 1        |
    Then "SO1" lines are:
      | unit_price |
      | 107.74335  |
      | 112.33377  |

  @CU85 @CUX17
  Scenario Outline: Who allows a line discount
    Given item records:
      | no |
      | B  |
    And customer "C1" has:
      | field           | value      |
      | allow_line_disc | <customer> |
    And price_list records:
      | code  | defines  | allow_line_disc |
      | DISC  | discount | yes             |
      | PRICE | price    | <list>          |
    And price_list_line records:
      | price_list_code | product_type | product_no | unit_price | line_discount_pct |
      | DISC            | all_items    |            |            | 8                 |
      | PRICE           | item         | <product>  | 50         |                   |
    And price_list "DISC" has:
      | field  | value  |
      | status | active |
    And price_list "PRICE" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    When "SO1" gets the line:
      | no | quantity |
      | A  | 1        |
    Then "SO1" lines are:
      | line_discount_pct | unit_price |
      | <found>           | <price>    |

    Examples:
      | customer | product | list | found | price |
      | no       | B       | yes  | 0     | 100   |
      | no       | A       | yes  | 8     | 50    |
      | yes      | A       | no   | 0     | 50    |
      | yes      | B       | no   | 8     | 100   |

  @CU81
  Scenario: A discount on all items gives way to one of the same source on the item
    Given price_list records:
      | code | source_type   | source_no | defines  |
      | ALL  | all_customers |           | discount |
      | OWN  | customer      | C1        | discount |
    And price_list_line records:
      | price_list_code | product_type | product_no | minimum_quantity | line_discount_pct |
      | ALL             | all_items    |            |                  | 20                |
      | ALL             | item         | A          | 5                | 3                 |
      | OWN             | all_items    |            |                  | 2                 |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    And price_list "OWN" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 4        |
      | A  | 5        |
    Then "SO1" lines are:
      | line_discount_pct |
      | 20                |
      | 3                 |

  @CU79
  Scenario: An order takes the prices of its order date, an invoice those of its posting date
    Given price_list records:
      | code | starting_date | ending_date |
      | JAN  | 2026-01-01    | 2026-01-31  |
      | FEB  | 2026-02-01    | 2026-02-28  |
    And price_list_line records:
      | price_list_code | product_no | unit_price |
      | JAN             | A          | 70         |
      | FEB             | A          | 80         |
    And price_list "JAN" has:
      | field  | value  |
      | status | active |
    And price_list "FEB" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field        | value      |
      | posting_date | 2026-02-03 |
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    And a sales invoice "SI1" for customer "C1"
    And "SI1" header has:
      | field        | value      |
      | posting_date | 2026-02-03 |
    And "SI1" lines:
      | no | quantity |
      | A  | 1        |
    Then "SO1" lines are:
      | unit_price |
      | 70         |
    And "SI1" lines are:
      | unit_price |
      | 80         |

  @CU79 @CU80
  Scenario: The prices of the payer's groups and of the document's campaign
    Given customer records:
      | no | customer_price_group | bill_to_customer_no |
      | P1 | PAYER                |                     |
      | S1 | BUYER                | P1                  |
    And campaign records:
      | no     | activated |
      | SPRING | yes       |
    And price_list records:
      | code     | source_type          | source_no | defines |
      | PAYER    | customer_price_group | PAYER     | price   |
      | BUYER    | customer_price_group | BUYER     | price   |
      | CAMPAIGN | campaign             | SPRING    | price   |
    And price_list_line records:
      | price_list_code | product_no | unit_price |
      | PAYER           | A          | 60         |
      | BUYER           | A          | 50         |
      | CAMPAIGN        | A          | 40         |
    And price_list "PAYER" has:
      | field  | value  |
      | status | active |
    And price_list "BUYER" has:
      | field  | value  |
      | status | active |
    And price_list "CAMPAIGN" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "S1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    Then "SO1" lines are:
      | unit_price | price_list_code |
      | 60         | PAYER           |
    When "SO1" header is changed:
      | field       | value  |
      | campaign_no | SPRING |
    Then "SO1" lines are:
      | unit_price |
      | 60         |
    When "SO1" gets recalculate_prices
    Then "SO1" lines are:
      | unit_price | price_list_code |
      | 40         | CAMPAIGN        |

  @CU79 @CU169
  Scenario: The prices of a running campaign hold for its members
    Given customer records:
      | no |
      | M1 |
      | N1 |
    And campaign records:
      | no     | activated | starting_date | ending_date |
      | SPRING | yes       | 2026-01-10    | 2026-01-20  |
    And campaign_member records:
      | campaign_no | kind     | no |
      | SPRING      | customer | M1 |
    And price_list records:
      | code     | source_type | source_no | defines |
      | CAMPAIGN | campaign    | SPRING    | price   |
    And price_list_line records:
      | price_list_code | product_no | unit_price |
      | CAMPAIGN        | A          | 40         |
    And price_list "CAMPAIGN" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "M1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    Then "SO1" lines are:
      | unit_price | price_list_code |
      | 40         | CAMPAIGN        |
    Given a sales order "SO2" for customer "N1"
    And "SO2" lines:
      | no | quantity |
      | A  | 1        |
    Then "SO2" lines are:
      | price_list_code |
      |                 |
    When campaign "SPRING" is changed:
      | field     | value |
      | activated | no    |
    And "SO1" gets recalculate_prices
    Then "SO1" lines are:
      | price_list_code |
      |                 |
    When campaign "SPRING" is changed:
      | field       | value      |
      | activated   | yes        |
      | ending_date | 2026-01-14 |
    And "SO1" gets recalculate_prices
    Then "SO1" lines are:
      | price_list_code |
      |                 |

  @SD14
  Scenario: Another customer brings his prices to all lines
    Given customer records:
      | no |
      | C2 |
    And price_list records:
      | code | source_type | source_no |
      | OWN  | customer    | C2        |
    And price_list_line records:
      | price_list_code | product_no | unit_price |
      | OWN             | A          | 77         |
    And price_list "OWN" has:
      | field  | value  |
      | status | active |
    And "yes" is answered to "rebuild_lines"
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        |            |
      | A  | 2        | 5          |
    When "SO1" header is changed:
      | field               | value |
      | sell_to_customer_no | C2    |
    Then "SO1" lines are:
      | quantity | unit_price | price_is_manual |
      | 1        | 77         | no              |
      | 2        | 77         | no              |

  @CU80
  Scenario: Prices of resources and accounts
    Given resource records:
      | no | unit_price |
      | R  | 500        |
    And price_list records:
      | code |
      | ALL  |
    And price_list_line records:
      | price_list_code | product_type | product_no | unit_price |
      | ALL             | resource     | R          | 450        |
      | ALL             | gl_account   | 3590       | 49         |
    And price_list "ALL" has:
      | field  | value  |
      | status | active |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | type       | no   | quantity |
      | resource   | R    | 1        |
      | gl_account | 3590 | 1        |
    Then "SO1" lines are:
      | unit_price |
      | 450        |
      | 49         |
