"""Settings of the whole suite."""

import os

from hypothesis import settings

# Speed is measured in benchmarks/, never here: a busy machine is no failure. A gate asks the same
# questions every time; at home each run asks new ones.
settings.register_profile("patient", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("patient")
