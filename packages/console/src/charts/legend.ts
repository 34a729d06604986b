/** Below a chart, in the order of its series rather than that of the alphabet. */
export const LEGEND = { verticalAlign: 'bottom', itemSorter: null } as const;
