// What was changed in QuickBooks, and how long HubSpot took to show it.

import { useEffect, useState } from 'react';
import { isTextName } from '../texts/texts.ts';
import type { Change } from '../wire.ts';
import type { Formats } from './formats.ts';
import { useFormats, useText } from './session.tsx';
import type { Translate } from './session.tsx';
import { valueText } from './values.tsx';

const tones = { waiting: 'busy', shown: 'good', unlinked: 'calm', nothing: 'calm', late: 'care' } as const;

export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  const t = useText();
  if (changes.length === 0) return <p className="hint padded">{t('changes.none')}</p>;
  return (
    <ol className="changes">
      {changes.map((change) => (
        <ChangeItem key={change.id} change={change} />
      ))}
    </ol>
  );
}

function ChangeItem({ change }: { readonly change: Change }) {
  const t = useText();
  const formats = useFormats();
  const now = useNow(change.state === 'waiting');
  const ms = change.state === 'shown' ? (change.ms ?? 0) : now - Date.parse(change.at);
  return (
    <li>
      <p>{sentence(change, t, formats)}</p>
      <p className="when">
        <span className={`chip ${tones[change.state]}`}>
          {t(`change.${change.state}`, { seconds: formats.seconds(ms) })}
        </span>
        <time dateTime={change.at}>{formats.time(change.at)}</time>
      </p>
    </li>
  );
}

/** The present, moving while it is looked at. */
function useNow(moving: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!moving) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 200);
    return () => clearInterval(timer);
  }, [moving]);
  return now;
}

function sentence({ entity, label, field, from, to }: Change, t: Translate, formats: Formats): string {
  const about = { entity: t(`entity.${entity}`), label };
  if (field === 'created' || field === 'active') return t(`change.${field}`, about);
  const name = `field.${field}`;
  return t('change.field', {
    ...about,
    field: (isTextName(name) ? t(name) : field).toLowerCase(),
    from: valueText(from, t, formats) || t('value.none'),
    to: valueText(to, t, formats) || t('value.none'),
  });
}

const freshMs = 20_000;

/** The newest changes in a corner of whatever page is open, until they are old news. */
export function ChangeToasts({ changes }: { readonly changes: readonly Change[] }) {
  const t = useText();
  const [closed, setClosed] = useState(0);
  const now = useNow(changes.length > 0);
  const fresh = changes.filter(
    ({ id, at, state }) => id > closed && (state === 'waiting' || now - Date.parse(at) < freshMs),
  );
  return (
    <section className="toasts" aria-live="polite" aria-label={t('changes.fresh')}>
      {fresh.length === 0 ? null : (
        <>
          <button
            type="button"
            className="plain"
            aria-label={t('dialog.close')}
            onClick={() => setClosed(Math.max(...fresh.map(({ id }) => id)))}
          >
            <span aria-hidden="true">✕</span>
          </button>
          <ChangeList changes={fresh.slice(0, 3)} />
        </>
      )}
    </section>
  );
}
