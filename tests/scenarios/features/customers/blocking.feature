@CU44 @SD8
Feature: Blocked customers

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |

  Scenario Outline: A blocked customer is refused on a document
    Given customer "C1" has:
      | field   | value   |
      | blocked | <block> |
    When a <kind> "D1" for customer "C1"
    Then it is refused with "customer.blocked"
    And nothing has changed

    Examples:
      | kind                | block   |
      | sales quote         | ship    |
      | sales quote         | invoice |
      | sales quote         | all     |
      | sales order         | ship    |
      | sales order         | invoice |
      | sales order         | all     |
      | blanket sales order | ship    |
      | blanket sales order | invoice |
      | blanket sales order | all     |
      | sales invoice       | invoice |
      | sales invoice       | all     |
      | sales credit memo   | all     |
      | sales return order  | all     |

  Scenario Outline: What is still allowed
    Given customer "C1" has:
      | field   | value   |
      | blocked | <block> |
    And a <kind> "D1" for customer "C1"
    Then "D1" header has:
      | field               | value |
      | sell_to_customer_no | C1    |

    Examples:
      | kind               | block   |
      | sales invoice      | ship    |
      | sales credit memo  | ship    |
      | sales credit memo  | invoice |
      | sales return order | ship    |
      | sales return order | invoice |

  Scenario Outline: Privacy refuses every document
    Given customer "C1" has:
      | field           | value |
      | privacy_blocked | yes   |
    When a <kind> "D1" for customer "C1"
    Then it is refused naming "C1"
    And nothing has changed

    Examples:
      | kind               |
      | sales quote        |
      | sales order        |
      | sales invoice      |
      | sales credit memo  |
      | sales return order |

  Scenario: The customer who pays is looked at as well
    Given customer records:
      | no | bill_to_customer_no |
      | C2 | C1                  |
    And customer "C1" has:
      | field   | value |
      | blocked | all   |
    When a sales order "SO1" for customer "C2"
    Then it is refused naming "C1"
    And nothing has changed

  Scenario: The refusal comes before the question about the lines
    Given customer records:
      | no | blocked |
      | C9 | all     |
    And item records:
      | no |
      | A  |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    When "SO1" header is changed:
      | field               | value |
      | sell_to_customer_no | C9    |
    Then it is refused naming "C9"
    And it does not ask
    And nothing has changed

  @CU44 @SD64
  Scenario Outline: A blocked customer's quote is not converted
    Given item records:
      | no |
      | A  |
    And a sales quote "SQ1" for customer "C1"
    And "SQ1" lines:
      | no | quantity |
      | A  | 1        |
    When customer "C1" is changed:
      | field   | value   |
      | blocked | <block> |
    And "SQ1" is made into a <kind> "D1"
    Then it is refused with "customer.blocked"
    And nothing has changed

    Examples:
      | kind          | block   |
      | sales order   | ship    |
      | sales order   | invoice |
      | sales order   | all     |
      | sales invoice | invoice |
      | sales invoice | all     |

  @CU44
  Scenario: What ships nothing may be invoiced although nothing may be shipped
    Given customer "C1" has:
      | field   | value |
      | blocked | ship  |
    And item records:
      | no | unit_price |
      | A  | 100        |
    And a sales invoice "SI1" for customer "C1"
    And "SI1" lines:
      | type       | no   | quantity | unit_price |
      | gl_account | 3590 | 1        | 100        |
    And a sales invoice "SI2" for customer "C1"
    And "SI2" lines:
      | no | quantity |
      | A  | 1        |
    When "SI1" is posted
    Then cust_ledger_entry records where customer_no is "C1" are:
      | amount |
      | 125    |
    When "SI2" is posted
    Then it is refused naming "C1"
    And nothing has changed

  @CU38
  Scenario: A block that privacy brought ends only together with it
    Given customer "C1" has:
      | field           | value |
      | privacy_blocked | yes   |
    When customer "C1" is changed:
      | field   | value |
      | blocked | ship  |
    Then it asks "clear_privacy_blocked"
    And customer "C1" has:
      | field           | value |
      | blocked         | all   |
      | privacy_blocked | yes   |
    Given "yes" is answered to "clear_privacy_blocked"
    When customer "C1" is changed:
      | field   | value |
      | blocked | ship  |
    Then customer "C1" has:
      | field           | value |
      | blocked         | ship  |
      | privacy_blocked | no    |

  @CU44
  Scenario Outline: Blocked after the shipment: who may not receive more may still be invoiced
    Given item records:
      | no | unit_price |
      | A  | 100        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 2        |
    When "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    And customer "C1" is changed:
      | field   | value   |
      | blocked | <block> |
    And "SO1" is posted with:
      | field   | value |
      | ship    | no    |
      | invoice | yes   |
    Then <then>

    Examples:
      | block   | then                                                          |
      | ship    | there is 1 cust_ledger_entry record where customer_no is "C1" |
      | invoice | it is refused naming "C1"                                     |
      | all     | it is refused naming "C1"                                     |
