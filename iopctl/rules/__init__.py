"""Pure functions: an agreement and a day → a result that explains itself."""
