@CU5 @CU145
Feature: A record gets another number or code

  Background:
    Given the standard company

  Scenario: A customer takes its posted invoice and its open order along
    Given item records:
      | no | unit_price |
      | A  | 100        |
    And stock:
      | item | quantity |
      | A    | 10       |
    And customer records:
      | no |
      | C1 |
      | C2 |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 2        |
    And a sales order "SO2" for customer "C1"
    And "SO2" lines:
      | no | quantity |
      | A  | 3        |
    When "SO1" is posted
    And customer "C1" is changed:
      | field | value |
      | no    | c9    |
      | name  | New   |
    Then customer "C1" does not exist
    And customer "C9" has:
      | field | value |
      | name  | New   |
    And "SO2" header has:
      | field               | value |
      | sell_to_customer_no | C9    |
      | bill_to_customer_no | C9    |
    And sales_invoice_header records are:
      | sell_to_customer_no | original_customer_no |
      | C9                  | C1                   |
    And cust_ledger_entry records are:
      | customer_no | sell_to_customer_no | amount |
      | C9          | C9                  | 250    |
    And former_no records are:
      | former_no | no |
      | C1        | C9 |
    And change_log_entry records where field_name is "no" are:
      | table_name | record_key | old_value | new_value |
      | customer   | C9         | C1        | C9        |
    When "SO2" is posted
    Then customer "C9" statistics are:
      | balance_lcy |
      | 625         |
    And there are 2 sales_invoice_header records where sell_to_customer_no is "C9"

  Scenario: An item takes its stock and its prices along
    Given item records:
      | no | unit_price |
      | A  | 100        |
    And stock:
      | item | quantity | unit_cost |
      | A    | 10       | 60        |
    And customer records:
      | no |
      | C1 |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 4        |
    When item "A" gets renumber with:
      | field  | value |
      | new_no | A-100 |
    Then item "A-100" has:
      | field     | value |
      | inventory | 10    |
    And "SO1" lines are:
      | no    | quantity | unit_of_measure_code |
      | A-100 | 4        | PCS                  |
    And item_unit_of_measure records where item_no is "A-100" are:
      | unit_code |
      | PCS       |
    When "SO1" is posted
    Then item "A-100" has:
      | field     | value |
      | inventory | 6     |
    And item_ledger_entry records are:
      | item_no | quantity |
      | A-100   | 10       |
      | A-100   | -4       |

  Scenario: A code of the set-up is another one wherever it is used
    Given customer records:
      | no |
      | C1 |
    And item records:
      | no | unit_price |
      | A  | 100        |
    And stock:
      | item | quantity |
      | A    | 10       |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    When "SO1" is posted
    And payment_terms "30D" is changed:
      | field | value |
      | code  | NET30 |
    Then customer "C1" has:
      | field              | value |
      | payment_terms_code | NET30 |
    And sales_invoice_header records are:
      | payment_terms_code |
      | NET30              |
    And payment_terms "30D" does not exist

  Scenario Outline: A number that is no code, taken, or still another's is refused
    Given customer records:
      | no |
      | C1 |
      | C2 |
      | C3 |
    And customer "C3" is changed:
      | field | value |
      | no    | C4    |
    When customer "C1" is changed:
      | field | value    |
      | no    | <number> |
    Then it is refused naming "<names>"
    And it is refused with "<code>"
    And nothing has changed

    Examples:
      | number                | names | code                    |
      | C2                    | C2    | record.exists           |
      | c3                    | C4    | renumber.former_no      |
      | C*1                   | C*1   | record.value_not_a_code |
      | 123456789012345678901 | 20    | record.value_not_a_code |

  Scenario: A document that is about to be posted keeps its customer's number
    Given customer records:
      | no |
      | C1 |
    And item records:
      | no | unit_price |
      | A  | 100        |
    And stock:
      | item | quantity |
      | A    | 10       |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    And "SO1" gets schedule
    When customer "C1" is changed:
      | field | value |
      | no    | C9    |
    Then it is refused naming "C1" and "waiting to be posted"
    And it is refused with "renumber.document_under_way"
    And nothing has changed
