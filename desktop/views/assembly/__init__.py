"""The pages of kits: bills of materials, assembly orders, posted assemblies."""
