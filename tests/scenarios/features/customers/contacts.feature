@CU160 @CU161 @CU162 @CU163 @CU164 @CU165
Feature: Contacts

  Background:
    Given the standard company

  @CU160
  Scenario: A person has what its company has, until somebody says otherwise
    Given contact records:
      | no | name   | type    | address    | city | phone   | currency_code | salesperson_code |
      | K1 | Nordic | company | Storgatan  | Umeå | 090 111 | EUR           | PS               |
    And contact records:
      | no | name             | type   | company_no | phone   |
      | P1 | Anna Maria Lundin | person | K1         |         |
      | P2 | Bo Ek            | person | K1         | 070 222 |
    Then contact records where company_no is "K1" are:
      | no | first_name | middle_name | surname | address   | city | phone   | currency_code | salesperson_code |
      | P1 | Anna       | Maria       | Lundin  | Storgatan | Umeå | 090 111 | EUR           | PS               |
      | P2 | Bo         |             | Ek      | Storgatan | Umeå | 070 222 | EUR           | PS               |
    When contact "K1" is changed:
      | field | value   |
      | phone | 090 333 |
      | city  | Luleå   |
    Then contact records where company_no is "K1" are:
      | no | phone   | city  |
      | P1 | 090 333 | Luleå |
      | P2 | 070 222 | Luleå |

  @CU160
  Scenario: A person belongs to a company, not to a person
    Given contact records:
      | no | name | type    |
      | K1 | Nova | company |
      | P1 | Bo   | person  |
    When contact records are added:
      | no | name | company_no |
      | P2 | Eva  | P1         |
    Then it is refused naming "P1"
    And it is refused with "contact.not_a_company"
    And nothing has changed

  @CU33 @CU162
  Scenario: A new customer gets a contact of its own
    When customer records are added:
      | no | name   | city | phone   | vat_registration_no |
      | C1 | Nordic | Umeå | 090 111 | SE556012579001      |
    Then contact records are:
      | no      | name   | type    | city | phone   | vat_registration_no |
      | CT00001 | Nordic | company | Umeå | 090 111 | SE556012579001      |
    And contact_business_relation records are:
      | contact_no | kind     | no |
      | CT00001    | customer | C1 |
    And customer "C1" has:
      | field              | value |
      | primary_contact_no |       |

  @CU162
  Scenario: The contact of a person customer is its primary contact
    When customer records are added:
      | no | name  | contact_type |
      | C1 | Bo Ek | person       |
    Then contact records are:
      | no      | name  | type   | first_name | surname |
      | CT00001 | Bo Ek | person | Bo         | Ek      |
    And customer "C1" has:
      | field              | value   |
      | primary_contact_no | CT00001 |

  @CU162
  Scenario: The set-up can leave contacts to a batch
    Given sales_setup has:
      | field                       | value |
      | create_contact_for_customer | no    |
    And customer records:
      | no | name |
      | C1 | Nova |
      | C2 | Rosa |
    Then there are no contact records
    When customer "C2" gets create_contact
    Then there is 1 contact record
    When job create_contacts runs
    Then contact records are:
      | no      | name |
      | CT00001 | Rosa |
      | CT00002 | Nova |
    When job create_contacts runs
    Then there are 2 contact records

  @CU163
  Scenario: Both sides say the same, whichever is changed
    Given customer records:
      | no | name   | phone   |
      | C1 | Nordic | 090 111 |
    And contact records:
      | no | name  | company_no |
      | P1 | Bo Ek | CT00001    |
    When customer "C1" is changed:
      | field | value        |
      | name  | Nordic Light |
      | phone | 090 222      |
      | email | a@nordic.se  |
    Then contact records are:
      | no      | name         | search_name  | phone   | email       |
      | CT00001 | Nordic Light | NORDIC LIGHT | 090 222 | a@nordic.se |
      | P1      | Bo Ek        | BO EK        | 090 222 |             |
    When contact "CT00001" is changed:
      | field             | value   |
      | address           | Kajen 1 |
      | currency_code     | EUR     |
      | registration_no   | 556012  |
    Then customer "C1" has:
      | field           | value   |
      | address         | Kajen 1 |
      | currency_code   | EUR     |
      | registration_no | 556012  |
    And contact "P1" has:
      | field         | value   |
      | address       | Kajen 1 |
      | currency_code | EUR     |
    And there is 1 change_log_entry record where table_name is "customer" and field_name is "address"

  @CU163
  Scenario: Deleting either leaves the other, and unlinking parts them
    Given customer records:
      | no | name |
      | C1 | Nova |
      | C2 | Rosa |
      | C3 | Vera |
    When customer "C1" is deleted
    Then contact "CT00001" exists
    And there are 2 contact_business_relation records
    When contact "CT00002" is deleted
    Then customer "C2" exists
    And there is 1 contact_business_relation record
    When customer "C3" gets link_contact with:
      | field      | value   |
      | contact_no | CT00001 |
    Then it is refused with "contact.customer_has_contact"
    When contact_business_relation "CT00003|customer" is deleted
    And customer "C3" is changed:
      | field | value |
      | name  | Viola |
    Then contact "CT00003" has:
      | field | value |
      | name  | Vera  |

  @CU162
  Scenario Outline: Linking with an existing contact asks whose values win
    Given sales_setup has:
      | field                       | value |
      | create_contact_for_customer | no    |
    And customer records:
      | no | name | city | phone   |
      | C1 | Nova | Umeå | 090 111 |
    And contact records:
      | no | name    | city  | email     |
      | K1 | Nova AB | Luleå | n@nova.se |
    When customer "C1" gets link_contact with:
      | field      | value    |
      | contact_no | K1       |
      | winner     | <winner> |
    Then customer "C1" has:
      | field | value     |
      | name  | <name>    |
      | city  | <city>    |
      | phone | 090 111   |
      | email | n@nova.se |
    And contact "K1" has:
      | field | value     |
      | name  | <name>    |
      | city  | <city>    |
      | phone | 090 111   |
      | email | n@nova.se |

    Examples:
      | winner   | name    | city  |
      | customer | Nova    | Umeå  |
      | contact  | Nova AB | Luleå |

  @CU161
  Scenario: A customer from a contact: number, template, then the contact's data
    Given number_series records:
      | code |
      | EUC  |
    And number_series_line records:
      | series_code | starting_no |
      | EUC         | EU-100      |
    And customer_template records:
      | code | no_series_code | gen_bus_posting_group | vat_bus_posting_group | customer_posting_group | payment_terms_code | currency_code | country_code |
      | EU   | EUC            | EU                    | EU                    | FOREIGN                | 14D                | EUR           | DE           |
    And contact records:
      | no | name | currency_code | city |
      | K1 | Nova | USD           | Kiel |
    When contact "K1" gets create_customer
    Then customer records are:
      | no     | name | city | currency_code | country_code | payment_terms_code | gen_bus_posting_group |
      | EU-100 | Nova | Kiel | USD           | DE           | 14D                | EU                    |
    And contact "K1" has:
      | field        | value |
      | country_code | DE    |
    And there is 1 contact record
    And contact_business_relation records are:
      | contact_no | kind     | no     |
      | K1         | customer | EU-100 |
    When contact "K1" gets create_customer
    Then it is refused naming "Contact K1 already belongs to customer EU-100"
    And it is refused with "contact.is_customer"
    And nothing has changed

  @CU8 @CU161
  Scenario: With several templates one must be chosen
    Given sales_setup has:
      | field        | value |
      | customer_nos | SQ    |
    And customer_template records:
      | code | payment_terms_code |
      | DOM  | 30D                |
      | EU   | 14D                |
    And contact records:
      | no | name |
      | K1 | Nova |
    When contact "K1" gets create_customer
    Then it is refused naming "DOM" and "EU"
    And it is refused with "template.not_chosen"
    And nothing has changed
    When contact "K1" gets create_customer with:
      | field         | value |
      | template_code | EU    |
    Then customer records are:
      | no      | name | payment_terms_code |
      | SQ00001 | Nova | 14D                |

  @CU161
  Scenario: A person makes its company a customer; a person alone becomes one
    Given sales_setup has:
      | field        | value |
      | customer_nos | SQ    |
    And contact records:
      | no | name   | type    | company_no |
      | K1 | Nordic | company |            |
      | P1 | Bo Ek  | person  | K1         |
      | P2 | Eva Li | person  |            |
    When contact "P1" gets create_customer
    And contact "P2" gets create_customer
    Then customer records are:
      | no      | name   | contact_type | primary_contact_no | contact |
      | SQ00001 | Nordic | company      | P1                 | Bo Ek   |
      | SQ00002 | Eva Li | person       | P2                 | Eva Li  |
    And contact_business_relation records are:
      | contact_no | no      |
      | K1         | SQ00001 |
      | P2         | SQ00002 |
    When customer "SQ00001" is changed:
      | field              | value |
      | primary_contact_no | P9    |
    Then it is refused naming "P9"
    When customer "SQ00001" is changed:
      | field              | value |
      | primary_contact_no | p2    |
    Then customer "SQ00001" has:
      | field              | value  |
      | primary_contact_no | P2     |
      | contact            | Eva Li |
    When customer "SQ00001" is changed:
      | field              | value |
      | primary_contact_no | P1    |
    When contact "P1" is deleted
    Then customer "SQ00001" has:
      | field              | value |
      | primary_contact_no |       |

  @CU161
  Scenario: Not from a contact that is blocked for privacy
    Given contact records:
      | no | name | privacy_blocked |
      | K1 | Nova | yes             |
    When contact "K1" gets create_customer
    Then it is refused naming "Contact K1 is privacy-blocked"
    And it is refused with "contact.privacy_blocked"
    And nothing has changed

  @CU164
  Scenario: A contact of an open quote stays
    Given customer records:
      | no | name | contact_type |
      | C1 | Nova | person       |
    And a sales quote "SQ1" for customer "C1"
    When contact "CT00001" is deleted
    Then it is refused naming "CT00001" and "$SQ1"
    And it is refused with "contact.on_open_quote"
    And nothing has changed

  @CU164
  Scenario: A company stays while it has persons
    Given contact records:
      | no | name | type    | company_no |
      | K1 | Nova | company |            |
      | P1 | Bo   | person  | K1         |
    When contact "K1" is changed:
      | field | value  |
      | type  | person |
    Then it is refused with "contact.has_persons"
    When contact "K1" is deleted
    Then it is refused naming "K1"
    When contact "P1" is deleted
    And contact "K1" is deleted
    Then there are no contact records

  @CU165
  Scenario: Interactions are edited on their day, and then only cancelled
    Given contact records:
      | no | name | type    | company_no |
      | K1 | Nova | company |            |
      | P1 | Bo   | person  | K1         |
    And interaction records:
      | contact_no | template | subject      |
      | P1         | call     | Wants a desk |
    Then interaction records are:
      | entry_no | contact_no | company_no | date       | template | subject      | user  |
      | 1        | P1         | K1         | 2026-01-15 | call     | Wants a desk | ADMIN |
    When interaction "1" is changed:
      | field   | value           |
      | subject | Wants two desks |
    And the work date is 2026-01-16
    And interaction records are added:
      | contact_no | template | subject |
      | P1         | meeting  | Showed  |
    And interaction "1" is changed:
      | field   | value       |
      | subject | Wants three |
    Then it is refused naming "1" and "subject"
    And it is refused with "interaction.past_day"
    And nothing has changed
    When interaction "1" is deleted
    Then it is refused with "interaction.kept"
    Given the work date is 2026-01-17
    When interaction "2" gets cancel
    Then contact "P1" has:
      | field            | value      |
      | last_interaction | 2026-01-15 |
    And contact "K1" has:
      | field            | value      |
      | last_interaction | 2026-01-15 |
    When interaction "2" is changed:
      | field     | value |
      | cancelled | no    |
    Then it is refused naming "cancelled"

  @CU169
  Scenario: Activating a campaign without any price asks first
    Given campaign records:
      | no |
      | K1 |
      | K2 |
    And item records:
      | no |
      | A  |
    And price_list records:
      | code | source_type | source_no |
      | CAMP | campaign    | K2        |
    And price_list_line records:
      | price_list_code | product_no | unit_price |
      | CAMP            | A          | 10         |
    When campaign "K2" is changed:
      | field     | value |
      | activated | yes   |
    Then it does not ask
    When campaign "K1" is changed:
      | field     | value |
      | activated | yes   |
    Then it asks "activate_without_prices"
    Given "no" is answered to "activate_without_prices"
    And campaign records:
      | no |
      | K3 |
    When campaign "K3" is changed:
      | field     | value |
      | activated | yes   |
    Then campaign records are:
      | no | activated |
      | K1 | yes       |
      | K2 | yes       |
      | K3 | no        |

  @CU79 @CU169
  Scenario: Campaigns and their members
    Given customer records:
      | no | name |
      | C1 | Nova |
    When campaign records are added:
      | description | starting_date | ending_date |
      | Spring      | 2026-03-01    | 2026-05-31  |
    And campaign_member records are added:
      | campaign_no | kind     | no      |
      | CA00001     | customer | C1      |
      | CA00001     | contact  | CT00001 |
    Then campaign records are:
      | no      | description | status  | activated |
      | CA00001 | Spring      | planned | no        |
    When campaign_member records are added:
      | campaign_no | kind     | no |
      | CA00001     | customer | C9 |
    Then it is refused naming "C9"
    And it is refused with "campaign.member_missing"
    When campaign "CA00001" is changed:
      | field       | value      |
      | ending_date | 2026-02-01 |
    Then it is refused naming "ending_date"
    Given a sales order "SO1" for customer "C1"
    When "SO1" header is changed:
      | field       | value |
      | campaign_no | NONE  |
    Then it is refused naming "NONE"
    When "SO1" header is changed:
      | field       | value   |
      | campaign_no | CA00001 |
    And campaign "CA00001" is deleted
    Then it is refused naming "CA00001"

  @SD64
  Scenario: A quote to a contact takes prices, VAT and terms from a template
    Given sales_setup has:
      | field        | value |
      | customer_nos | SQ    |
    And customer_template records:
      | code | gen_bus_posting_group | vat_bus_posting_group | customer_posting_group | payment_terms_code | currency_code |
      | EU   | EU                    | EU                    | FOREIGN                | 14D                | EUR           |
      | DOM  | DOMESTIC              | DOMESTIC              | DOMESTIC               | 30D                |               |
    And contact records:
      | no | name   | type    | company_no | city | phone |
      | K1 | Nordic | company |            | Umeå | 090 1 |
      | P1 | Bo Ek  | person  | K1         |      |       |
    And item records:
      | no | unit_price |
      | A  | 115        |
    And a sales quote "SQ1"
    And "SQ1" header has:
      | field                  | value |
      | sell_to_contact_no     | P1    |
      | customer_template_code | EU    |
    And "SQ1" lines:
      | no | quantity |
      | A  | 2        |
    Then "SQ1" header has:
      | field                 | value  |
      | sell_to_customer_no   |        |
      | sell_to_name          | Nordic |
      | sell_to_contact       | Bo Ek  |
      | sell_to_city          | Umeå   |
      | ship_to_city          | Umeå   |
      | bill_to_name          | Nordic |
      | payment_terms_code    | 14D    |
      | currency_code         | EUR    |
      | vat_bus_posting_group | EU     |
    And "SQ1" lines are:
      | no | unit_price | vat_calculation_type |
      | A  | 10         | reverse_charge       |
    When "SQ1" is released
    Then it asks "create_customer"
    And nothing has changed
    Given "yes" is answered to "create_customer"
    When "SQ1" is released
    Then customer records are:
      | name   | city | payment_terms_code | currency_code | primary_contact_no |
      | Nordic | Umeå | 14D                | EUR           | P1                 |
    And "SQ1" header has:
      | field  | value    |
      | status | released |
    And there is 1 sales_header record where sell_to_customer_no is "SQ00002" and bill_to_customer_no is "SQ00002"
    And "SQ1" lines are:
      | no | unit_price | sell_to_customer_no |
      | A  | 10         | SQ00002             |

  @SD64 @CU161
  Scenario: The customer made of a contact goes into its open quotes
    Given sales_setup has:
      | field        | value |
      | customer_nos | SQ    |
    And customer_template records:
      | code | gen_bus_posting_group | vat_bus_posting_group | customer_posting_group |
      | DOM  | DOMESTIC              | DOMESTIC              | DOMESTIC               |
    And contact records:
      | no | name   |
      | K1 | Nordic |
    And a sales quote "SQ1"
    And "SQ1" header has:
      | field              | value |
      | sell_to_contact_no | K1    |
    When contact "K1" gets create_customer
    Then "SQ1" header has:
      | field               | value   |
      | sell_to_customer_no | SQ00002 |
      | bill_to_customer_no | SQ00002 |

  @SD64
  Scenario: A template stands on quotes without a customer only
    Given customer records:
      | no |
      | C1 |
    And customer_template records:
      | code |
      | DOM  |
    And a sales quote "SQ1" for customer "C1"
    And a sales order "SO1"
    When "SQ1" header is changed:
      | field                  | value |
      | customer_template_code | DOM   |
    Then it is refused with "sales.template_only_for_contact"
    When "SO1" header is changed:
      | field                  | value |
      | customer_template_code | DOM   |
    Then it is refused with "sales.template_only_for_contact"
    When "SO1" header is changed:
      | field              | value   |
      | sell_to_contact_no | CT00001 |
    And "SO1" gets the line:
      | no | quantity |
      | A  | 1        |
    Then it is refused with "sales.customer_first"

  @SD64 @SD65
  Scenario: A quote to a contact is won: the contact becomes a customer and gets the order
    Given sales_setup has:
      | field        | value |
      | customer_nos | SQ    |
    And customer_template records:
      | code | gen_bus_posting_group | vat_bus_posting_group | customer_posting_group | payment_terms_code |
      | DOM  | DOMESTIC              | DOMESTIC              | DOMESTIC               | 30D                |
    And contact records:
      | no | name   |
      | K1 | Nordic |
    And item records:
      | no | unit_price |
      | A  | 50.00      |
    And a sales quote "SQ1"
    And "SQ1" header has:
      | field              | value |
      | sell_to_contact_no | K1    |
    Then "SQ1" header has:
      | field                  | value |
      | customer_template_code | DOM   |
      | payment_terms_code     | 30D   |
    Given "SQ1" lines:
      | no | quantity |
      | A  | 3        |
    And item "A" has:
      | field      | value |
      | unit_price | 60.00 |
    When "SQ1" is made into a sales order "SO1"
    Then it asks "create_customer"
    And nothing has changed
    Given "yes" is answered to "create_customer"
    When "SQ1" is made into a sales order "SO1"
    Then customer records are:
      | name   | payment_terms_code |
      | Nordic | 30D                |
    And "SO1" header has:
      | field               | value   |
      | sell_to_customer_no | SQ00002 |
      | sell_to_name        | Nordic  |
      | quote_no            | $SQ1    |
    And "SO1" lines are:
      | no | quantity | unit_price |
      | A  | 3        | 50         |
    And "SQ1" is converted
    When "SO1" is posted
    Then cust_ledger_entry records where customer_no is "SQ00002" are:
      | document_type | amount |
      | invoice       | 187.5  |
