@CU41
Feature: Customers looked up on documents

  Background:
    Given the standard company
    And customer records:
      | no   | name          | city | phone  | post_code | blocked |
      | 1001 | Möbel AB      | Umeå | 090 11 | 90326     | none    |
      | 1002 | Möbelhuset    | Lund | 046 22 | 22222     | none    |
      | 1003 | Stolen & Bord | Lund | 046 33 | 22223     | none    |
      | 1004 | Zeta Kök      | Kiel | 040 44 | 33333     | all     |

  Scenario Outline: The first step that finds anybody must find one
    Given a sales order "SO1" for customer "<typed>"
    Then "SO1" header has:
      | field               | value |
      | sell_to_customer_no | <no>  |

    Examples:
      | typed       | no   |
      | 1001        | 1001 |
      | Möbel AB    | 1001 |
      | mobel ab    | 1001 |
      | mobelh      | 1002 |
      | stol        | 1003 |
      | umeå        | 1001 |
      | bord lund   | 1003 |
      | 046 33      | 1003 |
      | Mobelhusset | 1002 |

  Scenario: Several must be chosen from, nobody is refused, and so is who is blocked
    When a sales order "SO1" for customer "Lund"
    Then it is refused with "sales.several_customers"
    And it is refused naming "1002" and "1003"
    When a sales order "SO1" for customer "Zeta Kök"
    Then it is refused naming "ZETA KÖK"
    When a sales order "SO1" for customer "1004"
    Then it is refused with "customer.blocked"
    And nothing has changed
    Given a sales order "SO1" for customer "1001"
    When "SO1" header is changed:
      | field               | value |
      | bill_to_customer_no | stol  |
    Then "SO1" header has:
      | field               | value |
      | bill_to_customer_no | 1003  |
    When "SO1" header is changed:
      | field               | value |
      | bill_to_customer_no | lund  |
    Then it is refused naming "bill_to_customer_no" and "1002"
