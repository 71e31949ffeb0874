"""Ready pictures: what each of them says, and how it is drawn on a sheet of any size."""
