import '@mantine/charts/styles.css';
import { AreaChart } from '@mantine/charts';
import { LEGEND } from './legend.ts';
import { momentLabel } from './moment-label.ts';
import { CHART_HEIGHT } from './with-room.tsx';

export interface TrendChartProps {
  /** A sentence that tells what it shows and how it is now, for who cannot see it. */
  readonly summary: string;
  /** Oldest first; `time` in milliseconds, and a number for each series. */
  readonly points: readonly { readonly time: number; readonly [series: string]: number }[];
  readonly series: readonly { readonly name: string; readonly label: string; readonly color: string }[];
  readonly format: (value: number) => string;
  /** Puts the series on top of each other: together they are a whole. */
  readonly isStacked?: boolean;
}

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** Lines that grow to the right. */
export function TrendChart({ summary, points, series, format, isStacked = false }: TrendChartProps) {
  return (
    <div role="img" aria-label={summary}>
      <AreaChart
        h={CHART_HEIGHT}
        accessibilityLayer={false}
        type={isStacked ? 'stacked' : 'default'}
        data={[...points]}
        dataKey="time"
        series={[...series]}
        curveType="linear"
        // Lines of what is nought would lie on the line of what is not.
        {...(isStacked && { strokeWidth: 0, fillOpacity: 0.8, withGradient: false })}
        withDots={false}
        withLegend={series.length > 1}
        legendProps={LEGEND}
        valueFormatter={format}
        xAxisProps={{
          type: 'number',
          domain: ['dataMin', 'dataMax'],
          tickFormatter: momentLabel(TIME),
          minTickGap: 32,
        }}
        yAxisProps={{ width: 64, domain: [0, 'auto'] }}
        tooltipProps={{ labelFormatter: momentLabel(TIME) }}
        areaProps={{ isAnimationActive: false }}
      />
    </div>
  );
}
