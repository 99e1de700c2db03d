import { useCallback } from 'react';
import type { AssociationView, HubSpotType, RecordView } from '../../wire.ts';
import { useWatched } from '../ask.ts';
import { Comparison } from '../comparison.tsx';
import { HostedExtension } from '../extension/hosted-extension.tsx';
import { Properties } from '../properties.tsx';
import { bookPath, PageLink, recordPath } from '../router.tsx';
import { useSession, useText } from '../session.tsx';
import { ValueText } from '../values.tsx';

const quickbooksTypeOf = { contact: 'Customer', product: 'Item', invoice: 'Invoice' } as const;

interface RecordPageProps {
  readonly type: HubSpotType;
  readonly id: string;
  readonly onChanged: () => void;
}

/** A HubSpot record as its page shows it: properties at the left, the app's cards in the middle, the books below. */
export function RecordPage({ type, id, onChanged }: RecordPageProps) {
  const t = useText();
  const { data, lookAgain } = useWatched<{ readonly record: RecordView | null }>(
    `/api/hubspot/${type}/${id}`,
  );
  const changed = useCallback(() => {
    lookAgain();
    onChanged();
  }, [lookAgain, onChanged]);
  const record = data?.record ?? null;
  if (record === null) {
    return <p className="panel padded">{t(data === null ? 'list.loading' : 'details.gone')}</p>;
  }
  const { details } = record;
  return (
    <>
      <header className="page-head">
        <p className="crumbs">
          {'HubSpot · '}
          <PageLink to={recordPath(type)}>{t(`tab.${type}`)}</PageLink>
        </p>
        <h1>{record.title}</h1>
        {details?.quickbooksId ? (
          <PageLink to={bookPath(quickbooksTypeOf[details.entity], details.quickbooksId)} className="button">
            {t('details.openQuickbooks')}
          </PageLink>
        ) : null}
      </header>
      <div className="record">
        <div className="record-side">
          <Properties record={record} onChanged={changed} />
          <Cards type={type} id={id} place="side" onRefresh={changed} />
          <Associations associations={record.associations} />
        </div>
        <div className="record-main">
          <Cards type={type} id={id} place="main" onRefresh={changed} />
          {details ? <Comparison details={details} onChanged={changed} /> : null}
        </div>
      </div>
    </>
  );
}

interface CardsProps {
  readonly type: HubSpotType;
  readonly id: string;
  readonly place: 'side' | 'main';
  readonly onRefresh: () => void;
}

/** The app's cards for this type of record, where HubSpot would show them. */
function Cards({ type, id, place, onRefresh }: CardsProps) {
  const { account } = useSession();
  const wanted = place === 'side' ? 'crm.record.sidebar' : 'crm.record.tab';
  const cards = account.extensions.filter(
    ({ location, objectTypes }) => location === wanted && objectTypes.includes(type),
  );
  return cards.map((card) => (
    <section key={card.uid} className="panel" aria-label={card.title}>
      <header>
        <h2>{card.title}</h2>
      </header>
      <div className="card-body">
        <HostedExtension extension={card} record={{ type, id }} onRefresh={onRefresh} />
      </div>
    </section>
  ));
}

function Associations({ associations }: { readonly associations: readonly AssociationView[] }) {
  const t = useText();
  const types = [...new Set(associations.map(({ type }) => type))];
  return (
    <section className="panel" aria-labelledby="associations">
      <header>
        <h2 id="associations">{t('record.associations')}</h2>
      </header>
      {types.length === 0 ? <p className="hint padded">{t('record.noAssociations')}</p> : null}
      {types.map((type) => (
        <div key={type} className="associations">
          <h3>{t(`tab.${type}`)}</h3>
          <ul>
            {associations
              .filter((association) => association.type === type)
              .map(({ id, title, detail }) => (
                <li key={id}>
                  <PageLink to={recordPath(type, id)}>{title}</PageLink>
                  {detail === null ? null : (
                    <span className="hint">
                      <ValueText value={detail} />
                    </span>
                  )}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
