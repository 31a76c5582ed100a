"""Feedback pages: what a student reads of a graded notebook, and nothing of a hidden test.

hidden      what of a graded cell its student may see
questions   a graded notebook as questions: asked, answered, found out, said
fragments   prose, code and outputs as HTML; code in colours, formulas as MathML (colours, formulas)
excerpts    the sections of lessons that hints lead to
page        the whole page, by page.html.j2 and page.css
receipts    what came when, and what it was read as: by a watch, for its student
making      one page from its files to its file
converter   nbgrader's command and button, all cores
"""

from grader.feedback.converter import FeedbackPages, install

__all__ = ["FeedbackPages", "install"]
