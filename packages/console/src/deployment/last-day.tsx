import type { Deployment } from '@rollcall/contract/admin';
import { useTranslation } from 'react-i18next';
import { CallsChart } from '../charts/charts.ts';
import { everyHour } from '../charts/hours.ts';
import { formatCount } from '../elements/numbers.ts';
import { Section } from '../elements/section.tsx';

/** What all applications called in a day. */
export function LastDay({ deployment: { hours, time } }: { readonly deployment: Deployment }) {
  const { t } = useTranslation();
  const sum = (name: 'calls' | 'refused' | 'limited' | 'failed') => {
    return formatCount(hours.reduce((total, hour) => total + hour[name], 0));
  };
  const lead = t('deployment.lastDayHint', {
    calls: sum('calls'),
    refused: sum('refused'),
    limited: sum('limited'),
    failed: sum('failed'),
  });
  return (
    <Section title={t('deployment.lastDay')} lead={lead}>
      <CallsChart label={t('deployment.lastDay')} hours={everyHour(hours, 24, Date.parse(time))} />
    </Section>
  );
}
