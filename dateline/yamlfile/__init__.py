"""Records ↔ the YAML that people edit: read with every mistake at once, written plainly, appended to byte by byte."""

from dateline.yamlfile.read import read_record
from dateline.yamlfile.splice import add_ids, append_items
from dateline.yamlfile.write import write_record

__all__ = ["add_ids", "append_items", "read_record", "write_record"]
