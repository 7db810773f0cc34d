# Bash completion for relevo. The program itself knows what fits; it asks no server.
_relevo() {
    local IFS=$'\n'
    COMPREPLY=($(relevo --complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
# Where it knows nothing: file names.
complete -o default -F _relevo relevo
