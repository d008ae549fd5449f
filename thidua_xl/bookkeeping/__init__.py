"""What every book of ours can do: be opened, compared, rewritten, journaled."""
