@SD75
Feature: Every obstacle of a posting is told

  Background:
    Given the standard company
    And sales_setup has:
      | field            | value |
      | stockout_warning | no    |
    And customer records:
      | no | location_code | shipping_agent_code | shipping_agent_service_code |
      | C1 |               | DHL                 | STD                         |
      | C2 |               |                     |                             |
    And inventory_setup has:
      | field                  | value |
      | outbound_handling_time | 1D    |
    And item records:
      | no | unit_price | unit_cost | description | gtin          |
      | A  | 100        | 60        | Oak table   | 4006381333931 |
      | B  | 20         | 10        | Oak chair   |               |
    And resource records:
      | no |
      | R  |
    And a sales order "SO1" for customer "C1"

  @SD23
  Scenario: What was blocked meanwhile is named line by line
    Given item_variant records:
      | item_no | code |
      | A       | RED  |
    And "SO1" lines:
      | type       | no   | variant_code | quantity | unit_price |
      | resource   | R    |              | 1        | 10         |
      | gl_account | 3590 |              | 1        | 10         |
      | item       | A    | RED          | 1        | 10         |
      | item       | B    |              | 1        | 10         |
    And resource "R" has:
      | field   | value |
      | blocked | yes   |
    And gl_account "3590" has:
      | field   | value |
      | blocked | yes   |
    And item_variant "A|RED" has:
      | field   | value |
      | blocked | yes   |
    And item "B" has:
      | field         | value |
      | sales_blocked | yes   |
    When "SO1" is posted
    Then it is refused for 4 reasons
    And it is refused naming "10000" and "R"
    And it is refused naming "20000" and "3590"
    And it is refused naming "30000" and "RED"
    And it is refused naming "40000" and "B"
    And nothing has changed

  @SD13 @SD17
  Scenario: The header's obstacles come together
    Given salesperson records:
      | code | name |
      | SP   | S    |
    And "SO1" header has:
      | field            | value |
      | salesperson_code | SP    |
      | due_date         |       |
      | posting_date     |       |
    And salesperson "SP" has:
      | field   | value |
      | blocked | yes   |
    And sales_setup has:
      | field                | value |
      | ext_doc_no_mandatory | yes   |
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    When "SO1" is posted
    Then it is refused for 4 reasons
    And it is refused naming "due_date" and "posting_date"
    And it is refused naming "external_document_no" and "SP"

  @SD55
  Scenario: A rounding account is needed only where something is rounded
    Given customer_posting_group "DOMESTIC" has:
      | field                    | value |
      | invoice_rounding_account |       |
    And sales_setup has:
      | field            | value |
      | invoice_rounding | yes   |
    And general_ledger_setup has:
      | field                      | value |
      | invoice_rounding_precision | 1     |
    And "SO1" lines:
      | no | quantity | unit_price |
      | A  | 1        | 100.1      |
    When "SO1" is posted
    Then it is refused naming "invoice_rounding_account"
    Given sales_setup has:
      | field            | value |
      | invoice_rounding | no    |
    When "SO1" is posted
    Then "SO1" is completed
