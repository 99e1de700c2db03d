import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { useText } from '../session.tsx';
import type { AlertMessage } from './actions.ts';

const shownMs = 7000;

interface AlertsProps {
  readonly alerts: readonly AlertMessage[];
  readonly onClose: (alert: AlertMessage) => void;
}

/** What extensions tell by `addAlert`, at the top of the page until it was read or time is up. */
export function Alerts({ alerts, onClose }: AlertsProps) {
  return createPortal(
    <div className="alerts" aria-live="polite">
      {alerts.map((alert, index) => (
        // Two alerts may say the same.
        // oxlint-disable-next-line react/no-array-index-key
        <OneAlert key={index} alert={alert} onClose={onClose} />
      ))}
    </div>,
    document.body,
  );
}

function OneAlert({
  alert,
  onClose,
}: {
  readonly alert: AlertMessage;
  readonly onClose: AlertsProps['onClose'];
}) {
  const t = useText();
  useEffect(() => {
    const timer = setTimeout(() => onClose(alert), shownMs);
    return () => clearTimeout(timer);
  }, [alert, onClose]);
  return (
    <div className={`hs-alert hs-alert-${alert.type ?? 'info'}`}>
      {alert.title ? <strong>{alert.title}</strong> : null}
      <div>{alert.message}</div>
      <button type="button" className="plain" aria-label={t('dialog.close')} onClick={() => onClose(alert)}>
        <span aria-hidden="true">✕</span>
      </button>
    </div>
  );
}
