import { AppShell, Group, Text } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useMay, useSession } from '../api/session.ts';
import { useLiveEvents } from '../api/use-live-events.ts';
import { FaultBoundary } from '../elements/fault-boundary.tsx';
import { useCurrentAccount } from '../navigation/account-in-path.ts';
import { ProofDialog } from '../sign-in/proof-dialog.tsx';
import { AccountMenu } from './account-menu.tsx';
import { ActingInBar } from './acting-in.tsx';
import { ColourSchemeMenu } from './colour-scheme-menu.tsx';
import { Navigation } from './navigation.tsx';
import { NavigationDrawer } from './navigation-drawer.tsx';
import { Pages } from './pages.tsx';
import classes from './shell.module.css';

/** What stands around every page for who is signed in. */
export function Shell() {
  const { t } = useTranslation();
  const [path] = useLocation();
  const { account } = useSession();
  const main = useRef<HTMLElement>(null);
  useLiveEvents(useCurrentAccount(), useMay('audit.read'));
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 240, breakpoint: 'sm', collapsed: { mobile: true } }}
      padding="md"
    >
      <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
        {t('shell.skip')}
      </button>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group wrap="nowrap" gap="sm" miw={0}>
            <NavigationDrawer />
            <Link href="/" className={classes.product}>
              {t('shell.product')}
            </Link>
            {account !== undefined && (
              <Text c="dimmed" truncate title={account.name}>
                {account.name}
              </Text>
            )}
          </Group>
          <Group wrap="nowrap" gap="xs">
            <ColourSchemeMenu />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" visibleFrom="sm" aria-label={t('shell.navigation')}>
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main ref={main} tabIndex={-1}>
        <ActingInBar />
        <FaultBoundary at={path}>
          <Pages />
        </FaultBoundary>
      </AppShell.Main>
      <ProofDialog />
    </AppShell>
  );
}
