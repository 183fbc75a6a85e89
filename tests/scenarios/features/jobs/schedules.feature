@CB255
Feature: Batches by a schedule

  A schedule keeps what is posted and when. What was shipped is invoiced for the customers who
  chose the schedule.

  Background:
    Given the standard company
    And batch_schedule records:
      | code    | enabled | recurrence |
      | EVENING | yes     |            |
      | MONTHLY | yes     | D31        |
    And customer records:
      | no | invoice_schedule_code |
      | C1 | EVENING               |
      | C2 | MONTHLY               |
      | C3 |                       |
      | C4 |                       |
    And item records:
      | no | unit_price | unit_cost |
      | A  | 100        | 60        |
    And stock:
      | item | quantity | unit_cost |
      | A    | 100      | 60        |

  Scenario: What was shipped is invoiced for the customers of the schedule
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | qty_to_ship |
      | A  | 5        | 2           |
    And a sales order "SO2" for customer "C2"
    And "SO2" lines:
      | no | quantity |
      | A  | 3        |
    And a sales order "SO3" for customer "C3"
    And "SO3" lines:
      | no | quantity |
      | A  | 4        |
    And a sales order "SO4" for customer "C1"
    And "SO4" lines:
      | no | quantity |
      | A  | 6        |
    When "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    And "SO2" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    And "SO3" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    And job batch_schedule runs with:
      | field | value   |
      | code  | EVENING |
    Then batch_run records are:
      | job        | status   | user  | n_ok | n_skipped | n_error |
      | post_batch | finished | ADMIN | 1    | 0         | 0       |
    And batch_run_message records are:
      | document_type | no   | outcome |
      | order         | $SO1 | ok      |
    And sales_invoice_header records are:
      | order_no | bill_to_customer_no |
      | $SO1     | C1                  |
    And "SO1" lines are:
      | no | quantity | quantity_shipped | quantity_invoiced |
      | A  | 5        | 2                | 2                 |
    And "SO2" lines are:
      | no | quantity | quantity_shipped | quantity_invoiced |
      | A  | 3        | 3                | 0                 |
    And "SO4" lines are:
      | no | quantity | quantity_shipped | quantity_invoiced |
      | A  | 6        | 0                | 0                 |

  Scenario: The customer who pays decides
    Given customer "C3" has:
      | field               | value |
      | bill_to_customer_no | C1    |
    And a sales order "SO1" for customer "C3"
    And "SO1" lines:
      | no | quantity |
      | A  | 2        |
    When "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    And job batch_schedule runs with:
      | field | value   |
      | code  | EVENING |
    Then "SO1" is completed
    And sales_invoice_header records are:
      | order_no | sell_to_customer_no | bill_to_customer_no |
      | $SO1     | C3                  | C1                  |

  Scenario: A schedule with a filter posts what the filter finds
    Given batch_schedule "MONTHLY" has:
      | field     | value                  |
      | selection | filtered               |
      | filter    | sell_to_customer_no=C4 |
      | ship      | yes                    |
    And a sales order "SO1" for customer "C3"
    And "SO1" lines:
      | no | quantity |
      | A  | 2        |
    And a sales order "SO2" for customer "C4"
    And "SO2" lines:
      | no | quantity |
      | A  | 3        |
    When job batch_schedule runs with:
      | field | value   |
      | code  | MONTHLY |
    Then "SO2" is completed
    And sales_invoice_header records are:
      | order_no | bill_to_customer_no |
      | $SO2     | C4                  |

  Scenario: A schedule that has nothing to post says so in its run
    When job batch_schedule runs with:
      | field | value   |
      | code  | EVENING |
    Then batch_run records are:
      | status   | n_ok | n_skipped | n_error |
      | finished | 0    | 0         | 0       |

  Scenario: A schedule that customers chose stays
    When batch_schedule "EVENING" is deleted
    Then it is refused naming "EVENING"
    And nothing has changed

  Scenario Outline: A schedule that could never run is refused
    When batch_schedule records are added:
      | code  | enabled | <field> |
      | NEVER | yes     | <value> |
    Then it is refused naming "<named>"
    And nothing has changed

    Examples:
      | field      | value        | named  |
      | run_time   | 25:00        | 25:00  |
      | recurrence | CM           | CM     |
      | filter     | colour=red   | colour |
      | filter     | amount>=many | many   |
