"""A memo as a document: one parse of its Markdown, one model of blocks, one writer for each format."""
