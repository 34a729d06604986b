import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Cluster } from '@rollcall/test-postgres';
import { endPools, runStatements } from '../src/load/statement-load.ts';
import { namesOf } from '../src/postgres/courses.ts';
import { Room } from '../src/room.ts';
import { activePeople } from '../src/sections/people.ts';
import { makeDirectory } from '../src/targets/directory.ts';
import { type RecordedStatement, Recorder, usual, withValues } from '../src/targets/recorded-statements.ts';
import { authorised } from '../src/targets/rollcall.ts';

let cluster: Cluster;
let room: Room;
before(async () => {
  cluster = await Cluster.start();
  room = new Room();
});
after(async () => {
  await endPools();
  await room[Symbol.asyncDispose]();
  await cluster.remove();
});

test('what a server asks for a request is recorded, and asked again without it', async () => {
  const url = await cluster.createDatabase();
  const directory = await makeDirectory(room, 50, ['--database-url', url]);
  await using recorder = await Recorder.start(room, directory, { limits: true });
  const requests = await authorised(recorder.server, directory);
  const ids = await activePeople(recorder.server, requests, 10);
  const recording = await recorder.record(ids.map((id) => requests.get(id)));

  const names = namesOf(recording).flat();
  assert.match(names.at(0) ?? '', /find_token/, 'the token decides first');
  assert.match(names.at(-1) ?? '', /find_user/, 'the work comes last');
  assert.ok(
    names.some((name) => name.includes('limit')),
    'the request is counted',
  );
  assert.match(recording.session.join(), /statement_timeout/);
  assert.equal(recording.scripts.length, ids.length);

  const database = new URL(url).pathname.slice(1);
  const counted = async () => {
    const [row] = await cluster.query('SELECT sum(points)::int AS points FROM rollcall.limit_counts', database);
    return Number(row?.points);
  };
  const before = await counted();
  const { session, texts, scripts } = recording;
  const result = await runStatements({ url, pool: 2, session, texts, scripts, lanes: 2, seconds: 30, once: true });
  assert.deepEqual([result.succeeded, result.broken], [ids.length, 0]);
  assert.equal((await counted()) - before, 2 * ids.length, 'each in its minute and its hour');
});

test('what housekeeping asked meanwhile belongs to no request', () => {
  const statement = (name: string): RecordedStatement => ({ name, text: name, values: [], beside: false });
  const get = [statement('token'), statement('user')];
  assert.deepEqual(usual([get, [statement('sweep'), ...get], get]), [get, get]);
  assert.deepEqual(usual([]), []);
});

test('scripts are asked about somebody else by other values', () => {
  const scripts = [[[{ text: 0, values: ['ADA', 7, { bytes: '00' }] }]]];
  const swapped = withValues(scripts, (value) => (value === 'ADA' ? 'LIN' : undefined));
  assert.deepEqual(swapped, [[[{ text: 0, values: ['LIN', 7, { bytes: '00' }] }]]]);
  assert.deepEqual(scripts[0]?.[0]?.[0]?.values[0], 'ADA');
});
