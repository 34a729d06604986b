import { shellWord } from '../../src/output/shell.ts';
import { BIN } from '../support/rollcall.ts';

/** This very command as the client under test, by its words and for a shell. */
export const OWN = [process.execPath, BIN] as const;
export const OWN_LINE = OWN.map(shellWord).join(' ');

/** A client in a few lines that reads the first page of a list only, over and over: twice. */
const FIRST_PAGE_ONLY = `
  const { ROLLCALL_BASE_URL: base, ROLLCALL_ACCOUNT: account, ROLLCALL_CLIENT_ID: id, ROLLCALL_CLIENT_SECRET: secret } = process.env;
  const headers = { 'user-agent': 'acme-sync/3.1' };
  const { access_token: token } = await (await fetch(base + '/v1/oauth/token', {
    method: 'POST',
    headers: { ...headers, authorization: 'Basic ' + btoa(id + ':' + secret) },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })).json();
  const url = base + '/v1/accounts/' + account + '/users';
  for (let i = 0; i < 2; i++) await (await fetch(url, { headers: { ...headers, authorization: 'Bearer ' + token } })).json();
  console.log('2 pages');
`;

/** @param more to do afterwards */
export function firstPageOnly(more = ''): readonly string[] {
  return [process.execPath, '--input-type=module', '-e', FIRST_PAGE_ONLY + more];
}
