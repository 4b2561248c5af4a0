"""Makes `lab`, which is no installed package, importable for its tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
