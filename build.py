"""`python build.py …` is `dateline …`, for a plain clone: run it with no command to build the site.

(The name hides PyPI's `build` from scripts run in this folder; releases are made with `uv build` or `pyproject-build`.)
"""

from dateline.start import main

if __name__ == "__main__":
    main()
