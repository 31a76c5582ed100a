#!/usr/bin/env bash
# A class of twelve, from release to feedback, in a folder of its own: nothing of yours is touched.
set -eu
name=$1
export COURSE_ROOT=$PWD/build/demo

rm -rf "$COURSE_ROOT"
mkdir -p "$COURSE_ROOT"
make --no-print-directory release ASSIGNMENT="$name"
echo "Twelve students hand in:"
python -m tests.sample_class "$name"
make --no-print-directory grade feedback export ASSIGNMENT="$name"
echo
echo "Feedback pages: $COURSE_ROOT/feedback/STUDENT/$name/"
echo "Graded notebooks: $COURSE_ROOT/autograded/STUDENT/$name/"
