"""Changes the data: checks candidates, decides on files, and writes all files of a change or none."""
