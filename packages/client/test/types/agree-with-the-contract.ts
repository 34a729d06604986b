/** Compiled, never run: what the client says of the wire is what the contract says of it. */
import type { ApiVersion, OperationId, User, UserPage, UserState } from '@rollcall/client';
import type * as contract from '@rollcall/contract';

type Extends<Narrow extends Wide, Wide> = Narrow;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

export type Agreements = [
  Extends<contract.User, User>,
  Extends<contract.ListUsersResponse, UserPage>,
  Extends<OperationId, contract.OperationId>,
  Same<UserState, contract.UserState>,
  Same<ApiVersion, contract.ApiVersion>,
];

export const fields: Same<Exclude<KnownKeys<User>, undefined>, keyof contract.User> = true;

/** The keys that are named; those that anything may stand under are left out. */
type KnownKeys<T> = keyof { [K in keyof T as string extends K ? never : K]: T[K] };
