"""Results → text. No view prints, writes a file or decides an exit code."""
