import { DataList, Stack } from '@mantine/core';
import type { Account } from '@rollcall/contract/admin';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { ExplainedButton } from '../elements/explained-button.tsx';
import { Section } from '../elements/section.tsx';
import { violationOf } from '../elements/violation-of.ts';
import { Fault } from './fault.tsx';
import { LimitInput } from './limit-input.tsx';
import { useSaving } from './use-saving.ts';

const FIELDS = ['requests_per_minute', 'requests_per_hour'] as const;

/** How many requests applications may make: operators set it, everybody else sees it. */
export function LimitSettings({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  return (
    <Section title={t('settings.limits.title')} lead={t('settings.limits.lead')}>
      {useMay('limits.write') ? <LimitForm account={account} /> : <LimitFacts account={account} />}
    </Section>
  );
}

function LimitForm({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  const now = { requests_per_minute: account.requests_per_minute, requests_per_hour: account.requests_per_hour };
  const [limits, setLimits] = useState(now);
  const changed = FIELDS.filter((field) => limits[field] !== now[field]);
  const { save, reason, error, isPending } = useSaving(account, 'limits.write', changed.length > 0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Null takes the deployment's.
    if (reason === undefined) save(Object.fromEntries(changed.map((field) => [field, limits[field] ?? null])));
  };
  return (
    <form onSubmit={submit}>
      <Stack maw={560}>
        <Fault error={error} fields={FIELDS} />
        {FIELDS.map((field) => (
          <LimitInput
            key={field}
            label={t(`settings.limits.${field}`)}
            value={limits[field]}
            error={violationOf(error, field)}
            onChange={(limit) => setLimits((all) => ({ ...all, [field]: limit }))}
          />
        ))}
        <div>
          <ExplainedButton type="submit" reason={reason} loading={isPending}>
            {t('settings.save')}
          </ExplainedButton>
        </div>
      </Stack>
    </form>
  );
}

function LimitFacts({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  const inWords = (limit: number | undefined) => {
    if (limit === undefined) return t('settings.limits.deployment');
    return limit === 0 ? t('settings.limits.off') : t('settings.limits.ownValue', { count: limit });
  };
  return (
    <Stack>
      <DataList labelWidth="12rem">
        {FIELDS.map((field) => (
          <DataList.Item key={field}>
            <DataList.ItemLabel>{t(`settings.limits.${field}`)}</DataList.ItemLabel>
            <DataList.ItemValue>{inWords(account[field])}</DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
      <div>
        <ExplainedButton reason={t('settings.operatorsOnly')}>{t('settings.save')}</ExplainedButton>
      </div>
    </Stack>
  );
}
