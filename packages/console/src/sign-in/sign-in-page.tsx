import { Alert, Button, Divider, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearch } from 'wouter';
import { forgetWhatWasShown } from '../api/query-client.ts';
import { beginSession } from '../api/session.ts';
import { sessionEnd } from '../api/session-end.ts';
import { navigate } from '../navigation/hash-location.ts';
import { Entrance } from './entrance.tsx';
import { signInWithPasskey } from './passkey.ts';
import { usePasskeyFailure } from './passkey-failure.ts';
import { SsoForm } from './sso-form.tsx';

/** The way in. Who is signed in then finds the page that they wanted. */
export function SignInPage() {
  const { t } = useTranslation();
  const failure = usePasskeyFailure();
  useEffect(() => {
    forgetWhatWasShown();
    // Who left is not expected back at the same place.
    if (sessionEnd() === 'left') navigate('/', { replace: true });
  }, []);
  // The server leads back here with it when the identity provider did not sign somebody in.
  const isRefused = new URLSearchParams(useSearch()).has('refused');
  const passkey = useMutation({ mutationFn: signInWithPasskey, onSuccess: beginSession });
  return (
    <Entrance title={t('signIn.title')} lead={t('signIn.lead')}>
      {!isRefused && passkey.isIdle && sessionEnd() === 'ended' && (
        <Alert color="yellow" role="alert" title={t('signIn.ended.title')}>
          {t('signIn.ended.lead')}
        </Alert>
      )}
      {isRefused && passkey.isIdle && <Refused sentence={t('signIn.refused.sso')} />}
      {passkey.isError && <Refused sentence={failure(passkey.error)} />}
      <Button
        size="md"
        leftSection={<IconKey size={18} aria-hidden />}
        loading={passkey.isPending}
        onClick={() => passkey.mutate()}
      >
        {t('signIn.passkey')}
      </Button>
      <Divider label={t('signIn.or')} />
      <SsoForm />
      <Text size="sm" c="dimmed">
        {t('signIn.noPasskey')}
      </Text>
    </Entrance>
  );
}

/** Why somebody was not signed in. */
export function Refused({ sentence }: { readonly sentence: string }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" role="alert" title={t('signIn.refused.title')}>
      <Stack gap={0}>{sentence}</Stack>
    </Alert>
  );
}
