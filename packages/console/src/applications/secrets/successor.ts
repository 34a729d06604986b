import type { ApplicationSecret } from '@rollcall/contract/admin';

/** The secret that takes the place of one that ends: made later, and good for longer. */
export function successorOf(
  { expire_time, create_time }: ApplicationSecret,
  secrets: readonly ApplicationSecret[],
): ApplicationSecret | undefined {
  if (expire_time === undefined) return undefined;
  const end = Date.parse(expire_time);
  return secrets.find((other) => {
    const isLater = Date.parse(other.create_time) >= Date.parse(create_time);
    return isLater && (other.expire_time === undefined || Date.parse(other.expire_time) > end);
  });
}
