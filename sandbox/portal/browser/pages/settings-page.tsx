import { HostedExtension } from '../extension/hosted-extension.tsx';
import { useSession, useText } from '../session.tsx';

/** Where HubSpot shows an app's settings: Connected apps, the app, Settings. */
export function SettingsPage() {
  const t = useText();
  const { account } = useSession();
  const settings = account.extensions.filter(({ location }) => location === 'settings');
  return (
    <>
      <header className="page-head">
        <p className="crumbs">{t('settings.crumbs')}</p>
        <h1>{t('nav.settings')}</h1>
      </header>
      {settings.map((extension) => (
        <section key={extension.uid} className="panel padded" aria-label={extension.title}>
          {/* Extensions begin their headings below that of the place they are in. */}
          <h2 className="hidden">{extension.title}</h2>
          <HostedExtension extension={extension} record={null} />
        </section>
      ))}
    </>
  );
}
