"""What grades the course. It never ships to students."""
