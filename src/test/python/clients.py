"""clients.py BASE MODULE...: runs the trials of the modules named."""
import importlib
import sys

import trials

for module in sys.argv[2:]:
    importlib.import_module(module)
trials.run()
