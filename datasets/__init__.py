"""The program that draws the course's data. It stays with the instructor; students get the files."""
