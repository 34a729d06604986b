import { type Static, Type } from 'typebox';
import { API_VERSIONS } from '../../identifiers.ts';
import { HourOfUse } from './application.ts';
import { Count, closed, Moment, Requests } from './shapes.ts';

/** The deployment as the server sees it that answers. Counters begin with its start; rates are their differences. */
export const Deployment = Type.Object(
  {
    version: Type.String(),
    node_version: Type.String(),
    start_time: Moment,
    time: Type.String({ format: 'date-time', description: 'By the clock of the server.' }),
    ready: Type.Boolean(),
    storage: Type.Enum(['folder', 'postgresql', 'memory']),
    base_url: Type.String({ format: 'uri' }),
    api_versions: Type.Array(Type.Enum([...API_VERSIONS])),
    limits: Type.Object({ requests_per_minute: Requests, requests_per_hour: Requests }, closed),
    accounts: Count,
    applications: Count,
    active_people: Count,
    suspended_people: Count,
    connections: Count,
    memory_bytes: Count,
    event_loop_delay_ms: Type.Number({ minimum: 0, description: 'The 99th percentile since the last look.' }),
    requests: Type.Object(
      { total: Count, refused: Count, limited: Count, failed: Count },
      { ...closed, description: 'Answered since the start of this server.' },
    ),
    hours: Type.Array(HourOfUse, { description: 'Calls of all applications in the last 24 hours, oldest first.' }),
  },
  { ...closed, $id: 'Deployment' },
);
export type Deployment = Static<typeof Deployment>;
