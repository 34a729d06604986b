import { Badge, Stack, Text } from '@mantine/core';
import type { ApplicationSecret } from '@rollcall/contract/admin';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../elements/moment.tsx';
import { secretState } from './secret-state.ts';

const COLOURS = { lasting: 'gray', some: 'yellow', all: 'red', none: 'red' } as const;

/** Whether an application's secrets last, and when they do not. */
export function SecretBadge({ secrets }: { readonly secrets: readonly ApplicationSecret[] }) {
  const { t } = useTranslation();
  const { kind, good, ending, at } = secretState(secrets, Date.now());
  const isWarning = kind !== 'lasting';
  const count = kind === 'some' ? ending : good;
  return (
    <Stack gap={2} align="flex-start">
      <Badge
        variant="light"
        color={COLOURS[kind]}
        tt="none"
        miw="max-content"
        leftSection={isWarning ? <IconAlertTriangle size={12} aria-hidden /> : undefined}
      >
        {t(`applications.state.${kind}`, { count, total: good })}
      </Badge>
      {at !== undefined && (
        <Text size="xs" component="div">
          {t(kind === 'all' ? 'applications.state.allEnds' : 'applications.state.ends')} <Moment at={at} />
        </Text>
      )}
    </Stack>
  );
}
