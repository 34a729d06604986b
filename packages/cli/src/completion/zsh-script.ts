import { COMPLETE } from './answer-shell.ts';

/** To be sourced, or saved as `_rollcall` in a folder of `$fpath`. */
export const ZSH_SCRIPT = `#compdef rollcall
_rollcall() {
  local line kind=''
  local -a found asked
  asked=("\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}")
  while IFS= read -r line; do
    if [[ -z $kind ]]; then
      kind=$line
    else
      found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
    fi
  done < <(command rollcall ${COMPLETE} "\${asked[@]}" 2>/dev/null)
  case $kind in
    files) compset -P '--*='; _files ;;
    folders) compset -P '--*='; _files -/ ;;
    *) (( \${#found} )) && _describe -V rollcall found ;;
  esac
}
if [[ \${funcstack[1]} == _rollcall ]]; then
  _rollcall "$@"
else
  (( \${+functions[compdef]} )) || { autoload -Uz compinit && compinit -i; }
  compdef _rollcall rollcall
fi
`;
