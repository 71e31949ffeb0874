"""The parts of the what-if page: the scenario in the address, its result, its editor, its goals."""
