import { NavLink, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useActingIn } from './acting-in.tsx';
import { type Entry, useEntries } from './entries.ts';

export interface NavigationProps {
  /** Called also where somebody chooses the page that they are at. */
  readonly onChoose?: () => void;
}

/** The ways to the pages that who is signed in may see. */
export function Navigation({ onChoose }: NavigationProps) {
  const { t } = useTranslation();
  const entries = useEntries();
  const acting = useActingIn();
  const of = (wanted: Entry['group']) => entries.filter(({ group }) => group === wanted);
  return (
    <Stack gap="md">
      <Links onChoose={onChoose} entries={of('account')} heading={acting && (acting.name ?? acting.id)} />
      <Links onChoose={onChoose} entries={of('deployment')} heading={t('shell.deployment')} />
      <Links onChoose={onChoose} entries={of('own')} />
    </Stack>
  );
}

interface LinksProps {
  readonly entries: readonly Entry[];
  readonly heading?: string | undefined;
  readonly onChoose: NavigationProps['onChoose'] | undefined;
}

function Links({ entries, heading, onChoose }: LinksProps) {
  const { t } = useTranslation();
  const id = useId();
  const [path] = useLocation();
  if (entries.length === 0) return null;
  return (
    <div {...(heading !== undefined && { role: 'group', 'aria-labelledby': id })}>
      {heading !== undefined && (
        <Text id={id} size="sm" c="dimmed" mb={4} px="sm" truncate title={heading}>
          {heading}
        </Text>
      )}
      {entries.map((entry) => {
        const { href, label, icon: Icon } = entry;
        const isHere = leadsTo(entry, path);
        return (
          <NavLink
            key={href}
            component={Link}
            href={href}
            label={t(`shell.nav.${label}`)}
            leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
            active={isHere}
            aria-current={isHere ? 'page' : undefined}
            {...(onChoose && { onClick: onChoose })}
          />
        );
      })}
    </div>
  );
}

/** Pages of one application are among the applications; pages of one account are not among the accounts. */
function leadsTo({ href, group }: Entry, path: string): boolean {
  return path === href || (group === 'account' && path.startsWith(`${href}/`));
}
