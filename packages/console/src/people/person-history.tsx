import { Anchor, Stack, Text } from '@mantine/core';
import type { AuditEntry } from '@rollcall/contract/admin';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useOperation } from '../api/use-operation.ts';
import { EntryDrawer } from '../audit/entry-drawer.tsx';
import { EntryTimeline } from '../audit/entry-timeline.tsx';
import { Answer } from '../elements/answer.tsx';

/** Entries that are shown here; the audit log has the rest. */
const SHOWN = 20;

/** What was done to somebody, newest first. */
export function PersonHistory({ account, id }: { readonly account: string; readonly id: string }) {
  const { t } = useTranslation();
  const query = { subject: id, max_page_size: SHOWN };
  const history = useOperation('ListAudit', { path: { account }, query });
  const [shown, setShown] = useState<AuditEntry>();
  return (
    <Answer of={history}>
      {({ entries }) => (
        <Stack gap="md">
          {entries.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('people.person.historyNone')}
            </Text>
          )}
          <EntryTimeline entries={entries} onOpen={setShown} />
          {entries.length > 0 && (
            <Anchor component={Link} href={`/accounts/${account}/audit?subject=${id}`} size="sm">
              {t('people.person.historyAll')}
            </Anchor>
          )}
          <EntryDrawer entry={shown} onClose={() => setShown(undefined)} />
        </Stack>
      )}
    </Answer>
  );
}
