import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../elements/moment.tsx';
import { SecretEnd } from './secret-end.tsx';
import { RevokeButton, type SecretLine } from './secret-line.tsx';
import { SecretUses } from './secret-uses.tsx';

/** A row for each secret. */
export function SecretRows({ lines }: { readonly lines: readonly SecretLine[] }) {
  const { t } = useTranslation();
  return (
    <Table verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('applications.secret.label')}</Table.Th>
          <Table.Th>{t('applications.secret.made')}</Table.Th>
          <Table.Th>{t('applications.secret.ends')}</Table.Th>
          <Table.Th>{t('applications.lastUse')}</Table.Th>
          <Table.Th>{t('applications.secret.usedBy')}</Table.Th>
          <Table.Td />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <SecretRow key={line.secret.id} {...line} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function SecretRow(line: SecretLine) {
  const { t } = useTranslation();
  const { label, create_time, last_use_time } = line.secret;
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td maw={220}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {label}
        </Text>
      </Table.Td>
      <Table.Td>
        <Moment at={create_time} />
      </Table.Td>
      <Table.Td>
        <SecretEnd {...line} />
      </Table.Td>
      <Table.Td>{last_use_time === undefined ? t('shell.never') : <Moment at={last_use_time} />}</Table.Td>
      <Table.Td maw={320}>
        <SecretUses uses={line.uses} />
      </Table.Td>
      <Table.Td ta="right">
        <RevokeButton {...line} />
      </Table.Td>
    </Table.Tr>
  );
}
