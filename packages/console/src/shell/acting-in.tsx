import { Button, Group, Paper, Text } from '@mantine/core';
import { IconArrowLeft, IconBuilding } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '../api/api.ts';
import { useSession } from '../api/session.ts';
import { operationKey } from '../api/use-operation.ts';
import { useCurrentAccount } from '../navigation/account-in-path.ts';
import classes from './acting-in.module.css';

/** An account that an operator acts in, which is not their own. */
export interface ActingIn {
  readonly id: string;
  /** Undefined while it is not known. */
  readonly name: string | undefined;
}

/** Undefined for who belongs to an account, and for operators who are in none now. */
export function useActingIn(): ActingIn | undefined {
  const { account: own } = useSession();
  const account = useCurrentAccount();
  const isActing = own === undefined && account !== undefined;
  const input = { path: { account: account ?? '' } };
  const { data } = useQuery({
    queryKey: operationKey('GetAccount', input),
    queryFn: () => api.call('GetAccount', input),
    enabled: isActing,
  });
  return isActing ? { id: account, name: data?.name } : undefined;
}

/** Says in which account an operator acts, above all of its pages, and leads back. */
export function ActingInBar() {
  const { t } = useTranslation();
  const acting = useActingIn();
  if (acting === undefined) return null;
  return (
    <Paper
      component="section"
      aria-label={t('shell.acting.label')}
      bg="light-dark(var(--mantine-color-yellow-0), var(--mantine-color-dark-6))"
      className={classes.bar}
      withBorder
      px="sm"
      py={6}
      mb="md"
    >
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Group gap={8} wrap="nowrap" miw={0}>
          <IconBuilding size={18} aria-hidden className={classes.icon} />
          <Text size="sm" truncate title={acting.name ?? acting.id}>
            {t('shell.acting.in')} <strong>{acting.name ?? acting.id}</strong>
          </Text>
        </Group>
        <Button
          component={Link}
          href="/accounts"
          size="compact-sm"
          variant="default"
          aria-label={t('shell.acting.backNamed', { name: acting.name ?? acting.id })}
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          className={classes.back ?? ''}
        >
          {t('shell.acting.back')}
        </Button>
      </Group>
    </Paper>
  );
}
