"""What was loaded to find the tests is there to stay: nobody looks through it again for garbage."""

import gc


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
