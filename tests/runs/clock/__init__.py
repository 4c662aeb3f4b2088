"""Only `sitecustomize` lies here: a folder that a test puts in front of what Python imports."""
