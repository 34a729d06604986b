/** oidc-provider with its in-memory adapter and one client that may ask for tokens by itself. Arguments: its folder. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** As much of the module as is used here. */
interface OidcProviderModule {
  readonly default: new (issuer: string, configuration: object) => { listen(port: number, host: string): Server };
}

const folder = process.argv[2] ?? '.';
const entry = pathToFileURL(join(folder, 'node_modules', 'oidc-provider', 'lib', 'index.js'));
const { default: Provider }: OidcProviderModule = await import(entry.href);
const provider = new Provider('http://localhost', {
  clients: [
    {
      client_id: 'benchmark',
      client_secret: 'a-secret-of-the-benchmark',
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    },
  ],
  features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
  ttl: { ClientCredentials: 900 },
});
const server = provider.listen(0, '127.0.0.1');
server.once('listening', () => {
  process.send?.((server.address() as AddressInfo).port); // listens on a port, never on a pipe
});
process.on('disconnect', () => process.exit());
