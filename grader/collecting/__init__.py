"""From what a class handed in to one folder a student: the same rules for collecting and grading.

archives   what lies in downloads, unpacked safely
names      platforms' names: whose, when, which attempt
owners     whose file is which, where no platform says so
junk       what is never anybody's work
files      what one student handed in
choosing   which file is the notebook, and which of several counts
gather     the whole way from downloads to ``submitted/``
"""
