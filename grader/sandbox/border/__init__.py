"""What both sides of the border share: values as bytes, frames, limits, errors, recorded outputs.

Imports here are relative, as in `inside`: where students' code runs these two folders are all there
is, under a package of another name.
"""
