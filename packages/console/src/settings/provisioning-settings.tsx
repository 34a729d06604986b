import { Radio, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Account } from '@rollcall/contract/admin';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../elements/confirm.tsx';
import { ExplainedButton } from '../elements/explained-button.tsx';
import { Section } from '../elements/section.tsx';
import { useSaving } from './use-saving.ts';

const MODES = ['manual', 'automated'] as const;

/** Who manages people: those who use the console and applications, or an identity provider. */
export function ProvisioningSettings({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  const [mode, setMode] = useState(account.provisioning);
  const [isAsking, { open, close }] = useDisclosure(false);
  const { may, save, reason, error, isPending, reset } = useSaving(
    account,
    'account.write',
    mode !== account.provisioning,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason === undefined) open();
  };
  return (
    <Section title={t('settings.provisioning.title')}>
      <form onSubmit={submit}>
        <Stack maw={560}>
          <Radio.Group
            aria-label={t('settings.provisioning.label')}
            value={mode}
            onChange={(chosen) => setMode(MODES.find((each) => each === chosen) ?? 'manual')}
          >
            <Stack gap="sm">
              {MODES.map((each) => (
                <Radio
                  key={each}
                  value={each}
                  label={t(`settings.provisioning.${each}`)}
                  description={t(`settings.provisioning.${each}Hint`)}
                  disabled={!may && each !== account.provisioning}
                />
              ))}
            </Stack>
          </Radio.Group>
          <div>
            <ExplainedButton type="submit" reason={reason}>
              {t('settings.save')}
            </ExplainedButton>
          </div>
        </Stack>
      </form>
      <Confirm
        opened={isAsking}
        onClose={() => {
          reset();
          close();
        }}
        title={t('settings.provisioning.confirmTitle')}
        lead={t(`settings.provisioning.${mode === 'automated' ? 'toAutomated' : 'toManual'}`, { name: account.name })}
        deed={t('settings.provisioning.confirm')}
        isPending={isPending}
        error={error}
        onConfirm={() => save({ provisioning: mode }, close)}
      />
    </Section>
  );
}
