import { Badge, Table, Text } from '@mantine/core';
import type { ApplicationUsage } from '@rollcall/contract/admin';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../elements/moment.tsx';
import { formatCount } from '../../elements/numbers.ts';
import { Section } from '../../elements/section.tsx';
import { PREVIEW } from './preview.ts';

/** The programs that called, by the name they give themselves. */
export function Callers({ callers }: Pick<ApplicationUsage, 'callers'>) {
  const { t } = useTranslation();
  return (
    <Section title={t('applications.use.callers')} lead={t('applications.use.callersLead')}>
      {callers.length === 0 ? (
        <Text c="dimmed">{t('applications.use.noCallers')}</Text>
      ) : (
        <Table.ScrollContainer minWidth={640}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('applications.use.userAgent')}</Table.Th>
                <Table.Th>{t('applications.use.version')}</Table.Th>
                <Table.Th ta="right">{t('applications.use.count')}</Table.Th>
                <Table.Th>{t('applications.use.first')}</Table.Th>
                <Table.Th>{t('applications.use.last')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {callers.map(({ user_agent, api_version, calls, first_time, last_time }) => (
                <Table.Tr key={`${api_version} ${user_agent}`}>
                  <Table.Td maw={360} style={{ overflowWrap: 'anywhere' }}>
                    {user_agent || t('applications.use.unnamed')}
                  </Table.Td>
                  <Table.Td>
                    <Badge
                      variant="light"
                      tt="none"
                      miw="max-content"
                      color={api_version === PREVIEW ? 'yellow' : 'gray'}
                    >
                      {api_version}
                    </Badge>
                  </Table.Td>
                  <Table.Td ta="right">{formatCount(calls)}</Table.Td>
                  <Table.Td>
                    <Moment at={first_time} />
                  </Table.Td>
                  <Table.Td>
                    <Moment at={last_time} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Section>
  );
}
