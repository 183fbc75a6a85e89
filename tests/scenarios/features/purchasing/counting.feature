@PF63
Feature: Stock is counted, and the books follow

  Background:
    Given the standard company
    And item records:
      | no | unit_cost |
      | A  | 10        |
      | B  | 4         |
      | C  | 1         |
    And reason_code records:
      | code |
      | LOST |
    And stock:
      | item | quantity | location |
      | A    | 10       | MAIN     |
      | B    | 5        |          |
      | C    | 7        | MAIN     |

  Scenario: What was counted less what is on hand is posted, and nothing else
    When job count_sheet runs
    Then item_journal_line records are:
      | item_no | location_code | quantity_on_hand | quantity_counted | quantity |
      | A       | MAIN          | 10               | 10               | 0        |
      | B       |               | 5                | 5                | 0        |
      | C       | MAIN          | 7                | 7                | 0        |
    When item_journal_line "COUNT|10000" is changed:
      | field            | value |
      | quantity_counted | 8     |
      | reason_code      | LOST  |
    And item_journal_line "COUNT|30000" is changed:
      | field            | value |
      | quantity_counted | 9     |
    Then item_journal_line records are:
      | item_no | entry_type     | quantity | amount |
      | A       | negative_adjmt | 2        | 20     |
      | B       | positive_adjmt | 0        | 0      |
      | C       | positive_adjmt | 2        | 2      |
    When job post_count_sheet runs
    Then there are 0 item_journal_line records
    And item_ledger_entry records are:
      | item_no | quantity | reason_code |
      | A       | 10       |             |
      | B       | 5        |             |
      | C       | 7        |             |
      | A       | -2       | LOST        |
      | C       | 2        |             |

  Scenario: One location at a time, and nothing twice
    When job count_sheet runs with:
      | field    | value |
      | location | MAIN  |
    And job count_sheet runs
    Then item_journal_line records are:
      | item_no | location_code |
      | A       | MAIN          |
      | C       | MAIN          |
      | B       |               |
    When job post_count_sheet runs
    Then there are 0 item_journal_line records
    And there are 3 item_ledger_entry records

  @SD97 @PF46
  Scenario: A journal is posted whole, and goods reserved for others stay
    Given customer records:
      | no |
      | C1 |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | location_code |
      | A  | 8        | MAIN          |
    And "SO1" line 1 gets reservation
    And item_journal_line records:
      | batch | line_no | entry_type     | item_no | quantity | unit_cost | location_code | reason_code |
      | J     | 10000   | positive_adjmt | A       | 1        | 13        | MAIN          |             |
      | J     | 20000   | negative_adjmt | A       | 4        |           | MAIN          | LOST        |
    When job post_item_journal runs with:
      | field | value |
      | batch | J     |
    Then it is refused naming "$SO1"
    And nothing has changed
    When item_journal_line "J|20000" is changed:
      | field    | value |
      | quantity | 3     |
    And job post_item_journal runs
    Then there are 0 item_journal_line records
    And item_ledger_entry records where item_no is "A" are:
      | quantity | reason_code |
      | 10       |             |
      | 1        |             |
      | -3       | LOST        |
