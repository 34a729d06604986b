import { Anchor, Stack, Table, Text } from '@mantine/core';
import type { Application } from '@rollcall/contract/admin';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Moment } from '../elements/moment.tsx';
import { useScopeTitles } from './scope-titles.ts';
import { SecretBadge } from './secret-badge.tsx';
import { lastUse } from './secret-state.ts';

/** Applications; on a phone, what they may do and when they were used stands below the name. */
export function ApplicationTable({ applications }: { readonly applications: readonly Application[] }) {
  const { t } = useTranslation();
  return (
    <Table highlightOnHover verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('applications.name')}</Table.Th>
          <Table.Th visibleFrom="md">{t('applications.may')}</Table.Th>
          <Table.Th visibleFrom="md">{t('applications.lastUse')}</Table.Th>
          <Table.Th visibleFrom="xs">{t('applications.secrets')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {applications.map((application) => (
          <ApplicationRow key={application.client_id} application={application} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ApplicationRow({ application }: { readonly application: Application }) {
  const titles = useScopeTitles();
  const { account_id, client_id, name, description, scopes, secrets } = application;
  return (
    <Table.Tr>
      <Table.Td>
        <Stack gap={4} align="flex-start">
          <Anchor
            component={Link}
            href={`/accounts/${account_id}/applications/${client_id}`}
            fw={600}
            style={{ overflowWrap: 'anywhere' }}
          >
            {name}
          </Anchor>
          {description !== '' && (
            <Text size="sm" c="dimmed" lineClamp={1} style={{ overflowWrap: 'anywhere' }}>
              {description}
            </Text>
          )}
          <Stack gap={4} hiddenFrom="md">
            <Text size="sm">{titles(scopes)}</Text>
            <Text size="sm" c="dimmed" component="div">
              <LastUse secrets={secrets} isAlone />
            </Text>
          </Stack>
          <Stack hiddenFrom="xs">
            <SecretBadge secrets={secrets} />
          </Stack>
        </Stack>
      </Table.Td>
      <Table.Td visibleFrom="md">{titles(scopes)}</Table.Td>
      <Table.Td visibleFrom="md">
        <LastUse secrets={secrets} />
      </Table.Td>
      <Table.Td visibleFrom="xs">
        <SecretBadge secrets={secrets} />
      </Table.Td>
    </Table.Tr>
  );
}

/** @param isAlone where no heading says what it is */
function LastUse({ secrets, isAlone = false }: Pick<Application, 'secrets'> & { readonly isAlone?: boolean }) {
  const { t } = useTranslation();
  const at = lastUse(secrets);
  if (at === undefined) return t('applications.lastUseNever');
  return (
    <>
      {isAlone && `${t('applications.lastUse')}: `}
      <Moment at={at} />
    </>
  );
}
