import { Alert, Button, Flex, List, Text } from '@hubspot/ui-extensions';
import type { CardActions, FailingView, OfferView } from '@ledgerline/contract/cards';
import { failureWords, wakingText } from '@ledgerline/ui/failures';
import { useLocale } from '@ledgerline/ui/use-locale';
import type { RecordActions } from '../hooks/use-record-actions.ts';
import { factsIn } from './facts.ts';

interface FailingProps {
  readonly failing: FailingView;
  readonly allowed: CardActions;
  readonly actions: RecordActions;
  readonly readAt: Date;
}

const vendors = { hubspot: 'HubSpot', quickbooks: 'QuickBooks' } as const;

/** Why the invoice is not in step, the one thing to do, and what a person may decide. */
export function Failing({ failing, allowed, actions, readAt }: FailingProps) {
  const { say, formats } = useLocale();
  const words = failureWords(say, failing.category);
  const { choices, details, differences, vendorError, triedAt, nextTryAt } = failing;
  return (
    <Flex direction="column" gap="small">
      <Alert title={words.title} variant={failing.healing === 'person' ? 'error' : 'warning'}>
        {words.cause}
      </Alert>
      {factsIn(details, say, formats).map((fact) => (
        <Text key={fact}>{fact}</Text>
      ))}
      {differences.length > 0 ? <Differences differences={differences} /> : null}
      <Text format={{ fontWeight: 'demibold' }}>{say('failing.remedy')}</Text>
      <Text>{words.remedy}</Text>
      {choices.length > 0 ? <Choices choices={choices} allowed={allowed} actions={actions} /> : null}
      {failing.wokenBy.map((waking) => (
        <Text key={waking} variant="microcopy">
          {wakingText(say, waking)}
        </Text>
      ))}
      <Text variant="microcopy">{say('failing.tried', { when: formats.ago(triedAt, readAt) })}</Text>
      {nextTryAt === null ? null : (
        <Text variant="microcopy">{say('failing.next', { when: formats.ago(nextTryAt, readAt) })}</Text>
      )}
      {vendorError === null ? null : (
        <Text variant="microcopy">
          {say('failing.vendorSays', { vendor: vendors[vendorError.vendor], message: vendorError.message })}
        </Text>
      )}
      {vendorError?.requestId ? (
        <Text variant="microcopy">
          {say('failing.requestId', { vendor: vendors[vendorError.vendor], id: vendorError.requestId })}
        </Text>
      ) : null}
    </Flex>
  );
}

function Differences({ differences }: Pick<FailingView, 'differences'>) {
  const { say } = useLocale();
  return (
    <Flex direction="column" gap="extra-small">
      <Text format={{ fontWeight: 'demibold' }}>{say('difference.title')}</Text>
      <List variant="unordered-styled">
        {differences.map(({ kind, text }) => (
          <Text key={`${kind} ${text}`}>{say(`difference.${kind}`, { text })}</Text>
        ))}
      </List>
    </Flex>
  );
}

interface ChoicesProps {
  readonly choices: readonly OfferView[];
  readonly allowed: CardActions;
  readonly actions: RecordActions;
}

function Choices({ choices, allowed, actions }: ChoicesProps) {
  const { say } = useLocale();
  if (!allowed.resolve) return <Text>{say('action.askOthers')}</Text>;
  return (
    <Flex direction="row" gap="small" wrap="wrap">
      {choices.map(({ choice, subject, value, name }) => (
        <Button
          key={`${choice} ${subject} ${value}`}
          disabled={actions.busy}
          onClick={() => void actions.choose({ choice, subject, value })}
        >
          {say(`choice.${choice}`, { name: name ?? '' })}
        </Button>
      ))}
    </Flex>
  );
}
