"""Programs that measure Kontor against the least that the same work can cost, in one run."""
