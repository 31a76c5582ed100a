r"""Mathematics is typeset by the page, so its commands are commands to the page.

MathJax and KaTeX know a few that make links, load code, or set CSS on what they draw:
`\href{javascript:…}{x}`, `\bbox[background:url(…)]{x}`, `\mmlToken{mi}[href=…]{x}`. A formula
needs none of them.
"""

import re

_COMMANDS = (
    "href|url|require|unicode|style|class|cssId|bbox|enclose|mmlToken|includegraphics"
    "|data|htmlClass|htmlData|htmlId|htmlStyle|csname"
)
# Every backslash before the name goes, since `\\href` less one of them is `\href` again. A run of
# backslashes is looked at once, from its start: any other way takes time squared in its length.
_COMMAND = re.compile(rf"(?<!\\)\\++({_COMMANDS})(?![A-Za-z])")


def clean_latex(source: str) -> str:
    r"""Return the text with dangerous TeX commands turned into their bare names.

    Braces around the name keep it from joining what stands before: `\html\style` must not
    become `\htmlstyle`.
    """
    return _COMMAND.sub(r"{\1}", source)
