import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Account, SingleSignOn } from '@rollcall/contract/admin';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { useChange } from '../api/use-operation.ts';
import { violationOf } from '../elements/violation-of.ts';
import { Fault } from './fault.tsx';
import { RedirectUri } from './redirect-uri.tsx';
import { useRememberSingleSignOn } from './use-single-sign-on.ts';

export interface SingleSignOnFormProps {
  readonly account: Account;
  /** Undefined: it is not set up. */
  readonly now: SingleSignOn | undefined;
  /** Beside the button that saves. */
  readonly children?: ReactNode;
}

const FIELDS = ['issuer', 'client_id', 'client_secret'] as const;

/** Sets up single sign-on, or changes it. */
export function SingleSignOnForm({ account, now, children }: SingleSignOnFormProps) {
  const { t } = useTranslation();
  const [fields, setFields] = useState({ issuer: now?.issuer ?? '', client_id: now?.client_id ?? '', secret: '' });
  const set = useChange('SetSingleSignOn');
  const remember = useRememberSingleSignOn(account.id);
  const put = (field: keyof typeof fields, value: string) => setFields((all) => ({ ...all, [field]: value }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { issuer, client_id, secret } = fields;
    const asked = { issuer: issuer.trim(), client_id: client_id.trim() };
    set.mutate(
      { path: { account: account.id }, body: { ...asked, ...(secret !== '' && { client_secret: secret }) } },
      {
        onSuccess: (sso) => {
          remember(sso);
          put('secret', '');
          notifications.show({ message: t('settings.sso.saved') });
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack maw={560}>
        <RedirectUri value={now?.redirect_uri ?? api.address('FinishSso').href} />
        <Fault error={set.error} fields={FIELDS} />
        <TextInput
          label={t('settings.sso.issuer')}
          description={t('settings.sso.issuerHint')}
          value={fields.issuer}
          onChange={({ currentTarget }) => put('issuer', currentTarget.value)}
          error={violationOf(set.error, 'issuer')}
          placeholder="https://"
          type="url"
          required
          maxLength={2000}
          autoComplete="off"
          spellCheck={false}
        />
        <TextInput
          label={t('settings.sso.clientId')}
          description={t('settings.sso.clientIdHint')}
          value={fields.client_id}
          onChange={({ currentTarget }) => put('client_id', currentTarget.value)}
          error={violationOf(set.error, 'client_id')}
          required
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
        />
        <PasswordInput
          label={t('settings.sso.secret')}
          description={t(now?.has_client_secret ? 'settings.sso.secretAgain' : 'settings.sso.secretHint')}
          value={fields.secret}
          onChange={({ currentTarget }) => put('secret', currentTarget.value)}
          error={violationOf(set.error, 'client_secret')}
          maxLength={1000}
          autoComplete="off"
        />
        <Text size="xs" c="dimmed">
          {t('settings.sso.asked')}
        </Text>
        <Group>
          <Button type="submit" loading={set.isPending}>
            {t(now === undefined ? 'settings.sso.enable' : 'settings.sso.change')}
          </Button>
          {children}
        </Group>
      </Stack>
    </form>
  );
}
