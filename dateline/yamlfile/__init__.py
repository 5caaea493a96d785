"""Records ↔ the YAML that people edit: read with every mistake at once, written plainly, appended to byte by byte."""

from dateline.yamlfile.mend import mend_ids, mend_spelling
from dateline.yamlfile.places import Places
from dateline.yamlfile.plain import read_plain
from dateline.yamlfile.read import read_record
from dateline.yamlfile.splice import add_ids, append_items
from dateline.yamlfile.write import write_record

__all__ = ["Places", "add_ids", "append_items", "mend_ids", "mend_spelling", "read_plain", "read_record", "write_record"]
