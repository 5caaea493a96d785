"""`python -m dateline` is `dateline`."""

from dateline.start import main

if __name__ == "__main__":
    main(prog_name="dateline")
