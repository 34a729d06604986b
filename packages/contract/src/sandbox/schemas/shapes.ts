/** What the schemas of the controls share. */

/** No other properties: a misspelt control is refused, not passed over. */
export const closed = { additionalProperties: false } as const;

export const MOMENT = { format: 'date-time' } as const;
