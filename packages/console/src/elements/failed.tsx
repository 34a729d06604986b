import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error.ts';
import { useFailureSentence } from './failure-sentence.ts';

export interface FailedProps {
  readonly error: unknown;
  readonly onRetry?: () => unknown;
}

/** Stands where something could not be had, and says why. */
export function Failed({ error, onRetry }: FailedProps) {
  const { t } = useTranslation();
  const sentence = useFailureSentence();
  const requestId = error instanceof ApiError ? error.requestId : undefined;
  return (
    <Alert color="red" role="alert" title={t('shell.failed.title')} icon={<IconAlertTriangle aria-hidden />}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{sentence(error)}</Text>
        {requestId !== undefined && (
          <Text size="xs" ff="monospace">
            {t('shell.failed.requestId', { id: requestId })}
          </Text>
        )}
        {onRetry !== undefined && (
          <Button variant="default" size="xs" onClick={() => void onRetry()}>
            {t('shell.failed.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
