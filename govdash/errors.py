"""The few exceptions of govdash: all of them mean wrong use or an unusable file, never bad figures."""


class GovdashError(Exception):
    """Root of everything govdash raises on purpose; its text is meant for the person at the screen."""


class RefusedError(GovdashError):
    """A file that is not, or cannot be read as, an annual report; the text is the true reason."""


class UsageError(GovdashError):
    """A command, filter or table name that does not exist; the text says which."""


class StoreError(GovdashError):
    """The store is missing, from another version, or not a store at all."""
