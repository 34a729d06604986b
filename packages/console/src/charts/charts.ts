import { lazy } from 'react';
import { withRoom } from './with-room.tsx';

/** Calls of an application, or of all, by the hour. */
export const CallsChart = withRoom(
  lazy(() => import('./calls-chart.tsx').then(({ CallsChart }) => ({ default: CallsChart }))),
);

/** Measurements one after the other, as they come. */
export const TrendChart = withRoom(
  lazy(() => import('./trend-chart.tsx').then(({ TrendChart }) => ({ default: TrendChart }))),
);
