@PF57 @PF60 @PF62
Feature: Vendors, purchase orders and what they refuse

  Background:
    Given the standard company
    And vendor records:
      | no |
      | V1 |
    And item records:
      | no | unit_cost |
      | A  | 12        |

  Scenario: The vendor's invoice number is needed, and comes once
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity | direct_unit_cost |
      | A  | 1        | 10               |
    When "PO1" is posted
    Then it is refused with "purchases.vendor_invoice_no_missing"
    And nothing has changed
    Given "PO1" header has:
      | field             | value |
      | vendor_invoice_no | F-1   |
    And "PO1" is posted
    And a purchase invoice "PI2" from vendor "V1"
    And "PI2" header has:
      | field             | value |
      | vendor_invoice_no | F-1   |
    And "PI2" lines:
      | no | quantity | direct_unit_cost |
      | A  | 1        | 10               |
    When "PI2" is posted
    Then it is refused with "purchases.vendor_invoice_no_used"
    And it is refused naming "F-1" and "V1" and "$PO1.invoice"
    And nothing has changed

  Scenario: Nothing is bought from a blocked vendor
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity |
      | A  | 1        |
    And vendor "V1" has:
      | field   | value |
      | blocked | all   |
    When "PO1" is posted with:
      | field   | value |
      | invoice | no    |
    Then it is refused with "vendor.blocked"
    And it is refused naming "V1"
    And nothing has changed
    When a purchase order "PO2" from vendor "V1" is made
    Then it is refused with "vendor.blocked"
    And nothing has changed

  Scenario: More than is outstanding cannot come in, more than came in cannot be invoiced
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity |
      | A  | 5        |
    When "PO1" line 1 is changed:
      | field          | value |
      | qty_to_receive | 6     |
    Then it is refused naming "5"
    And nothing has changed
    When "PO1" line 1 is changed:
      | field          | value |
      | qty_to_receive | 2     |
    And "PO1" line 1 is changed:
      | field          | value |
      | qty_to_invoice | 3     |
    Then it is refused naming "2"
    Given "PO1" header has:
      | field             | value |
      | vendor_invoice_no | F-1   |
    When "PO1" is posted with:
      | field   | value |
      | receive | no    |
    Then it is refused with "purchases.not_received_yet"
    And nothing has changed

  Scenario: Costs come from the vendor's price, else from the last purchase
    Given item_vendor records:
      | item_no | vendor_no | direct_unit_cost | vendor_item_no |
      | A       | V1        | 9.50             | VA-1           |
    And vendor records:
      | no |
      | V2 |
    And item "A" has:
      | field            | value |
      | last_direct_cost | 8     |
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity |
      | A  | 2        |
    Then "PO1" lines are:
      | direct_unit_cost | vendor_item_no | line_amount | vat_pct | unit_cost_lcy |
      | 9.50             | VA-1           | 19          | 25      | 9.50          |
    And "PO1" totals are:
      | total_excl_vat | vat  | total_incl_vat |
      | 19             | 4.75 | 23.75          |
    Given "yes" is answered to "rebuild_lines"
    When "PO1" header is changed:
      | field              | value |
      | buy_from_vendor_no | V2    |
    Then "PO1" lines are:
      | direct_unit_cost | quantity | vendor_item_no |
      | 8                | 2        |                |

  @PX5
  Scenario: Dates run over the calendars of vendor and location
    Given base_calendar records:
      | code |
      | VEND |
      | LOC  |
    And base_calendar_change records:
      | base_calendar_code | line_no | nonworking | recurrence | weekday  | date       |
      | VEND               | 10000   | yes        | weekly     | saturday |            |
      | VEND               | 20000   | yes        | weekly     | sunday   |            |
      | VEND               | 30000   | yes        | none       |          | 2026-03-13 |
      | LOC                | 10000   | yes        | weekly     | saturday |            |
      | LOC                | 20000   | yes        | weekly     | sunday   |            |
    And location "MAIN" has:
      | field                 | value |
      | base_calendar_code    | LOC   |
      | inbound_handling_time | 1D    |
    And inventory_setup has:
      | field                    | value |
      | default_safety_lead_time | 1D    |
    And vendor "V1" has:
      | field                 | value |
      | base_calendar_code    | VEND  |
      | lead_time_calculation | 1W    |
      | location_code         | MAIN  |
    And the work date is 2026-03-02
    And a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity |
      | A  | 2        |
    Then "PO1" lines are:
      | order_date | planned_receipt_date | expected_receipt_date |
      | 2026-03-02 | 2026-03-11           | 2026-03-13            |
    When "PO1" line 1 is changed:
      | field                  | value      |
      | requested_receipt_date | 2026-03-24 |
    Then "PO1" lines are:
      | order_date | planned_receipt_date | expected_receipt_date |
      | 2026-03-12 | 2026-03-24           | 2026-03-26            |
    When "PO1" line 1 is changed:
      | field                 | value      |
      | expected_receipt_date | 2026-03-30 |
    Then "PO1" lines are:
      | planned_receipt_date | expected_receipt_date |
      | 2026-03-24           | 2026-03-30            |
    When "PO1" line 1 is changed:
      | field                 | value      |
      | promised_receipt_date | 2026-03-25 |
    Then "PO1" lines are:
      | planned_receipt_date | expected_receipt_date |
      | 2026-03-25           | 2026-03-27            |

  Scenario: A released order keeps its lines until it is reopened
    Given a purchase order "PO1" from vendor "V1"
    And "PO1" lines:
      | no | quantity |
      | A  | 5        |
    And "PO1" is released
    When "PO1" line 1 is changed:
      | field    | value |
      | quantity | 6     |
    Then it is refused with "purchases.status_not_open"
    When "PO1" gets the line:
      | no | quantity |
      | A  | 1        |
    Then it is refused with "purchases.lines_frozen"
    When "PO1" is reopened
    And "PO1" line 1 is changed:
      | field    | value |
      | quantity | 6     |
    Then "PO1" lines are:
      | quantity | qty_to_receive |
      | 6        | 6              |

  Scenario: Vendors get numbers, groups and checks as customers do
    Given number_series records:
      | code |
      | V    |
    And number_series_line records:
      | series_code | starting_no |
      | V           | V100        |
    And purchase_setup has:
      | field      | value |
      | vendor_nos | V     |
    And gen_bus_posting_group "EU" has:
      | field                         | value |
      | auto_insert_default           | yes   |
      | default_vat_bus_posting_group | EU    |
    When vendor records are added:
      | name   |
      | Nordic |
    And vendor "V100" is changed:
      | field                 | value |
      | gen_bus_posting_group | EU    |
    Then vendor records where name is "Nordic" are:
      | no   | search_name | vat_bus_posting_group |
      | V100 | NORDIC      | EU                    |
    When vendor "V100" is changed:
      | field | value        |
      | email | not an email |
    Then it is refused
    When vendor "V100" is changed:
      | field                 | value |
      | lead_time_calculation | CM    |
    Then it is refused
    When vendor "V100" is changed:
      | field                 | value |
      | lead_time_calculation | -1D   |
    Then it is refused

  @SD2
  Scenario: An order line that is larger than any amount can be is refused
    Given a purchase order "PO9" from vendor "V1"
    And "PO9" lines:
      | no | quantity |
      | A  | 1        |
    When "PO9" line 1 is changed:
      | field            | value       |
      | direct_unit_cost | 99999999999 |
      | quantity         | 99999999999 |
    Then it is refused with "record.figure_too_large"
    And nothing has changed

  @CU55 @SD23
  Scenario: What is blocked for buying stands on no purchase, and comes in on none
    Given item records:
      | no | sales_blocked | purchasing_blocked |
      | B  | yes           | no                 |
      | C  | no            | yes                |
    And item_variant records:
      | item_no | code | blocked |
      | A       | RED  | yes     |
      | A       | BLUE | no      |
    And a purchase order "PO1" from vendor "V1"
    When "PO1" gets the line:
      | no | quantity |
      | C  | 1        |
    Then it is refused with "purchases.item_blocked"
    And it is refused naming "C" and "purchasing_blocked"
    When "PO1" gets the line:
      | no | variant | quantity |
      | A  | RED     | 1        |
    Then it is refused naming "A" and "RED"
    And nothing has changed
    Given "PO1" lines:
      | no | variant | quantity |
      | A  | BLUE    | 1        |
      | B  |         | 1        |
    And item_variant "A|BLUE" has:
      | field   | value |
      | blocked | yes   |
    When "PO1" is posted with:
      | field   | value |
      | invoice | no    |
    Then it is refused naming "A" and "BLUE"
    Given item_variant "A|BLUE" has:
      | field   | value |
      | blocked | no    |
    And item "B" has:
      | field              | value |
      | purchasing_blocked | yes   |
    When "PO1" is posted with:
      | field   | value |
      | invoice | no    |
    Then it is refused naming "B" and "purchasing_blocked"
    And nothing has changed
