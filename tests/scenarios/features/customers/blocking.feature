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
