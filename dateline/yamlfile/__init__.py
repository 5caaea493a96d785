"""Records ↔ the YAML that people edit: read with every mistake at once, written plainly, appended to byte by byte.

Taken module by module: to read a plain file, neither the other reader nor a writer has to be loaded.
"""
