"""Files, links and notes of records, who follows a record, and what people are told."""
