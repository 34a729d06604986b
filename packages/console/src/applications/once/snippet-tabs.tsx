import { Code, Group, Stack, Tabs, Text } from '@mantine/core';
import type { Scope } from '@rollcall/contract';
import { useTranslation } from 'react-i18next';
import { Copy } from '../../elements/copy.tsx';
import type { Credentials } from './credentials.ts';
import { snippets } from './snippets.ts';

export interface SnippetTabsProps {
  readonly credentials: Credentials;
  readonly scopes: readonly Scope[];
}

/** A first call, in the language of who gets the credentials. */
export function SnippetTabs({ credentials, scopes }: SnippetTabsProps) {
  const { t } = useTranslation();
  const { protocol, hostname } = new URL(credentials.baseUrl);
  const isHere = protocol === 'https:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('applications.once.snippetsLead')} {isHere && t('applications.once.localCa')}
      </Text>
      <Tabs defaultValue="curl">
        <Tabs.List>
          {snippets(credentials, scopes).map(({ id, title }) => (
            <Tabs.Tab key={id} value={id}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {snippets(credentials, scopes).map(({ id, text }) => (
          <Tabs.Panel key={id} value={id} pt="xs">
            <Group gap="xs" wrap="nowrap" align="flex-start">
              <Code block tabIndex={0} flex={1} miw={0}>
                {text}
              </Code>
              <Copy value={text} label={t('applications.once.copySnippet')} />
            </Group>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  );
}
