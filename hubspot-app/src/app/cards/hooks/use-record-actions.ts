import { useExtensionActions } from '@hubspot/ui-extensions';
import type { ChoiceView, InvoiceRecordView } from '@ledgerline/contract/cards';
import { problemOf, problemText } from '@ledgerline/ui/problem';
import type { Server, ServerAnswer } from '@ledgerline/ui/server';
import type { TextKey } from '@ledgerline/ui/texts';
import { useLocale } from '@ledgerline/ui/use-locale';
import { useState } from 'react';

export interface RecordActions {
  /** An action is on its way: buttons wait. */
  readonly busy: boolean;
  readonly syncNow: () => Promise<void>;
  readonly choose: (choice: ChoiceView) => Promise<void>;
}

const entity = 'invoice';

/** What a person may do with an invoice; each tells how it went, and the card is read again. */
export function useRecordActions(
  server: Server,
  invoice: Pick<InvoiceRecordView, 'hubspotId' | 'quickbooksId'>,
  refresh: () => Promise<void>,
): RecordActions {
  const { say } = useLocale();
  const { addAlert } = useExtensionActions<'crm.record.tab'>();
  const [busy, setBusy] = useState(false);

  const run = async (call: () => Promise<ServerAnswer<object>>, done: TextKey): Promise<void> => {
    setBusy(true);
    const answer = await call();
    setBusy(false);
    if (answer.kind === 'ok') addAlert({ type: 'success', message: say(done) });
    else
      addAlert({
        type: 'danger',
        title: say('action.failed'),
        message: problemText(say, problemOf(answer)),
      });
    // Also after a failure: somebody else may have settled it, or taken this person's permission.
    await refresh();
  };

  const { hubspotId, quickbooksId } = invoice;
  const params = { entity, side: 'hubspot', id: hubspotId };
  return {
    busy,
    syncNow: () =>
      run(() => server.call('POST /api/records/:entity/:side/:id/sync-now', { params }), 'action.asked'),
    choose: (choice) =>
      run(
        () =>
          server.call('POST /api/records/resolve', { body: { entity, hubspotId, quickbooksId, ...choice } }),
        'action.decided',
      ),
  };
}
