@SD77 @SD87
Feature: What may still be entered on what was posted

  Background:
    Given the standard company
    And customer records:
      | no | payment_terms_code |
      | C1 | 1M8D               |
    And item records:
      | no | unit_price |
      | A  | 100        |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | A  | 2        |
    And "SO1" is posted

  Scenario: How a shipment travels, and its number, become known later
    When sales_shipment_header "$SO1.shipment" is changed:
      | field                       | value   |
      | shipping_agent_code         | DHL     |
      | shipping_agent_service_code | EXP     |
      | package_tracking_no         | SE-4711 |
    Then sales_shipment_header "$SO1.shipment" has:
      | field                       | value   |
      | shipping_agent_service_code | EXP     |
      | package_tracking_no         | SE-4711 |
    When sales_shipment_header "$SO1.shipment" is changed:
      | field        | value |
      | ship_to_name | Beta  |
    Then it is refused naming "sales_shipment_header"
    And nothing has changed
    When sales_shipment_header "$SO1.shipment" is deleted
    Then it is refused

  Scenario: The reference to pay an invoice with
    When sales_invoice_header "$SO1.invoice" is changed:
      | field             | value    |
      | payment_reference | 10017729 |
    Then sales_invoice_header "$SO1.invoice" has:
      | field             | value    |
      | payment_reference | 10017729 |
    When sales_invoice_header "$SO1.invoice" is changed:
      | field    | value      |
      | due_date | 2026-06-30 |
    Then it is refused
    And nothing has changed

  Scenario: An open entry may be paid later, or with another discount
    Then cust_ledger_entry records are:
      | due_date   | pmt_discount_date | remaining_pmt_disc_possible | original_pmt_disc_possible |
      | 2026-02-15 | 2026-01-23        | 5                           | 5                          |
    When cust_ledger_entry "1" is changed:
      | field                       | value      |
      | due_date                    | 2026-03-31 |
      | pmt_discount_date           | 2026-02-28 |
      | remaining_pmt_disc_possible | 7.50       |
      | on_hold                     | ASK        |
      | reference                   | Complaint  |
    Then cust_ledger_entry records are:
      | due_date   | pmt_discount_date | remaining_pmt_disc_possible | original_pmt_disc_possible | on_hold |
      | 2026-03-31 | 2026-02-28        | 7.5                         | 5                          | ASK     |
    When cust_ledger_entry "1" is changed:
      | field                       | value  |
      | remaining_pmt_disc_possible | 250.01 |
    Then it is refused naming "250"
    And nothing has changed
    When cust_ledger_entry "1" is changed:
      | field     | value |
      | sales_lcy | 1     |
    Then it is refused
    And nothing has changed

  @SD84
  Scenario: Of a paid entry only remarks may change
    Given a sales invoice "SI1" for customer "C1"
    And "SI1" header has:
      | field               | value |
      | payment_method_code | CASH  |
    And "SI1" lines:
      | no | quantity |
      | A  | 1        |
    And "SI1" is posted
    When cust_ledger_entry "2" is changed:
      | field    | value      |
      | due_date | 2026-03-31 |
    Then it is refused naming "due_date"
    And nothing has changed
    When cust_ledger_entry "2" is changed:
      | field     | value  |
      | reference | Shop 4 |
    Then cust_ledger_entry "2" has:
      | field | value |
      | open  | no    |
