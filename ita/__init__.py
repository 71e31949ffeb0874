"""The package: everything the dashboard computes, usable without a browser."""
