"""What the pages that people open have in common: feedback, report, alike.

templates   Jinja as all of them use it, their styles, the one script with its digest
base.css    colours, light, dark and on paper, and how text, tables and code look
sort.js     tables that their headings sort
"""
