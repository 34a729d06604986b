import { COMPLETE } from './answer-shell.ts';

/**
 * For bash 3.2 and newer, without the bash-completion package. bash hands over words that are broken at `=`, `:` and `@`
 * too: they are put together again, and what stands before the last break is taken off the answers.
 */
export const BASH_SCRIPT = `# bash completion of rollcall
_rollcall() {
  local rest="\${COMP_LINE:0:COMP_POINT}" piece prefix line kind='' count=-1
  local -a words=()
  COMPREPLY=()
  for piece in "\${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
    if [[ $count -lt 0 || $rest == [[:space:]]* || -z $rest && -z $piece ]]; then
      count=$((count + 1))
      words[count]=''
      rest="\${rest#"\${rest%%[![:space:]]*}"}"
    fi
    if [[ \${#piece} -gt \${#rest} ]]; then piece=$rest; fi
    words[count]+=$piece
    rest="\${rest#"$piece"}"
  done
  prefix=\${words[count]}
  if [[ $prefix == *[=:@]* ]]; then prefix="\${prefix%"\${prefix##*[=:@]}"}"; else prefix=''; fi
  while IFS= read -r line; do
    if [[ -z $kind ]]; then kind=$line; continue; fi
    line=\${line%%$'\\t'*}
    COMPREPLY+=("\${line#"$prefix"}")
  done < <(command rollcall ${COMPLETE} "\${words[@]:1}" 2>/dev/null)
  case $kind in
    files) compopt -o default 2>/dev/null ;;
    folders) compopt -o dirnames 2>/dev/null ;;
  esac
}
complete -F _rollcall rollcall
`;
