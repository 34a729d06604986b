import { Table, Text } from '@mantine/core';
import type { AuditEntry } from '@rollcall/contract/admin';
import { useTranslation } from 'react-i18next';
import { audit } from '../texts/en/audit.ts';
import { detailOf } from './detail-of.ts';

type Detail = ReturnType<typeof detailOf>;

/** What an entry says besides: what fields were and became, and whatever else. */
export function EntryDetail({ entry }: { readonly entry: AuditEntry }) {
  const detail = detailOf(entry);
  const { t } = useTranslation();
  const nameOf = useFieldName();
  const changes = changesIn(detail);
  const rest = Object.entries(detail).filter(([name]) => !changes.some(({ keys }) => keys.includes(name)));
  return (
    <>
      {changes.length > 0 && (
        <Table captionSide="top" withTableBorder layout="fixed" style={{ overflowWrap: 'anywhere' }}>
          <Table.Caption>{t('audit.entry.changes')}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('audit.entry.field')}</Table.Th>
              <Table.Th>{t('audit.entry.before')}</Table.Th>
              <Table.Th>{t('audit.entry.after')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changes.map(({ field, before, after }) => (
              <Table.Tr key={field}>
                <Table.Th scope="row" fw={400}>
                  {nameOf(field)}
                </Table.Th>
                <Table.Td>{before}</Table.Td>
                <Table.Td>{after}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {rest.length > 0 && (
        <Table captionSide="top" withTableBorder layout="fixed" variant="vertical" style={{ overflowWrap: 'anywhere' }}>
          <Table.Caption>{t('audit.entry.more')}</Table.Caption>
          <Table.Tbody>
            {rest.map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Th scope="row">{nameOf(name)}</Table.Th>
                <Table.Td>
                  <Text size="sm">{value}</Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}

/** What `fields` names, with `…_before` and `…_after`, where an entry has them. */
function changesIn(detail: Detail) {
  const fields = String(detail.fields ?? '').split(' ');
  return fields
    .filter((field) => `${field}_before` in detail)
    .map((field) => ({
      field,
      before: detail[`${field}_before`],
      after: detail[`${field}_after`],
      keys: ['fields', `${field}_before`, `${field}_after`],
    }));
}

/** What a field is called; its name on the wire where there is no text for it. */
function useFieldName(): (field: string) => string {
  const { t } = useTranslation();
  return (field) => (isKnown(field) ? t(`audit.fields.${field}`) : field);
}

function isKnown(field: string): field is keyof typeof audit.fields {
  return Object.hasOwn(audit.fields, field);
}
