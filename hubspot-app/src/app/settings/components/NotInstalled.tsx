import { Button, EmptyState, Text } from '@hubspot/ui-extensions';
import { useLocale } from '@ledgerline/ui/use-locale';

export function NotInstalled({ installUrl }: { readonly installUrl: string }) {
  const { say } = useLocale();
  return (
    <EmptyState title={say('notInstalled.title')} imageName="integrations">
      <Text>{say('notInstalled.text')}</Text>
      <Button variant="primary" href={{ url: installUrl, external: true }}>
        {say('notInstalled.action')}
      </Button>
    </EmptyState>
  );
}
