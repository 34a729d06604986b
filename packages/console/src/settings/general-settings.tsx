import { DataList, Group, Stack, Text, TextInput } from '@mantine/core';
import type { Account } from '@rollcall/contract/admin';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Copy } from '../elements/copy.tsx';
import { ExplainedButton } from '../elements/explained-button.tsx';
import { Moment } from '../elements/moment.tsx';
import { formatCount } from '../elements/numbers.ts';
import { Section } from '../elements/section.tsx';
import { violationOf } from '../elements/violation-of.ts';
import { Fault } from './fault.tsx';
import { useSaving } from './use-saving.ts';

/** What the account is called, and what it has. */
export function GeneralSettings({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  const [name, setName] = useState(account.name);
  const isChanged = name.trim() !== '' && name.trim() !== account.name;
  const { may, save, reason, error, isPending } = useSaving(account, 'account.write', isChanged);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason === undefined) save({ name: name.trim() });
  };
  return (
    <Section title={t('settings.general.title')}>
      <form onSubmit={submit}>
        <Stack maw={560}>
          <Fault error={error} fields={['name']} />
          <TextInput
            label={t('settings.general.name')}
            description={t('settings.general.nameHint')}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            error={violationOf(error, 'name')}
            readOnly={!may}
            required
            maxLength={256}
            autoComplete="off"
          />
          <Facts account={account} />
          <div>
            <ExplainedButton type="submit" reason={reason} loading={isPending}>
              {t('settings.save')}
            </ExplainedButton>
          </div>
        </Stack>
      </form>
    </Section>
  );
}

function Facts({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  const [active, suspended] = [formatCount(account.active_people), formatCount(account.suspended_people)];
  return (
    <DataList labelWidth="7rem">
      <DataList.Item>
        <DataList.ItemLabel>{t('settings.general.id')}</DataList.ItemLabel>
        <DataList.ItemValue>
          <Group gap={4} wrap="nowrap">
            <Text span ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
              {account.id}
            </Text>
            <Copy value={account.id} label={t('settings.general.copyId')} />
          </Group>
          <Text size="xs" c="dimmed">
            {t('settings.general.idHint')}
          </Text>
        </DataList.ItemValue>
      </DataList.Item>
      <DataList.Item>
        <DataList.ItemLabel>{t('settings.general.created')}</DataList.ItemLabel>
        <DataList.ItemValue>
          <Moment at={account.create_time} />
        </DataList.ItemValue>
      </DataList.Item>
      <DataList.Item>
        <DataList.ItemLabel>{t('settings.general.people')}</DataList.ItemLabel>
        <DataList.ItemValue>{t('settings.general.peopleCount', { active, suspended })}</DataList.ItemValue>
      </DataList.Item>
      <DataList.Item>
        <DataList.ItemLabel>{t('settings.general.applications')}</DataList.ItemLabel>
        <DataList.ItemValue>{formatCount(account.applications)}</DataList.ItemValue>
      </DataList.Item>
    </DataList>
  );
}
