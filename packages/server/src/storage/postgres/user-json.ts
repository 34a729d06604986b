/** A text as it stands between the quotes of a JSON string: how names and addresses are stored. */
export function toJsonText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

export function fromJsonText(stored: string): string {
  return stored.includes('\\') ? String(JSON.parse(`"${stored}"`)) : stored;
}

/**
 * The wire's User object, put together by the database from texts that are JSON already.
 * @param user name of the row with the person's columns
 * @param state SQL that yields the state
 * @param account SQL that yields the account's id
 */
export function userJsonSql(user: string, state: string, account: string): string {
  return `'{"id":"' || ${user}.id || '","email":"' || ${user}.email || '","display_name":"' || ${user}.display_name
    || '","state":"' || ${state} || '","create_time":"' || ${user}.create_time
    || '","path":"accounts/' || ${account} || '/users/' || ${user}.id || '"}'`;
}
