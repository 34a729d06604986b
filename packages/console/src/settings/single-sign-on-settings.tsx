import { Badge, DataList, Stack, Text } from '@mantine/core';
import type { Account, SingleSignOn } from '@rollcall/contract/admin';
import { IconLogin2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { Answer } from '../elements/answer.tsx';
import { Nothing } from '../elements/nothing.tsx';
import { Section } from '../elements/section.tsx';
import { RedirectUri } from './redirect-uri.tsx';
import { SingleSignOnForm } from './single-sign-on-form.tsx';
import { SwitchOff } from './switch-off.tsx';
import { useSingleSignOn } from './use-single-sign-on.ts';

/** How people of the account sign in through its identity provider: operators set it up, everybody else sees it. */
export function SingleSignOnSettings({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  const may = useMay('sso.write');
  const on = account.sso && (
    <Badge color="teal" variant="light">
      {t('settings.sso.on')}
    </Badge>
  );
  return (
    <Section title={t('settings.sso.title')} lead={t('settings.sso.lead')} actions={on}>
      {account.sso ? <SetUp account={account} mayChange={may} /> : <NotSetUp account={account} mayChange={may} />}
    </Section>
  );
}

interface PartProps {
  readonly account: Account;
  readonly mayChange: boolean;
}

function NotSetUp({ account, mayChange }: PartProps) {
  const { t } = useTranslation();
  if (mayChange) return <SingleSignOnForm account={account} now={undefined} />;
  return <Nothing icon={<IconLogin2 />} title={t('settings.sso.off')} lead={t('settings.sso.offLead')} />;
}

function SetUp({ account, mayChange }: PartProps) {
  const { t } = useTranslation();
  const sso = useSingleSignOn(account.id);
  return (
    <Stack>
      <Answer of={sso}>
        {(now) =>
          mayChange ? (
            <SingleSignOnForm key={`${now.issuer} ${now.client_id}`} account={account} now={now}>
              <SwitchOff account={account} />
            </SingleSignOnForm>
          ) : (
            <Facts sso={now} />
          )
        }
      </Answer>
      <Text size="sm" c="dimmed">
        {t('settings.sso.accountId', { id: account.id })}
      </Text>
    </Stack>
  );
}

function Facts({ sso }: { readonly sso: SingleSignOn }) {
  const { t } = useTranslation();
  return (
    <Stack>
      <DataList labelWidth="8rem">
        <Fact label={t('settings.sso.issuer')}>{sso.issuer}</Fact>
        <Fact label={t('settings.sso.clientId')}>{sso.client_id}</Fact>
        <Fact label={t('settings.sso.secret')}>
          {t(sso.has_client_secret ? 'settings.sso.hasSecret' : 'settings.sso.noSecret')}
        </Fact>
      </DataList>
      <RedirectUri value={sso.redirect_uri} />
      <Text size="xs" c="dimmed">
        {t('settings.operatorsOnly')}
      </Text>
    </Stack>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{children}</DataList.ItemValue>
    </DataList.Item>
  );
}
