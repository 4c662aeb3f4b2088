"""Programs that are measured beside iopctl; each runs in the environment of the wheel, by its path."""
