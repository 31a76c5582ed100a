"""wrong: prints"""

basic_sigmoid = print
