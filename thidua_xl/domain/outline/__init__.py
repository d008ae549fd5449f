"""Tables of criteria and units as offices write them, understood without guessing: plain cells in, a proposal out."""
