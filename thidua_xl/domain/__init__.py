"""The pure middle: criteria, scores, standings, votes, findings. No file, no Excel, no clock."""
