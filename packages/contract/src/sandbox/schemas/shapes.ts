/** What the schemas of the controls share. */

/** No other properties: a misspelt control is refused, not passed over. */
export const closed = { additionalProperties: false } as const;

export const MOMENT = { format: 'date-time' } as const;

/** What a snapshot may be called. */
export const SNAPSHOT_NAME_PATTERN = '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$';

/** What a reason looks like: the `message` of an error. */
export const REASON_PATTERN = '^[a-z][a-z0-9_]{0,63}$';
