import { Group, Table, Text } from '@mantine/core';
import type { Deployment } from '@rollcall/contract/admin';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Copy } from '../elements/copy.tsx';
import { Moment } from '../elements/moment.tsx';
import { formatCount } from '../elements/numbers.ts';
import { Section } from '../elements/section.tsx';
import { useClockDifference } from './use-clock-difference.ts';

/** What the deployment is, rather than how. */
export function Facts({ deployment }: { readonly deployment: Deployment }) {
  const { t } = useTranslation();
  const { requests_per_minute: minute, requests_per_hour: hour } = deployment.limits;
  const limit = (number: number, of: 'minute' | 'hour') =>
    number === 0
      ? t('deployment.limit.none', { of: t(`deployment.limit.${of}Unit`) })
      : t(`deployment.limit.${of}`, { number: formatCount(number) });
  return (
    <Section title={t('deployment.facts')}>
      <Table variant="vertical" layout="auto" withRowBorders>
        <Table.Tbody>
          <Fact label={t('deployment.version')}>{deployment.version}</Fact>
          <Fact label={t('deployment.node')}>{deployment.node_version}</Fact>
          <Fact label={t('deployment.started')}>
            <Moment at={deployment.start_time} />
          </Fact>
          <Fact label={t('deployment.clock')}>
            <Clock time={deployment.time} />
          </Fact>
          <Fact label={t('deployment.storage')}>{t(`deployment.stores.${deployment.storage}`)}</Fact>
          <Fact label={t('deployment.baseUrl')}>
            <Group gap={4}>
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {deployment.base_url}
              </Text>
              <Copy value={deployment.base_url} label={t('deployment.copyBaseUrl')} />
            </Group>
          </Fact>
          <Fact label={t('deployment.apiVersions')}>{deployment.api_versions.join(', ')}</Fact>
          <Fact label={t('deployment.limits')}>
            {limit(minute, 'minute')}
            <br />
            {limit(hour, 'hour')}
          </Fact>
        </Table.Tbody>
      </Table>
    </Section>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th w={{ base: 130, xs: 220 }}>{label}</Table.Th>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  );
}

function Clock({ time }: { readonly time: string }) {
  const { t } = useTranslation();
  const seconds = useClockDifference(time);
  if (seconds < 10) return t('deployment.clockWell');
  return (
    <Text size="sm" c="red">
      {t('deployment.clockOff', { seconds: formatCount(seconds) })}
    </Text>
  );
}
