@CU7 @CU8
Feature: Templates

  Background:
    Given the standard company
    And customer_template records:
      | code | gen_bus_posting_group | customer_posting_group | payment_terms_code | currency_code | prices_including_vat |
      | EU   | EU                    | FOREIGN                | 30D                | EUR           | no                   |
    And gen_bus_posting_group "EU" has:
      | field                         | value |
      | default_vat_bus_posting_group | EU    |
      | auto_insert_default           | yes   |

  @CUX5 @CU7
  Scenario: What was typed stays, the rest comes from the template
    When customer records are added:
      | no | name | payment_terms_code | template_code |
      | C1 | Nova | 14D                | EU            |
    Then customer "C1" has:
      | field                  | value   |
      | payment_terms_code     | 14D     |
      | gen_bus_posting_group  | EU      |
      | vat_bus_posting_group  | EU      |
      | customer_posting_group | FOREIGN |
      | currency_code          | EUR     |
      | prices_including_vat   | no      |

  @CUX5 @CU7
  Scenario: Applied to an existing customer, filled fields change only on a yes
    Given customer records:
      | no | payment_terms_code | prices_including_vat | credit_limit_lcy |
      | C1 | 14D                | yes                  | 5000             |
    When customer "C1" gets apply_template with:
      | field         | value |
      | template_code | EU    |
    Then it asks "overwrite_filled_fields"
    And customer "C1" has:
      | field                 | value    |
      | payment_terms_code    | 14D      |
      | gen_bus_posting_group | DOMESTIC |
      | vat_bus_posting_group | DOMESTIC |
      | currency_code         | EUR      |
      | prices_including_vat  | yes      |
    Given "yes" is answered to "overwrite_filled_fields"
    When customer "C1" gets apply_template with:
      | field         | value |
      | template_code | EU    |
    Then customer "C1" has:
      | field                 | value |
      | payment_terms_code    | 30D   |
      | gen_bus_posting_group | EU    |
      | vat_bus_posting_group | EU    |
      | prices_including_vat  | no    |
      | credit_limit_lcy      | 5000  |

  @CU7
  Scenario: The template's own VAT group is the last word
    Given customer_template "EU" has:
      | field                 | value  |
      | vat_bus_posting_group | EXPORT |
    When customer records are added:
      | no | name | template_code |
      | C1 | Nova | EU            |
    Then customer "C1" has:
      | field                 | value  |
      | vat_bus_posting_group | EXPORT |

  @CU7
  Scenario: What the user typed stays, also where the template's group would bring another
    When customer records are added:
      | no | name | vat_bus_posting_group | template_code |
      | C1 | Nova | EXPORT                | EU            |
    Then customer "C1" has:
      | field                 | value  |
      | gen_bus_posting_group | EU     |
      | vat_bus_posting_group | EXPORT |

  @CU8
  Scenario: The number comes from the template's series
    Given number_series records:
      | code |
      | EUC  |
    And number_series_line records:
      | series_code | starting_no |
      | EUC         | EU-100      |
    And customer_template "EU" has:
      | field          | value |
      | no_series_code | EUC   |
    When customer records are added:
      | name | template_code |
      | Nova | EU            |
      | Rosa | EU            |
    Then customer records are:
      | no     | name | no_series_code |
      | EU-100 | Nova | EUC            |
      | EU-101 | Rosa | EUC            |

  @CU7
  Scenario: A card is saved as a template under the code after the last one
    Given customer records:
      | no | gen_bus_posting_group | payment_terms_code | currency_code | shipping_advice | credit_limit_lcy |
      | C1 | EXPORT                | COD                | USD           | complete        | 1000             |
    When customer "C1" gets save_as_template
    Then customer_template records where code is "CUST000001" are:
      | code       | gen_bus_posting_group | payment_terms_code | currency_code | shipping_advice | credit_limit_lcy | prices_including_vat |
      | CUST000001 | EXPORT                | COD                | USD           | complete        | 1000             | no                   |
    When customer "C1" gets save_as_template
    Then customer_template "CUST000002" exists

  @CU7
  Scenario: An item's template, with its own rules
    Given item_template records:
      | code | type    | base_unit | gen_prod_posting_group | vat_prod_posting_group | inventory_posting_group |
      | GOOD |         | PCS       | RETAIL                 | VAT25                  | RESALE                  |
      | WORK | service | HOUR      | SERVICES               | VAT12                  |                         |
    When item records are added:
      | no | description | type    | template_code |
      | A  | Desk        |         | GOOD          |
      | B  | Repair      | service | GOOD          |
      | C  | Advice      |         | WORK          |
    Then item records are:
      | no | description | type      | base_unit | inventory_posting_group | vat_prod_posting_group |
      | A  | Desk        | inventory | PCS       | RESALE                  | VAT25                  |
      | B  | Repair      | service   | PCS       |                         | VAT25                  |
      | C  | Advice      | service   | HOUR      |                         | VAT12                  |
    And item_unit_of_measure records are:
      | item_no | unit_code | qty_per_unit |
      | A       | PCS       | 1            |
      | B       | PCS       | 1            |
      | C       | HOUR      | 1            |

  @CU7
  Scenario: A template that is not there
    Given customer records:
      | no |
      | C1 |
    When customer "C1" gets apply_template with:
      | field         | value |
      | template_code | US    |
    Then it is refused naming "US"
    And nothing has changed
