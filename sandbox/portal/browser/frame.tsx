// What is around every page: who looks, where they can go, and what just happened.

import { useCallback, useState } from 'react';
import type { StatusView } from '../wire.ts';
import { useWatched } from './ask.ts';
import { ChangeToasts } from './changes.tsx';
import { Connection } from './connection.tsx';
import { BooksPage } from './pages/books-page.tsx';
import { BookRecordPage } from './pages/book-record-page.tsx';
import { ListPage } from './pages/list-page.tsx';
import { RecordPage } from './pages/record-page.tsx';
import { SettingsPage } from './pages/settings-page.tsx';
import { StartPage } from './pages/start-page.tsx';
import { TroublePage } from './pages/trouble-page.tsx';
import { bookPath, bookTypes, PageLink, recordPath, recordTypes, routeOf, usePath } from './router.tsx';
import type { Route } from './router.tsx';
import { useSession, useText } from './session.tsx';

export function Frame() {
  const t = useText();
  const route = routeOf(usePath());
  const { data: status, unreachable, lookAgain } = useWatched<StatusView>('/api/status');
  const troubles = Object.values(status?.trouble ?? {})
    .flatMap((switches) => Object.values(switches))
    .filter(Boolean);
  return (
    <>
      <a className="skip" href="#page">
        {t('header.skip')}
      </a>
      <TopBar status={status} />
      {unreachable ? (
        <p className="notice" role="alert">
          {t('page.unreachable')}
        </p>
      ) : null}
      {troubles.length > 0 ? (
        <p className="notice" role="status">
          {t('trouble.active')} <PageLink to="/trouble">{t('trouble.show')}</PageLink>
        </p>
      ) : null}
      <div className="layout">
        <Navigation route={route} />
        <main id="page" tabIndex={-1}>
          <Page route={route} status={status} onChanged={lookAgain} />
        </main>
      </div>
      <ChangeToasts changes={status?.changes ?? []} />
    </>
  );
}

interface PageProps {
  readonly route: Route;
  readonly status: StatusView | null;
  readonly onChanged: () => void;
}

function Page({ route, status, onChanged }: PageProps) {
  switch (route.page) {
    case 'start':
      return <StartPage status={status} />;
    case 'settings':
      return <SettingsPage />;
    case 'trouble':
      return <TroublePage trouble={status?.trouble ?? null} onChanged={onChanged} />;
    case 'records':
      return route.id === null ? (
        <ListPage key={route.type} type={route.type} />
      ) : (
        <RecordPage key={`${route.type}/${route.id}`} type={route.type} id={route.id} onChanged={onChanged} />
      );
    case 'quickbooks':
      return route.id === null ? (
        <BooksPage key={route.type} type={route.type} onChanged={onChanged} />
      ) : (
        <BookRecordPage
          key={`${route.type}/${route.id}`}
          type={route.type}
          id={route.id}
          onChanged={onChanged}
        />
      );
    default:
      return route satisfies never;
  }
}

function TopBar({ status }: { readonly status: StatusView | null }) {
  const t = useText();
  const { account, person, language, chooseLanguage, choosePerson } = useSession();
  return (
    <header className="top">
      <PageLink to="/" className="brand">
        <svg width="26" height="26" viewBox="0 0 28 28" fill="none" aria-hidden="true">
          <rect width="28" height="28" rx="8" fill="#0b6e6e" />
          <path d="M8 9.5h12M8 14h12M8 18.5h7" stroke="#fff" strokeWidth="2.2" strokeLinecap="round" />
        </svg>
        Ledgerline
      </PageLink>
      <Connection status={status} />
      <label>
        <span className="hidden">{t('header.person')}</span>
        <select value={person.id} onChange={(event) => choosePerson(Number(event.target.value))}>
          {account.people.map(({ id, firstName, lastName, superAdmin }) => (
            <option key={id} value={id}>
              {`${firstName} ${lastName} · ${t(superAdmin ? 'header.admin' : 'header.member')}`}
            </option>
          ))}
        </select>
      </label>
      <div className="languages" role="group" aria-label={t('header.language')}>
        {(['en', 'fr'] as const).map((wished) => (
          <button
            key={wished}
            type="button"
            lang={wished}
            aria-pressed={wished === language}
            onClick={() => chooseLanguage(wished)}
          >
            {wished === 'en' ? 'English' : 'Français'}
          </button>
        ))}
      </div>
    </header>
  );
}

function Navigation({ route }: { readonly route: Route }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <nav className={open ? 'side open' : 'side'} aria-label={t('nav.label')}>
      <button type="button" className="side-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
        ☰ {t('nav.menu')}
      </button>
      <div className="side-groups" onClick={close}>
        <ul>
          <li>
            <PageLink to="/" current={route.page === 'start'}>
              {t('nav.start')}
            </PageLink>
          </li>
        </ul>
        <h2>HubSpot</h2>
        <ul>
          {recordTypes.map((type) => (
            <li key={type}>
              <PageLink to={recordPath(type)} current={route.page === 'records' && route.type === type}>
                {t(`tab.${type}`)}
              </PageLink>
            </li>
          ))}
          <li>
            <PageLink to="/settings" current={route.page === 'settings'}>
              {t('nav.settings')}
            </PageLink>
          </li>
        </ul>
        <h2>QuickBooks</h2>
        <ul>
          {Object.values(bookTypes).map((type) => (
            <li key={type}>
              <PageLink to={bookPath(type)} current={route.page === 'quickbooks' && route.type === type}>
                {t(`tab.${type}`)}
              </PageLink>
            </li>
          ))}
        </ul>
        <h2>{t('nav.demo')}</h2>
        <ul>
          <li>
            <PageLink to="/trouble" current={route.page === 'trouble'}>
              {t('trouble.heading')}
            </PageLink>
          </li>
        </ul>
      </div>
    </nav>
  );
}
