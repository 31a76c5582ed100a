"""Submissions that are more alike than the exercise forces, for a person to look at.

tokens    code and words as symbols: names and layout do not count
works     what each student wrote, with fingerprints; what was given out is known
pairs     fingerprints weighed by how rare they are in the class, and the pairs that share them
page      one self-contained page an assignment, by page.html.j2 and page.css
command   `python -m grader alike`
"""
