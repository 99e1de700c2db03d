import { Accordion, Flex, Text } from '@hubspot/ui-extensions';
import type { ActivityView } from '@ledgerline/contract/cards';
import { isTextKey } from '@ledgerline/ui/texts';
import type { Say } from '@ledgerline/ui/texts';
import { useLocale } from '@ledgerline/ui/use-locale';
import { reasonText } from './reasons.ts';

interface HistoryProps {
  /** Newest first. */
  readonly activities: readonly ActivityView[];
  readonly now: Date;
}

/** What Ledgerline wrote, and what went wrong. */
export function History({ activities, now }: HistoryProps) {
  const { say, formats } = useLocale();
  return (
    <Accordion title={say('activity.title')}>
      <Flex direction="column" gap="extra-small">
        {activities.length === 0 ? <Text>{say('activity.none')}</Text> : null}
        {activities.map((activity, position) => (
          // A new reading replaces all of them.
          // oxlint-disable-next-line react/no-array-index-key
          <Text key={position}>
            {say('activity.line', { when: formats.ago(activity.at, now), what: activityText(activity, say) })}
          </Text>
        ))}
      </Flex>
    </Accordion>
  );
}

function activityText({ what, detail, fields }: ActivityView, say: Say): string {
  const names = fields.flatMap((field) => {
    const key = `field.${field}`;
    return isTextKey(key) ? [say(key)] : [];
  });
  const reason = reasonText(say, detail);
  const more = [...(reason === null ? [] : [reason]), ...names].join(', ');
  return more === '' ? say(`activity.${what}`) : `${say(`activity.${what}`)} (${more})`;
}
