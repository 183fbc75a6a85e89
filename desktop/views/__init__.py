"""Everything that is seen: Qt windows, pages and fields."""
