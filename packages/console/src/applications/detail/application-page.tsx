import { Anchor, Group, Stack, Tabs, Text } from '@mantine/core';
import type { Application } from '@rollcall/contract/admin';
import { IconApps, IconArrowLeft, IconChartBar, IconKey, IconSettings } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { useOperation } from '../../api/use-operation.ts';
import { Answer } from '../../elements/answer.tsx';
import { Copy } from '../../elements/copy.tsx';
import { Moment } from '../../elements/moment.tsx';
import { Nothing } from '../../elements/nothing.tsx';
import { useAccountId } from '../../navigation/account-in-path.ts';
import { Page } from '../../navigation/page.tsx';
import { useFilters } from '../../navigation/use-filters.ts';
import { SecretsPanel } from '../secrets/secrets-panel.tsx';
import { SettingsPanel } from '../settings/settings-panel.tsx';
import { UsePanel } from '../use/use-panel.tsx';

const PARTS = [
  { part: 'use', icon: IconChartBar, panel: UsePanel },
  { part: 'secrets', icon: IconKey, panel: SecretsPanel },
  { part: 'settings', icon: IconSettings, panel: SettingsPanel },
] as const;
const FILTERS = ['part'] as const;

/** One application: how it is used, its secrets, its settings. */
export function ApplicationPage() {
  const { t } = useTranslation();
  const account = useAccountId();
  const { client = '' } = useParams<{ client: string }>();
  const found = useOperation('GetApplication', { path: { account, client } });
  const back = <BackToList account={account} />;
  if (found.error?.status === 404) {
    return (
      <Page title={t('applications.detail.notFound')}>
        {back}
        <Nothing
          icon={<IconApps />}
          title={t('applications.detail.notFound')}
          lead={t('applications.detail.notFoundLead')}
        />
      </Page>
    );
  }
  return (
    <Stack gap="xs">
      {back}
      <Answer of={found}>{(application) => <Known key={client} application={application} />}</Answer>
    </Stack>
  );
}

function BackToList({ account }: { readonly account: string }) {
  const { t } = useTranslation();
  return (
    <Anchor component={Link} href={`/accounts/${account}/applications`} size="sm">
      <Group gap={4} component="span" display="inline-flex">
        <IconArrowLeft size={16} aria-hidden />
        {t('applications.detail.back')}
      </Group>
    </Anchor>
  );
}

function Known({ application }: { readonly application: Application }) {
  const { t } = useTranslation();
  const { filters, set } = useFilters(FILTERS);
  const current = PARTS.find(({ part }) => part === filters.part)?.part ?? 'use';
  return (
    <Page title={application.name} lead={<Lead application={application} />}>
      <Tabs
        value={current}
        onChange={(part) => set({ part: part === 'use' ? undefined : (part ?? undefined) })}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('applications.detail.parts')} mb="lg">
          {PARTS.map(({ part, icon: Icon }) => (
            <Tabs.Tab key={part} value={part} leftSection={<Icon size={16} aria-hidden />}>
              {t(`applications.detail.${part}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {PARTS.map(({ part, panel: Panel }) => (
          <Tabs.Panel key={part} value={part}>
            <Panel application={application} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}

function Lead({ application: { description, client_id, create_time } }: { readonly application: Application }) {
  const { t } = useTranslation();
  return (
    <Stack gap={2} component="span">
      {description !== '' && (
        <Text component="span" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
          {description}
        </Text>
      )}
      <Group gap={4} component="span" wrap="nowrap">
        <Text component="span" size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t('applications.detail.clientId')}{' '}
          <Text component="span" inherit ff="monospace">
            {client_id}
          </Text>
        </Text>
        <Copy value={client_id} label={t('applications.detail.copyClientId')} />
      </Group>
      <Text component="span" size="sm">
        {t('applications.detail.created')} <Moment at={create_time} />
      </Text>
    </Stack>
  );
}
