import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { answerProof, followProof, isProofAsked } from '../api/proof.ts';
import { beginSession, useSession } from '../api/session.ts';
import { signInWithPasskey } from './passkey.ts';
import { usePasskeyFailure } from './passkey-failure.ts';
import { leaveForIdentityProvider } from './sso.ts';

/** Asks who is signed in to prove once more that it is them, and lets what needed it go on. */
export function ProofDialog() {
  const { t } = useTranslation();
  const failure = usePasskeyFailure();
  const { account, method } = useSession();
  const isSso = method === 'sso' && account !== undefined;
  const isAsked = useSyncExternalStore(followProof, isProofAsked);
  const passkey = useMutation({
    mutationFn: signInWithPasskey,
    onSuccess: (session) => {
      beginSession(session);
      answerProof(true);
    },
  });
  const leave = useMutation({ mutationFn: leaveForIdentityProvider });
  const error = passkey.error ?? leave.error;
  const giveUp = () => {
    passkey.reset();
    answerProof(false);
  };
  return (
    <Modal
      opened={isAsked}
      onClose={giveUp}
      title={t('signIn.proof.title')}
      // Above the dialog that asked for it.
      zIndex={400}
    >
      <Stack>
        <Text size="sm">{t(isSso ? 'signIn.proof.ssoLead' : 'signIn.proof.lead')}</Text>
        {error !== null && (
          <Alert color="red" role="alert">
            {failure(error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={giveUp}>
            {t('shell.cancel')}
          </Button>
          <Button
            variant={isSso ? 'default' : 'filled'}
            data-autofocus={!isSso || undefined}
            loading={passkey.isPending}
            onClick={() => passkey.mutate()}
          >
            {t('signIn.proof.passkey')}
          </Button>
          {isSso && (
            <Button data-autofocus loading={leave.isPending} onClick={() => leave.mutate(account.id)}>
              {t('signIn.proof.sso')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
