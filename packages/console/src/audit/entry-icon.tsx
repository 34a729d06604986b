import type { AuditEntry } from '@rollcall/contract/admin';
import {
  IconBan,
  IconBuilding,
  IconDoorEnter,
  IconFileImport,
  IconKey,
  IconMailForward,
  IconPlugConnected,
  IconPlus,
  type IconProps,
  IconRobot,
  IconShieldCog,
  IconTicket,
  IconTrash,
  IconUser,
  IconUserCheck,
  IconUserOff,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { type ActionFamily, familyOf } from './actions.ts';

const BY_FAMILY: Readonly<Record<ActionFamily, ComponentType<IconProps>>> = {
  token: IconTicket,
  user: IconUser,
  account: IconBuilding,
  application: IconPlugConnected,
  directory: IconFileImport,
  session: IconDoorEnter,
  passkey: IconKey,
  invite: IconMailForward,
  admin_key: IconRobot,
  operator: IconShieldCog,
};
const BY_ACTION: Readonly<Record<string, ComponentType<IconProps>>> = {
  'user.suspended': IconUserOff,
  'user.reactivated': IconUserCheck,
};

type Kind = Pick<AuditEntry, 'action' | 'outcome'>;

/** What kind of thing happened, at a glance. */
export function EntryIcon({ action, outcome }: Kind) {
  const Icon = outcome === 'refused' ? IconBan : (BY_ACTION[action] ?? byVerb(action));
  return <Icon size={15} aria-hidden />;
}

/** Refusals in red, what takes something away in orange, what gives in teal. */
export function colourOf({ action, outcome }: Kind): string {
  if (outcome === 'refused') return 'red';
  if (/suspended$|deleted$|removed$|revoked$/.test(action)) return 'orange';
  return /created$|added$|reactivated$|imported$/.test(action) ? 'teal' : 'blue';
}

function byVerb(action: string): ComponentType<IconProps> {
  if (action.endsWith('.deleted')) return IconTrash;
  return BY_FAMILY[familyOf(action) as ActionFamily] ?? IconPlus;
}
