"""Why a store can't be used."""


class StoreError(RuntimeError):
    """The store can't be used.

    `reason` is "address" (no path and no URL of a known database), "driver" (the database's driver
    is not installed), "newer" (a newer version of the program made the store), "damaged" (a saved
    file is not what was saved), "forbidden" (who asks may not do it) or "database" (it can't be
    reached, read or written).
    """

    def __init__(self, reason: str, detail: object = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason}: {detail}")
