"""The tests of Kontor: what it must do, told in sentences that run."""
