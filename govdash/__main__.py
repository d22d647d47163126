"""`python -m govdash` is `govdash`."""

import sys

from govdash.cli import main

sys.exit(main())
