@PF105
Feature: What a vendor offers becomes an item when it is sold

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |
    And vendor records:
      | no |
      | V1 |
    And item_template records:
      | code | description | gen_prod_posting_group | vat_prod_posting_group | inventory_posting_group |
      | WARE | Goods       | RETAIL                 | VAT25                  | RESALE                  |
    And catalog_item records:
      | entry_no | vendor_no | vendor_item_no | description | unit_of_measure_code | negotiated_cost | unit_price | item_template_code | barcode |
      | CI1      | V1        | X-100          | Lamp, brass | PCS                  | 40              | 75         | WARE               | 4006381333931 |
      | CI2      | V1        | X-200          | Lamp, steel | PCS                  | 30              | 60         |                    |               |

  Scenario: A catalog item is chosen on a blank line: the item is made and sold
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | type |
      | item |
    When "SO1" line 1 gets catalog_item with:
      | field    | value |
      | entry_no | CI2   |
    Then it is refused naming "CI2"
    When "SO1" line 1 gets catalog_item with:
      | field    | value |
      | entry_no | CI1   |
    And "SO1" line 1 is changed:
      | field    | value |
      | quantity | 2     |
    Then "SO1" lines are:
      | no    | description | quantity | unit_price | unit_cost_lcy | created_catalog_item |
      | X-100 | Lamp, brass | 2        | 75         | 40            | yes                  |
    And item "X-100" has:
      | field                | value |
      | base_unit            | PCS   |
      | unit_cost            | 40    |
      | last_direct_cost     | 40    |
      | vendor_no            | V1    |
      | vendor_item_no       | X-100 |
      | created_from_catalog | yes   |
    And item_vendor records are:
      | item_no | vendor_no | vendor_item_no | direct_unit_cost |
      | X-100   | V1        | X-100          | 40               |
    And item_reference records are:
      | item_no | owner_type | owner_no | reference_no  |
      | X-100   | vendor     | V1       | X-100         |
      | X-100   | barcode    |          | 4006381333931 |
    And catalog_item "CI1" has:
      | field   | value |
      | item_no | X-100 |

  @PF106
  Scenario: The item goes with its line, unless something else sells it
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | type |
      | item |
    When "SO1" line 1 gets catalog_item with:
      | field    | value |
      | entry_no | CI1   |
    And "SO1" line 1 is deleted
    Then there are 0 item records where no is "X-100"
    And catalog_item "CI1" has:
      | field   | value |
      | item_no |       |
    When "SO1" gets the line:
      | type |
      | item |
    And "SO1" line 1 gets catalog_item with:
      | field    | value |
      | entry_no | CI1   |
    Given a sales quote "SQ1" for customer "C1"
    And "SQ1" lines:
      | no    | quantity |
      | X-100 | 1        |
    When "SO1" is deleted
    Then item "X-100" has:
      | field       | value       |
      | description | Lamp, brass |

  @PF106
  Scenario: Sold on two lines, the item goes with the last of them
    Given a sales quote "SQ1" for customer "C1"
    And "SQ1" lines:
      | type |
      | item |
      | item |
    When "SQ1" line 1 gets catalog_item with:
      | field    | value |
      | entry_no | CI1   |
    And "SQ1" line 2 gets catalog_item with:
      | field    | value |
      | entry_no | CI1   |
    And "SQ1" line 1 is deleted
    Then item "X-100" exists
    When "SQ1" line 1 is deleted
    Then item "X-100" does not exist
    And there are 0 item_vendor records
    And catalog_item "CI1" has:
      | field   | value |
      | item_no |       |

  Scenario: Catalog items stand where something can still be bought, and a number only once
    Given a sales invoice "SI1" for customer "C1"
    And "SI1" lines:
      | type |
      | item |
    When "SI1" line 1 gets catalog_item with:
      | field    | value |
      | entry_no | CI1   |
    Then it is refused with "catalog.not_on_this_document"
    Given item records:
      | no    |
      | X-100 |
    When catalog_item "CI1" gets create_item
    Then it is refused with "catalog.number_taken"
    When catalog_item records are added:
      | entry_no | vendor_no | vendor_item_no |
      | CI3      | V1        | X-200          |
    Then it is refused naming "CI2"
    When inventory_setup is changed:
      | field                  | value              |
      | catalog_item_no_format | vendor_and_item_no |
    And catalog_item "CI1" gets create_item
    Then catalog_item "CI1" has:
      | field   | value    |
      | item_no | V1-X-100 |
