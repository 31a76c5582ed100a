"""The course's site: lessons, syllabus, guides and known mistakes, to be read without a server.

``pages`` writes what Sphinx reads, ``catalogue`` the mistakes; ``links`` knows where things are on
the site, ``command`` builds. Sphinx itself is set up in `docs/site`, with the extensions that draw
formulas and mend tables.
"""
