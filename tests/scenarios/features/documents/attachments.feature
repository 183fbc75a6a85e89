@SD108
Feature: Attachments of customers and items flow to sales documents

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |
      | C2 |
    And item records:
      | no | unit_price | unit_cost |
      | A  | 100.00     | 60.00     |
      | B  | 20.00      | 10.00     |
    And attachment records:
      | owner_table | owner_key | name           | flows_to_sales |
      | customer    | C1        | terms.txt      | yes            |
      | customer    | C1        | inner.txt      | no             |
      | customer    | C2        | packing.txt    | yes            |
      | item        | A         | data sheet.txt | yes            |
    And "yes" is answered to "rebuild_lines"
    And a sales quote "SQ1" for customer "C1"

  Scenario: Flagged files come with the customer and the item, never twice
    When "SQ1" gets the line:
      | no | quantity |
      | A  | 1        |
    And "SQ1" gets the line:
      | no | quantity |
      | A  | 2        |
    And "SQ1" gets the line:
      | no | quantity |
      | B  | 1        |
    Then attachment records where owner_table is "sales_header" are:
      | owner_key  | name           | flowed_from_table | flowed_from_key | kept |
      | quote $SQ1 | terms.txt      | customer          | C1              | no   |
      | quote $SQ1 | data sheet.txt | item              | A               | no   |

  Scenario: Another customer brings other files and takes those of the former away
    Given "SQ1" lines:
      | no | quantity |
      | A  | 1        |
    And attachment records:
      | owner_table  | owner_key  | name         |
      | sales_header | quote $SQ1 | by hand.txt  |
    When "SQ1" header is changed:
      | field               | value |
      | sell_to_customer_no | C2    |
    Then attachment records where owner_table is "sales_header" and deleted_at is "" are:
      | name           | flowed_from_key |
      | data sheet.txt | A               |
      | by hand.txt    |                 |
      | packing.txt    | C2              |

  Scenario: The last line of an item takes its files along
    Given "SQ1" lines:
      | no | quantity |
      | A  | 1        |
      | A  | 2        |
    When "SQ1" line 2 is deleted
    Then there are 2 attachment records where owner_table is "sales_header" and deleted_at is ""
    When "SQ1" line 1 is deleted
    Then attachment records where owner_table is "sales_header" and deleted_at is "" are:
      | name      |
      | terms.txt |

  Scenario: The files follow from quote to order and to what is posted
    Given "SQ1" lines:
      | no | quantity |
      | A  | 1        |
    And stock:
      | item | quantity | unit_cost |
      | A    | 10       | 60        |
    When "SQ1" is made into a sales order "SO1"
    And "SO1" is posted
    Then attachment records where owner_table is "sales_invoice_header" are:
      | owner_key    | name           | kept |
      | $SO1.invoice | terms.txt      | yes  |
      | $SO1.invoice | data sheet.txt | yes  |

  @SD107
  Scenario: A version keeps its attachments, and restoring brings them back
    Given "SQ1" lines:
      | no | quantity |
      | A  | 1        |
    When "SQ1" is archived
    And "SQ1" header is changed:
      | field               | value |
      | sell_to_customer_no | C2    |
    And "SQ1" gets restore_version with:
      | field      | value |
      | version_no | 1     |
    Then attachment records where owner_table is "sales_header_archive" are:
      | owner_key    | name           | kept |
      | quote $SQ1 1 | terms.txt      | yes  |
      | quote $SQ1 1 | data sheet.txt | yes  |
    And attachment records where owner_table is "sales_header" and deleted_at is "" are:
      | name           | flowed_from_key |
      | data sheet.txt | A               |
      | terms.txt      | C1              |
