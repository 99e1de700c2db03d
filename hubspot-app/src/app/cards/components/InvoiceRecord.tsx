import { Flex } from '@hubspot/ui-extensions';
import type { CardActions, InvoiceRecordView } from '@ledgerline/contract/cards';
import type { Server } from '@ledgerline/ui/server';
import { useRecordActions } from '../hooks/use-record-actions.ts';
import { Amounts } from './Amounts.tsx';
import { Conflicts } from './Conflicts.tsx';
import { Excluded } from './Excluded.tsx';
import { Failing } from './Failing.tsx';
import { History } from './History.tsx';
import { StandingHead } from './StandingHead.tsx';
import { Timeline } from './Timeline.tsx';
import { TimelineChart } from './TimelineChart.tsx';

interface InvoiceRecordProps {
  readonly server: Server;
  readonly invoice: InvoiceRecordView;
  readonly allowed: CardActions;
  readonly readAt: Date;
  readonly refresh: () => Promise<void>;
}

/** An invoice Ledgerline knows: where it stands, what to do about it, its amounts and what happened to it. */
export function InvoiceRecord({ server, invoice, allowed, readAt, refresh }: InvoiceRecordProps) {
  const actions = useRecordActions(server, invoice, refresh);
  const { standing, summary } = invoice;
  const events = (summary?.events ?? []).map((event) => ({ ...event, currency: summary?.currency ?? '' }));
  return (
    <Flex direction="column" gap="medium">
      <StandingHead invoice={invoice} allowed={allowed} actions={actions} readAt={readAt} />
      {standing.state === 'failing' ? (
        <Failing failing={standing} allowed={allowed} actions={actions} readAt={readAt} />
      ) : null}
      {standing.state === 'excluded' ? <Excluded excluded={standing} /> : null}
      {standing.state === 'in-sync' ? (
        <Conflicts
          conflicts={standing.conflicts}
          currency={summary?.currency ?? null}
          allowed={allowed}
          actions={actions}
        />
      ) : null}
      {summary ? <Amounts summary={summary} /> : null}
      {summary ? <Timeline events={events} /> : null}
      {summary ? <TimelineChart events={events} /> : null}
      <History activities={invoice.activities} now={readAt} />
    </Flex>
  );
}
