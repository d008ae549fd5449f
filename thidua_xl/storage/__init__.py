"""Files written so that a crash harms nothing: safe writing, locks, folders that people work in."""
