import { Button, ErrorState, Text } from '@hubspot/ui-extensions';
import { problemText } from '@ledgerline/ui/problem';
import type { Problem } from '@ledgerline/ui/problem';
import { useLocale } from '@ledgerline/ui/use-locale';

interface CardProblemProps {
  readonly problem: Problem;
  readonly onRetry: () => void;
}

export function CardProblem({ problem, onRetry }: CardProblemProps) {
  const { say } = useLocale();
  return (
    <ErrorState title={say('card.failed')}>
      <Text>{problemText(say, problem)}</Text>
      <Button onClick={onRetry}>{say('page.retry')}</Button>
    </ErrorState>
  );
}
