import type { Scope } from '@rollcall/contract';
import type { Credentials } from './credentials.ts';

/** A first call in some language. */
export interface Snippet {
  readonly id: 'curl' | 'typescript' | 'python';
  /** A name of its own, in any language of the console. */
  readonly title: string;
  readonly text: string;
}

/** A first call that the scopes allow, filled in; `USER_ID` is left where somebody has to be named. */
export function snippets(credentials: Credentials, scopes: readonly Scope[]): readonly Snippet[] {
  const first = CALLS.find(({ scope }) => scopes.includes(scope)) ?? CALLS[0];
  return [
    { id: 'curl', title: 'curl', text: curl(credentials, first) },
    { id: 'typescript', title: 'TypeScript', text: typescript(credentials, first) },
    { id: 'python', title: 'Python', text: python(credentials, first) },
  ];
}

interface Call {
  readonly scope: Scope;
  readonly method: 'get' | 'post';
  /** After `/users`. */
  readonly path: string;
  readonly typescript: string;
  readonly python: string;
}

/** The harmless ones first. */
const CALLS: readonly [Call, ...Call[]] = [
  {
    scope: 'list_users',
    method: 'get',
    path: '?max_page_size=25',
    typescript: 'for await (const user of client.users.list()) {\n  console.log(user.id, user.email, user.state);\n}',
    python: 'for user in answer.json()["results"]:\n    print(user["id"], user["email"], user["state"])',
  },
  {
    scope: 'get_user',
    method: 'get',
    path: '/USER_ID',
    typescript: "console.log(await client.users.get('USER_ID'));",
    python: 'print(answer.json())',
  },
  {
    scope: 'reactivate_user',
    method: 'post',
    path: '/USER_ID:reactivate',
    typescript: "console.log(await client.users.reactivate('USER_ID'));",
    python: 'print(answer.json())',
  },
  {
    scope: 'suspend_user',
    method: 'post',
    path: '/USER_ID:suspend',
    typescript: "console.log(await client.users.suspend('USER_ID'));",
    python: 'print(answer.json())',
  },
];

function curl({ baseUrl, accountId, clientId, clientSecret }: Credentials, call: Call): string {
  return `TOKEN=$(curl -fsS '${baseUrl}/v1/oauth/token' \\
  -u '${clientId}:${clientSecret}' \\
  -d grant_type=client_credentials | jq -r .access_token)

curl -fsS${call.method === 'post' ? ' -X POST' : ''} '${baseUrl}/v1/accounts/${accountId}/users${call.path}' \\
  -H "Authorization: Bearer $TOKEN"
`;
}

function typescript({ baseUrl, accountId, clientId, clientSecret }: Credentials, call: Call): string {
  return `import { createClient } from '@rollcall/client';

const client = createClient({
  baseUrl: '${baseUrl}',
  accountId: '${accountId}',
  clientId: '${clientId}',
  clientSecret: '${clientSecret}',
});

${call.typescript}
`;
}

function python({ baseUrl, accountId, clientId, clientSecret }: Credentials, call: Call): string {
  return `import requests

BASE_URL = "${baseUrl}"

token = requests.post(
    f"{BASE_URL}/v1/oauth/token",
    auth=("${clientId}", "${clientSecret}"),
    data={"grant_type": "client_credentials"},
    timeout=30,
)
token.raise_for_status()

answer = requests.${call.method}(
    f"{BASE_URL}/v1/accounts/${accountId}/users${call.path}",
    headers={"Authorization": f"Bearer {token.json()['access_token']}"},
    timeout=30,
)
answer.raise_for_status()
${call.python}
`;
}
