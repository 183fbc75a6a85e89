"""What is stored. Each module maps its own tables; `every_table` knows them all."""
