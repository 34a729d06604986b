import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '../api/api.ts';
import { ApiError } from '../api/api-error.ts';
import { beginSession } from '../api/session.ts';
import { Answer } from '../elements/answer.tsx';
import { navigate } from '../navigation/hash-location.ts';
import { Entrance } from './entrance.tsx';
import { acceptInvite } from './passkey.ts';
import { usePasskeyFailure } from './passkey-failure.ts';
import { Refused } from './sign-in-page.tsx';

/** Where an invitation leads: the first passkey of a person is made here. */
export function InvitePage({ token }: { readonly token: string }) {
  const { t } = useTranslation();
  const invite = useQuery({
    queryKey: ['Session', 'BeginInvite', token],
    queryFn: () => api.call('BeginInvite', { body: { token } }),
    // What the browser is to sign is good once: it is not fetched again behind somebody's back.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  if (invite.error instanceof ApiError && invite.error.reason === 'sign_in_refused') {
    return (
      <Entrance title={t('signIn.invite.spent')} lead={t('signIn.invite.spentLead')}>
        <Anchor component={Link} href="/">
          {t('signIn.invite.toSignIn')}
        </Anchor>
      </Entrance>
    );
  }
  const { name, account_name: account } = invite.data ?? {};
  const lead =
    name === undefined
      ? undefined
      : account === undefined
        ? t('signIn.invite.lead', { name })
        : t('signIn.invite.leadWithAccount', { name, account });
  return (
    <Entrance title={t('signIn.invite.title')} {...(lead !== undefined && { lead })}>
      <Answer of={invite}>
        {({ options }) => <PasskeyForm make={(label) => acceptInvite(token, options, label)} />}
      </Answer>
    </Entrance>
  );
}

function PasskeyForm({ make }: { readonly make: (label: string) => ReturnType<typeof acceptInvite> }) {
  const { t } = useTranslation();
  const failure = usePasskeyFailure();
  const [label, setLabel] = useState('');
  const passkey = useMutation({
    mutationFn: make,
    onSuccess: (session) => {
      beginSession(session);
      // The link has done its work: not to be found by going back.
      navigate('/', { replace: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    passkey.mutate(label);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {passkey.isError && <Refused sentence={failure(passkey.error)} />}
        <TextInput
          label={t('signIn.invite.label')}
          description={t('signIn.invite.labelHint')}
          value={label}
          onChange={({ currentTarget }) => setLabel(currentTarget.value)}
          maxLength={100}
        />
        <Button type="submit" size="md" loading={passkey.isPending}>
          {t('signIn.invite.make')}
        </Button>
      </Stack>
    </form>
  );
}
