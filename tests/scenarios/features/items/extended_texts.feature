@CU59
Feature: Extended and standard texts

  Background:
    Given the standard company
    And customer records:
      | no | language_code |
      | C1 | ENU           |
      | C2 |               |
      | C3 | DEU           |
    And item records:
      | no | description | unit_price | automatic_ext_texts |
      | A  | Desk        | 100        | yes                 |
      | B  | Chair       | 40         | no                  |
    And language records:
      | code |
      | SVE  |
    And extended_text records:
      | owner | no | text_no | language_code | all_languages | starting_date | ending_date | quote |
      | item  | A  | 1       | ENU           | no            |               |             | yes   |
      | item  | A  | 2       | ENU           | no            | 2026-01-01    | 2026-01-31  | no    |
      | item  | A  | 3       |               | yes           |               |             | yes   |
      | item  | B  | 1       |               | yes           |               |             | yes   |
    And extended_text_line records:
      | owner | no | text_no | line_no | text              |
      | item  | A  | 1       | 10000   | Oiled oak.        |
      | item  | A  | 1       | 20000   | Assemble by hand. |
      | item  | A  | 2       | 10000   | January offer.    |
      | item  | A  | 3       | 10000   | 140 x 70 cm       |
      | item  | B  | 1       | 10000   | Five castors.     |

  Scenario: All texts of the document's language stand below the line, in the order of text_no
    Given a sales order "SO1" for customer "C1"
    When "SO1" gets the line:
      | no | quantity |
      | A  | 2        |
    Then "SO1" lines are:
      | line_no | type    | no | description       | quantity | attached_to_line_no |
      | 10000   | item    | A  | Desk              | 2        | 0                   |
      | 20000   | comment |    | Oiled oak.        | 0        | 10000               |
      | 30000   | comment |    | Assemble by hand. | 0        | 10000               |
      | 40000   | comment |    | January offer.    | 0        | 10000               |

  Scenario: A text is for certain documents and days only
    Given a sales quote "SQ1" for customer "C1"
    And "SQ1" lines:
      | no |
      | A  |
    And a sales order "SO1" for customer "C1"
    And "SO1" header has:
      | field         | value      |
      | document_date | 2026-02-01 |
    And "SO1" lines:
      | no |
      | A  |
    Then "SQ1" lines are:
      | description       |
      | Desk              |
      | Oiled oak.        |
      | Assemble by hand. |
    And "SO1" lines are:
      | description       |
      | Desk              |
      | Oiled oak.        |
      | Assemble by hand. |

  Scenario: A language without a text of its own gets the text for all languages
    Given a sales invoice "SI1" for customer "C3"
    And "SI1" lines:
      | no |
      | A  |
    Then "SI1" lines are:
      | description |
      | Desk        |
      | 140 x 70 cm |

  Scenario: A document without a language takes the texts without one
    Given a sales invoice "SI1" for customer "C2"
    And "SI1" lines:
      | no |
      | A  |
    Then "SI1" lines are:
      | description |
      | Desk        |
      | 140 x 70 cm |

  Scenario: Without the mark on the card the text comes when it is asked for
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no | quantity |
      | B  | 1        |
      | A  | 1        |
    When "SO1" line 1 gets extended_texts
    Then "SO1" lines are:
      | line_no | description       | attached_to_line_no |
      | 10000   | Chair             | 0                   |
      | 15000   | Five castors.     | 10000               |
      | 20000   | Desk              | 0                   |
      | 30000   | Oiled oak.        | 20000               |
      | 40000   | Assemble by hand. | 20000               |
      | 50000   | January offer.    | 20000               |

  Scenario: Asking again does not double the texts
    Given a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no |
      | B  |
    When "SO1" line 1 gets extended_texts
    And "SO1" line 1 gets extended_texts
    Then "SO1" lines are:
      | description   |
      | Chair         |
      | Five castors. |

  Scenario: The texts go when the number changes, is cleared, or the line goes
    Given a sales order "SO1" for customer "C3"
    And "SO1" lines:
      | no |
      | A  |
      | A  |
      | A  |
    When "SO1" line 1 is changed:
      | field | value |
      | no    | B     |
    And "SO1" line 2 is changed:
      | field | value |
      | no    |       |
    And "SO1" line 3 is deleted
    Then "SO1" lines are:
      | type | no | description |
      | item | B  | Chair       |
      | item |    |             |

  Scenario: Another number brings its own texts
    Given item "B" has:
      | field               | value |
      | automatic_ext_texts | yes   |
    And a sales order "SO1" for customer "C3"
    And "SO1" lines:
      | no |
      | A  |
    When "SO1" line 1 is changed:
      | field | value |
      | no    | B     |
    Then "SO1" lines are:
      | description   | attached_to_line_no |
      | Chair         | 0                   |
      | Five castors. | 10000               |

  Scenario: A line without a text for this document is refused
    Given item records:
      | no |
      | D  |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | no |
      | D  |
    When "SO1" line 1 gets extended_texts
    Then it is refused naming "D"
    And it is refused with "sales.no_extended_texts"
    And nothing has changed

  Scenario: Resources and accounts have texts too
    Given resource records:
      | no | automatic_ext_texts |
      | R1 | yes                 |
    And gl_account "3590" has:
      | field               | value |
      | automatic_ext_texts | yes   |
    And extended_text records:
      | owner      | no   | text_no | all_languages |
      | resource   | R1   | 1       | yes           |
      | gl_account | 3590 | 1       | yes           |
    And extended_text_line records:
      | owner      | no   | text_no | line_no | text               |
      | resource   | R1   | 1       | 10000   | Tools are included |
      | gl_account | 3590 | 1       | 10000   | Delivered to door  |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | type       | no   | quantity |
      | resource   | R1   | 1        |
      | gl_account | 3590 | 1        |
    Then "SO1" lines are:
      | type       | description        |
      | resource   | R1                 |
      | comment    | Tools are included |
      | gl_account | Fees and freight   |
      | comment    | Delivered to door  |

  Scenario: A standard text is chosen by its code on a comment line and has texts of its own
    Given standard_text records:
      | code  | description              |
      | THANK | Thank you for your order |
    And extended_text records:
      | owner         | no    | text_no | language_code |
      | standard_text | THANK | 1       | ENU           |
    And extended_text_line records:
      | owner         | no    | text_no | line_no | text                 |
      | standard_text | THANK | 1       | 10000   | We deliver on Friday |
    And a sales order "SO1" for customer "C1"
    When "SO1" gets the line:
      | type    | no    |
      | comment | thank |
    Then "SO1" lines are:
      | type    | no    | description              | attached_to_line_no |
      | comment | THANK | Thank you for your order | 0                   |
      | comment |       | We deliver on Friday     | 10000               |

  Scenario: An unknown standard text is refused
    Given a sales order "SO1" for customer "C1"
    When "SO1" gets the line:
      | type    | no  |
      | comment | NOT |
    Then it is refused naming "NOT"
    And nothing has changed

  Scenario: A text that stands on a document keeps its code
    Given standard_text records:
      | code  | description              |
      | THANK | Thank you for your order |
    And a sales order "SO1" for customer "C1"
    And "SO1" lines:
      | type    | no    |
      | comment | THANK |
    When standard_text "THANK" is deleted
    Then it is refused naming "THANK"

  Scenario: The texts are posted with their line
    Given a sales order "SO1" for customer "C3"
    And item "A" has:
      | field | value   |
      | type  | service |
    And "SO1" lines:
      | no | quantity |
      | A  | 1        |
    When "SO1" is posted
    Then sales_invoice_line records where document_no is "$SO1.invoice" are:
      | type    | description | attached_to_line_no |
      | item    | Desk        | 0                   |
      | comment | 140 x 70 cm | 10000               |

  Scenario: A text has its dates in order and an owner that is there
    When extended_text records are added:
      | owner | no | text_no | starting_date | ending_date |
      | item  | A  | 9       | 2026-02-01    | 2026-01-01  |
    Then it is refused with "setup.dates_reversed"
    When extended_text records are added:
      | owner | no | text_no |
      | item  | X  | 1       |
    Then it is refused naming "X"
    And nothing has changed

  Scenario: A text is in one language or for all of them
    When extended_text "item|A|1" is changed:
      | field         | value |
      | all_languages | yes   |
    Then extended_text "item|A|1" has:
      | field         | value |
      | language_code |       |
    When extended_text "item|A|1" is changed:
      | field         | value |
      | language_code | SVE   |
    Then extended_text "item|A|1" has:
      | field         | value |
      | all_languages | no    |

  Scenario: The texts go with their item
    When item "A" is deleted
    Then there are 0 extended_text records where no is "A"
    And there are 0 extended_text_line records where no is "A"
