import { Alert, Button, Checkbox, Group, Stack, Title } from '@mantine/core';
import type { Application } from '@rollcall/contract/admin';
import { IconDownload, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../../elements/confirm.tsx';
import { useLeaveGuard } from '../../navigation/leave-guard.ts';
import { CredentialFields } from './credential-fields.tsx';
import { asEnv, asJson, credentialsOf } from './credentials.ts';
import { download } from './download.ts';
import { SnippetTabs } from './snippet-tabs.tsx';

export interface SecretOnceProps {
  readonly application: Application;
  readonly clientSecret: string;
  readonly onDone: () => void;
}

/** Hands a new secret over. It is shown this once, so who leaves without having saved it is asked. */
export function SecretOnce({ application, clientSecret, onDone }: SecretOnceProps) {
  const { t } = useTranslation();
  const [isSaved, setIsSaved] = useState(false);
  const [isDone, setIsDone] = useState(false);
  const { isAsking, stay, leave } = useLeaveGuard(!isSaved);
  const credentials = credentialsOf(application, clientSecret);
  const { scopes } = application;
  const save = (text: string, name: string, type: string) => {
    download(text, name, type);
    setIsSaved(true);
  };
  return (
    <Stack gap="lg">
      <Alert icon={<IconEyeOff aria-hidden />}>{t('applications.once.lead')}</Alert>
      <CredentialFields credentials={credentials} onSecretCopied={() => setIsSaved(true)} />
      <Group gap="sm" role="group" aria-label={t('applications.once.downloads')}>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => save(asEnv(credentials), 'rollcall.env', 'text/plain')}
        >
          {t('applications.once.env')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => save(asJson(credentials, scopes), 'rollcall.json', 'application/json')}
        >
          {t('applications.once.json')}
        </Button>
      </Group>
      <Stack gap="xs">
        <Title order={2} size="h4">
          {t('applications.once.snippets')}
        </Title>
        <SnippetTabs credentials={credentials} scopes={scopes} />
      </Stack>
      <Group justify="space-between">
        <Checkbox
          label={t('applications.once.saved')}
          checked={isSaved}
          onChange={({ currentTarget }) => setIsSaved(currentTarget.checked)}
        />
        <Button onClick={() => (isSaved ? onDone() : setIsDone(true))}>{t('applications.once.done')}</Button>
      </Group>
      <Confirm
        opened={isAsking || isDone}
        onClose={() => {
          stay();
          setIsDone(false);
        }}
        title={t('applications.once.leaveTitle')}
        lead={t('applications.once.leaveLead')}
        deed={t('applications.once.leave')}
        isDangerous
        onConfirm={() => {
          leave();
          if (isDone) onDone();
        }}
      />
    </Stack>
  );
}
