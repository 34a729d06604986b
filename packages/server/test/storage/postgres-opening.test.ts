import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Network } from '@rollcall/test-postgres';
import { connectAlone } from '../../src/storage/postgres/connection.ts';
import { openPostgresStorage } from '../../src/storage/postgres/open.ts';
import { StorageRefused } from '../../src/storage/storage.ts';
import { testCluster } from '../postgres/test-cluster.ts';

const cluster = testCluster();

/** Refused with a sentence for the operator that names the database and no secret. */
async function refused(url: string, message: RegExp): Promise<void> {
  await assert.rejects(openPostgresStorage({ url, role: 'server' }), (error: unknown) => {
    assert.ok(error instanceof StorageRefused, String(error));
    assert.match(error.message, message);
    assert.doesNotMatch(error.message, /hunter2/);
    return true;
  });
}

test('a connection without time limits keeps no lock for a program that has vanished', async () => {
  const client = await connectAlone({ url: cluster().url('postgres'), connectMs: 60_000, queryMs: 60_000 });
  const { rows } = await client.query('SHOW idle_in_transaction_session_timeout');
  await client.end();
  assert.deepEqual(rows, [{ idle_in_transaction_session_timeout: '1min' }]);
});

describe('opening PostgreSQL', () => {
  test('where no database server is', async () => {
    await refused(
      'postgres://ada:hunter2@127.0.0.1:1/people',
      /^The database postgres:\/\/127\.0\.0\.1:1\/people cannot be reached\. /,
    );
  });

  test('with a setting that cannot be', async () => {
    const url = cluster().url('postgres');
    const and = url.includes('?') ? '&' : '?';
    await refused(`${url}${and}options=-c%20work_mem%3Djunk`, /refuses a setting of the connection URL: .*work_mem/);
    await refused(`${url}${and}options=-c%20no_such%3D1`, /refuses a setting of the connection URL: .*no_such/);
  });

  test('where the socket is not there', async () => {
    await refused('postgres://ada:hunter2@localhost/people?host=%2Fnowhere', /cannot be reached/);
  });

  test('where there is no such database', async () => {
    await refused(cluster().url('nothing'), /nothing does not exist\. Create the database/);
  });

  test('where there is no such user', async () => {
    const url = cluster().url('postgres').replace('rollcall@', 'stranger:hunter2@');
    await refused(url, /refuses the user or the password/);
  });

  test('where a password is asked for and none, or a wrong one, is given', async () => {
    await cluster().query("CREATE ROLE sealed LOGIN PASSWORD 'correct'");
    const rules = join(cluster().folder, 'data', 'pg_hba.conf');
    writeFileSync(rules, `local all sealed scram-sha-256\n${readFileSync(rules, 'utf8')}`);
    await cluster().query('SELECT pg_reload_conf()');
    for (const credentials of ['sealed', 'sealed:hunter2']) {
      const url = cluster().url('postgres').replace('rollcall@', `${credentials}@`);
      await refused(url, /refuses the user or the password/);
    }
  });

  test('where TLS is wanted and not offered', async () => {
    const network = await Network.start(cluster().socket);
    await refused(`${network.url('postgres')}?sslmode=verify-full`, /does not offer TLS/);
    await network.close();
  });

  test('where TLS is wanted in other words for the same, without a warning of the driver', async () => {
    const warnings: string[] = [];
    const note = ({ message }: Error) => void warnings.push(message);
    process.on('warning', note);
    const network = await Network.start(cluster().socket);
    for (const mode of ['require', 'verify-ca', 'prefer']) {
      await refused(`${network.url('postgres')}?sslmode=${mode}`, /does not offer TLS/);
    }
    await network.close();
    process.off('warning', note);
    assert.deepEqual(warnings, []);
  });

  test('where the URL names a certificate that is not there', async () => {
    const url = 'postgres://ada:hunter2@127.0.0.1:1/people?sslmode=verify-full&sslrootcert=/nowhere/ca.pem';
    await refused(
      url,
      /cannot be connected to without the file \/nowhere\/ca\.pem, which cannot be read \(ENOENT\)\.$/,
    );
  });

  test('where the user may make nothing', async () => {
    const url = await cluster().createDatabase();
    await cluster().query('CREATE ROLE guest LOGIN');
    await refused(
      url.replace('rollcall@', 'guest@'),
      /refuses this user a right it needs\. Make the user the owner of the schema rollcall, or of the database\.$/,
    );
  });

  test('which is read-only', async () => {
    const url = await cluster().createDatabase();
    await cluster().query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET default_transaction_read_only = on`);
    await refused(url, /is read-only\. Connect to the primary/);
  });
});
