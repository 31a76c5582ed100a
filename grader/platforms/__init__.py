"""Grades and feedback, back to the platform that a class hands in on.

sheets      a table of grades as a platform exports it: filled in, all else byte for byte the same
layouts     what the columns of Canvas, Moodle, Brightspace and Blackboard mean
match       which line of a sheet is which student
fill        what is written into a line, and what is not, and why
archives    feedback pages under the names that a platform takes back
app         the command that does it: ``python -m grader give-back``
gradescope  the zip of an autograder for Gradescope; ``autograder`` is what runs in it there
results     what Gradescope is told, always valid
summary     what GitHub shows of a judged file
"""
