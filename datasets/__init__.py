"""The program that draws the course's data. Students get the files; the program stays here."""
