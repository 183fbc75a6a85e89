@SD104
Feature: Posting in the background

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |
    And item records:
      | no | unit_price | unit_cost |
      | A  | 100        | 60        |
    And stock:
      | item | quantity | unit_cost |
      | A    | 100      | 60        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 2        |

  Scenario: A scheduled order is read-only until it is posted
    When "SO1" gets schedule
    Then "SO1" header has:
      | field            | value     |
      | job_queue_status | scheduled |
    When "SO1" header is changed:
      | field          | value |
      | your_reference | Anna  |
    Then it is refused naming "is already scheduled; remove it from the queue first."
    When job post_queue runs
    Then "SO1" is completed
    And job_queue_entry records are:
      | document_no |
    And sales_invoice_header records are:
      | no      | order_no |
      | PI00001 | $SO1     |

  Scenario: An order taken out of the queue can be changed again
    Given "SO1" gets schedule
    When "SO1" gets remove_from_queue
    And "SO1" header is changed:
      | field          | value |
      | your_reference | Anna  |
    Then "SO1" header has:
      | field            | value |
      | your_reference   | Anna  |
      | job_queue_status | blank |

  Scenario: The dates of the user who posts hold
    Given user_setup records:
      | user  | allow_posting_from |
      | CLERK | 2026-02-01         |
    And the user is "CLERK"
    And "SO1" gets schedule
    And the user is "ADMIN"
    When job post_queue runs
    Then job_queue_entry records are:
      | document_no | user  | state | error_code               |
      | $SO1        | CLERK | error | posting.date_not_allowed |
    And "SO1" header has:
      | field            | value |
      | job_queue_status | error |

  Scenario: A company that posts in the background puts what is posted into the queue
    Given sales_setup has:
      | field              | value |
      | post_in_background | yes   |
    When "SO1" is posted with:
      | field        | value      |
      | invoice      | no         |
      | posting_date | 2026-01-20 |
    Then "SO1" header has:
      | field            | value     |
      | job_queue_status | scheduled |
    And there are no sales_shipment_header records
    When "SO1" is posted
    Then it is refused naming "is already scheduled; remove it from the queue first."
    When job post_queue runs
    Then sales_shipment_header records are:
      | order_no | posting_date |
      | $SO1     | 2026-01-20   |
    And there are no sales_invoice_header records
    And "SO1" header has:
      | field            | value    |
      | job_queue_status |          |
      | status           | released |
