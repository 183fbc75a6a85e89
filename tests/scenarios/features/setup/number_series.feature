@CU15 @CU17 @CU19
Feature: Number series

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |

  @CUX4
  Scenario Outline: The next number counts the last run of digits on
    Given number_series records:
      | code |
      | X    |
    And number_series_line records:
      | series_code | line_no | starting_no | last_no_used | increment_by |
      | X           | 10000   | <starting>  | <last>       | <step>       |
    And sales_setup has:
      | field     | value |
      | order_nos | X     |
    And a sales order "SO1" for customer "C1"
    Then "SO1" header has:
      | field | value  |
      | no    | <next> |

    Examples:
      | starting     | last         | step | next         |
      | INV-0001     | INV-0099     | 1    | INV-0100     |
      | A1           | A9           | 1    | A10          |
      | 2026-00001-B | 2026-00012-B | 1    | 2026-00013-B |
      | B1           | B99          | 10   | B109         |
      | A98          | A99          | 1    | A100         |
      | 0001         |              | 1    | 0001         |

  @CU15
  Scenario: A number without digits counts nothing
    Given number_series records:
      | code |
      | X    |
    When number_series_line records are added:
      | series_code | line_no | starting_no |
      | X           | 10000   | ABC         |
    Then it is refused naming "ABC"
    And nothing has changed

  @CU16
  Scenario: All numbers of a line look alike
    Given number_series records:
      | code |
      | X    |
    When number_series_line records are added:
      | series_code | line_no | starting_no | ending_no |
      | X           | 10000   | A001        | B999      |
    Then it is refused
    And nothing has changed

  @CU16
  Scenario Outline: What follows on a line has the higher digits, whatever the text order says
    Given number_series records:
      | code |
      | X    |
    When number_series_line records are added:
      | series_code | line_no | starting_no | ending_no | warning_no | last_no_used |
      | X           | 10000   | X-9         | <ending>  | <warning>  | <last>       |
    Then it is refused with "number.reversed"
    And it is refused naming "<told>"
    And nothing has changed

    Examples:
      | ending | warning | last  | told |
      | X-8    |         |       | X-8  |
      | X-100  | X-8     |       | X-8  |
      | X-100  | X-101   |       | X-101 |
      | X-100  |         | X-101 | X-101 |

  @CU17
  Scenario: An exhausted line gives no number, even if an earlier one had some left
    Given number_series records:
      | code |
      | X    |
    And number_series_line records:
      | series_code | line_no | starting_date | starting_no | ending_no |
      | X           | 10000   |               | X001        | X999      |
      | X           | 20000   | 2026-01-01    | Y001        | Y001      |
    And sales_setup has:
      | field     | value |
      | order_nos | X     |
    And a sales order "SO1" for customer "C1"
    Then "SO1" header has:
      | field | value |
      | no    | Y001  |
    When a sales order "SO2" for customer "C1"
    Then it is refused naming "Y001"
    And nothing has changed

  @CU19
  Scenario: A series without automatic numbers gives none
    Given number_series "SO" has:
      | field       | value |
      | default_nos | no    |
    When a sales order "SO1" for customer "C1"
    Then it is refused naming "SO"
    And nothing has changed

  @CU23
  Scenario: The last number moves forwards only
    Given a sales order "SO1" for customer "C1"
    When number_series_line "SO|10000" is changed:
      | field        | value   |
      | last_no_used | SO00000 |
    Then it is refused naming "SO00001"
    And nothing has changed
    When number_series_line "SO|10000" is changed:
      | field        | value   |
      | last_no_used | SO00099 |
    And a sales order "SO2" for customer "C1"
    Then "SO2" header has:
      | field | value   |
      | no    | SO00100 |

  @CU20
  Scenario: A series of posted documents loses no numbers
    When number_series_line "PI|10000" is changed:
      | field      | value |
      | allow_gaps | yes   |
    Then it is refused naming "PI"
    And nothing has changed

  @CU21
  Scenario: A related series may be chosen for a new card, another one may not
    Given number_series records:
      | code | default_nos |
      | CUST | no          |
      | VIP  | yes         |
      | ELSE | yes         |
    And number_series_line records:
      | series_code | starting_no |
      | CUST        | K100        |
      | VIP         | V-001       |
      | ELSE        | E-001       |
    And number_series_relation records:
      | series_code | related_series_code |
      | CUST        | VIP                 |
    And sales_setup has:
      | field        | value |
      | customer_nos | CUST  |
    When customer records are added:
      | name | no_series_code |
      | One  | VIP            |
      | Two  | VIP            |
    Then customer records where no_series_code is "VIP" are:
      | no    | name |
      | V-001 | One  |
      | V-002 | Two  |
    When customer records are added:
      | name  |
      | Three |
    Then it is refused naming "CUST"
    When customer records are added:
      | name  | no_series_code |
      | Three | ELSE           |
    Then it is refused naming "ELSE" and "CUST"
    And it is refused with "number.series_not_related"
    And nothing has changed

  @CU19
  Scenario: A drawn number that a card has already is left out
    Given number_series records:
      | code |
      | CUST |
    And number_series_line records:
      | series_code | starting_no |
      | CUST        | K09         |
    And sales_setup has:
      | field        | value |
      | customer_nos | CUST  |
    And customer records:
      | no  |
      | K09 |
      | K10 |
    When customer records are added:
      | name |
      | New  |
    Then customer records where name is "New" are:
      | no  |
      | K11 |

  @CU16 @CU17
  Scenario: Numbers are compared by their last digits
    Given number_series records:
      | code |
      | X    |
    And number_series_line records:
      | series_code | line_no | starting_date | starting_no | ending_no | last_no_used |
      | X           | 10000   |               | A-8         | A-10      | A-9          |
      | X           | 20000   | 2026-02-01    | B-1         |           |              |
    And sales_setup has:
      | field     | value |
      | order_nos | X     |
    And a sales order "SO1" for customer "C1"
    Then "SO1" header has:
      | field | value |
      | no    | A-10  |
    And number_series_line records where series_code is "X" are:
      | line_no | last_no_used | open |
      | 10000   | A-10         | no   |
      | 20000   |              | yes  |
    When a sales order "SO2" for customer "C1"
    Then it is refused naming "A-10"
    Given the work date is 2026-02-01
    And a sales order "SO3" for customer "C1"
    Then "SO3" header has:
      | field | value |
      | no    | B-1   |

  @CU22
  Scenario: From the warning number on it is told how many are left
    Given number_series_line "SO|10000" has:
      | field      | value   |
      | ending_no  | SO00004 |
      | warning_no | SO00002 |
    When a sales order "SO1" for customer "C1"
    Then it does not warn
    When a sales order "SO2" for customer "C1"
    Then it warns naming "SO" and "2"

  @CUX4 @CU17 @CU18
  Scenario: Each posting date draws from the line of its year, without a gap
    Given item records:
      | no | unit_price |
      | A  | 100        |
    And number_series records:
      | code |
      | INV  |
    And number_series_line records:
      | series_code | line_no | starting_date | starting_no |
      | INV         | 10000   | 2026-01-01    | PI26-0001   |
      | INV         | 20000   | 2027-01-01    | PI27-0001   |
    And sales_setup has:
      | field              | value |
      | posted_invoice_nos | INV   |
    And a sales invoice "S1" for customer "C1"
    And "S1" lines:
      | no | quantity |
      | A  | 1        |
    And a sales invoice "S2" for customer "C1"
    And "S2" lines:
      | no | quantity |
      | A  | 1        |
    And a sales invoice "S3" for customer "C1"
    And "S3" lines:
      | no | quantity |
      | A  | 1        |
    And a sales invoice "S4" for customer "C1"
    And "S4" lines:
      | no | quantity |
      | A  | 1        |
    And a sales invoice "S5" for customer "C1"
    And "S5" lines:
      | no | quantity |
      | A  | 1        |
    When "S1" is posted with:
      | field        | value      |
      | posting_date | 2026-12-31 |
    And "S2" is posted with:
      | field        | value      |
      | posting_date | 2027-01-02 |
    And "S3" is posted with:
      | field        | value      |
      | posting_date | 2026-12-31 |
    And "S4" is posted with:
      | field        | value      |
      | posting_date | 2027-01-02 |
    Then cust_ledger_entry records are:
      | document_no | posting_date |
      | PI26-0001   | 2026-12-31   |
      | PI27-0001   | 2027-01-02   |
      | PI26-0002   | 2026-12-31   |
      | PI27-0002   | 2027-01-02   |
    When "S5" is posted with:
      | field        | value      |
      | posting_date | 2025-12-31 |
    Then it is refused naming "INV" and "2025-12-31"
    And nothing has changed

  @CU18
  Scenario: Numbers that follow dates never go back, and the same day is not back
    Given item records:
      | no | unit_price |
      | A  | 100        |
    And number_series "PI" has:
      | field      | value |
      | date_order | yes   |
    And a sales invoice "S1" for customer "C1"
    And "S1" lines:
      | no | quantity |
      | A  | 1        |
    And a sales invoice "S2" for customer "C1"
    And "S2" lines:
      | no | quantity |
      | A  | 1        |
    When "S1" is posted with:
      | field        | value      |
      | posting_date | 2026-01-20 |
    And "S2" is posted with:
      | field        | value      |
      | posting_date | 2026-01-19 |
    Then it is refused naming "PI" and "2026-01-20"
    And nothing has changed
    When "S2" is posted with:
      | field        | value      |
      | posting_date | 2026-01-20 |
    Then cust_ledger_entry records are:
      | document_no |
      | PI00001 |
      | PI00002 |
