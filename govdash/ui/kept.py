"""Answers that are kept for whoever asks the same: so many bytes of them, the newest used.

`st.cache_data` does the same with more ceremony: it looks at the parameters of the function and
hashes its arguments at every call, a tenth of the work of a page that asks twenty questions.
"""

import pickle
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any


class Kept:
    """Answers by their keys. Each is kept as bytes: nobody can change what another one gets."""

    def __init__(self, most: int) -> None:
        self.most, self.held = most, 0
        self._answers: OrderedDict[Hashable, bytes] = OrderedDict()
        self._being_made: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """The answer; made once, also where several ask for it at the same time."""
        known = self._known(key)
        if known is not None:
            return pickle.loads(known)  # noqa: S301
        with self._lock:
            making = self._being_made.setdefault(key, Lock())
        with making:
            known = self._known(key)
            if known is not None:
                return pickle.loads(known)  # noqa: S301
            try:
                answer = make()
                self._keep(key, pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
            finally:
                with self._lock:
                    self._being_made.pop(key, None)
        return answer

    def _known(self, key: Hashable) -> bytes | None:
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def _keep(self, key: Hashable, answer: bytes) -> None:
        with self._lock:
            self.held += len(answer) - len(self._answers.pop(key, b""))
            self._answers[key] = answer
            while self.held > self.most:
                _, dropped = self._answers.popitem(last=False)
                self.held -= len(dropped)

    def clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._answers.clear()
            self.held = 0
