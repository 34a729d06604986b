import { Button, Group, Stack } from '@mantine/core';
import type { Application, CreatedSecret } from '@rollcall/contract/admin';
import { IconPlus, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/session.ts';
import { ExplainedButton } from '../../elements/explained-button.tsx';
import { Section } from '../../elements/section.tsx';
import { isGood } from '../secret-state.ts';
import { useUsage } from '../use/use-usage.ts';
import { AddSecret } from './add-secret.tsx';
import { MadeSecret } from './made-secret.tsx';
import { RotateSecret } from './rotate-secret.tsx';
import { SecretTable } from './secret-table.tsx';
import { TokensSection } from './tokens-section.tsx';

/** How many secrets an application may have beside each other. */
const MOST = 10;

/** The secrets of an application: who uses which, and how one takes the place of another. */
export function SecretsPanel({ application }: { readonly application: Application }) {
  const { t } = useTranslation();
  const mayWrite = useMay('applications.write');
  const { data } = useUsage(application);
  const [asked, setAsked] = useState<'add' | 'rotate'>();
  const [made, setMade] = useState<CreatedSecret>();
  const uses = data?.secret_uses ?? [];
  const isFull = application.secrets.filter((secret) => isGood(secret, Date.now())).length >= MOST;
  const full = isFull ? t('applications.secret.full', { count: MOST }) : undefined;
  const close = () => setAsked(undefined);
  const show = (created: CreatedSecret) => {
    close();
    setMade(created);
  };
  return (
    <Stack>
      <Section
        title={t('applications.secrets')}
        lead={t('applications.secret.lead')}
        actions={
          mayWrite && (
            <Group gap="sm" align="flex-start">
              <ExplainedButton
                reason={full}
                variant="default"
                size="xs"
                leftSection={<IconPlus size={16} aria-hidden />}
                onClick={() => setAsked('add')}
              >
                {t('applications.secret.add')}
              </ExplainedButton>
              {!isFull && (
                <Button
                  size="xs"
                  leftSection={<IconRefresh size={16} aria-hidden />}
                  onClick={() => setAsked('rotate')}
                >
                  {t('applications.secret.rotate')}
                </Button>
              )}
            </Group>
          )
        }
      >
        <SecretTable application={application} uses={uses} mayWrite={mayWrite} />
      </Section>
      {mayWrite && <TokensSection application={application} />}
      <AddSecret application={application} opened={asked === 'add'} onClose={close} onMade={show} />
      <RotateSecret application={application} uses={uses} opened={asked === 'rotate'} onClose={close} onMade={show} />
      <MadeSecret made={made} onDone={() => setMade(undefined)} />
    </Stack>
  );
}
