"""`python -m instrumen`: the same as `instrumen`, where the command is not on the PATH."""

from instrumen.cli.__main__ import main

if __name__ == "__main__":
    main()
