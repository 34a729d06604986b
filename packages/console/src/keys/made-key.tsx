import { Alert, Checkbox, Code, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import type { CreatedAdminKey } from '@rollcall/contract/admin';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { Confirm } from '../elements/confirm.tsx';
import { Copy } from '../elements/copy.tsx';
import { ExplainedButton } from '../elements/explained-button.tsx';
import { useLeaveGuard } from '../navigation/leave-guard.ts';

export interface MadeKeyProps {
  readonly account: string;
  readonly made: CreatedAdminKey | undefined;
  readonly onDone: () => void;
}

/** The key in plain text, this once. It goes when somebody says that they have it. */
export function MadeKey({ account, made, onDone }: MadeKeyProps) {
  const { t } = useTranslation();
  const [isSaved, setIsSaved] = useState(false);
  const { isAsking, stay, leave } = useLeaveGuard(made !== undefined && !isSaved);
  const done = () => {
    if (!isSaved) return;
    setIsSaved(false);
    onDone();
  };
  return (
    <Modal
      opened={made !== undefined}
      onClose={done}
      withCloseButton={false}
      closeOnClickOutside={false}
      title={t('keys.made.title')}
      size="lg"
    >
      {made && (
        <Stack>
          <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
            {t('keys.made.warning')}
          </Alert>
          <TextInput
            label={t('keys.made.key')}
            value={made.admin_key}
            readOnly
            ff="monospace"
            onFocus={({ currentTarget }) => currentTarget.select()}
            rightSection={<Copy value={made.admin_key} label={t('keys.made.copyKey')} />}
            data-autofocus
          />
          <Example account={account} adminKey={made} />
          <Checkbox
            label={t('keys.made.saved')}
            checked={isSaved}
            onChange={({ currentTarget }) => setIsSaved(currentTarget.checked)}
          />
          <Group justify="flex-end">
            <ExplainedButton reason={isSaved ? undefined : t('keys.made.savedFirst')} onClick={done}>
              {t('keys.made.done')}
            </ExplainedButton>
          </Group>
        </Stack>
      )}
      <Confirm
        opened={isAsking}
        onClose={stay}
        title={t('keys.made.leaveTitle')}
        lead={t('keys.made.leaveLead')}
        deed={t('keys.made.leave')}
        isDangerous
        onConfirm={leave}
      />
    </Modal>
  );
}

/** A first request, for one thing that the key may look at. */
function Example({ account, adminKey }: { readonly account: string; readonly adminKey: CreatedAdminKey }) {
  const { t } = useTranslation();
  const address = firstAddress(account, adminKey.key.permissions);
  if (address === undefined) return null;
  const command = `curl -H "Authorization: Bearer ${adminKey.admin_key}" \\\n  ${address}`;
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Text size="sm" fw={500}>
          {t('keys.made.example')}
        </Text>
        <Copy value={command} label={t('keys.made.copyExample')} />
      </Group>
      <Code block tabIndex={0} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {command}
      </Code>
    </Stack>
  );
}

function firstAddress(account: string, permissions: readonly string[]): string | undefined {
  const at = { path: { account } };
  const readers = {
    'people.read': api.address('ListPeople', at),
    'applications.read': api.address('FindApplications', at),
    'audit.read': api.address('ListAudit', at),
    'account.read': api.address('GetAccount', at),
    'keys.read': api.address('ListKeys', at),
  };
  return Object.entries(readers).find(([permission]) => permissions.includes(permission))?.[1].href;
}
