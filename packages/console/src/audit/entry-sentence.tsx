import { Text } from '@mantine/core';
import type { AuditEntry } from '@rollcall/contract/admin';
import { createElement, Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { familyOf, isKnownAction } from './actions.ts';
import { detailOf } from './detail-of.ts';

/** Stands in a sentence where a name goes: names may hold anything, also what looks like markup or a placeholder. */
const MARKS = { actor: '\uE000', subject: '\uE001', label: '\uE002' } as const;
const BETWEEN = /([\uE000-\uE002])/;

/** What happened, in a plain sentence: Ada suspended Bob. */
export function EntrySentence({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation();
  const { actor, action } = entry;
  const names: Readonly<Record<string, ReactNode>> = {
    [MARKS.actor]: <Name>{nameOf(actor, t('audit.somebody'))}</Name>,
    [MARKS.subject]: <Name>{subjectOf(entry, t('audit.somebody'))}</Name>,
    [MARKS.label]: <Name>{detailOf(entry).label ?? '–'}</Name>,
  };
  const sentence = isKnownAction(action)
    ? t(`audit.sentence.${action}`, { ...MARKS, ...variantOf(entry) })
    : t('audit.otherSentence', { ...MARKS, action });
  return createElement(Fragment, null, ...sentence.split(BETWEEN).map((part) => names[part] ?? part));
}

function Name({ children }: { readonly children: ReactNode }) {
  return (
    // Apart from the sentence: a name may turn the direction of what follows it.
    <Text component="bdi" inherit fw={600} style={{ overflowWrap: 'anywhere' }}>
      {children}
    </Text>
  );
}

/** What it is called now, or was called when it came or went. */
function subjectOf(entry: AuditEntry, somebody: string): string {
  const { action, subject, subject_name } = entry;
  const detail = detailOf(entry);
  const family = familyOf(action);
  const then = family === 'user' ? detail.email : family === 'admin_key' ? detail.label : detail.name;
  return nameOf({ id: subject, name: subject_name ?? (then === undefined ? undefined : String(then)) }, somebody);
}

function nameOf({ id, name }: { readonly id: string; readonly name?: string | undefined }, somebody: string): string {
  return name ?? (id === 'unknown' ? somebody : id);
}

/** For i18next: it takes the sentence without a variant where there is none with it. */
function variantOf(entry: AuditEntry): { readonly context?: 'refused' | 'off' | 'own' } {
  if (entry.outcome === 'refused') return { context: 'refused' };
  if (detailOf(entry).state === 'off') return { context: 'off' };
  return entry.actor.id === entry.subject ? { context: 'own' } : {};
}
