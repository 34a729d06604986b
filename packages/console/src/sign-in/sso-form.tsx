import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFailureSentence } from '../elements/failure-sentence.ts';
import { isAccountId, leaveForIdentityProvider, rememberedAccount } from './sso.ts';

/** Signs in through the identity provider of an account. */
export function SsoForm() {
  const { t } = useTranslation();
  const sentence = useFailureSentence();
  const [account, setAccount] = useState(rememberedAccount);
  const [isWrong, setWrong] = useState(false);
  const leave = useMutation({ mutationFn: leaveForIdentityProvider });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isRight = isAccountId(account);
    setWrong(!isRight);
    if (isRight) leave.mutate(account);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput
          label={t('signIn.account')}
          description={t('signIn.accountHint')}
          value={account}
          onChange={({ currentTarget }) => setAccount(currentTarget.value.trim().toUpperCase())}
          error={isWrong ? t('signIn.accountWrong') : leave.isError && sentence(leave.error)}
          autoComplete="organization"
          spellCheck={false}
          maxLength={40}
        />
        <Button type="submit" variant="default" loading={leave.isPending}>
          {t('signIn.sso')}
        </Button>
      </Stack>
    </form>
  );
}
