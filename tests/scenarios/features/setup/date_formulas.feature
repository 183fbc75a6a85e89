@CU10 @CU11
Feature: Date formulas

  Background:
    Given the standard company
    And customer records:
      | no |
      | C1 |

  @CUX1 @CUX2 @CUX3
  Scenario Outline: A due date is worked out from the document date
    Given the work date is <from>
    And payment_terms records:
      | code | due_formula |
      | F    | <formula>   |
    And a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field              | value |
      | payment_terms_code | F     |
    Then "SO1" header has:
      | field         | value  |
      | document_date | <from> |
      | due_date      | <due>  |

    @CUX1
    Examples: From a Tuesday
      | from       | formula | due        |
      | 2026-02-10 | CM      | 2026-02-28 |
      | 2026-02-10 | CM+1D   | 2026-03-01 |
      | 2026-02-10 | -CM     | 2026-02-01 |
      | 2026-02-10 | 2W      | 2026-02-24 |
      | 2026-02-10 | CW      | 2026-02-15 |
      | 2026-02-10 | -CW     | 2026-02-09 |
      | 2026-02-10 | 1W+1D   | 2026-02-18 |
      | 2026-02-10 | CM+8D   | 2026-03-08 |
      | 2026-02-10 | CY      | 2026-12-31 |
      | 2026-02-10 | CM+1M   | 2026-03-28 |

    @CUX2
    Examples: Months of different length
      | from       | formula | due        |
      | 2026-03-01 | -1D     | 2026-02-28 |
      | 2026-01-31 | 1M      | 2026-02-28 |
      | 2028-01-31 | 1M      | 2028-02-29 |
      | 2026-01-31 | 1M-1D   | 2026-02-27 |
      | 2026-01-31 | 1M+CM   | 2026-02-28 |
      | 2028-02-29 | 1Y      | 2029-02-28 |

    @CUX3
    Examples: Quarters, weekdays and days of the month
      | from       | formula     | due        |
      | 1996-05-21 | CQ+1M-10D   | 1996-07-20 |
      | 1996-05-21 | -WD2        | 1996-05-14 |
      | 1996-05-21 | WD2         | 1996-05-28 |
      | 1996-05-21 | CM+30D      | 1996-06-30 |
      | 2026-02-14 | D15         | 2026-02-15 |
      | 2026-02-15 | D15         | 2026-03-15 |
      | 2026-02-10 | D31         | 2026-02-28 |
      | 2026-02-28 | D31         | 2026-03-31 |
      | 2021-06-15 | 5M-CY+7M-1D | 2021-07-31 |
      | 2021-10-15 | 5M-CY+7M-1D | 2022-07-31 |

    Examples: Written otherwise, and other figures
      | from       | formula   | due        |
      | 2026-02-10 | cm + 8d   | 2026-03-08 |
      | 2026-02-10 | 1Q        | 2026-05-10 |
      | 2026-11-30 | 1Q        | 2027-02-28 |
      | 2026-02-10 | -D10      | 2026-01-10 |
      | 2026-02-10 | -CQ-1D    | 2025-12-31 |
      | 2026-02-10 | 0D        | 2026-02-10 |
      | 2026-02-10 | CY+WD5    | 2027-01-01 |

  @EX1 @SD13
  Scenario Outline: Terms of a document
    Given the work date is <from>
    And payment_terms records:
      | code | due_formula |
      | F    | <formula>   |
    And customer "C1" has:
      | field              | value |
      | payment_terms_code | F     |
    And a sales invoice "SI1" for customer "C1"
    Then "SI1" header has:
      | field    | value |
      | due_date | <due> |

    Examples:
      | from       | formula | due        |
      | 2026-01-31 | 1M      | 2026-02-28 |
      | 2026-02-10 | CM+20D  | 2026-03-20 |

  @CUX3
  Scenario Outline: What is no date formula is refused
    When payment_terms records are added:
      | code | due_formula |
      | F    | <formula>   |
    Then it is refused naming "<formula>"
    And nothing has changed

    Examples:
      | formula |
      | 2WD     |
      | WD8     |
      | D32     |
      | CWD     |
      | W5      |
      | 10      |
      | D       |
      | --1D    |

  @CU12
  Scenario Outline: A shipping time only counts forward
    When shipping_agent_service "DHL|STD" is changed:
      | field         | value  |
      | shipping_time | <time> |
    Then it is refused naming "shipping_time"
    And nothing has changed

    Examples:
      | time |
      | -1D  |
      | CM   |
      | D15  |
      | WD1  |
      | 2W-1D |
