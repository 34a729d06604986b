import { NavLink, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { type Entry, useEntries } from './entries.ts';

/** The ways to the pages that who is signed in may see. */
export function Navigation() {
  const { t } = useTranslation();
  const entries = useEntries();
  const deployment = entries.filter(({ group }) => group === 'deployment');
  return (
    <>
      <Links entries={entries.filter(({ group }) => group === 'account')} />
      {deployment.length > 0 && (
        <Text size="sm" c="dimmed" mt="md" mb={4} px="sm">
          {t('shell.deployment')}
        </Text>
      )}
      <Links entries={deployment} />
    </>
  );
}

function Links({ entries }: { readonly entries: readonly Entry[] }) {
  const { t } = useTranslation();
  const [path] = useLocation();
  return entries.map(({ href, label, icon: Icon }) => {
    const isHere = path === href || path.startsWith(`${href}/`);
    return (
      <NavLink
        key={href}
        component={Link}
        href={href}
        label={t(`shell.nav.${label}`)}
        leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
        active={isHere}
        aria-current={isHere ? 'page' : undefined}
      />
    );
  });
}
