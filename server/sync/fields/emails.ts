// A QuickBooks e-mail field may hold several addresses; HubSpot's holds one.

/** The addresses of a field, trimmed, in their order, as written. */
export const addresses = (text: string | null): readonly string[] =>
  (text ?? '')
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

export const foldEmail = (address: string): string => address.trim().toLowerCase();

/** Puts `next` in the place of `previous`; without a place for it, `next` becomes the first address. */
export function replaceAddress(text: string | null, previous: string | null, next: string): string {
  const list = [...addresses(text)];
  const at = previous === null ? -1 : list.findIndex((address) => foldEmail(address) === foldEmail(previous));
  if (list.some((address) => foldEmail(address) === foldEmail(next))) return list.join(', ');
  if (at >= 0) list[at] = next;
  else if (list.length <= 1) return next;
  else list.unshift(next);
  return list.join(', ');
}

/** Takes `previous` out and leaves the other addresses alone; null when none is left. */
export function removeAddress(text: string | null, previous: string | null): string | null {
  const rest = addresses(text).filter(
    (address) => previous === null || foldEmail(address) !== foldEmail(previous),
  );
  return rest.length === 0 ? null : rest.join(', ');
}
