"""`ilrs-graph completion`."""

from __future__ import annotations

import click

from ..errors import UsageError
from .options import write_content

_SCRIPTS = {
    "bash": """_ilrs_graph() {
    local IFS=$'\\n'
    COMPREPLY=($(ilrs-graph __complete bash "${COMP_LINE:0:$COMP_POINT}" 2>/dev/null))
}
complete -o default -F _ilrs_graph ilrs-graph
""",
    "zsh": """#compdef ilrs-graph
_ilrs_graph() {
    local -a found
    found=("${(@f)$(ilrs-graph __complete zsh "${(@)words[2,$CURRENT]}" 2>/dev/null)}")
    if [[ -n "${found[1]}" ]]; then
        compadd -U -- "${found[@]}"
    else
        _files
    fi
}
compdef _ilrs_graph ilrs-graph
""",
    "fish": """function __ilrs_graph
    set -l found (ilrs-graph __complete fish (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c ilrs-graph -f -a '(__ilrs_graph)'
""",
}
"""The script of each shell; it calls `ilrs-graph __complete`, which `__main__` answers."""


@click.command(
    name="completion",
    epilog="""\b
Examples:
  ilrs-graph completion bash > ilrs-graph.bash
  ilrs-graph completion zsh > _ilrs-graph
  ilrs-graph completion fish > ilrs-graph.fish""",
)
@click.argument("shell", metavar="bash|zsh|fish")
@click.option("--debug", is_flag=True, hidden=True, expose_value=False)
def command(shell: str) -> None:
    """Print the script that lets a shell complete verbs, options, questions, their parameters, things and code lists.

    Things are completed by the beginning of their slug or of a word of their names. The folder must be one from which
    the shell loads completions; or load the script in a running shell: source <(ilrs-graph completion bash).
    """
    if shell not in _SCRIPTS:
        raise UsageError(f"{shell!r} is not a supported shell", tip="supported shells: " + ", ".join(_SCRIPTS))
    write_content(_SCRIPTS[shell], None)
