"""Criteria and what they give: a unit's row of scores, by the rules of the cluster (HD 1302, I.2)."""
