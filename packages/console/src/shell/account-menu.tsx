import { ActionIcon, Menu, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconKey, IconLogout, IconUser } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { forgetSession } from '../api/query-client.ts';
import { useSession } from '../api/session.ts';
import { useFailureSentence } from '../elements/failure-sentence.ts';
import { navigate } from '../navigation/hash-location.ts';

/** Who is signed in, and the way out. */
export function AccountMenu() {
  const { t } = useTranslation();
  const { principal } = useSession();
  const sentence = useFailureSentence();
  const signOut = useMutation({
    mutationFn: () => api.call('SignOut'),
    onSuccess: forgetSession,
    onError: (error) => notifications.show({ color: 'red', message: sentence(error) }),
  });
  return (
    <Menu position="bottom-end" width={260} withinPortal={false}>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={t('shell.menu.open', { name: principal.name })}>
          <IconUser size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text component="span" display="block" fw={600} size="sm" truncate>
            {principal.name}
          </Text>
          <Text component="span" display="block" size="xs" truncate>
            {principal.email ?? t('shell.menu.operator')}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={() => navigate('/me')}>
          {t('shell.menu.me')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          {t('shell.menu.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
