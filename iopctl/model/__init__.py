"""Frozen pydantic classes: the agreement as signed, in the words of its file."""
