import {
  Flex,
  Heading,
  ProgressBar,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { SyncState, SyncView } from '@ledgerline/contract/connection';
import type { Formats } from '@ledgerline/ui/formats';
import { isTextKey } from '@ledgerline/ui/texts';
import type { Say } from '@ledgerline/ui/texts';
import { useLocale } from '@ledgerline/ui/use-locale';

interface SyncsProps {
  readonly syncs: readonly SyncView[];
  /** When they were read. */
  readonly now: Date;
}

/** Each object's sync with its state and counts, and how far first syncs are. */
export function Syncs({ syncs, now }: SyncsProps) {
  const { say, formats } = useLocale();
  return (
    <Flex direction="column" gap="small">
      <Heading>{say('syncs.title')}</Heading>
      {syncs.length === 0 ? <Text>{say('syncs.none')}</Text> : <SyncTable syncs={syncs} now={now} />}
      {syncs.map((sync) => (
        <FirstSync key={sync.entity} sync={sync} say={say} formats={formats} />
      ))}
    </Flex>
  );
}

const columns = [
  'syncs.object',
  'syncs.state',
  'syncs.direction',
  'syncs.inSync',
  'syncs.pending',
  'syncs.failing',
  'syncs.excluded',
  'syncs.lastSynced',
] as const;

function SyncTable({ syncs, now }: SyncsProps) {
  const { say, formats } = useLocale();
  return (
    <Table bordered>
      <TableHead>
        <TableRow>
          {columns.map((key) => (
            <TableHeader key={key}>{say(key)}</TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {syncs.map((sync) => (
          <SyncRow key={sync.entity} sync={sync} say={say} formats={formats} now={now} />
        ))}
      </TableBody>
    </Table>
  );
}

const tags = {
  off: 'default',
  'first-sync': 'info',
  on: 'success',
  paused: 'warning',
} as const satisfies Record<SyncState, string>;

interface SyncProps {
  readonly sync: SyncView;
  readonly say: Say;
  readonly formats: Formats;
}

function SyncRow({ sync, say, formats, now }: SyncProps & { readonly now: Date }) {
  const { counts, lastSyncedAt } = sync.progress ?? { counts: null, lastSyncedAt: null };
  const numbers = [counts?.inSync, counts?.pending, counts?.failing, counts?.excluded];
  return (
    <TableRow>
      <TableCell>{objectName(say, sync)}</TableCell>
      <TableCell>
        <StatusTag variant={tags[sync.state]}>{say(`state.${sync.state}`)}</StatusTag>
      </TableCell>
      <TableCell>{say(`direction.${sync.direction}`)}</TableCell>
      {numbers.map((value, column) => (
        // The four numbers keep their places.
        // oxlint-disable-next-line react/no-array-index-key
        <TableCell key={column}>{formats.count(value ?? 0)}</TableCell>
      ))}
      <TableCell>{lastSyncedAt === null ? say('syncs.never') : formats.ago(lastSyncedAt, now)}</TableCell>
    </TableRow>
  );
}

function FirstSync({ sync, say, formats }: SyncProps) {
  const progress = sync.progress?.firstSync;
  if (sync.state !== 'first-sync' || !progress) return null;
  const done = formats.count(progress.done);
  if (progress.total === null) {
    return <Text>{say('firstSync.counting', { object: objectName(say, sync), done })}</Text>;
  }
  return (
    <ProgressBar
      title={objectName(say, sync)}
      value={progress.done}
      maxValue={progress.total}
      showPercentage
      valueDescription={say('firstSync.done', { done, total: formats.count(progress.total) })}
    />
  );
}

/** An object this version has no name for shows as the server calls it. */
const objectName = (say: Say, { entity }: SyncView): string => {
  const key = `object.${entity}`;
  return isTextKey(key) ? say(key) : entity;
};
