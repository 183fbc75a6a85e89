@SD52 @SD58 @SD66 @SD67
Feature: Mixed orders, computed to the cent by other means

  Background:
    Given the standard company
    And sales_setup has:
      | field            | value |
      | stockout_warning | no    |
    And currency records:
      | code | amount_precision | unit_amount_precision |
      | JPY  | 1                | 0.00001               |
      | KWD  | 0.001            | 0.00001               |
      | CHF  | 0.05             | 0.00001               |
    And currency_exchange_rate records:
      | currency_code | starting_date | exchange_rate_amount | relational_amount |
      | EUR           | 2026-01-10    | 1                    | 11.3795           |
      | JPY           | 2026-01-01    | 100                  | 7.13              |
      | KWD           | 2026-01-01    | 1                    | 33.3333           |
      | CHF           | 2026-01-01    | 7                    | 90                |
    And customer records:
      | no |
      | C1 |
    And gl_account "3590" has:
      | field              | value |
      | allow_invoice_disc | yes   |
    And resource records:
      | no |
      | R1 |

  @SD55 @SD69 @SD80 @SD81
  Scenario: Prices with VAT in a foreign currency, invoiced in parts
    Given sales_setup has:
      | field            | value   |
      | discount_posting | invoice |
      | invoice_rounding | yes     |
    And currency "EUR" has:
      | field                      | value |
      | vat_rounding_type          | up    |
      | invoice_rounding_precision | 0.5   |
      | invoice_rounding_type      | down  |
    And customer "C1" has:
      | field         | value |
      | currency_code | EUR   |
    And customer "C1" has:
      | field                | value |
      | prices_including_vat | yes   |
    And item records:
      | no      | vat_prod_posting_group | allow_invoice_disc |
      | IVAT25Y | VAT25                  | yes                |
      | IVAT6Y  | VAT6                   | yes                |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | type       | no      | quantity | unit_price | line_discount_pct |
      | gl_account | 3590    | 9        | 93         | 0                 |
      | item       | IVAT25Y | -1.5     | 368.44     | 0                 |
      | resource   | R1      | 3        | 490        | 33                |
      | item       | IVAT6Y  | 10       | 813.22     | 38.04788          |
    And "SO1" header has:
      | field                        | value   |
      | invoice_discount_calculation | percent |
      | invoice_discount_value       | 5.04546 |
    Then "SO1" lines are:
      | line_discount_amount | line_amount | inv_discount_amount | amount  | vat_amount | amount_including_vat |
      | 0                    | 837         | 42.23               | 635.81  | 158.96     | 794.77               |
      | 0                    | -552.66     | -27.88              | -419.82 | -104.96    | -524.78              |
      | 485.1                | 984.9       | 49.69               | 748.17  | 187.04     | 935.21               |
      | 3094.13              | 5038.07     | 254.19              | 4513.09 | 270.79     | 4783.88              |
    And "SO1" totals are:
      | gross   | line_discount | subtotal | invoice_discount_amount | total_excl_vat | vat    | total_incl_vat | rounding | payable |
      | 9886.54 | 3579.23       | 6307.31  | 318.23                  | 5477.25        | 511.83 | 5989.08        | -0.08    | 5989    |
    When "SO1" line 1 is changed:
      | field          | value |
      | qty_to_ship    | 3     |
      | qty_to_invoice | 0     |
    When "SO1" line 2 is changed:
      | field          | value  |
      | qty_to_ship    | -1.5   |
      | qty_to_invoice | -0.885 |
    When "SO1" line 3 is changed:
      | field          | value |
      | qty_to_ship    | 0     |
      | qty_to_invoice | 0     |
    When "SO1" line 4 is changed:
      | field          | value |
      | qty_to_ship    | 10    |
      | qty_to_invoice | 10    |
    When "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | yes   |
    Then sales_invoice_line records where document_no is "$SO1.invoice.1" are:
      | quantity | line_discount_amount | line_amount | inv_discount_amount | amount  | amount_including_vat |
      | -0.885   | 0                    | -326.07     | -16.45              | -247.69 | -309.62              |
      | 10       | 3094.13              | 5038.07     | 254.19              | 4513.09 | 4783.88              |
    And the G/L movement of "$SO1.invoice.1" is:
      | account | amount    |
      | 2611    | 704.73    |
      | 2631    | -3081.45  |
      | 3001    | -51117.17 |
      | 3732    | 2579.05   |
      | 3740    | 2.96      |
      | 1510    | 50911.88  |
    And vat_entry records where document_no is "$SO1.invoice.1" are:
      | vat_identifier | base     | amount   |
      | VAT25          | 2818.58  | 704.73   |
      | VAT6           | -51356.7 | -3081.45 |
    And cust_ledger_entry records where document_no is "$SO1.invoice.1" are:
      | amount | amount_lcy | sales_lcy |
      | 4474   | 50911.88   | 48538.12  |
    Then "SO1" lines are:
      | quantity_shipped | quantity_invoiced | inv_discount_amount | amount_including_vat | outstanding_amount | shipped_not_invoiced | outstanding_amount_lcy | shipped_not_invoiced_lcy |
      | 3                | 0                 | 42.23               | 794.77               | 529.85             | 264.92               | 6029.43                | 3014.66                  |
      | -1.5             | -0.885            | -27.88              | -524.78              | 0                  | -215.16              | 0                      | -2448.41                 |
      | 0                | 0                 | 49.69               | 935.21               | 935.21             | 0                    | 10642.22               | 0                        |
      | 10               | 10                | 254.19              | 4783.88              | 0                  | 0                    | 0                      | 0                        |
    When "SO1" line 1 is changed:
      | field          | value |
      | qty_to_ship    | 0     |
      | qty_to_invoice | 3     |
    When "SO1" line 2 is changed:
      | field          | value  |
      | qty_to_ship    | 0      |
      | qty_to_invoice | -0.615 |
    When "SO1" line 3 is changed:
      | field          | value |
      | qty_to_ship    | 3     |
      | qty_to_invoice | 1     |
    When "SO1" line 4 is changed:
      | field          | value |
      | qty_to_ship    | 0     |
      | qty_to_invoice | 0     |
    When "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | no    |
    Then "SO1" lines are:
      | quantity_shipped | quantity_invoiced | inv_discount_amount | amount_including_vat | outstanding_amount | shipped_not_invoiced | outstanding_amount_lcy | shipped_not_invoiced_lcy |
      | 3                | 0                 | 42.23               | 794.77               | 529.85             | 264.92               | 6029.43                | 3014.66                  |
      | -1.5             | -0.885            | -27.88              | -524.78              | 0                  | -215.16              | 0                      | -2448.41                 |
      | 3                | 0                 | 49.69               | 935.21               | 0                  | 935.21               | 0                      | 10642.22                 |
      | 10               | 10                | 254.19              | 4783.88              | 0                  | 0                    | 0                      | 0                        |
    When "SO1" line 1 is changed:
      | field          | value |
      | qty_to_ship    | 6     |
      | qty_to_invoice | 3     |
    When "SO1" line 2 is changed:
      | field          | value    |
      | qty_to_ship    | 0        |
      | qty_to_invoice | -0.37515 |
    When "SO1" line 3 is changed:
      | field          | value |
      | qty_to_ship    | 0     |
      | qty_to_invoice | 2     |
    When "SO1" line 4 is changed:
      | field          | value |
      | qty_to_ship    | 0     |
      | qty_to_invoice | 0     |
    When "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | yes   |
    Then sales_invoice_line records where document_no is "$SO1.invoice.2" are:
      | quantity | line_discount_amount | line_amount | inv_discount_amount | amount | amount_including_vat |
      | 3        | 0                    | 279         | 14.08               | 211.93 | 264.92               |
      | -0.37515 | 0                    | -138.22     | -6.97               | -105   | -131.25              |
      | 2        | 323.4                | 656.6       | 33.13               | 498.78 | 623.47               |
    And the G/L movement of "$SO1.invoice.2" is:
      | account | amount   |
      | 2611    | -1723.2  |
      | 3590    | -2539.79 |
      | 3001    | 1258.35  |
      | 3051    | -5977.54 |
      | 3732    | 366.31   |
      | 3740    | 1.59     |
      | 1510    | 8614.28  |
    And vat_entry records where document_no is "$SO1.invoice.2" are:
      | vat_identifier | base     | amount  |
      | VAT25          | -6892.67 | -1723.2 |
    And cust_ledger_entry records where document_no is "$SO1.invoice.2" are:
      | amount | amount_lcy | sales_lcy |
      | 757    | 8614.28    | 6892.67   |
    When "SO1" is reopened
    And "SO1" line 3 is changed:
      | field    | value |
      | quantity | 6     |
    And "SO1" header has:
      | field                        | value   |
      | invoice_discount_calculation | percent |
      | invoice_discount_value       | 17.66   |
    Then "SO1" lines are:
      | quantity_shipped | quantity_invoiced | inv_discount_amount | amount_including_vat | outstanding_amount | shipped_not_invoiced | outstanding_amount_lcy | shipped_not_invoiced_lcy |
      | 9                | 3                 | 147.81              | 689.19               | 0                  | 459.46               | 0                      | 5228.43                  |
      | -1.5             | -1.26015          | -97.6               | -455.06              | 0                  | -72.76               | 0                      | -827.97                  |
      | 3                | 2                 | 347.87              | 1621.93              | 810.97             | 270.32               | 9228.43                | 3076.11                  |
      | 10               | 10                | 254.19              | 4783.88              | 0                  | 0                    | 0                      | 0                        |
    When "SO1" line 1 is changed:
      | field          | value |
      | qty_to_ship    | 0     |
      | qty_to_invoice | 6     |
    When "SO1" line 2 is changed:
      | field          | value    |
      | qty_to_ship    | 0        |
      | qty_to_invoice | -0.23985 |
    When "SO1" line 3 is changed:
      | field          | value |
      | qty_to_ship    | 3     |
      | qty_to_invoice | 4     |
    When "SO1" line 4 is changed:
      | field          | value |
      | qty_to_ship    | 0     |
      | qty_to_invoice | 0     |
    When "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | yes   |
    Then sales_invoice_line records where document_no is "$SO1.invoice.3" are:
      | quantity | line_discount_amount | line_amount | inv_discount_amount | amount | amount_including_vat |
      | 6        | 0                    | 558         | 133.73              | 339.41 | 424.27               |
      | -0.23985 | 0                    | -88.37      | -74.18              | -11.35 | -14.19               |
      | 4        | 646.8                | 1313.2      | 314.74              | 798.77 | 998.46               |
    And the G/L movement of "$SO1.invoice.3" is:
      | account | amount    |
      | 2611    | -3205.72  |
      | 3590    | -5079.69  |
      | 3001    | 804.41    |
      | 3051    | -11954.96 |
      | 3732    | 3407.48   |
      | 3740    | 0.45      |
      | 1510    | 16028.03  |
    And vat_entry records where document_no is "$SO1.invoice.3" are:
      | vat_identifier | base      | amount   |
      | VAT25          | -12822.76 | -3205.72 |
    And cust_ledger_entry records where document_no is "$SO1.invoice.3" are:
      | amount | amount_lcy | sales_lcy |
      | 1408.5 | 16028.03   | 12822.76  |
    Then "SO1" is completed

  @SD55 @SD69 @SD80 @SD81
  Scenario: An agreed amount of discount, invoiced in parts
    Given sales_setup has:
      | field            | value   |
      | discount_posting | invoice |
      | invoice_rounding | yes     |
    And currency "CHF" has:
      | field                      | value   |
      | vat_rounding_type          | nearest |
      | invoice_rounding_precision | 1       |
      | invoice_rounding_type      | nearest |
    And customer "C1" has:
      | field         | value |
      | currency_code | CHF   |
    And customer "C1" has:
      | field                | value |
      | prices_including_vat | no    |
    And item records:
      | no      | vat_prod_posting_group | allow_invoice_disc |
      | IVAT25Y | VAT25                  | yes                |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | type       | no      | quantity | unit_price | line_discount_pct |
      | item       | IVAT25Y | 11       | 779.5      | 56                |
      | gl_account | 3590    | 0.95     | 4.34265    | 0                 |
    And "SO1" header has:
      | field                        | value   |
      | invoice_discount_calculation | percent |
      | invoice_discount_value       | 6.64384 |
    Then "SO1" lines are:
      | line_discount_amount | line_amount | inv_discount_amount | amount  | vat_amount | amount_including_vat |
      | 4801.7               | 3772.8      | 250.65              | 3522.15 | 880.55     | 4402.7               |
      | 0                    | 4.15        | 0.3                 | 3.85    | 0.95       | 4.8                  |
    And "SO1" totals are:
      | gross   | line_discount | subtotal | invoice_discount_amount | total_excl_vat | vat   | total_incl_vat | rounding | payable |
      | 8578.65 | 4801.7        | 3776.95  | 250.95                  | 3526           | 881.5 | 4407.5         | 0.5      | 4408    |
    When "SO1" line 1 is changed:
      | field          | value |
      | qty_to_ship    | 11    |
      | qty_to_invoice | 11    |
    When "SO1" line 2 is changed:
      | field          | value   |
      | qty_to_ship    | 0.912   |
      | qty_to_invoice | 0.60192 |
    When "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | yes   |
    Then sales_invoice_line records where document_no is "$SO1.invoice.1" are:
      | quantity | line_discount_amount | line_amount | inv_discount_amount | amount  | amount_including_vat |
      | 11       | 4801.7               | 3772.8      | 250.65              | 3522.15 | 4402.7               |
      | 0.60192  | 0                    | 2.65        | 0.2                 | 2.45    | 3.05                 |
    And the G/L movement of "$SO1.invoice.1" is:
      | account | amount    |
      | 2611    | -11329.07 |
      | 3001    | -48507.43 |
      | 3590    | -34.07    |
      | 3732    | 3225.21   |
      | 3740    | -3.21     |
      | 1510    | 56648.57  |
    And vat_entry records where document_no is "$SO1.invoice.1" are:
      | vat_identifier | base      | amount    |
      | VAT25          | -45316.29 | -11329.07 |
    And cust_ledger_entry records where document_no is "$SO1.invoice.1" are:
      | amount | amount_lcy | sales_lcy |
      | 4406   | 56648.57   | 45316.29  |
    When "SO1" is reopened
    And "SO1" line 1 is changed:
      | field    | value |
      | quantity | 12    |
    And "SO1" line 2 is changed:
      | field    | value |
      | quantity | 5.95  |
    And "SO1" header has:
      | field                        | value   |
      | invoice_discount_calculation | percent |
      | invoice_discount_value       | 2.99    |
    Then "SO1" lines are:
      | quantity_shipped | quantity_invoiced | inv_discount_amount | amount_including_vat | outstanding_amount | shipped_not_invoiced | outstanding_amount_lcy | shipped_not_invoiced_lcy |
      | 11               | 11                | 123.05              | 4990.9               | 415.9              | 0                    | 5347.29                | 0                        |
      | 0.912            | 0.60192           | 0.8                 | 31.3                 | 26.5               | 1.65                 | 340.71                 | 21.21                    |
    When "SO1" line 1 is changed:
      | field          | value |
      | qty_to_ship    | 0     |
      | qty_to_invoice | 0     |
    When "SO1" line 2 is changed:
      | field          | value   |
      | qty_to_ship    | 1.86406 |
      | qty_to_invoice | 2.17414 |
    When "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | yes   |
    Then sales_invoice_line records where document_no is "$SO1.invoice.2" are:
      | quantity | line_discount_amount | line_amount | inv_discount_amount | amount | amount_including_vat |
      | 2.17414  | 0                    | 9.4         | 0.15                | 9.25   | 11.55                |
    And the G/L movement of "$SO1.invoice.2" is:
      | account | amount  |
      | 2611    | -29.57  |
      | 3590    | -120.86 |
      | 3732    | 1.93    |
      | 3740    | -5.79   |
      | 1510    | 154.29  |
    And vat_entry records where document_no is "$SO1.invoice.2" are:
      | vat_identifier | base    | amount |
      | VAT25          | -118.93 | -29.57 |
    And cust_ledger_entry records where document_no is "$SO1.invoice.2" are:
      | amount | amount_lcy | sales_lcy |
      | 12     | 154.29     | 118.93    |
    Then "SO1" lines are:
      | quantity_shipped | quantity_invoiced | inv_discount_amount | amount_including_vat | outstanding_amount | shipped_not_invoiced | outstanding_amount_lcy | shipped_not_invoiced_lcy |
      | 11               | 11                | 123.05              | 4990.9               | 415.9              | 0                    | 5347.29                | 0                        |
      | 2.77606          | 2.77606           | 0.8                 | 31.3                 | 16.7               | 0                    | 214.71                 | 0                        |
    When "SO1" line 1 is changed:
      | field          | value |
      | qty_to_ship    | 0     |
      | qty_to_invoice | 0     |
    When "SO1" line 2 is changed:
      | field          | value   |
      | qty_to_ship    | 0.09522 |
      | qty_to_invoice | 0.06761 |
    When "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | yes   |
    Then sales_invoice_line records where document_no is "$SO1.invoice.3" are:
      | quantity | line_discount_amount | line_amount | inv_discount_amount | amount | amount_including_vat |
      | 0.06761  | 0                    | 0.3         | 0.05                | 0.25   | 0.3                  |
    And the G/L movement of "$SO1.invoice.3" is:
      | account | amount |
      | 2611    | -0.64  |
      | 3590    | -3.86  |
      | 3732    | 0.64   |
      | 3740    | 3.86   |
    And vat_entry records where document_no is "$SO1.invoice.3" are:
      | vat_identifier | base  | amount |
      | VAT25          | -3.22 | -0.64  |
    And cust_ledger_entry records where document_no is "$SO1.invoice.3" are:
      | amount | amount_lcy | sales_lcy |
      | 0      | 0          | 3.22      |
    Then "SO1" lines are:
      | quantity_shipped | quantity_invoiced | inv_discount_amount | amount_including_vat | outstanding_amount | shipped_not_invoiced | outstanding_amount_lcy | shipped_not_invoiced_lcy |
      | 11               | 11                | 123.05              | 4990.9               | 415.9              | 0                    | 5347.29                | 0                        |
      | 2.87128          | 2.84367           | 0.8                 | 31.3                 | 16.2               | 0.15                 | 208.29                 | 1.93                     |
    When "SO1" line 1 is changed:
      | field          | value |
      | qty_to_ship    | 0     |
      | qty_to_invoice | 0     |
    When "SO1" line 2 is changed:
      | field          | value   |
      | qty_to_ship    | 0.09236 |
      | qty_to_invoice | 0.11997 |
    When "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | yes   |
    Then sales_invoice_line records where document_no is "$SO1.invoice.4" are:
      | quantity | line_discount_amount | line_amount | inv_discount_amount | amount | amount_including_vat |
      | 0.11997  | 0                    | 0.55        | 0                   | 0.55   | 0.7                  |
    And the G/L movement of "$SO1.invoice.4" is:
      | account | amount |
      | 2611    | -1.93  |
      | 3590    | -7.07  |
      | 3740    | -3.86  |
      | 1510    | 12.86  |
    And vat_entry records where document_no is "$SO1.invoice.4" are:
      | vat_identifier | base  | amount |
      | VAT25          | -7.07 | -1.93  |
    And cust_ledger_entry records where document_no is "$SO1.invoice.4" are:
      | amount | amount_lcy | sales_lcy |
      | 1      | 12.86      | 7.07      |
    When "SO1" is reopened
    And "SO1" line 1 is changed:
      | field    | value |
      | quantity | 16    |
    And "SO1" header has:
      | field                        | value   |
      | invoice_discount_calculation | percent |
      | invoice_discount_value       | 15.76   |
    Then "SO1" lines are:
      | quantity_shipped | quantity_invoiced | inv_discount_amount | amount_including_vat | outstanding_amount | shipped_not_invoiced | outstanding_amount_lcy | shipped_not_invoiced_lcy |
      | 11               | 11                | 864.85              | 5778.55              | 1805.8             | 0                    | 23217.43               | 0                        |
      | 2.96364          | 2.96364           | 4.1                 | 27.2                 | 13.65              | 0                    | 175.5                  | 0                        |
    When "SO1" line 1 is changed:
      | field          | value |
      | qty_to_ship    | 5     |
      | qty_to_invoice | 5     |
    When "SO1" line 2 is changed:
      | field          | value   |
      | qty_to_ship    | 2.98636 |
      | qty_to_invoice | 2.98636 |
    When "SO1" is posted with:
      | field   | value |
      | ship    | yes   |
      | invoice | yes   |
    Then sales_invoice_line records where document_no is "$SO1.invoice.5" are:
      | quantity | line_discount_amount | line_amount | inv_discount_amount | amount | amount_including_vat |
      | 5        | 2182.6               | 1714.9      | 614.2               | 1100.7 | 1375.9               |
      | 2.98636  | 0                    | 12.95       | 3.7                 | 9.25   | 11.55                |
    And the G/L movement of "$SO1.invoice.5" is:
      | account | amount    |
      | 2611    | -3567.86  |
      | 3001    | -22048.71 |
      | 3590    | -166.5    |
      | 3732    | 7944.43   |
      | 3740    | 5.78      |
      | 1510    | 17832.86  |
    And vat_entry records where document_no is "$SO1.invoice.5" are:
      | vat_identifier | base      | amount   |
      | VAT25          | -14270.78 | -3567.86 |
    And cust_ledger_entry records where document_no is "$SO1.invoice.5" are:
      | amount | amount_lcy | sales_lcy |
      | 1387   | 17832.86   | 14270.78  |
    Then "SO1" is completed
