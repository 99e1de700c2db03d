import type { ConnectionView, StatusView } from '../../wire.ts';
import { isTextName } from '../../texts/texts.ts';
import { ChangeList } from '../changes.tsx';
import { PageLink } from '../router.tsx';
import { useFormats, useSession, useText } from '../session.tsx';

const tours = [
  { text: 'tour.pay', to: '/quickbooks/invoices' },
  { text: 'tour.rename', to: '/quickbooks/customers' },
  { text: 'tour.deal', to: '/deals' },
  { text: 'tour.settings', to: '/settings' },
  { text: 'tour.trouble', to: '/trouble' },
] as const;

/** What there is to see, and how it stands. */
export function StartPage({ status }: { readonly status: StatusView | null }) {
  const t = useText();
  const connection = status?.connection ?? null;
  const connected = connection?.status === 'connected';
  return (
    <>
      <header className="page-head">
        <h1>{t('start.heading')}</h1>
      </header>
      <p className="lead">{t('start.lead')}</p>
      {connection && !connected ? <Install /> : null}
      {connection ? <Syncs connection={connection} /> : null}
      <div className="pair">
        <section className="panel" aria-labelledby="tours">
          <header>
            <h2 id="tours">{t('start.try')}</h2>
          </header>
          <ol className="tours">
            {tours.map(({ text, to }) => (
              <li key={text}>
                <PageLink to={to}>{t(text)}</PageLink>
                <p className="hint">{t(`${text}.about`)}</p>
              </li>
            ))}
          </ol>
        </section>
        <section className="panel" aria-labelledby="changes">
          <header>
            <h2 id="changes">{t('changes.heading')}</h2>
          </header>
          <ChangeList changes={status?.changes ?? []} />
        </section>
      </div>
    </>
  );
}

/** Both OAuth flows begin with this link, as they do in HubSpot's marketplace. */
function Install() {
  const t = useText();
  const { account } = useSession();
  return (
    <section className="panel padded install" aria-labelledby="install">
      <div>
        <h2 id="install">{t('install.heading')}</h2>
        <p>{t('install.about')}</p>
      </div>
      <a className="button primary" href={account.installUrl} target="_blank" rel="noopener">
        {t('install.action')}
      </a>
    </section>
  );
}

type Sync = ConnectionView['syncs'][number];
const order = ['contact', 'product', 'invoice'];
const tones: Readonly<Record<string, string>> = { on: 'good', 'first-sync': 'busy', paused: 'care' };

function Syncs({ connection }: { readonly connection: ConnectionView }) {
  const syncs = connection.syncs.toSorted((a, b) => order.indexOf(a.entity) - order.indexOf(b.entity));
  return (
    <ul className="syncs">
      {syncs.map((sync) => (
        <SyncTile key={sync.entity} sync={sync} />
      ))}
    </ul>
  );
}

function SyncTile({ sync }: { readonly sync: Sync }) {
  const t = useText();
  const { count, time } = useFormats();
  const { entity, state, progress, pausedReason } = sync;
  const label = (name: string): string => (isTextName(name) ? t(name) : name);
  const last = progress?.lastSyncedAt
    ? t('sync.last', { time: time(progress.lastSyncedAt) })
    : t('sync.never');
  return (
    <li className="panel sync">
      <div className="sync-line">
        <h2>{label(`sync.${entity}`)}</h2>
        <span className={`chip ${tones[state] ?? 'calm'}`}>{label(`sync.state.${state}`)}</span>
      </div>
      <Progress sync={sync} />
      <ul className="counts">
        {(['inSync', 'pending', 'failing', 'excluded'] as const).map((kind) => {
          const value = progress?.counts[kind] ?? 0;
          return (
            <li key={kind} className={value > 0 ? kind : 'zero'}>
              <b>{count(value)}</b> {t(`sync.${kind}`)}
            </li>
          );
        })}
      </ul>
      <p className="hint">{pausedReason ?? last}</p>
    </li>
  );
}

/** While the first sync runs: how far it is. Afterwards: which part of the records is in sync. */
function Progress({ sync: { entity, state, progress } }: { readonly sync: Sync }) {
  const t = useText();
  const { count } = useFormats();
  const { inSync = 0, pending = 0, failing = 0 } = progress?.counts ?? {};
  const first = state === 'first-sync' ? progress?.firstSync : null;
  const done = first ? first.done : inSync;
  const total = first ? first.total : inSync + pending + failing;
  const text =
    total === null || total === 0
      ? t('sync.progressOpen', { done: count(done) })
      : t('sync.progress', { done: count(done), total: count(total) });
  const name = `sync.${entity}`;
  return (
    <div className="progress">
      <progress
        max={1}
        {...(total !== null && { value: total === 0 ? 0 : Math.min(1, done / total) })}
        aria-label={isTextName(name) ? t(name) : entity}
        aria-valuetext={text}
      />
      <span>{text}</span>
    </div>
  );
}
