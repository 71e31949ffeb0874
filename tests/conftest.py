"""Settings of the whole suite."""

from hypothesis import settings

# Speed is measured in benchmarks/, never here: a busy machine is no failure.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
