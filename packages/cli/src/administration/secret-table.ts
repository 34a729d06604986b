import type { ApplicationSecret, SecretUse } from '@rollcall/server';
import { renderTable, type TableStyle } from '../output/table.ts';

/** Secrets, one a row. @param now ms: what ended is told */
export function secretTable(secrets: readonly ApplicationSecret[], now: number, style: TableStyle): string {
  return renderTable(
    ['Secret id', 'Label', 'Created', 'Ends', 'Last used'].map((title) => ({ title })),
    secrets.map(({ id, label, createTime, expireTime, lastUseTime }) => [
      id,
      label,
      createTime,
      endOf(expireTime, now),
      lastUseTime ?? 'never',
    ]),
    style,
  );
}

function endOf(expireTime: string | undefined, now: number): string {
  if (expireTime === undefined) return 'never';
  return Date.parse(expireTime) > now ? expireTime : `${expireTime} (ended)`;
}

/** Who used which secret, one a row. */
export function secretUseTable(
  uses: readonly SecretUse[],
  secrets: readonly ApplicationSecret[],
  style: TableStyle,
): string {
  const labels = new Map(secrets.map(({ id, label }) => [id, label]));
  return renderTable(
    [
      { title: 'Secret' },
      { title: 'Used by' },
      { title: 'From' },
      { title: 'Times', align: 'right' as const },
      { title: 'Last' },
    ],
    uses.map((use) => [
      labels.get(use.secretId) ?? use.secretId,
      use.userAgent,
      use.address,
      String(use.uses),
      new Date(use.lastAt).toISOString(),
    ]),
    style,
  );
}
