import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { Network } from '@rollcall/test-postgres';
import type { AuditAction } from '../../src/domain/audit.ts';
import { openPostgresStorage } from '../../src/storage/postgres/open.ts';
import { type Storage, StorageUnavailable } from '../../src/storage/storage.ts';
import { Scene, SUSPEND_USER } from '../operations/scene.ts';
import { emptyDatabases, testCluster } from '../postgres/test-cluster.ts';
import { assertRefusal } from '../service/assertions.ts';
import {
  ACME,
  application,
  clientId,
  contextAt,
  fill,
  hashOf,
  idOf,
  NOW,
  parseUser,
  person,
} from './contract/samples.ts';

const AWAY = { status: 503, code: 14, message: 'unavailable' } as const;
const [OWNER, MEMBER, NEWCOMER] = [idOf(0), idOf(2), idOf(50)];

/** A change, the statement with which it is committed, and how to tell that it happened. */
interface Change {
  readonly statement: string;
  readonly action: AuditAction;
  readonly prepare?: (storage: Storage) => Promise<unknown>;
  readonly make: (storage: Storage) => Promise<unknown>;
  readonly happened: (storage: Storage) => Promise<boolean>;
}

const CHANGES: Readonly<Record<string, Change>> = {
  'a member is suspended': {
    statement: 'rollcall_move_user',
    action: 'user.suspended',
    make: (storage) => storage.suspendUser(ACME, MEMBER, contextAt()),
    happened: (storage) => isSuspended(storage, MEMBER),
  },
  'an owner is suspended': {
    statement: 'COMMIT',
    action: 'user.suspended',
    make: (storage) => storage.suspendUser(ACME, OWNER, contextAt()),
    happened: (storage) => isSuspended(storage, OWNER),
  },
  'a token is issued': {
    statement: 'rollcall_issue_token',
    action: 'token.issued',
    make: issueToken,
    happened: isTokenAlive,
  },
  'a token is revoked': {
    statement: 'rollcall_revoke_token',
    action: 'token.revoked',
    prepare: issueToken,
    make: (storage) => storage.revokeToken(hashOf(7), clientId(1), contextAt()),
    happened: async (storage) => !(await isTokenAlive(storage)),
  },
  'an application is changed': {
    statement: 'COMMIT',
    action: 'application.updated',
    make: (storage) => storage.updateApplication(clientId(1), { name: 'Renamed' }, contextAt()),
    happened: async (storage) => (await storage.findApplication(clientId(1)))?.name === 'Renamed',
  },
  'a directory is imported': {
    statement: 'COMMIT',
    action: 'directory.imported',
    make: (storage) => fill(storage, { people: [person(50)] }),
    happened: async (storage) => (await storage.findUser(ACME, NEWCOMER)) !== undefined,
  },
};

const cluster = testCluster();
const emptyDatabase = emptyDatabases(cluster);

describe('a connection to PostgreSQL that breaks at the commit', () => {
  let network: Network;
  let storage: Storage;

  beforeEach(async () => {
    network = await Network.start(cluster().socket);
    const database = new URL(await emptyDatabase()).pathname.slice(1);
    storage = await openPostgresStorage({ url: network.url(database), role: 'server' });
  });

  afterEach(async () => {
    await storage.close();
    await network.close();
  });

  for (const [name, { statement, action, prepare, make, happened }] of Object.entries(CHANGES)) {
    for (const moment of ['before', 'after'] as const) {
      test(`${moment} it, when ${name}: neither told as done nor as refused, and whole or not at all`, async () => {
        const owners = [person(0, { role: 'owner' }), person(1, { role: 'owner' })];
        await fill(storage, { people: [...owners, person(2)], applications: [application(1)] });
        await prepare?.(storage);
        const entries = async () => (await storage.listAudit({ action, limit: 10 })).length;
        const before = await entries();

        const cut = network.cutAt(statement, moment);
        await assert.rejects(make(storage), StorageUnavailable);
        await cut;

        assert.equal(await happened(storage), moment === 'after');
        assert.equal((await entries()) - before, moment === 'after' ? 1 : 0);
      });
    }
  }

  for (const moment of ['before', 'after'] as const) {
    test(`${moment} it: a caller is told to come again, and then hears how it is`, async () => {
      await using scene = await Scene.open(SUSPEND_USER, { storage });
      const cut = network.cutAt('rollcall_move_user', moment);
      const answer = await scene.call();
      await cut;

      assertRefusal(answer, AWAY);
      assert.match(String(answer.headers['retry-after']), /^[1-9]\d*$/);
      assert.equal(await scene.stateOf(), moment === 'after' ? 'SUSPENDED' : 'ACTIVE');

      const again = await scene.call();
      assert.equal(again.status, 200);
      assert.equal(again.json.state, 'SUSPENDED');
      assert.deepEqual(await scene.refusalsOf(scene.member.id), ['success undefined'], 'it is written down once');
    });
  }

  test('a question is asked again, because it changes nothing', async () => {
    await fill(storage, { people: [person(0, { role: 'owner' })] });
    const cut = network.cutAt('rollcall_find_user', 'after');
    assert.equal(parseUser(await storage.findUser(ACME, OWNER)).id, OWNER);
    await cut;
  });
});

function issueToken(storage: Storage): Promise<boolean> {
  return storage.issueToken({ hash: hashOf(7), clientId: clientId(1), expiresAt: NOW + 900_000 }, contextAt());
}

async function isTokenAlive(storage: Storage): Promise<boolean> {
  return (await storage.findToken(hashOf(7), NOW)) !== undefined;
}

async function isSuspended(storage: Storage, userId: string): Promise<boolean> {
  return parseUser(await storage.findUser(ACME, userId)).state === 'SUSPENDED';
}
