import { Card, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../elements/moment.tsx';
import { SecretEnd } from './secret-end.tsx';
import { RevokeButton, type SecretLine } from './secret-line.tsx';
import { SecretUses } from './secret-uses.tsx';

/** The secrets one below the other, where there is no room for a table. */
export function SecretCards({ lines }: { readonly lines: readonly SecretLine[] }) {
  return (
    <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {lines.map((line) => (
        <SecretCard key={line.secret.id} {...line} />
      ))}
    </Stack>
  );
}

function SecretCard(line: SecretLine) {
  const { t } = useTranslation();
  const { label, create_time, last_use_time } = line.secret;
  return (
    <Card withBorder component="li" padding="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {label}
        </Text>
        <RevokeButton {...line} />
      </Group>
      <Stack gap="xs" component="dl" m={0}>
        <Fact name={t('applications.secret.made')}>
          <Moment at={create_time} />
        </Fact>
        <Fact name={t('applications.secret.ends')}>
          <SecretEnd {...line} />
        </Fact>
        <Fact name={t('applications.lastUse')}>
          {last_use_time === undefined ? t('shell.never') : <Moment at={last_use_time} />}
        </Fact>
        <Fact name={t('applications.secret.usedBy')}>
          <SecretUses uses={line.uses} />
        </Fact>
      </Stack>
    </Card>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" size="sm" m={0}>
        {children}
      </Text>
    </div>
  );
}
