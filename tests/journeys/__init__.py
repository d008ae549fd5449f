"""What the tests of several packages share: people on their way, and what they type, send and save on it."""
