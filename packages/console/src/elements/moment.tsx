import { Text, Tooltip } from '@mantine/core';

const HERE = {
  moment: new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
  time: new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' }),
  date: new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }),
};

export interface MomentProps {
  /** RFC 3339. */
  readonly at: string;
  /** `time` leaves the day out, where it stands above; `date` the time, where it does not matter. */
  readonly show?: keyof typeof HERE;
  /** False in long lists, where the Tab key would never come to an end. */
  readonly isTabStop?: boolean;
}

/** A moment in the reader's zone; in UTC for who points at it, goes there by keyboard, or copies it. */
export function Moment({ at, show = 'moment', isTabStop = true }: MomentProps) {
  const date = new Date(at);
  return (
    <Tooltip label={inUtc(date)} events={{ hover: true, focus: true, touch: true }}>
      <Text component="time" inherit dateTime={date.toISOString()} {...(isTabStop && { tabIndex: 0 })}>
        {HERE[show].format(date)}
      </Text>
    </Tooltip>
  );
}

/** `2026-03-01 12:00:00 UTC` */
export function inUtc(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
