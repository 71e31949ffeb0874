"""The parts of the what-if page: the scenario in the URL, its result, editor and goals."""
