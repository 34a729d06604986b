import type { AdminOperation } from '../admin-operation.ts';
import { ACCOUNT, DONE, READ, WRITE } from './shapes.ts';

const KEYS = { status: 200, description: 'The keys, oldest first.', schema: 'AdminKeys' } as const;
const CREATED = { status: 201, description: 'The key.', schema: 'CreatedAdminKey' } as const;

export const KEY_OPERATIONS = [
  {
    id: 'ListKeys',
    method: 'GET',
    path: `${ACCOUNT}/keys`,
    tag: 'Keys',
    summary: 'List the admin keys of an account',
    needs: 'keys.read',
    family: READ,
    success: KEYS,
  },
  {
    id: 'CreateKey',
    method: 'POST',
    path: `${ACCOUNT}/keys`,
    tag: 'Keys',
    summary: 'Create an admin key for an account',
    needs: 'keys.write',
    fresh: true,
    family: WRITE,
    body: 'CreateAdminKeyRequest',
    success: CREATED,
  },
  {
    id: 'DeleteKey',
    method: 'DELETE',
    path: `${ACCOUNT}/keys/{key}`,
    tag: 'Keys',
    summary: 'Delete an admin key of an account',
    needs: 'keys.write',
    family: WRITE,
    success: DONE,
  },
] as const satisfies readonly AdminOperation[];
