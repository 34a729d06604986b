import { SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HourOfCalls } from '../../charts/hours.ts';
import { OUTCOMES } from '../../charts/outcomes.ts';
import { formatCount } from '../../elements/numbers.ts';

/** What became of the calls of all hours together. */
export function Totals({ hours }: { readonly hours: readonly HourOfCalls[] }) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} component="dl" m={0}>
      {OUTCOMES.map(({ name }) => (
        <div key={name}>
          <Text component="dt" size="sm" c="dimmed">
            {t(`charts.${name}`)}
          </Text>
          <Text component="dd" m={0} fz="h3" fw={600}>
            {formatCount(hours.reduce((sum, hour) => sum + hour[name], 0))}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  );
}
