import type { AccountPermission } from '@rollcall/contract/admin';

type Permission = Exclude<AccountPermission, 'keys.write'>;
type AreaOf<P> = P extends `${infer Area}.${string}` ? Area : never;
type DeedOf<P, Area extends string> = P extends `${Area}.${infer Deed}` ? Deed : never;
interface InWords {
  readonly title: string;
  readonly hint: string;
}

/** What a key may do, in plain words. A key makes no other keys. */
const may = {
  account: {
    read: { title: 'See the account', hint: 'Its name and settings, and how many people and applications it has.' },
    write: { title: 'Change the account', hint: 'Its name, and who manages people.' },
  },
  applications: {
    read: { title: 'See applications', hint: 'How they are set up and used. Never their secrets.' },
    write: { title: 'Manage applications', hint: 'Create, change and delete them, their secrets and tokens.' },
  },
  people: {
    read: { title: 'See people', hint: 'Find everybody in the account, with name, email and role.' },
    suspend: { title: 'Suspend people', hint: 'Suspend and reactivate them, and sign them out.' },
    write: { title: 'Manage people', hint: 'Create, edit and delete them.' },
  },
  roles: {
    write: { title: 'Manage roles', hint: 'Make somebody an owner or administrator, and invite people to sign in.' },
  },
  audit: { read: { title: 'Read the audit log', hint: 'See all that happened, and export it.' } },
  keys: { read: { title: 'See admin keys', hint: 'Their labels and what they may do. Never the keys.' } },
} as const satisfies {
  readonly [Area in AreaOf<Permission>]: { readonly [Deed in DeedOf<Permission, Area>]: InWords };
};

export const keys = {
  title: 'Admin keys',
  lead: 'With an admin key, automation manages this account over the management API, without a person.',
  none: 'There is no admin key',
  noneLead: 'Create one for a script or a pipeline. Give it only what it needs, and an end.',
  label: 'Label',
  permissions: 'May',
  created: 'Created',
  expires: 'Expires',
  lastUsed: 'Last used',
  isOver: 'Expired',
  may,
  create: {
    open: 'Create an admin key',
    label: 'Label',
    labelHint: 'What it is for, so that it can be told from others: “Nightly export”.',
    permissions: 'What it may do',
    permissionsHint: 'Nothing more than you may yourself. Less is safer.',
    missing: 'Choose at least one thing that it may do.',
    missingLabel: 'Say what the key is for.',
    readOnly: 'Only look',
    everything: 'Everything',
    nothing: 'Nothing',
    expires: 'Expires',
    expiresHint: 'Make a new key in time: an expired one stops working at once.',
    after: { month: 'In 30 days', quarter: 'In 90 days', year: 'In a year', never: 'Never' },
    neverHint: 'A key that never expires works until somebody deletes it. Look at it now and then.',
    submit: 'Create the key',
  },
  made: {
    title: 'The key is made',
    warning: 'It is shown this once. Rollcall keeps a hash of it only: nobody can show it again.',
    key: 'Admin key',
    copyKey: 'Copy the admin key',
    example: 'Try it',
    copyExample: 'Copy the example',
    saved: 'I have put the key where it is safe',
    savedFirst: 'First put the key where it is safe, and say so above.',
    done: 'Done',
    leaveTitle: 'Leave without the key?',
    leaveLead: 'Nobody can show it again. Without it, delete the key and create another one.',
    leave: 'Leave without it',
  },
  delete: {
    open: 'Delete',
    openNamed: 'Delete the admin key {{label}}',
    title: 'Delete this admin key?',
    lead: '“{{label}}” stops working at once. What uses it is refused from then on. This cannot be undone.',
    done: 'The admin key is deleted',
  },
  notAllowed: 'Only an owner of the account may create keys.',
} as const;
