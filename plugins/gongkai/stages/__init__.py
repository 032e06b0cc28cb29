"""The corridor: one verb each, told by `build.py` in which order. Stages know neither one another nor the rooms."""
