"""Hand-ins graded and answered as they arrive, with a receipt.

settings   what may be set, in nbgrader_config.py
arrivals   what is in the exchange or a folder, and whether all of it is there
answering  grades, receipts, pages and the exchange, by nbgrader's own classes
app        `python -m grader watch`: looks, answers, until Ctrl-C
"""
