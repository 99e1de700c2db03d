import { useState } from 'react';
import type { Switches, TroubleKind, VendorName } from '../../wire.ts';
import { ask } from '../ask.ts';
import { useText } from '../session.tsx';

const vendors = ['quickbooks', 'hubspot'] as const satisfies readonly VendorName[];
const kinds = ['webhooksOff', 'throttled', 'outage', 'slow'] as const satisfies readonly TroubleKind[];

interface TroublePageProps {
  readonly trouble: Switches | null;
  readonly onChanged: () => void;
}

/** Switches for what goes wrong at vendors. */
export function TroublePage({ trouble, onChanged }: TroublePageProps) {
  const t = useText();
  const [problem, setProblem] = useState<string | null>(null);
  const set = async (vendor: VendorName, kind: TroubleKind, on: boolean): Promise<void> => {
    try {
      await ask('/api/trouble', { vendor, kind, on });
      setProblem(null);
      onChanged();
    } catch (error) {
      setProblem(t('error.action', { reason: error instanceof Error ? error.message : String(error) }));
    }
  };
  return (
    <>
      <header className="page-head">
        <p className="crumbs">{t('nav.demo')}</p>
        <h1>{t('trouble.heading')}</h1>
      </header>
      <p className="lead">{t('trouble.about')}</p>
      {problem === null ? null : (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <div className="pair">
        {vendors.map((vendor) => (
          <section key={vendor} className="panel" aria-labelledby={vendor}>
            <header>
              <h2 id={vendor}>{t(`vendor.${vendor}`)}</h2>
            </header>
            <ul className="switches">
              {kinds.map((kind) => (
                <li key={kind}>
                  <div>
                    <strong>{t(`trouble.${kind}`)}</strong>
                    <p className="hint">{t(`trouble.${kind}.about`)}</p>
                  </div>
                  <Switch
                    label={t('trouble.switch', { kind: t(`trouble.${kind}`), vendor: t(`vendor.${vendor}`) })}
                    on={trouble?.[vendor][kind] ?? false}
                    onChange={(on) => void set(vendor, kind, on)}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

const Switch = ({ label, on, onChange }: SwitchProps) => (
  <button
    type="button"
    className="switch"
    role="switch"
    aria-checked={on}
    aria-label={label}
    onClick={() => onChange(!on)}
  />
);
