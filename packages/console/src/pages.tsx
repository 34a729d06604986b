import type { AdminPermission } from '@rollcall/contract/admin';
import {
  IconActivityHeartbeat,
  IconApps,
  IconBuilding,
  IconHistory,
  IconKey,
  type IconProps,
  IconRobot,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { lazyPage } from './navigation/lazy-page.ts';
import type { shell } from './texts/en/shell.ts';

/** A page of the console, and its place in the navigation. */
export interface ConsolePage {
  /** Of the router; `/accounts/:account/…` for what belongs to an account. */
  readonly path: string;
  /** Without it nobody finds the page; undefined: for everybody. */
  readonly permission: AdminPermission | undefined;
  /** Its place in the navigation; undefined: it is reached from other pages. */
  readonly entry?: {
    readonly group: 'account' | 'deployment' | 'own';
    readonly label: keyof (typeof shell)['nav'];
    readonly icon: ComponentType<IconProps>;
  };
  /** Loaded when somebody goes there. */
  readonly content: ComponentType;
}

/** Every page, in the order of the navigation. The first one that a person may see is where they start. */
export const PAGES: readonly ConsolePage[] = [
  {
    path: '/accounts/:account/applications',
    permission: 'applications.read',
    entry: { group: 'account', label: 'applications', icon: IconApps },
    content: lazyPage(() =>
      import('./applications/applications-page.tsx').then((page) => ({ default: page.ApplicationsPage })),
    ),
  },
  {
    path: '/accounts/:account/applications/new',
    permission: 'applications.write',
    content: lazyPage(() =>
      import('./applications/new/new-application-page.tsx').then((page) => ({ default: page.NewApplicationPage })),
    ),
  },
  {
    path: '/accounts/:account/applications/:client',
    permission: 'applications.read',
    content: lazyPage(() =>
      import('./applications/detail/application-page.tsx').then((page) => ({ default: page.ApplicationPage })),
    ),
  },
  {
    path: '/accounts/:account/people/:person?',
    permission: 'people.read',
    entry: { group: 'account', label: 'people', icon: IconUsers },
    content: lazyPage(() => import('./people/people-page.tsx').then(({ PeoplePage }) => ({ default: PeoplePage }))),
  },
  {
    path: '/accounts/:account/audit',
    permission: 'audit.read',
    entry: { group: 'account', label: 'audit', icon: IconHistory },
    content: lazyPage(() => import('./audit/audit-page.tsx').then(({ AuditPage }) => ({ default: AuditPage }))),
  },
  {
    path: '/accounts/:account/keys',
    permission: 'keys.read',
    entry: { group: 'account', label: 'keys', icon: IconRobot },
    content: lazyPage(() => import('./keys/keys-page.tsx').then(({ KeysPage }) => ({ default: KeysPage }))),
  },
  {
    path: '/accounts/:account/settings',
    permission: 'account.read',
    entry: { group: 'account', label: 'settings', icon: IconSettings },
    content: lazyPage(() => import('./settings/settings-page.tsx').then((page) => ({ default: page.SettingsPage }))),
  },
  {
    path: '/accounts',
    permission: 'accounts.read',
    entry: { group: 'deployment', label: 'accounts', icon: IconBuilding },
    content: lazyPage(() => import('./accounts/accounts-page.tsx').then((page) => ({ default: page.AccountsPage }))),
  },
  {
    path: '/deployment',
    permission: 'deployment.read',
    entry: { group: 'deployment', label: 'health', icon: IconActivityHeartbeat },
    content: lazyPage(() => import('./deployment/health-page.tsx').then((page) => ({ default: page.HealthPage }))),
  },
  {
    path: '/deployment/audit',
    permission: 'deployment.read',
    entry: { group: 'deployment', label: 'deploymentAudit', icon: IconHistory },
    content: lazyPage(() =>
      import('./deployment/deployment-audit-page.tsx').then((page) => ({ default: page.DeploymentAuditPage })),
    ),
  },
  {
    path: '/me',
    permission: undefined,
    entry: { group: 'own', label: 'me', icon: IconKey },
    content: lazyPage(() => import('./me/me-page.tsx').then(({ MePage }) => ({ default: MePage }))),
  },
];
