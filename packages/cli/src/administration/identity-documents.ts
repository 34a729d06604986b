import type { AdminKey, Operator, Principal } from '@rollcall/server/domain/principal';
import { printableText } from '../output/printable-text.ts';

export function operatorDocument({ id, name, createTime }: Operator) {
  return { id, name, create_time: createTime };
}

export function adminKeyDocument(key: AdminKey) {
  return {
    id: key.id,
    label: key.label,
    account_id: key.accountId,
    permissions: key.permissions,
    create_time: key.createTime,
    expire_time: key.expireTime,
    last_use_time: key.lastUseTime,
  };
}

/** Who it is, for programs. */
export function principalDocument(principal: Principal) {
  if (principal.kind === 'operator') return { operator_id: principal.operator.id, name: principal.operator.name };
  const { account, person } = principal;
  return { account_id: account.id, user_id: person.id, name: person.displayName };
}

/** Who it is, for people. */
export function principalText(principal: Principal): string {
  if (principal.kind === 'operator') return `the operator ${printableText(principal.operator.name)}`;
  const { account, person } = principal;
  return `${printableText(person.displayName)} (${printableText(person.email)}) of ${printableText(account.name)}`;
}
