"""Sales documents: their lines, amounts, dates and states until they are posted."""
