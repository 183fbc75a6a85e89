"""The ledgers, and the entries behind a document."""
