"""Tables, problems and deadlines in each format: no renderer knows a command."""
