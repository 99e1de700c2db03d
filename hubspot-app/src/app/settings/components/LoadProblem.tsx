import { Button, ErrorState, Text } from '@hubspot/ui-extensions';
import { problemText } from '@ledgerline/ui/problem';
import type { Problem } from '@ledgerline/ui/problem';
import { useLocale } from '@ledgerline/ui/use-locale';

export function LoadProblem({
  problem,
  onRetry,
}: {
  readonly problem: Problem;
  readonly onRetry: () => void;
}) {
  const { say } = useLocale();
  return (
    <ErrorState title={say('problem.title')}>
      <Text>{problemText(say, problem)}</Text>
      <Button onClick={onRetry}>{say('page.retry')}</Button>
    </ErrorState>
  );
}
