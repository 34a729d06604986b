/**
 * What every runtime must be able to do: a walk, a change, a refusal, repetitions, an abort. Plain JavaScript and nothing
 * but the web's API, because it runs in runtimes that know neither types nor Node.js.
 */
export async function journey(api, connection) {
  const repeated = [];
  const client = api.createClient({
    ...connection,
    retry: { baseDelayMs: 0 },
    onRetry: ({ error }) => repeated.push(error.code),
  });
  const ids = [];
  for await (const { id } of client.users.list({ pageSize: 2 })) ids.push(id);
  const { state } = await client.users.suspend(ids[1]);
  const refusal = await client.users.suspend(ids[0]).catch((error) => error);
  const reason = new TypeError('enough');
  const abort = await client.users.get(ids[0], { signal: AbortSignal.abort(reason) }).catch((error) => error);
  await client.token.revoke();
  return {
    people: ids.length,
    state,
    refusal: refusal instanceof api.RollcallError && refusal.code,
    aborted: abort === reason,
    repeated,
  };
}
