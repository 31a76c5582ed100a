"""All the code of ours, with `border`, that is there where students' code runs."""
