"""Outcomes in sentences and in JSON, the same for both doors."""
