import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertProblem, assertRefusal, type ExpectedRefusal } from '../service/assertions.ts';
import { Scene, type UsersOperation } from './scene.ts';

/** A query parameter cannot be used like this. */
export function badParameter(field: string, description: string): ExpectedRefusal {
  const violations = [{ field, description }];
  return { status: 400, code: 3, message: 'invalid_parameter', metadata: { field }, violations };
}

/** A server is forgiving about parameters nobody knows, unless it was told to be strict. */
export function refusesUnknownParametersWhereStrict(operation: UsersOperation): void {
  describe('parameters nobody knows', () => {
    const queries = {
      '?view=FULL': 'view',
      '?Filter=': 'Filter',
      '?%66oo=1&foo=2': 'foo',
      '?__proto__=1': '__proto__',
    };

    test('are refused by a strict server, by name, and nothing is changed', async () => {
      await using scene = await Scene.open(operation, { strict: true });

      for (const [query, name] of Object.entries(queries)) {
        const refused = badParameter(name, 'is not a parameter of this method');
        assertRefusal(await scene.call({ query }), refused);
        assertProblem(await scene.call({ query, headers: { accept: 'application/problem+json' } }), refused);
      }
      assert.equal(await scene.stateOf(), operation.state);
      assert.equal((await scene.call({ query: '?' })).status, 200);
    });

    test('are ignored by any other, even when given twice', async () => {
      await using scene = await Scene.open(operation);

      for (const query of Object.keys(queries)) assert.equal((await scene.call({ query })).status, 200, query);
    });
  });
}
