import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { Table, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../elements/numbers.ts';
import type { HourOfCalls } from './hours.ts';
import { LEGEND } from './legend.ts';
import { momentLabel } from './moment-label.ts';
import { OUTCOMES } from './outcomes.ts';
import { CHART_HEIGHT } from './with-room.tsx';

export interface CallsChartProps {
  /** What it shows, for who cannot see it: “Calls of the last 24 hours”. */
  readonly label: string;
  /** Oldest first, of `everyHour`. */
  readonly hours: readonly HourOfCalls[];
}

const HOUR = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
/** On the axis, where the hours are of several days. */
const WEEKDAY_AND_HOUR = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: '2-digit', minute: '2-digit' });
const DAY_AND_HOUR = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** A bar for each hour; the same as a table for who listens. */
export function CallsChart({ label, hours }: CallsChartProps) {
  const { t } = useTranslation();
  return (
    <>
      <BarChart
        h={CHART_HEIGHT}
        aria-hidden
        accessibilityLayer={false}
        type="stacked"
        data={[...hours]}
        dataKey="start"
        series={OUTCOMES.map(({ name, color }) => ({ name, color, label: t(`charts.${name}`) }))}
        withLegend
        legendProps={LEGEND}
        valueFormatter={formatCount}
        xAxisProps={{ tickFormatter: momentLabel(hours.length > 24 ? WEEKDAY_AND_HOUR : HOUR), minTickGap: 24 }}
        yAxisProps={{ allowDecimals: false, width: 48 }}
        tooltipProps={{ labelFormatter: momentLabel(DAY_AND_HOUR) }}
        barProps={{ isAnimationActive: false }}
      />
      <VisuallyHidden component="div">
        <Table>
          <Table.Caption>{label}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('charts.hour')}</Table.Th>
              {OUTCOMES.map(({ name }) => (
                <Table.Th key={name} scope="col">
                  {t(`charts.${name}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {hours.map((hour) => (
              <Table.Tr key={hour.start}>
                <Table.Th scope="row">{DAY_AND_HOUR.format(hour.start)}</Table.Th>
                {OUTCOMES.map(({ name }) => (
                  <Table.Td key={name}>{formatCount(hour[name])}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </VisuallyHidden>
    </>
  );
}
