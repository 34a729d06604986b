import { Badge, Card, SimpleGrid, Text } from '@mantine/core';
import type { Deployment } from '@rollcall/contract/admin';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount, formatMeasure } from '../elements/numbers.ts';
import type { CoursePoint } from './course.ts';

export interface FiguresProps {
  readonly deployment: Deployment;
  /** Undefined until there are two looks to compare. */
  readonly now: CoursePoint | undefined;
}

/** How the deployment is at a glance. */
export function Figures({ deployment, now }: FiguresProps) {
  const { t } = useTranslation();
  const { suspended_people: suspended } = deployment;
  return (
    <SimpleGrid component="dl" m={0} cols={{ base: 2, sm: 3, lg: 4 }} spacing="sm">
      <Figure label={t('deployment.state')}>
        <Badge component="span" size="lg" variant="light" color={deployment.ready ? 'teal' : 'red'}>
          {t(deployment.ready ? 'deployment.ready' : 'deployment.notReady')}
        </Badge>
      </Figure>
      <Figure label={t('deployment.perSecond')}>{now === undefined ? '…' : formatMeasure(now.perSecond)}</Figure>
      <Figure label={t('deployment.memory')}>
        {t('deployment.megabytes', { value: formatCount(deployment.memory_bytes / 1_000_000) })}
      </Figure>
      <Figure label={t('deployment.eventLoop')}>
        {t('deployment.milliseconds', { value: formatMeasure(deployment.event_loop_delay_ms) })}
      </Figure>
      <Figure label={t('deployment.connections')}>{formatCount(deployment.connections)}</Figure>
      <Figure label={t('deployment.accounts')}>{formatCount(deployment.accounts)}</Figure>
      <Figure label={t('deployment.applications')}>{formatCount(deployment.applications)}</Figure>
      <Figure
        label={t('deployment.people')}
        note={suspended > 0 && t('deployment.suspended', { number: formatCount(suspended) })}
      >
        {formatCount(deployment.active_people)}
      </Figure>
    </SimpleGrid>
  );
}

interface FigureProps {
  readonly label: string;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

function Figure({ label, note, children }: FigureProps) {
  return (
    <Card withBorder padding="sm">
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} fz="xl" fw={600}>
        {children}
      </Text>
      {note && (
        <Text component="dd" m={0} size="xs" c="dimmed">
          {note}
        </Text>
      )}
    </Card>
  );
}
