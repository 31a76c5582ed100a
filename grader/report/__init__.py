"""The report on a class: what it understood, and what it did not.

numbers   what the records and the gradebook say together, as plain data
charts    small drawings of it, as SVG
page      one self-contained page an assignment, by page.html.j2 and page.css
command   `python -m grader report`
"""
