"""The bug hunt: a notebook of functions with one fault each, made from the known mistakes.

``scenes`` are the looks by which somebody noticed, ``symptoms`` what a look shows, ``cases`` the
faults that a copy draws, ``notebook`` the copy, ``app`` the command.
"""
