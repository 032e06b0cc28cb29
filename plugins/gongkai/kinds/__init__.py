"""The rooms. Each folder is one room, all of one shape: model.py (schemas), rules.py, views.py, __init__.py (its
door).
"""
