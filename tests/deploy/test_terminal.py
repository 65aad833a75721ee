"""A command's real output as a page."""

import os
import sys

from deploy.demo.terminal import as_page, run_in_terminal


def run(program, tmp_path):
    return run_in_terminal([sys.executable, "-c", program], environment=os.environ, folder=tmp_path)


def test_a_command_believes_that_it_writes_to_a_terminal(tmp_path):
    said = run("import sys; print(sys.stdout.isatty(), sys.stderr.isatty())", tmp_path)

    assert said == "True True\n"


def test_all_of_a_long_output_is_read(tmp_path):
    said = run("for number in range(20000): print(number)", tmp_path)

    assert said.splitlines() == [str(number) for number in range(20000)]


def test_colours_become_spans_and_signs_are_escaped():
    html = as_page("./publish.py check", "a.md:1: \x1b[31m\x1b[1mD012\x1b[0m <b> & “Bitiş”\n")

    assert '<span class="red bold">D012</span>' in html
    assert "&lt;b&gt; &amp; “Bitiş”" in html
    assert "\x1b" not in html
