"""The plan editor of the measures page: begin a plan, write it, save it as a version, compare."""
