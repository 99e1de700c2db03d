import type { StatusView } from '../wire.ts';
import { useSession, useText } from './session.tsx';

/** How HubSpot and QuickBooks are connected, in one line; before that, the way to install the app. */
export function Connection({ status }: { readonly status: StatusView | null }) {
  const t = useText();
  const { account } = useSession();
  if (status === null) return <p className="connection" />;
  const { connection } = status;
  if (connection === null) return <Badge tone="care">{t('connection.unreachable')}</Badge>;
  const company = connection.company?.companyName ?? 'QuickBooks';
  switch (connection.status) {
    case 'connected':
      return (
        <Badge tone="good">{t('connection.connected', { company, portal: String(account.portalId) })}</Badge>
      );
    case 'not-connected':
    case 'disconnected':
      return <Badge tone="calm">{t('connection.off')}</Badge>;
    default:
      return (
        <Badge tone="care">
          {t('connection.trouble', { reason: connection.statusReason ?? connection.status })}
        </Badge>
      );
  }
}

const Badge = ({ tone, children }: { readonly tone: string; readonly children: string }) => (
  <p className="connection" role="status">
    <span className={`badge ${tone}`} title={children}>
      {children}
    </span>
  </p>
);
