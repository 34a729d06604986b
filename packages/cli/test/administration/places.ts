import { ADMIN_PERMISSIONS } from '@rollcall/contract/admin';
import type { Administration as Server } from '../../../server/test/admin/administration.ts';
import type { Administration } from '../../src/administration/administration.ts';
import { connectAdministration } from '../../src/administration/api/connect-administration.ts';
import { storeAdministration } from '../../src/administration/store/store-administration.ts';

/** The ways to administer: each keeps the promises of `Administration`. */
export const PLACES: Readonly<Record<string, (server: Server) => Promise<Administration>>> = {
  'on the store': async ({ storage }) => storeAdministration(storage),
  'through the server': async (server) => {
    const { text } = await server.key(undefined, ADMIN_PERMISSIONS);
    const url = server.service.app.listenerUrl;
    return connectAdministration({ kind: 'server', url, key: { text }, caFile: undefined });
  },
};
