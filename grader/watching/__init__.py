"""Grading on hand-in: what arrives is collected, graded and fed back at once, with a receipt."""
