import { Alert, Button, Flex, Text } from '@hubspot/ui-extensions';
import type { CardActions, ChoiceView, FailingView } from '@ledgerline/contract/cards';
import { isTextKey } from '@ledgerline/ui/texts';
import type { Say } from '@ledgerline/ui/texts';
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
  const { category, choices, details, vendorError, triedAt, nextTryAt } = failing;
  return (
    <Flex direction="column" gap="small">
      <Alert
        title={textOf(say, category, 'title')}
        variant={failing.healing === 'person' ? 'error' : 'warning'}
      >
        {textOf(say, category, 'cause')}
      </Alert>
      {factsIn(details, say).map((fact) => (
        <Text key={fact}>{fact}</Text>
      ))}
      <Text format={{ fontWeight: 'demibold' }}>{say('failing.remedy')}</Text>
      <Text>{textOf(say, category, 'remedy')}</Text>
      {choices.length > 0 ? <Choices choices={choices} allowed={allowed} actions={actions} /> : null}
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

interface ChoicesProps {
  readonly choices: readonly ChoiceView[];
  readonly allowed: CardActions;
  readonly actions: RecordActions;
}

function Choices({ choices, allowed, actions }: ChoicesProps) {
  const { say } = useLocale();
  if (!allowed.resolve) return <Text>{say('action.askOthers')}</Text>;
  return (
    <Flex direction="row" gap="small" wrap="wrap">
      {choices.map((choice) => (
        <Button
          key={`${choice.choice} ${choice.subject} ${choice.value}`}
          disabled={actions.busy}
          onClick={() => void actions.choose(choice)}
        >
          {say(`choice.${choice.choice}`, { number: choice.value ?? '' })}
        </Button>
      ))}
    </Flex>
  );
}

/** A category this version has no text for is told as an unexpected answer. */
function textOf(say: Say, category: string, part: 'title' | 'cause' | 'remedy'): string {
  const key = `failure.${category}.${part}`;
  return say(isTextKey(key) ? key : `failure.unsupported-answer.${part}`);
}
