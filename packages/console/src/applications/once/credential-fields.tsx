import { SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Copy } from '../../elements/copy.tsx';
import type { Credentials } from './credentials.ts';

export interface CredentialFieldsProps {
  readonly credentials: Credentials;
  readonly onSecretCopied: () => void;
}

const FIELDS = [
  { name: 'baseUrl', label: 'baseUrl' },
  { name: 'accountId', label: 'account' },
  { name: 'clientId', label: 'clientId' },
  { name: 'clientSecret', label: 'secret' },
] as const;

/** Each part, to be copied. */
export function CredentialFields({ credentials, onSecretCopied }: CredentialFieldsProps) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      {FIELDS.map(({ name, label }) => {
        const said = t(`applications.once.${label}`);
        return (
          <TextInput
            key={name}
            label={said}
            value={credentials[name]}
            readOnly
            onFocus={({ currentTarget }) => currentTarget.select()}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            rightSection={
              <Copy
                value={credentials[name]}
                label={t('applications.once.copyNamed', { what: said })}
                {...(name === 'clientSecret' && { onCopied: onSecretCopied })}
              />
            }
          />
        );
      })}
    </SimpleGrid>
  );
}
