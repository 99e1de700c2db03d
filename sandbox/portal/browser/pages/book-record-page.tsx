import type { Details, QuickBooksType } from '../../wire.ts';
import { useWatched } from '../ask.ts';
import { Comparison } from '../comparison.tsx';
import { bookPath, PageLink, recordPath } from '../router.tsx';
import { useSession, useText } from '../session.tsx';

const hubspotTypeOf = { contact: 'contacts', product: 'products', invoice: 'invoices' } as const;

interface BookRecordPageProps {
  readonly type: QuickBooksType;
  readonly id: string;
  readonly onChanged: () => void;
}

/** A record of the books beside its counterpart in HubSpot. A payment stands for the first invoice it pays. */
export function BookRecordPage({ type, id, onChanged }: BookRecordPageProps) {
  const t = useText();
  const { account } = useSession();
  const { data, lookAgain } = useWatched<{ readonly details: Details | null }>(
    `/api/quickbooks/${type}/${id}`,
  );
  const details = data?.details ?? null;
  const changed = (): void => {
    lookAgain();
    onChanged();
  };
  return (
    <div className="books">
      <header className="page-head">
        <p className="crumbs">
          {`QuickBooks · ${account.companyName} · `}
          <PageLink to={bookPath(type)}>{t(`tab.${type}`)}</PageLink>
        </p>
        <h1>{details ? `${t(`entity.${details.entity}`)} ${details.title}` : t(`tab.${type}`)}</h1>
        {details?.hubspotId ? (
          <PageLink to={recordPath(hubspotTypeOf[details.entity], details.hubspotId)} className="button">
            {t('details.openHubspot')}
          </PageLink>
        ) : null}
      </header>
      {details ? (
        <Comparison details={details} onChanged={changed} />
      ) : (
        <p className="panel padded">
          {t(data === null ? 'list.loading' : type === 'Payment' ? 'details.noInvoice' : 'details.gone')}
        </p>
      )}
    </div>
  );
}
