import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Passkey } from '@rollcall/contract/admin';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { useSession } from '../api/session.ts';
import { useOperation } from '../api/use-operation.ts';
import { Answer } from '../elements/answer.tsx';
import { ExplainedButton } from '../elements/explained-button.tsx';
import { Line, Lines } from '../elements/lines.tsx';
import { Moment } from '../elements/moment.tsx';
import { Nothing } from '../elements/nothing.tsx';
import { Section } from '../elements/section.tsx';
import { AddPasskey } from './add-passkey.tsx';
import { RemovePasskey } from './remove-passkey.tsx';

/** One's own passkeys. */
export function OwnPasskeys() {
  const { t } = useTranslation();
  const passkeys = useOperation('ListPasskeys');
  const [isAdding, { open, close }] = useDisclosure(false);
  return (
    <Section
      title={t('me.passkeys.title')}
      actions={
        <Button size="xs" variant="default" onClick={open}>
          {t('me.passkeys.add')}
        </Button>
      }
    >
      <Answer of={passkeys}>{({ passkeys }) => <PasskeyLines passkeys={passkeys} />}</Answer>
      <AddPasskey opened={isAdding} onClose={close} />
    </Section>
  );
}

function PasskeyLines({ passkeys }: { readonly passkeys: readonly Passkey[] }) {
  const { t } = useTranslation();
  const { principal } = useSession();
  const [leaving, setLeaving] = useState<Passkey>();
  // Operators have no single sign-on. Of people the server knows whether they have.
  const isKept = passkeys.length === 1 && principal.kind === 'operator';
  if (passkeys.length === 0) {
    return <Nothing icon={<IconKey />} title={t('me.passkeys.none')} lead={t('me.passkeys.noneLead')} />;
  }
  return (
    <>
      <Lines>
        {passkeys.map((passkey) => (
          <PasskeyLine
            key={passkey.id}
            passkey={passkey}
            reason={isKept ? t('me.passkeys.kept') : undefined}
            onRemove={() => setLeaving(passkey)}
          />
        ))}
      </Lines>
      <RemovePasskey passkey={leaving} isOnly={passkeys.length === 1} onClose={() => setLeaving(undefined)} />
    </>
  );
}

interface PasskeyLineProps {
  readonly passkey: Passkey;
  /** Why it cannot be removed. */
  readonly reason: string | undefined;
  readonly onRemove: () => void;
}

function PasskeyLine({ passkey, reason, onRemove }: PasskeyLineProps) {
  const { t } = useTranslation();
  const { label, create_time: made, last_use_time: used } = passkey;
  return (
    <Line
      actions={
        <ExplainedButton
          reason={reason}
          size="xs"
          variant="subtle"
          color="red"
          aria-label={t('me.passkeys.removeNamed', { name: label })}
          onClick={onRemove}
        >
          {t('me.passkeys.remove')}
        </ExplainedButton>
      }
    >
      <Group gap={6}>
        <Text fw={600}>{label}</Text>
        <Text size="sm" c="dimmed">
          {t(passkey.backed_up ? 'me.passkeys.backedUp' : 'me.passkeys.onOneDevice')}
        </Text>
      </Group>
      <Text size="sm" c="dimmed">
        {used === undefined ? (
          <Trans t={t} i18nKey="me.passkeys.timesUnused" components={{ made: <Moment at={made} /> }} />
        ) : (
          <Trans
            t={t}
            i18nKey="me.passkeys.times"
            components={{ made: <Moment at={made} />, used: <Moment at={used} /> }}
          />
        )}
      </Text>
    </Line>
  );
}
