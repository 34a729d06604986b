import { SegmentedControl, Stack, Text } from '@mantine/core';
import type { Application, ApplicationUsage } from '@rollcall/contract/admin';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CallsChart } from '../../charts/charts.ts';
import { everyHour } from '../../charts/hours.ts';
import { Answer } from '../../elements/answer.tsx';
import { Section } from '../../elements/section.tsx';
import { Callers } from './callers.tsx';
import { LimitsLeft } from './limits-left.tsx';
import { PreviewWarning } from './preview-warning.tsx';
import { Totals } from './totals.tsx';
import { useUsage } from './use-usage.ts';

const SPANS = { day: 24, week: 168 } as const;
const NAMES = ['day', 'week'] as const;
type Span = (typeof NAMES)[number];

/** How an application is used, as it happens. */
export function UsePanel({ application }: { readonly application: Application }) {
  const [span, setSpan] = useState<Span>('day');
  const usage = useUsage(application, SPANS[span]);
  return (
    <Answer of={usage}>
      {(data) => (
        <Stack>
          <PreviewWarning callers={data.callers} />
          <Calls usage={data} span={span} onSpan={setSpan} />
          <LimitsLeft limits={data.limits} readAt={usage.dataUpdatedAt} />
          <Callers callers={data.callers} />
        </Stack>
      )}
    </Answer>
  );
}

interface CallsProps {
  readonly usage: ApplicationUsage;
  readonly span: Span;
  readonly onSpan: (span: Span) => void;
}

function Calls({ usage, span, onSpan }: CallsProps) {
  const { t } = useTranslation();
  const hours = everyHour(usage.hours, SPANS[span], Date.now());
  return (
    <Section
      title={t('applications.use.calls')}
      lead={t('applications.use.live')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('applications.use.span')}
          value={span}
          onChange={(chosen) => onSpan(NAMES.find((name) => name === chosen) ?? 'day')}
          data={NAMES.map((name) => ({ value: name, label: t(`applications.use.${name}`) }))}
        />
      }
    >
      <Stack>
        <Totals hours={hours} />
        {usage.hours.length === 0 ? (
          <Text c="dimmed">{t('applications.use.noCalls')}</Text>
        ) : (
          <CallsChart label={t('applications.use.chart', { span: t(`applications.use.${span}`) })} hours={hours} />
        )}
      </Stack>
    </Section>
  );
}
