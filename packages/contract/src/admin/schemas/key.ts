import { type Static, Type } from 'typebox';
import { KEY_PERMISSIONS } from '../permissions.ts';
import { closed, Label, Moment, ResourceId, Uuid } from './shapes.ts';

const permissions = Type.Array(Type.Enum([...KEY_PERMISSIONS]), { minItems: 1, uniqueItems: true });

/** What automation acts with, without the key itself. */
export const AdminKey = Type.Object(
  {
    id: Uuid,
    label: Type.String(),
    account_id: Type.Optional(ResourceId),
    permissions,
    create_time: Moment,
    expire_time: Type.Optional(Moment),
    last_use_time: Type.Optional(Moment),
  },
  { ...closed, $id: 'AdminKey' },
);
export type AdminKey = Static<typeof AdminKey>;

export const AdminKeys = Type.Object({ keys: Type.Array(AdminKey) }, { ...closed, $id: 'AdminKeys' });
export type AdminKeys = Static<typeof AdminKeys>;

/** Nobody gives a key what they may not do themselves. */
export const CreateAdminKeyRequest = Type.Object(
  { label: Label, permissions, expire_time: Type.Optional(Moment) },
  { ...closed, $id: 'CreateAdminKeyRequest' },
);
export type CreateAdminKeyRequest = Static<typeof CreateAdminKeyRequest>;

export const CreatedAdminKey = Type.Object(
  { key: AdminKey, admin_key: Type.String({ description: 'The key in plain text: shown this once.' }) },
  { ...closed, $id: 'CreatedAdminKey' },
);
export type CreatedAdminKey = Static<typeof CreatedAdminKey>;
