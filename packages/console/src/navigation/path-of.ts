/** The address of a page: `/accounts/:account/people/:person?` leads to `/accounts/A/people` at first. */
export function pathOf(pattern: string, account: string): string {
  return pattern.replace(':account', account).replace(/\/:\w+\?$/, '');
}
