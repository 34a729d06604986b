import { Group, Progress, Stack, Text } from '@mantine/core';
import type { ApplicationUsage } from '@rollcall/contract/admin';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../elements/moment.tsx';
import { formatCount } from '../../elements/numbers.ts';
import { Section } from '../../elements/section.tsx';

type Limit = ApplicationUsage['limits'][number];

export interface LimitsLeftProps {
  readonly limits: readonly Limit[];
  /** When that was known, in milliseconds. */
  readonly readAt: number;
}

/** How many calls are left before it is refused. */
export function LimitsLeft({ limits, readAt }: LimitsLeftProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('applications.use.limits')} lead={t('applications.use.limitsLead')}>
      {limits.length === 0 ? (
        <Text c="dimmed">{t('applications.use.noLimits')}</Text>
      ) : (
        <Stack>
          {limits.map((limit) => (
            <LimitLeft key={limit.name} limit={limit} readAt={readAt} />
          ))}
        </Stack>
      )}
    </Section>
  );
}

function LimitLeft({ limit, readAt }: { readonly limit: Limit; readonly readAt: number }) {
  const { t } = useTranslation();
  const id = useId();
  const used = limit.limit - limit.remaining;
  const share = limit.limit === 0 ? 0 : (used / limit.limit) * 100;
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text size="sm" id={id}>
          {t(`applications.use.${limit.name}`, {
            left: formatCount(limit.remaining),
            limit: formatCount(limit.limit),
          })}
        </Text>
        {used > 0 && (
          <Text size="sm" c="dimmed" component="div">
            {t('applications.use.resets')}{' '}
            <Moment at={new Date(readAt + limit.reset_seconds * 1000).toISOString()} show="time" />
          </Text>
        )}
      </Group>
      <Progress.Root mt={4}>
        <Progress.Section
          value={share}
          color={share >= 90 ? 'red' : share >= 70 ? 'yellow' : 'blue'}
          aria-labelledby={id}
        />
      </Progress.Root>
    </div>
  );
}
