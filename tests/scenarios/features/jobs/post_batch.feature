@SD103
Feature: Posting many documents in a batch

  Each document is posted for itself: one that fails is told and left as it was.

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |
      | C2 |
    And item records:
      | no | unit_price | unit_cost | gen_prod_posting_group |
      | A  | 100        | 60        |                        |
      | S  | 50         |           | SERVICES               |
    And stock:
      | item | quantity | unit_cost |
      | A    | 100      | 60        |

  @EX39
  Scenario: The second of three invoices has a blocked posting setup
    Given general_posting_setup "DOMESTIC|SERVICES" has:
      | field   | value |
      | blocked | yes   |
    And a sales invoice "SI1" for customer "C1"
    And "SI1" lines:
      | no | quantity |
      | A  | 1        |
    And a sales invoice "SI2" for customer "C1"
    And "SI2" lines:
      | no | quantity |
      | A  | 1        |
      | S  | 2        |
    And a sales invoice "SI3" for customer "C1"
    And "SI3" lines:
      | no | quantity |
      | A  | 3        |
    When job post_batch runs with:
      | field         | value   |
      | document_type | invoice |
    Then "SI1" does not exist
    And "SI3" does not exist
    And sales_invoice_header records are:
      | no      | pre_assigned_no |
      | PI00001 | $SI1            |
      | PI00002 | $SI3            |
    And "SI2" header has:
      | field  | value |
      | status | open  |
    And batch_run records are:
      | job        | status   | user  | n_ok | n_skipped | n_error |
      | post_batch | finished | ADMIN | 2    | 0         | 1       |
    And batch_run_message records are:
      | seq | document_type | no   | outcome | code                  | created_document |
      | 1   | invoice       | $SI1 | ok      |                       | PI00001          |
      | 2   | invoice       | $SI2 | error   | posting.setup_blocked |                  |
      | 3   | invoice       | $SI3 | ok      |                       | PI00002          |
    And batch_run_message records where outcome is "error" are:
      | text                                                                                                                                           | record_table          |
      | The General Posting Setup for DOMESTIC / SERVICES, needed on line 20000, is blocked. Unblock it or choose other groups. | general_posting_setup |

  Scenario: Replaced dates stay only on what was posted
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 2        |
    And a sales order "SO2" for customer "C2"
    And "SO2" lines:
      | no | quantity | qty_to_ship |
      | A  | 2        | 0           |
    When job post_batch runs with:
      | field                 | value      |
      | posting_date          | 2026-02-10 |
      | replace_posting_date  | yes        |
      | replace_document_date | yes        |
    Then "SO1" header has:
      | field         | value      |
      | posting_date  | 2026-02-10 |
      | document_date | 2026-02-10 |
    And "SO2" header has:
      | field         | value      |
      | posting_date  | 2026-01-15 |
      | document_date | 2026-01-15 |
    And batch_run_message records where outcome is "error" are:
      | no   | code                    |
      | $SO2 | posting.nothing_to_post |

  Scenario: A date is needed to replace one
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 2        |
    When job post_batch runs with:
      | field                | value |
      | replace_posting_date | yes   |
    Then it is refused naming "Enter the posting date."
    And nothing has changed

  Scenario Outline: A filter chooses the documents
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 2        |
    And a sales order "SO2" for customer "C2"
    And "SO2" lines:
      | no | quantity |
      | A  | 2        |
    When job post_batch runs with:
      | field   | value    |
      | filter  | <filter> |
      | invoice | no       |
    Then sales_shipment_header records are:
      | order_no |
      | $SO2     |

    Examples:
      | filter                                             |
      | $SO2                                               |
      | $SO2..                                             |
      | sell_to_customer_no=C2                             |
      | sell_to_customer_no: C2; order_date: 2026-01-15    |
      | no is "$SO2" and sell_to_customer_no is "C1\|C2"   |
      | no>$SO1                                            |

  Scenario: What is scheduled already is skipped
    Given a sales invoice "SI1" for customer "C1"
    And "SI1" lines:
      | no | quantity |
      | A  | 2        |
    And a sales invoice "SI2" for customer "C1"
    And "SI2" lines:
      | no | quantity |
      | A  | 2        |
    And "SI1" gets schedule
    When job post_batch runs with:
      | field         | value   |
      | document_type | invoice |
    Then batch_run_message records are:
      | no   | outcome | code                     |
      | $SI1 | skipped | sales.document_scheduled |
      | $SI2 | ok      |                          |
