"""``python -m apiref``."""

import sys

from apiref.cli import main

sys.exit(main())
