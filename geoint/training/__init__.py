"""From treebanks to geoint's own parser weights: ``python -m geoint.training``; no part of the tool at run time."""
