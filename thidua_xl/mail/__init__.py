"""What comes and goes by mail: inbox, archives, messages, IMAP, drafts."""
