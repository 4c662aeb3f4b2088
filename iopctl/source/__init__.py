"""One YAML file and its text: where it lies, what it says, and where in it each thing is said."""
