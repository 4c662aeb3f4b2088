"""How fast iopctl is: files at random, what is measured, and the report."""
