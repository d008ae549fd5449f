"""What ends a command before any work (exit code 2): one clear Vietnamese sentence."""


class CannotRunError(Exception):
    """Raised when a command could not run; its text is shown to the user as it is."""
