"""The sheets of a unit's form."""
