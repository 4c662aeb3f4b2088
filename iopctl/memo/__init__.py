"""Memos: their words from templates, and the documents that are made of them."""
