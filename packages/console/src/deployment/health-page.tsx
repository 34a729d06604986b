import { Alert, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../elements/answer.tsx';
import { Page } from '../navigation/page.tsx';
import { courseOf } from './course.ts';
import { Courses } from './courses.tsx';
import { Facts } from './facts.tsx';
import { Figures } from './figures.tsx';
import { LastDay } from './last-day.tsx';
import { type Samples, useSamples } from './use-samples.ts';

/** How the deployment is, for its operators. */
export function HealthPage() {
  const { t } = useTranslation();
  const samples = useSamples();
  return (
    <Page title={t('deployment.title')} lead={t('deployment.lead')}>
      <Answer of={samples}>{(data) => <Health samples={data} isStale={samples.isError} />}</Answer>
    </Page>
  );
}

function Health({ samples, isStale }: { readonly samples: Samples; readonly isStale: boolean }) {
  const { latest } = samples;
  const course = courseOf(samples);
  return (
    <Stack gap="lg">
      <Warning isStale={isStale} isReady={latest.ready} time={latest.time} />
      <Figures deployment={latest} now={course.at(-1)} />
      <Courses course={course} />
      <LastDay deployment={latest} />
      <Facts deployment={latest} />
    </Stack>
  );
}

interface WarningProps {
  readonly isStale: boolean;
  readonly isReady: boolean;
  readonly time: string;
}

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

function Warning({ isStale, isReady, time }: WarningProps) {
  const { t } = useTranslation();
  if (!isStale && isReady) return null;
  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />}>
      {isStale ? t('deployment.stale', { time: TIME.format(new Date(time)) }) : t('deployment.notReadyLead')}
    </Alert>
  );
}
