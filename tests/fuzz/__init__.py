"""`make fuzz`: registers that are damaged in many ways, asked with every command."""
