import { Alert, List, Stack, Text } from '@mantine/core';
import type { ApplicationUsage } from '@rollcall/contract/admin';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../elements/moment.tsx';
import { PREVIEW } from './preview.ts';

/** Says which programs have to move before the preview is shut off. */
export function PreviewWarning({ callers }: Pick<ApplicationUsage, 'callers'>) {
  const { t } = useTranslation();
  const old = callers.filter(({ api_version }) => api_version === PREVIEW);
  if (old.length === 0) return null;
  return (
    <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={t('applications.use.previewTitle')}>
      <Stack gap="xs">
        <Text size="sm">{t('applications.use.previewLead')}</Text>
        <List size="sm">
          {old.map(({ user_agent, last_time }) => (
            <List.Item key={user_agent} style={{ overflowWrap: 'anywhere' }}>
              {user_agent || t('applications.use.unnamed')}, {t('applications.use.previewLast')}{' '}
              <Moment at={last_time} />
            </List.Item>
          ))}
        </List>
      </Stack>
    </Alert>
  );
}
