import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Together } from './limits-contract.ts';

const ADDRESS = '198.51.100.7';
const CLIENT = '00000000-0000-4000-8000-000000000001';

/** What the guard against guessing promises, however it counts. */
export function describeGuard(current: () => Together): void {
  describe('the guard against guessing', () => {
    const server = (index: number) => {
      const { servers } = current();
      return (servers[index % servers.length] ?? servers[0]).attempts;
    };
    const fail = async (times: number, client: string | undefined, address: string | ((index: number) => string)) => {
      for (let index = 0; index < times; index += 1) {
        await server(index).countFailure(client, typeof address === 'string' ? address : address(index));
      }
    };
    const waits = async (client: string | undefined, address: string) => {
      const { servers } = current();
      return await Promise.all(servers.map(async ({ attempts }) => await attempts.secondsToWait(client, address)));
    };
    const assertWaits = async (client: string | undefined, address: string, seconds: number) => {
      const slack = seconds === 0 ? 0 : current().slackSeconds;
      for (const wait of await waits(client, address)) {
        assert.ok(wait <= seconds && wait >= seconds - slack, `${wait} s, expected ${seconds} s`);
      }
    };

    test('twenty failures on all servers together close the door, for that client from that address only', async () => {
      await fail(19, CLIENT, ADDRESS);
      await assertWaits(CLIENT, ADDRESS, 0);
      await fail(1, CLIENT, ADDRESS);

      await assertWaits(CLIENT, ADDRESS, 60);
      await assertWaits('another', ADDRESS, 0);
      await assertWaits(undefined, ADDRESS, 0);
      await assertWaits(CLIENT, '198.51.100.8', 0);
      await current().advance(13);
      await assertWaits(CLIENT, ADDRESS, 47);
      await current().advance(47);
      await assertWaits(CLIENT, ADDRESS, 0);
    });

    test('the hour adds up over its minutes', async () => {
      for (let minute = 0; minute < 10; minute += 1) {
        await fail(20, CLIENT, ADDRESS);
        await current().advance(60);
      }
      await assertWaits(CLIENT, ADDRESS, 3000);
      await current().advance(3000);
      await assertWaits(CLIENT, ADDRESS, 0);
    });

    test('a client is still closed out when the hour of its address is over', async () => {
      await fail(1, 'another', ADDRESS);
      await current().advance(3570);
      await fail(20, CLIENT, ADDRESS);
      await current().advance(31);

      await assertWaits(CLIENT, ADDRESS, 29);
    });

    test('two hundred failures close an address to everybody', async () => {
      await Promise.all(Array.from({ length: 10 }, (_, client) => fail(20, `client ${client}`, ADDRESS)));

      await assertWaits('nobody yet', ADDRESS, 60);
      await assertWaits('nobody yet', '198.51.100.8', 0);
    });

    test('a network of IPv6 is one caller, whatever address of it is used', async () => {
      await fail(20, CLIENT, (index) => `2001:db8:1:2:${index.toString(16)}::${(index * 977).toString(16)}`);

      await assertWaits(CLIENT, '2001:db8:1:2:ffff:ffff:ffff:ffff', 60);
      await assertWaits(CLIENT, '2001:db8:1:3::1', 0);
    });

    test('what a proxy hands on in place of an address is borne with', async () => {
      const odd = ['', 'unknown', `${'x'.repeat(10_000)}`, "'; --", '\u{1f600}', '\0'];
      for (const address of odd) {
        await fail(20, CLIENT, address);
        await assertWaits(CLIENT, address, 60);
      }
    });
  });
}
