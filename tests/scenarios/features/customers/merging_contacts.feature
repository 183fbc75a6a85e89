@CU140 @CU145
Feature: Merging two contacts by themselves

  Background:
    Given the standard company
    And sales_setup has:
      | field                       | value |
      | create_contact_for_customer | no    |
      | stockout_warning            | no    |

  @CU141 @CU147
  Scenario: The survivor takes over the persons, what was said, and the number of the duplicate
    Given contact records:
      | no | type    | name               | phone        | city  |
      | K1 | company | Möbelhuset         |              | Luleå |
      | K2 | company | Möbelhuset i Luleå | 0920-11 11 1 |       |
    And contact records:
      | no | type   | name      | company_no |
      | P1 | person | Anna Berg | K2         |
    And interaction records:
      | contact_no | template | subject |
      | K2         | call     | Sofas   |
    And campaign records:
      | no  | description |
      | CA1 | Spring      |
      | CA2 | Autumn      |
    And campaign_member records:
      | campaign_no | kind    | no |
      | CA1         | contact | K1 |
      | CA1         | contact | K2 |
      | CA2         | contact | K2 |
    And comment records:
      | owner_table | owner_no | line_no | text |
      | contact     | K1       | 10000   | a1   |
      | contact     | K2       | 10000   | b1   |
    When contact "K2" is merged into "K1"
    Then contact "K2" does not exist
    And contact "K1" has:
      | field | value        |
      | name  | Möbelhuset   |
      | phone | 0920-11 11 1 |
      | city  | Luleå        |
    And contact "P1" has:
      | field      | value |
      | company_no | K1    |
    And interaction records are:
      | contact_no | subject |
      | K1         | Sofas   |
    And campaign_member records are:
      | campaign_no | no |
      | CA1         | K1 |
      | CA2         | K1 |
    And comment records are:
      | owner_no | line_no | text           |
      | K1       | 10000   | a1             |
      | K1       | 20000   | merged from K2 |
      | K1       | 30000   | b1             |
    And former_no records are:
      | party   | former_no | no |
      | contact | K2        | K1 |
    And merge_log records are:
      | table_name | survivor | duplicate |
      | contact    | K1       | K2        |

  @CU141 @CU163
  Scenario: The customer of the duplicate becomes the survivor's and says what the survivor says
    Given customer records:
      | no | name  | phone     | city |
      | C1 | House | 090-12345 | Umeå |
    And contact records:
      | no | type    | name          | email         |
      | K1 | company | The House     | old@house.se  |
      | K2 | company | House of Umeå | info@house.se |
    And contact_business_relation records:
      | contact_no | kind     | no |
      | K2         | customer | C1 |
    When contact "K2" is merged into "K1" with:
      | field | value     |
      | email | duplicate |
    Then contact_business_relation records are:
      | contact_no | kind     | no |
      | K1         | customer | C1 |
    And contact "K1" has:
      | field | value         |
      | name  | The House     |
      | email | info@house.se |
      | phone | 090-12345     |
    And customer "C1" has:
      | field | value         |
      | name  | The House     |
      | email | info@house.se |
      | phone | 090-12345     |

  @CU145 @CU146
  Scenario: Documents name the survivor and keep their texts, posted ones too
    Given customer records:
      | no | name  |
      | C1 | House |
    And contact records:
      | no | type   | name       |
      | P1 | person | Anna Berg  |
      | P2 | person | Anna Bergh |
    And customer "C1" is changed:
      | field              | value |
      | primary_contact_no | P2    |
    And item records:
      | no | unit_price |
      | A  | 100        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    And "SO1" is posted
    And a sales order "SO2" for customer "C1"
    When contact "P2" is merged into "P1"
    Then customer "C1" has:
      | field              | value     |
      | primary_contact_no | P1        |
      | contact            | Anna Berg |
    And "SO2" header has:
      | field              | value      |
      | sell_to_contact_no | P1         |
      | sell_to_contact    | Anna Bergh |
    And sales_invoice_header records are:
      | no           | sell_to_contact_no | sell_to_contact | original_customer_no |
      | $SO1.invoice | P1                 | Anna Bergh      |                      |

  @CU140 @CU144
  Scenario: What cannot be merged is refused with its cause
    Given customer records:
      | no |
      | C1 |
      | C2 |
    And contact records:
      | no | type    | name   | privacy_blocked |
      | K1 | company | First  | no              |
      | K2 | company | Second | no              |
      | K3 | company | Third  | yes             |
      | P2 | person  | Alone  | no              |
    And contact records:
      | no | type   | name      | company_no |
      | P1 | person | Anna Berg | K1         |
    And contact_business_relation records:
      | contact_no | kind     | no |
      | K1         | customer | C1 |
      | K2         | customer | C2 |
    When contact "K1" is merged into "K1"
    Then it is refused with "merge.same"
    When contact "K9" is merged into "K1"
    Then it is refused with "merge.gone"
    When contact "P1" is merged into "K1"
    Then it is refused with "merge.own_person"
    And nothing has changed
    When contact "P2" is merged into "K1"
    Then it is refused with "merge.other_type"
    And nothing has changed
    When contact "K2" is merged into "K1"
    Then it is refused naming "C1" and "C2"
    And nothing has changed
    When contact "K2" is merged into "K3"
    Then it is refused with "merge.privacy_blocked"
    And nothing has changed
    When customer "C2" is merged into "C1"
    Then contact "K2" does not exist

  @CU144
  Scenario: A document that waits to be posted holds its contact
    Given customer records:
      | no |
      | C1 |
    And contact records:
      | no | type   | name       |
      | P1 | person | Anna Berg  |
      | P2 | person | Anna Bergh |
    And customer "C1" is changed:
      | field              | value |
      | primary_contact_no | P2    |
    And item records:
      | no | unit_price |
      | A  | 100        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    And "SO1" gets schedule
    When contact "P2" is merged into "P1"
    Then it is refused with "merge.document_under_way"
    And nothing has changed
    When "SO1" gets remove_from_queue
    And contact "P2" is merged into "P1"
    Then contact "P2" does not exist
