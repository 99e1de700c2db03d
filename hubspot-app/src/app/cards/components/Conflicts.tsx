import { Alert, Button, Flex, Text } from '@hubspot/ui-extensions';
import type { CardActions, ConflictView, ValuesView } from '@ledgerline/contract/cards';
import type { Formats } from '@ledgerline/ui/formats';
import { isTextKey } from '@ledgerline/ui/texts';
import type { Say } from '@ledgerline/ui/texts';
import { useLocale } from '@ledgerline/ui/use-locale';
import type { RecordActions } from '../hooks/use-record-actions.ts';

interface ConflictsProps {
  readonly conflicts: readonly ConflictView[];
  /** Of the invoice's amounts. */
  readonly currency: string | null;
  readonly allowed: CardActions;
  readonly actions: RecordActions;
}

const sides = { hubspot: 'HubSpot', quickbooks: 'QuickBooks' } as const;

/** Fields both sides changed: which value won, and the choice to take the other one. */
export function Conflicts({ conflicts, currency, allowed, actions }: ConflictsProps) {
  const { say, formats } = useLocale();
  if (conflicts.length === 0) return null;
  return (
    <Flex direction="column" gap="small">
      {conflicts.map((conflict) => (
        <Flex key={conflict.field} direction="column" gap="extra-small">
          <Alert title={say('conflict.title', { field: fieldName(say, conflict) })} variant="info">
            {say('conflict.text', {
              hubspot: valueText(conflict, 'hubspot', say, formats, currency),
              quickbooks: valueText(conflict, 'quickbooks', say, formats, currency),
              winner: sides[conflict.winner],
            })}
          </Alert>
          {allowed.resolve ? (
            <Button size="small" disabled={actions.busy} onClick={() => void actions.choose(conflict.choice)}>
              {say('choice.take-other', {
                side: sides[conflict.winner === 'hubspot' ? 'quickbooks' : 'hubspot'],
              })}
            </Button>
          ) : null}
        </Flex>
      ))}
      {allowed.resolve ? null : <Text>{say('action.askOthers')}</Text>}
    </Flex>
  );
}

/** Fields people mapped themselves are called by HubSpot's own name. */
function fieldName(say: Say, { field, property }: ValuesView): string {
  const key = `field.${field}`;
  return isTextKey(key) ? say(key) : property;
}

function valueText(
  values: ValuesView,
  side: 'hubspot' | 'quickbooks',
  say: Say,
  formats: Formats,
  currency: string | null,
): string {
  const value = values[side];
  if (value === null || value === '') return say('conflict.nothing');
  switch (values.type) {
    case 'day':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formats.day(value) : formats.dayOf(value);
    case 'instant':
      return formats.dayOf(value);
    case 'money':
      return currency === null ? value : formats.amount(value, currency);
    case 'text':
      return value;
    default:
      return values.type satisfies never;
  }
}
