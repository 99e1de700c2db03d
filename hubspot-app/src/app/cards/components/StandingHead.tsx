import { Button, Flex, Link, StatusTag, Text } from '@hubspot/ui-extensions';
import type { CardActions, InvoiceRecordView } from '@ledgerline/contract/cards';
import type { TextKey } from '@ledgerline/ui/texts';
import { useLocale } from '@ledgerline/ui/use-locale';
import type { RecordActions } from '../hooks/use-record-actions.ts';
import { standingTags } from './standing-tags.ts';

interface StandingHeadProps {
  readonly invoice: InvoiceRecordView;
  readonly allowed: CardActions;
  readonly actions: RecordActions;
  readonly readAt: Date;
}

/** The state in a word and a sentence, the way into QuickBooks, and a look at it now. */
export function StandingHead({ invoice, allowed, actions, readAt }: StandingHeadProps) {
  const { say, formats } = useLocale();
  const { standing, summary, isDue, lastSyncedAt } = invoice;
  const sentence = sentenceOf(invoice);
  return (
    <Flex direction="column" gap="small">
      <Flex direction="row" gap="small" align="center" justify="between" wrap="wrap">
        <Flex direction="row" gap="small" align="center">
          <StatusTag variant={standingTags[standing.state]}>{say(`standing.${standing.state}`)}</StatusTag>
          {summary ? (
            <Link href={{ url: summary.url, external: true }}>
              {summary.number === null
                ? say('invoice.open')
                : say('invoice.openNumber', { number: summary.number })}
            </Link>
          ) : null}
        </Flex>
        {allowed.syncNow ? (
          <Button
            size="small"
            variant={standing.state === 'failing' ? 'primary' : 'secondary'}
            disabled={actions.busy || isDue}
            onClick={() => void actions.syncNow()}
          >
            {say(standing.state === 'failing' ? 'action.retry' : 'action.syncNow')}
          </Button>
        ) : null}
      </Flex>
      {sentence === null ? null : <Text>{say(sentence)}</Text>}
      {lastSyncedAt === null ? null : (
        <Text variant="microcopy">
          {say('invoice.lastSynced', { when: formats.ago(lastSyncedAt, readAt) })}
        </Text>
      )}
    </Flex>
  );
}

function sentenceOf({ standing, summary, isDue }: InvoiceRecordView): TextKey | null {
  if (isDue) return 'standing.due';
  if (standing.state === 'in-sync') return 'standing.in-syncText';
  if (standing.state === 'pending') return 'standing.pendingText';
  return summary ? null : 'invoice.neverRead';
}
