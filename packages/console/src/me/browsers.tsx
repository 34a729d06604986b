import { Badge, Button, Card, Group, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import type { SignedInBrowser } from '@rollcall/contract/admin';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { forgetSession } from '../api/query-client.ts';
import { useChange, useOperation } from '../api/use-operation.ts';
import { Answer } from '../elements/answer.tsx';
import { Confirm } from '../elements/confirm.tsx';
import { useFailureSentence } from '../elements/failure-sentence.ts';
import { Moment } from '../elements/moment.tsx';

/** Where one is signed in, and the way out of each. */
export function Browsers() {
  const { t } = useTranslation();
  const sessions = useOperation('ListSessions');
  const [isAsking, { open, close }] = useDisclosure(false);
  const everywhere = useMutation({ mutationFn: () => api.call('SignOutEverywhere'), onSuccess: forgetSession });
  return (
    <Card withBorder component="section" aria-labelledby="browsers">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="browsers">
          {t('me.browsers.title')}
        </Title>
        <Button size="xs" variant="default" onClick={open}>
          {t('me.browsers.everywhere')}
        </Button>
      </Group>
      <Answer of={sessions}>
        {({ sessions }) => (
          <Table.ScrollContainer minWidth={560}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('me.browsers.browser')}</Table.Th>
                  <Table.Th>{t('me.browsers.address')}</Table.Th>
                  <Table.Th>{t('me.browsers.started')}</Table.Th>
                  <Table.Th>{t('me.browsers.ends')}</Table.Th>
                  <Table.Td />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {sessions.map((session) => (
                  <BrowserRow key={session.id} session={session} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Answer>
      <Confirm
        opened={isAsking}
        onClose={close}
        title={t('me.browsers.everywhereTitle')}
        lead={t('me.browsers.everywhereLead')}
        deed={t('me.browsers.everywhere')}
        isPending={everywhere.isPending}
        error={everywhere.error}
        onConfirm={() => everywhere.mutate()}
      />
    </Card>
  );
}

function BrowserRow({ session }: { readonly session: SignedInBrowser }) {
  const { t } = useTranslation();
  const sentence = useFailureSentence();
  const end = useChange('EndSession');
  const name = session.user_agent ?? t('me.browsers.unknown');
  const signOut = () => {
    end.mutate(
      { path: { session: session.id } },
      {
        onSuccess: () => notifications.show({ message: t('me.browsers.ended') }),
        onError: (error) => notifications.show({ color: 'red', message: sentence(error) }),
      },
    );
  };
  return (
    <Table.Tr>
      <Table.Td maw={320}>
        <Text size="sm" lineClamp={2} title={name}>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {t(`me.browsers.method.${session.method}`)}
        </Text>
      </Table.Td>
      <Table.Td>{session.address}</Table.Td>
      <Table.Td>
        <Moment at={session.start_time} />
      </Table.Td>
      <Table.Td>
        <Moment at={session.expire_time} />
      </Table.Td>
      <Table.Td ta="right">
        {session.current ? (
          <Badge variant="light">{t('me.browsers.current')}</Badge>
        ) : (
          <Button
            size="xs"
            variant="subtle"
            color="red"
            loading={end.isPending}
            aria-label={t('me.browsers.endNamed', { name })}
            onClick={signOut}
          >
            {t('me.browsers.end')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
