import type * as api from '@rollcall/client';
import type { AccountControls, Person, PersonKind, SandboxAccount } from '@rollcall/client/testing';

/** Uses every function there is for an account, as a test would. Without `using`, for the oldest Node.js there is. */
export async function everyControl(
  { createClient }: Pick<typeof api, 'createClient'>,
  account: AccountControls & Pick<SandboxAccount, 'options' | 'userId' | 'reset'>,
): Promise<Readonly<Record<string, unknown>>> {
  const { clock, people, applications, snapshots, faults, journal, cutOver } = account;
  const told: Record<string, unknown> = {};
  const everybody = async (kind?: PersonKind) => {
    const all: Person[] = [];
    for await (const person of people.list(kind)) all.push(person);
    return all;
  };
  const before = (await everybody()).length;

  await clock.set({ time: '2031-05-04T03:02:01Z', frozen: true });
  await clock.advance(1.5);
  told.clock = await clock.get();
  const client = createClient({ ...account.options, clock: await clock.forClient(), userAgent: 'every-control/1.0' });
  told.owner = (await client.users.get(await account.userId('owner'))).state;

  const { id, ...lin } = await people.create({ email: 'lin@example.com', display_name: '林美玲' });
  told.created = lin;
  told.updated = (await people.update(id, { role: 'administrator' })).role;
  told.administrators = (await everybody('administrator')).some((each) => each.id === id);
  told.generated = (await people.generate(3, 77)).created;
  told.people = (await everybody()).length - before;

  const { client_id: clientId, client_secret: clientSecret } = await applications.create({ scopes: ['get_user'] });
  const reader = createClient({ ...account.options, clientId, clientSecret });
  told.read = (await reader.users.get(id)).display_name;
  told.scopes = (await applications.setScopes(clientId, ['list_users'])).scopes;
  told.refused = await reader.users.get(id).catch(({ code }) => code);
  await applications.remove(clientId);
  told.applications = (await applications.list()).some((each) => each.client_id === clientId);

  await snapshots.create('before');
  told.suspended = (await client.users.suspend(id)).state;
  await snapshots.restore('before');
  told.restored = (await people.get(id)).state;
  await snapshots.remove('before');
  told.snapshots = await snapshots.list();

  const fault = await faults.add({ kind: 'answer', operation: 'GetUser', status: 503 });
  await client.users.get(id);
  told.fault = await faults.get(fault.id);
  await faults.remove(fault.id);
  await faults.add({ kind: 'hang', operation: '*' });
  told.faults = (await faults.list()).length;
  await faults.clear();

  await cutOver.set({ sunset_time: '2031-06-01T00:00:00Z' });
  told.sunset = (await cutOver.get()).sunset_time;
  await cutOver.clear();
  told.noSunset = await cutOver.get().catch(({ status }) => status);

  const unavailable = await journal.wait({ operation: 'GetUser', outcome: 'failed' }, { count: 1, timeoutMs: 1000 });
  told.unavailable = unavailable.map(({ status, fault: met }) => [status, met?.kind]);
  await journal.assert({ operation: 'GetUser', user_id: id, status: 503, exactly: 1 }, { operation: 'SuspendUser' });
  told.listed = (await journal.list({ operation: 'SuspendUser' })).map((each) => each.user_id === id);
  told.graded = (await account.grade()).findings.find(({ rule }) => rule === 'identifies-itself')?.verdict;
  await journal.clear();
  told.journal = await journal.list();

  await people.remove(id);
  told.removed = await people.get(id).catch(({ status, reason }) => [status, reason]);
  told.limits = (await account.update({ limits: { per_minute: 7 } })).limits.per_minute;
  await account.reset();
  told.reset = (await everybody()).length - before;
  return told;
}

/** What it comes back with. */
export const EVERY_CONTROL = {
  clock: { time: '2031-05-04T03:02:02.500Z', frozen: true },
  owner: 'ACTIVE',
  created: {
    email: 'lin@example.com',
    display_name: '林美玲',
    state: 'ACTIVE',
    role: 'member',
    externally_managed: false,
    create_time: '2031-05-04T03:02:02Z',
  },
  updated: 'administrator',
  administrators: true,
  generated: 3,
  people: 4,
  read: '林美玲',
  scopes: ['list_users'],
  refused: 'ERR_INSUFFICIENT_SCOPE',
  applications: false,
  suspended: 'SUSPENDED',
  restored: 'ACTIVE',
  snapshots: [],
  fault: { id: 'f1', fault: { kind: 'answer', operation: 'GetUser', status: 503 }, calls: 2, hits: 1 },
  faults: 1,
  sunset: '2031-06-01T00:00:00.000Z',
  noSunset: 404,
  unavailable: [[503, 'answer']],
  listed: [true],
  graded: 'passed',
  journal: [],
  removed: [404, 'not_found'],
  limits: 7,
  reset: 0,
};
