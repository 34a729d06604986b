import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { nameOfProxy } from '../connection/route.ts';
import { type Check, failed, ok, skipped } from './finding.ts';

/** The name leads to addresses. */
export const dns: Check = {
  name: 'DNS',
  needs: [],
  async run({ route: { host, proxy } }) {
    if (proxy !== undefined) return skipped(`${nameOfProxy(proxy)} looks the name up`);
    if (isIP(host) !== 0) return ok(`${host} is an address already`);
    try {
      const addresses = await lookup(host, { all: true });
      return ok(`${host} is ${addresses.map(({ address }) => address).join(', ')}`);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : error;
      if (code === 'ENOTFOUND') {
        return failed(`there is no host ${host}`, 'Check --base-url for a typing mistake, or ask who runs the server.');
      }
      return failed(
        `${host} could not be looked up (${String(code)})`,
        'Check that this machine is on the network, and its name servers.',
      );
    }
  },
};
