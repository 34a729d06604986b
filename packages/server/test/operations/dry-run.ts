import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Person } from '../../src/domain/directory.ts';
import { assertUser } from '../service/assertions.ts';
import type { Answer } from '../service/request.ts';
import { type Service, somebody } from '../service/service.ts';
import { Scene, type UsersOperation } from './scene.ts';

/** Everybody whom the rules tell apart, twice: of two alike, one may go before the other is asked about. */
const ROLES = ['owner', 'owner', 'administrator', 'administrator', 'member', 'member'] as const;
const CROWD: readonly Partial<Person>[] = ROLES.flatMap((role) =>
  (['ACTIVE', 'SUSPENDED'] as const).flatMap((state) =>
    [false, true].map((externallyManaged) => ({ role, state, externallyManaged })),
  ),
);

/** The check answers what the verb would answer now, to the byte, and leaves no trace in the directory. */
export function answersAsTheVerbWould(check: UsersOperation, verb: UsersOperation): void {
  describe('asking before doing', () => {
    for (const provisioning of ['manual', 'automated'] as const) {
      test(`whoever it is about, the verb then answers the same (${provisioning} provisioning)`, async () => {
        await using scene = await Scene.open(check);
        const { service } = scene;
        const people = CROWD.map((each, index) => ({ ...somebody(index), ...each }));
        const accountId = await service.account(people, provisioning);
        const token = await service.token(await service.client(accountId));

        for (const { id } of people) {
          const before = await everything(service, accountId);
          const asked = await service.call(token, check.method, `/v1${check.path(accountId, id)}`);
          assert.deepEqual(await everything(service, accountId), before);
          const done = await service.call(token, verb.method, `/v1${verb.path(accountId, id)}`);
          assert.deepEqual(apartFromTheRequest(asked), apartFromTheRequest(done));
        }
      });
    }

    test('in both families and every spelling of the colon, as often as one likes', async () => {
      await using scene = await Scene.open(check);
      const moved: Person = { ...scene.member, state: check.state === 'ACTIVE' ? 'SUSPENDED' : 'ACTIVE' };

      for (const version of ['v1', 'v1beta1']) {
        for (const colon of [':', '%3A', '%3a']) {
          const path = `/${version}${check.path(scene.accountId, scene.member.id).replace(':', colon)}`;
          assertUser(await scene.service.call(scene.token, 'GET', path), scene.accountId, moved);
        }
      }
      assert.equal(await scene.stateOf(), check.state);
    });

    test('what others have done meanwhile counts at once', async () => {
      await using scene = await Scene.open(check);
      const asked = async () => (await scene.call()).text;
      const first = await asked();

      for (let round = 0; round < 5; round += 1) {
        for (const name of ['suspend', 'reactivate']) {
          const path = `/v1/accounts/${scene.accountId}/users/${scene.member.id}:${name}`;
          assert.equal((await scene.service.call(scene.token, 'POST', path)).status, 200);
          assert.equal(await asked(), first, 'whether they are there or would be moved there');
        }
      }
    });
  });
}

/** All that a change would show in. */
async function everything({ storage }: Service, accountId: string): Promise<unknown> {
  const people: Person[] = [];
  for await (const person of storage.exportUsers(accountId)) people.push(person);
  const page = await storage.listUsers({ accountId, state: 'ACTIVE', size: 1000, after: undefined });
  return [people, Buffer.from(page.json).toString('utf8'), await storage.listAudit({ limit: 1000 })];
}

/** The answer without what differs between any two requests. */
function apartFromTheRequest({ status, headers, text }: Answer): unknown {
  const { 'x-request-id': requestId, 'content-length': _, date: __, ...rest } = headers;
  return { status, headers: rest, body: text.replace(String(requestId), '') };
}
