"""Grading at scale: many submissions, each one pure task, one writer to the gradebook.

bundle     what an assignment's submissions are graded against, as plain data
bundling   collects it from the assignment's folders and the gradebook
digest     what grades, as a digest: the grader's code, its Python, its packages
prepare    a bundle made ready in a process: notebooks parsed, the answer key
task       (bundle, submitted files) -> result; touches nothing
result     executed notebooks, grades, reports and notes of one submission, as plain data
record     a result as the JSON that stays beside the graded notebook
workers    runs tasks, here or on all cores
cluster    runs them on a Dask cluster, with the same interface
member     what a worker of a cluster shows before it grades
child      the process in which such a worker grades
folders    reads submissions from nbgrader's folders and writes results to them
book       writes results to nbgrader's gradebook, a transaction a batch
errors     what ends a run before its time
run        puts these together, with a progress bar
converter  puts `run` in the place of nbgrader's own autograder
"""
