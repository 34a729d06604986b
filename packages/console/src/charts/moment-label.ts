/** Says when something of a chart was. @returns nothing for what is no time: a tooltip asks also while it is hidden */
export function momentLabel(format: Intl.DateTimeFormat): (time: unknown) => string {
  return (time) => (typeof time === 'number' ? format.format(time) : '');
}
