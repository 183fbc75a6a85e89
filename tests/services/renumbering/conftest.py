"""The standard company, in one transaction that is rolled back after each test."""

from tests.services.office import office, session

__all__ = ["office", "session"]
