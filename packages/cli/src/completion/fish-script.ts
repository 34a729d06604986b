import { COMPLETE } from './answer-shell.ts';

/** To be sourced, or saved as `rollcall.fish` in fish's folder for completions. */
export const FISH_SCRIPT = `# fish completion of rollcall
function __rollcall_complete
    set -l current (commandline -ct)
    set -l before (commandline -opc)
    set -l found (command rollcall ${COMPLETE} $before[2..-1] "$current" 2>/dev/null)
    set -l head (string match -r -- '^--[^=]+=' "$current")
    switch "$found[1]"
        case files
            __fish_complete_path (string replace -- "$head" '' "$current") | string replace -r '^' -- "$head"
        case folders
            __fish_complete_directories (string replace -- "$head" '' "$current") | string replace -r '^' -- "$head"
        case '*'
            string join -- \\n $found[2..-1]
    end
end
complete -c rollcall -e
complete -c rollcall -f -k -a '(__rollcall_complete)'
`;
