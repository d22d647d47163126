"""The few exceptions of govdash: all of them mean wrong use or an unusable file, never bad figures."""

from enum import StrEnum


class Why(StrEnum):
    """Why a file is no report that can be read: few enough to be counted, each one a true reason."""

    NOTICE = "notice"
    EXPLANATION = "explanation"
    OTHER_STATISTICS = "other_statistics"
    BLANK_FORM = "blank_form"
    OLD_FORM = "old_form"
    NO_TABLES = "no_tables"
    RUN_TOGETHER = "run_together"
    SEVERAL = "several"
    SCAN = "scan"
    EMPTY = "empty"
    DAMAGED = "damaged"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too_large"
    NOT_A_REPORT = "not_a_report"


class GovdashError(Exception):
    """Root of everything govdash raises on purpose; its text is meant for the person at the screen."""


class RefusedError(GovdashError):
    """A file that is not, or cannot be read as, an annual report.

    The text is the true reason for a person, `code` the same for counting.
    """

    def __init__(self, text: str, code: Why = Why.DAMAGED) -> None:
        super().__init__(text)
        self.code = code


class UsageError(GovdashError):
    """A command, filter or table name that does not exist; the text says which."""


class StoreError(GovdashError):
    """The store is missing, from another version, or not a store at all."""


class SlowError(GovdashError):
    """A question that took too long and was ended; the text says so."""


class ClusterError(GovdashError):
    """The cluster that was to read is not there, or would not read as we do; the text says which."""


class TooLargeError(GovdashError):
    """What was asked for does not fit the file it was asked in; the text says what to do."""
