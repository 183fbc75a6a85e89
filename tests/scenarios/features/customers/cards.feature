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

  @CU32
  Scenario Outline: Whatever documents need is named when it is missing
    Given customer records:
      | no |
      | C1 |
    And customer "C1" has:
      | field   | value |
      | <field> |       |
    When a sales invoice "SI1" for customer "C1"
    Then it is refused naming "C1" and "<field>"
    And nothing has changed

    Examples:
      | field                  |
      | name                   |
      | vat_bus_posting_group  |
      | customer_posting_group |

  @CU36
  Scenario: A number is looked at in its country, wherever the country stands in the row
    Given country_region records:
      | code |
      | DK   |
      | SE   |
    And vat_registration_format records:
      | country_code | line_no | format         |
      | SE           | 10000   | SE##########01 |
      | DK           | 10000   | DK########     |
      | DK           | 20000   | DK@?######     |
    And company_information has:
      | field        | value |
      | country_code | SE    |
    When customer records are added:
      | no | vat_registration_no | country_code |
      | C1 | dk 12 34 56 78      | DK           |
    Then customer "C1" has:
      | field               | value      |
      | vat_registration_no | DK12345678 |
    When customer records are added:
      | no | vat_registration_no |
      | C2 | DK12345678          |
    Then it is refused naming "SE##########01" and "DK12345678"
    And nothing has changed

  @CU36
  Scenario: Who else has the number is told, and that is all
    Given customer records:
      | no | vat_registration_no |
      | C1 | SE556012579001      |
      | C2 |                     |
    And contact records:
      | no  | name | vat_registration_no |
      | CT9 | Nova | SE556012579001      |
    When customer "C2" is changed:
      | field               | value           |
      | vat_registration_no | se 556012579001 |
    Then it warns naming "C1, CT9"
    And customer "C2" has:
      | field               | value          |
      | vat_registration_no | SE556012579001 |

  @CU37
  Scenario Outline: Numbers and addresses that cannot be right
    Given customer records:
      | no |
      | C1 |
    When customer "C1" is changed:
      | field   | value   |
      | <field> | <value> |
    Then it is refused naming "<told>"
    And nothing has changed

    Examples:
      | field  | value           | told    |
      | gln    | 4006381333932   | 1       |
      | gln    | 400638133393    | 13      |
      | email  | a@b.se;c d@e.se | c d@e.se |
      | email  | @b.se           | @b.se   |
      | phone  | 08-ABC 1        | 08-ABC 1 |
      | mobile | 070x            | 070x    |

  @CU35
  Scenario: Another agent has other services
    Given shipping_agent records:
      | code | name |
      | UPS  | UPS  |
    And shipping_agent_service records:
      | agent_code | code | shipping_time |
      | UPS        | AIR  | 3D            |
    And customer records:
      | no | shipping_agent_service_code | shipping_agent_code |
      | C1 | EXP                         | DHL                 |
    Then customer "C1" has:
      | field         | value |
      | shipping_time | 1D    |
    When customer "C1" is changed:
      | field               | value |
      | shipping_agent_code | UPS   |
    Then customer "C1" has:
      | field                       | value |
      | shipping_agent_service_code |       |
    When customer "C1" is changed:
      | field                       | value |
      | shipping_agent_service_code | STD   |
    Then it is refused naming "STD" and "UPS"
    And nothing has changed

  @CU40
  Scenario: An address that an open order ships to stays
    Given customer records:
      | no |
      | C1 |
    And ship_to_address records:
      | customer_no | code  |
      | C1          | NORTH |
      | C1          | SOUTH |
    And a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field        | value |
      | ship_to_code | NORTH |
    When ship_to_address "C1|NORTH" is deleted
    Then it is refused naming "NORTH"
    And nothing has changed
    When ship_to_address "C1|SOUTH" is deleted
    Then ship_to_address "C1|SOUTH" does not exist

  @CU43
  Scenario: What is only for a customer goes with it, the contact stays
    Given customer records:
      | no |
      | C1 |
    And item records:
      | no |
      | A  |
    And ship_to_address records:
      | customer_no | code |
      | C1          | N    |
    And item_reference records:
      | item_no | owner_type | owner_no | reference_no |
      | A       | customer   | C1       | X-1          |
    And price_list records:
      | code | source_type | source_no |
      | P1   | customer    | C1        |
    And price_list_line records:
      | price_list_code | product_no | unit_price |
      | P1              | A          | 10         |
    When customer "C1" is deleted
    Then customer "C1" does not exist
    And there are no ship_to_address records
    And there are no item_reference records
    And there are no price_list records
    And there are no price_list_line records
    And there is 1 contact record

  @CU29
  Scenario: One match of a post code fills the rest, several fill nothing
    Given country_region records:
      | code |
      | NO   |
      | SE   |
    And post_code records:
      | code   | city  | county | country_code |
      | 111 22 | Lund  | Skåne  | SE           |
      | 222 33 | Oslo  | Oslo   | NO           |
      | 222 33 | Malmö | Skåne  | SE           |
    And customer records:
      | no | post_code |
      | C1 | 111 22    |
    Then customer "C1" has:
      | field        | value |
      | city         | Lund  |
      | county       | Skåne |
      | country_code | SE    |
    When customer "C1" is changed:
      | field        | value  |
      | post_code    | 222 33 |
      | country_code | NO     |
    Then customer "C1" has:
      | field     | value  |
      | post_code | 222 33 |
      | city      | Lund   |
      | county    | Skåne  |
