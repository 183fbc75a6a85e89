@CU32 @CU36 @CU37
Feature: Customer cards

  Background:
    Given the standard company

  @CUX6 @CU36
  Scenario: VAT registration numbers have the form of their country
    Given country_region records:
      | code |
      | SE   |
    And vat_registration_format records:
      | country_code | line_no | format         |
      | SE           | 10000   | SE##########01 |
    And customer records:
      | no | country_code | vat_registration_no |
      | C1 | SE           | se 5560125790 01    |
    Then customer records are:
      | no | vat_registration_no |
      | C1 | SE556012579001      |
    When customer "C1" is changed:
      | field               | value         |
      | vat_registration_no | SE55601257900 |
    Then it is refused naming "SE##########01"
    And nothing has changed
    When customer "C1" is changed:
      | field               | value          |
      | vat_registration_no | SE556012579002 |
    Then it is refused naming "SE556012579002"
    And nothing has changed

  @CUX6 @CU37
  Scenario: The last digit of a GLN checks the others
    Given customer records:
      | no |
      | C1 |
    When customer "C1" is changed:
      | field | value         |
      | gln   | 7312345000013 |
    Then it is refused naming "4"
    When customer "C1" is changed:
      | field | value         |
      | gln   | 7312345000014 |
    Then customer "C1" has:
      | field | value         |
      | gln   | 7312345000014 |

  @CUX6 @CU37
  Scenario: An IBAN that fails its check is asked about
    Given customer records:
      | no |
      | C1 |
    And customer_bank_account records:
      | customer_no | code | iban                          |
      | C1          | B    | SE45 5000 0000 0583 9825 7466 |
    Then it does not ask
    And customer_bank_account "C1|B" has:
      | field | value                    |
      | iban  | SE4550000000058398257466 |
    When customer_bank_account "C1|B" is changed:
      | field | value                         |
      | iban  | SE45 5000 0000 0583 9825 7467 |
    Then it asks "use_iban_anyway"
    And customer_bank_account "C1|B" has:
      | field | value                    |
      | iban  | SE4550000000058398257466 |
    Given "yes" is answered to "use_iban_anyway"
    When customer_bank_account "C1|B" is changed:
      | field | value                         |
      | iban  | SE45 5000 0000 0583 9825 7467 |
    Then customer_bank_account "C1|B" has:
      | field | value                    |
      | iban  | SE4550000000058398257467 |

  @CU32
  Scenario: A customer without a posting group cannot be used
    Given customer records:
      | no |
      | C1 |
    And customer "C1" has:
      | field                 | value |
      | gen_bus_posting_group |       |
    When a sales order "SO1" for customer "C1"
    Then it is refused naming "C1" and "gen_bus_posting_group"
    And nothing has changed

  @CU34
  Scenario: A customer pays for itself or through another, one level deep
    Given customer records:
      | no | bill_to_customer_no |
      | C1 |                     |
      | C2 | C1                  |
      | C3 |                     |
    When customer "C3" is changed:
      | field               | value |
      | bill_to_customer_no | C2    |
    Then it is refused naming "C2" and "C1"
    When customer "C3" is changed:
      | field               | value |
      | bill_to_customer_no | C3    |
    Then it is refused naming "C3"
    And nothing has changed

  @CU38
  Scenario: Privacy blocks everything
    Given customer records:
      | no |
      | C1 |
    When customer "C1" is changed:
      | field           | value |
      | privacy_blocked | yes   |
    Then customer "C1" has:
      | field   | value |
      | blocked | all   |
    When customer "C1" is changed:
      | field           | value |
      | privacy_blocked | no    |
    Then customer "C1" has:
      | field   | value |
      | blocked | none  |

  @CUX7 @SD9
  Scenario: Each filled value of a ship-to address beats the customer's
    Given location records:
      | code  |
      | NORTH |
    And customer records:
      | no | location_code | shipping_agent_code | shipping_agent_service_code | salesperson_code |
      | C1 | MAIN          | DHL                 | STD                         | PS               |
    And ship_to_address records:
      | customer_no | code  | location_code | salesperson_code |
      | C1          | NORTH | NORTH         | LS               |
    And customer "C1" has:
      | field        | value |
      | ship_to_code | NORTH |
    And a sales order "SO1" for customer "C1"
    Then "SO1" header has:
      | field                       | value |
      | location_code               | NORTH |
      | salesperson_code            | LS    |
      | shipping_agent_code         | DHL   |
      | shipping_agent_service_code | STD   |
      | shipping_time               | 2D    |
