import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import type { Storage } from '../../src/storage/storage.ts';
import {
  ACME,
  application,
  clientId,
  contextAt,
  fill,
  hashOf,
  idOf,
  NOW,
  parsePage,
  parseUser,
  people,
} from './contract/samples.ts';
import { dataFolders } from './data-folder.ts';
import { StoreProcess } from './store-process.ts';

const newFolder = dataFolders();

/** What the command line changes holds at the very next call of the server, however much the server has read before. */
describe('the command line beside a running server', () => {
  let server: Storage;
  let commandLine: StoreProcess;

  before(async () => {
    const dataDir = newFolder();
    server = await openSqliteStorage({ dataDir, role: 'server' });
    await fill(server, { people: people(50) });
    commandLine = await StoreProcess.start(dataDir, 'administration');
  });

  beforeEach(async () => {
    await server.deleteApplication(clientId(1), contextAt());
    await server.createApplication(application(1), contextAt());
    await server.issueToken({ hash: hashOf(9), clientId: clientId(1), expiresAt: NOW + 1000 }, contextAt());
    assert.ok(await server.findToken(hashOf(9), NOW));
  });

  after(async () => {
    await commandLine.kill();
    await server.close();
  });

  test('a rotated secret', async () => {
    for (const number of [21, 22, 23]) {
      await commandLine.ask('rotate', String(number));
      const found = await server.findApplication(clientId(1));
      assert.deepEqual(
        found?.secrets.map(({ hash }) => hash),
        [hashOf(number)],
      );
    }
  });

  test('a removed scope', async () => {
    await commandLine.ask('narrow');
    assert.deepEqual((await server.findToken(hashOf(9), NOW))?.application.scopes, ['get_user']);
  });

  test('a deleted application and its tokens', async () => {
    await commandLine.ask('delete-application');
    assert.equal(await server.findToken(hashOf(9), NOW), undefined);
    assert.equal(await server.findApplication(clientId(1)), undefined);
    assert.equal(
      await server.issueToken({ hash: hashOf(10), clientId: clientId(1), expiresAt: NOW + 1000 }, contextAt()),
      false,
    );
  });

  test('an import and a suspension', async () => {
    const query = { accountId: ACME, state: undefined, size: 100, after: undefined };
    await server.listUsers(query);
    await server.findUser(ACME, idOf(3));
    await commandLine.ask('rename', '3');
    assert.match(Buffer.from((await server.listUsers(query)).json).toString(), /Renamed/);
    await commandLine.ask('suspend', '3');
    assert.equal(parseUser(await server.findUser(ACME, idOf(3))).state, 'SUSPENDED');
    assert.equal(parsePage(await server.listUsers(query))[3]?.state, 'SUSPENDED');
    assert.equal((await server.checkTransition(ACME, idOf(3), 'SUSPENDED')).kind, 'unchanged');
  });

  test("the server's own changes go on beside it, and the command line sees them", async () => {
    const changes = [5, 6, 7, 8].map((number) => server.suspendUser(ACME, idOf(number), contextAt()));
    await commandLine.ask('suspend', '10');
    for (const result of await Promise.all(changes)) assert.equal(result.kind, 'changed');
    for (const number of [5, 6, 7, 8, 10]) {
      assert.equal(parseUser(await server.findUser(ACME, idOf(number))).state, 'SUSPENDED');
    }
  });
});
