import type { ApiVersion } from '@rollcall/contract';
import { shellWord } from '../output/shell.ts';

export interface SessionFacts {
  readonly baseUrl: string;
  readonly caFile: string | undefined;
  readonly apiVersions: readonly ApiVersion[];
  readonly accountId: string;
  readonly clientId: string;
  /** Undefined where nobody knows it any more. */
  readonly secret: string | undefined;
  /** Someone who may be suspended and reactivated; undefined where there is nobody. */
  readonly personId: string | undefined;
}

const TOKEN_PATHS: Readonly<Record<ApiVersion, string>> = {
  v1beta1: '/v1beta1/users/oauth2/token',
  v1: '/v1/oauth/token',
};

/** A session to paste into bash: a token, a list with a filter, the next page, suspend, reactivate. */
export function curlSession(facts: SessionFacts): string {
  const version = facts.apiVersions[0] ?? 'v1beta1';
  const trust = facts.caFile === undefined ? '' : ` --cacert ${shellWord(facts.caFile)}`;
  const users = `${facts.baseUrl}/${version}/accounts/${facts.accountId}/users`;
  const lines = [
    ...(facts.secret === undefined ? ['# Put the client secret between the quotes first.'] : []),
    `CLIENT_SECRET='${facts.secret ?? ''}'`,
    `USERS=${shellWord(users)}`,
    `TOKEN=$(curl -sS${trust} -u "${facts.clientId}:$CLIENT_SECRET" -d grant_type=client_credentials \\`,
    `  ${shellWord(facts.baseUrl + TOKEN_PATHS[version])} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    `api() { curl -sS${trust} -H "Authorization: Bearer $TOKEN" "$@" && echo; }`,
    '# Active people, three to a page.',
    `PAGE=$(api -G "$USERS" --data-urlencode 'filter=user.isActive()' -d max_page_size=3); echo "$PAGE"`,
    '# The next page: the token alone continues filter and size.',
    `NEXT=$(echo "$PAGE" | sed -n 's/.*"next_page_token":"\\([^"]*\\)".*/\\1/p')`,
    `api -G "$USERS" -d page_token="$NEXT"`,
  ];
  if (facts.personId !== undefined) {
    lines.push(
      '# Suspend someone, and take it back.',
      `api -X POST "$USERS/${facts.personId}:suspend"`,
      `api -X POST "$USERS/${facts.personId}:reactivate"`,
    );
  }
  return lines.join('\n');
}
