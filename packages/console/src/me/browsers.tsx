import { Badge, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import type { SignedInBrowser } from '@rollcall/contract/admin';
import { useMutation } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { forgetSession } from '../api/query-client.ts';
import { useChange, useOperation } from '../api/use-operation.ts';
import { Answer } from '../elements/answer.tsx';
import { Confirm } from '../elements/confirm.tsx';
import { useFailureSentence } from '../elements/failure-sentence.ts';
import { Line, Lines } from '../elements/lines.tsx';
import { Moment } from '../elements/moment.tsx';
import { Section } from '../elements/section.tsx';
import { browserName } from './browser-name.ts';

/** Where one is signed in, and the way out of each. */
export function Browsers() {
  const { t } = useTranslation();
  const sessions = useOperation('ListSessions');
  const [isAsking, { open, close }] = useDisclosure(false);
  const everywhere = useMutation({ mutationFn: () => api.call('SignOutEverywhere'), onSuccess: forgetSession });
  return (
    <Section
      title={t('me.browsers.title')}
      actions={
        <Button size="xs" variant="default" onClick={open}>
          {t('me.browsers.everywhere')}
        </Button>
      }
    >
      <Answer of={sessions}>
        {({ sessions }) => (
          <Lines>
            {sessions.map((session) => (
              <Browser key={session.id} session={session} />
            ))}
          </Lines>
        )}
      </Answer>
      <Confirm
        opened={isAsking}
        onClose={() => {
          everywhere.reset();
          close();
        }}
        title={t('me.browsers.everywhereTitle')}
        lead={t('me.browsers.everywhereLead')}
        deed={t('me.browsers.everywhere')}
        isPending={everywhere.isPending}
        error={everywhere.error}
        onConfirm={() => everywhere.mutate()}
      />
    </Section>
  );
}

function Browser({ session }: { readonly session: SignedInBrowser }) {
  const { t } = useTranslation();
  const sentence = useFailureSentence();
  const end = useChange('EndSession');
  const name = useName(session.user_agent);
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
    <Line
      actions={
        session.current ? (
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
        )
      }
    >
      <Group gap={6}>
        <Text fw={600} title={session.user_agent}>
          {name}
        </Text>
        {session.address !== undefined && (
          <Text size="sm" c="dimmed">
            {t('me.browsers.from', { address: session.address })}
          </Text>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        <Trans
          t={t}
          i18nKey={`me.browsers.times.${session.method}`}
          components={{ start: <Moment at={session.start_time} />, end: <Moment at={session.expire_time} /> }}
        />
      </Text>
    </Line>
  );
}

function useName(userAgent: string | undefined): string {
  const { t } = useTranslation();
  if (userAgent === undefined) return t('me.browsers.unknown');
  const known = browserName(userAgent);
  if (known === undefined) return userAgent;
  const { browser, system } = known;
  return system === undefined ? browser : t('me.browsers.on', { browser, system });
}
