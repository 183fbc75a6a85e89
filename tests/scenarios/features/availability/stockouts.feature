@PF9
Feature: A line that falls short, or takes what is meant for others, says so

  Background:
    Given the standard company
    And the work date is 2026-03-02
    And customer records:
      | no |
      | C1 |
    And item records:
      | no |
      | A  |

  @PF1 @PF2 @PX2
  Scenario: On hand 10, 6 wanted on the 10th, 5 expected on the 20th
    Given stock:
      | item | quantity |
      | A    | 10       |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 6        | 2026-03-10    |
    And a sales return order "SR1" for customer "C1"
    And "SR1" lines:
      | no | quantity | shipment_date |
      | A  | 5        | 2026-03-20    |
    Then the availability of "A" on 2026-03-12 is:
      | inventory | gross_requirement | scheduled_receipt | planned_receipt | projected_available_balance |
      | 10        | 6                 | 0                 | 0               | 4                           |
    And the availability of "A" on 2026-03-20 is:
      | scheduled_receipt | projected_available_balance |
      | 5                 | 9                           |
    And the availability of "A" on 2026-03-20 at "MAIN" is:
      | inventory | projected_available_balance |
      | 0         | 0                           |
    Given a sales order "SO2" for customer "C1"
    When "SO2" gets the line:
      | no | shipment_date | quantity |
      | A  | 2026-03-12    | 8        |
    Then it warns naming "short by 4"
    And it warns naming "2026-03-20"
    When "SO2" line 1 is changed:
      | field    | value |
      | quantity | 4     |
    Then it does not warn
    When "SO2" line 1 is changed:
      | field    | value |
      | quantity | 8     |
    Then it warns naming "short by 4"
    When "SO2" line 1 is changed:
      | field         | value      |
      | shipment_date | 2026-03-20 |
    Then it does not warn
    When "SO2" line 1 is changed:
      | field         | value      |
      | shipment_date | 2026-03-06 |
    Then it warns naming "$SO1"
    When "SO2" line 1 is changed:
      | field    | value |
      | quantity | 4     |
    Then it does not warn
    When "SO2" line 1 is changed:
      | field    | value |
      | quantity | 7     |
    Then it warns naming "$SO1"
    And it warns naming "short by 3"

  @PF5 @PX3
  Scenario: The unit decides how much is needed
    Given item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit |
      | A       | BOX       | 3            |
    And a sales return order "SR1" for customer "C1"
    And "SR1" lines:
      | no | unit_of_measure_code | quantity | shipment_date |
      | A  | PCS                  | 2        | 2026-03-02    |
      | A  | BOX                  | 1        | 2026-03-03    |
    And a sales order "SO1" for customer "C1"
    When "SO1" gets the line:
      | no | quantity | shipment_date |
      | A  | 1        | 2026-03-02    |
    Then it does not warn
    When "SO1" line 1 is changed:
      | field                | value |
      | unit_of_measure_code | BOX   |
    Then it warns naming "2026-03-03"
    When "SO1" line 1 is changed:
      | field                | value |
      | unit_of_measure_code | PCS   |
    Then it does not warn

  @PF3
  Scenario: A line that only an overdue receipt covers says on which order it relies
    Given a sales return order "SR1" for customer "C1"
    And "SR1" lines:
      | no | quantity | shipment_date |
      | A  | 5        | 2026-02-20    |
    And a sales order "SO1" for customer "C1"
    When "SO1" gets the line:
      | no | quantity | shipment_date |
      | A  | 4        | 2026-03-05    |
    Then it warns naming "relies on overdue order $SR1"
    And it does not warn

  Scenario: How far ahead the company looks
    Given company_information has:
      | field                   | value |
      | check_avail_period_calc | 0D    |
    And stock:
      | item | quantity |
      | A    | 10       |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity | shipment_date |
      | A  | 6        | 2026-03-10    |
    And a sales order "SO2" for customer "C1"
    When "SO2" gets the line:
      | no | quantity | shipment_date |
      | A  | 7        | 2026-03-06    |
    Then it does not warn
    Given company_information has:
      | field                   | value |
      | check_avail_period_calc | 1W    |
    When "SO2" line 1 is changed:
      | field    | value |
      | quantity | 8     |
    Then it warns naming "$SO1"

  Scenario: What does not take stock does not warn
    Given a sales quote "SQ1" for customer "C1"
    When "SQ1" gets the line:
      | no | quantity |
      | A  | 5        |
    Then it does not warn
    Given a sales order "SO1" for customer "C1"
    When "SO1" gets the line:
      | no | drop_shipment | quantity |
      | A  | yes           | 5        |
    Then it does not warn
    When "SO1" gets the line:
      | no | quantity |
      | A  | -5       |
    Then it does not warn

  @PF10
  Scenario: What is short is bought from the usual vendor
    Given vendor records:
      | no |
      | V1 |
    And item "A" has:
      | field     | value |
      | vendor_no | V1    |
    And item_unit_of_measure records:
      | item_no | unit_code | qty_per_unit |
      | A       | BOX       | 3            |
    And stock:
      | item | quantity | location |
      | A    | 3        | MAIN     |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | location_code | unit_of_measure_code | quantity |
      | A  | MAIN          | BOX                  | 5        |
    When "SO1" line 1 gets purchase_shortage as "PO1"
    Then "PO1" header has:
      | field              | value |
      | buy_from_vendor_no | V1    |
    And "PO1" lines are:
      | no | location_code | unit_of_measure_code | quantity | quantity_base |
      | A  | MAIN          | BOX                  | 4        | 12            |
    When "SO1" line 1 is changed:
      | field         | value      |
      | shipment_date | 2026-06-01 |
    And "SO1" line 1 gets purchase_shortage
    Then it is refused with "purchases.nothing_short"
    And nothing has changed

  @PF10
  Scenario: Without a vendor nothing is bought
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 5        |
    When "SO1" line 1 gets purchase_shortage
    Then it is refused with "purchases.item_without_vendor"
    And it is refused naming "vendor_no"
    And nothing has changed
