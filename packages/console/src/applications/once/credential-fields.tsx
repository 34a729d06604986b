import { SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Copy } from '../../elements/copy.tsx';
import type { Credentials } from './credentials.ts';

export interface CredentialFieldsProps {
  readonly credentials: Credentials;
  readonly onSecretCopied: () => void;
}

/** Each part, to be copied. The secret is shown whole, however narrow the screen is. */
export function CredentialFields({ credentials, onSecretCopied }: CredentialFieldsProps) {
  const { t } = useTranslation();
  const facts = (label: 'baseUrl' | 'account' | 'clientId' | 'secret', value: string, onCopied?: () => void) => {
    const said = t(`applications.once.${label}`);
    const copy = (
      <Copy value={value} label={t('applications.once.copyNamed', { what: said })} {...(onCopied && { onCopied })} />
    );
    return { label: said, value, readOnly: true, rightSection: copy } as const;
  };
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <TextInput {...facts('baseUrl', credentials.baseUrl)} styles={MONOSPACE} />
      <TextInput {...facts('account', credentials.accountId)} styles={MONOSPACE} />
      <Textarea {...facts('clientId', credentials.clientId)} styles={MONOSPACE} autosize minRows={1} />
      <Textarea
        {...facts('secret', credentials.clientSecret, onSecretCopied)}
        styles={MONOSPACE}
        autosize
        minRows={1}
        data-autofocus
      />
    </SimpleGrid>
  );
}

const MONOSPACE = { input: { fontFamily: 'var(--mantine-font-family-monospace)', wordBreak: 'break-all' } } as const;
