// The portal: asks who and what there is, then shows the page the address names.

import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { AccountView } from '../wire.ts';
import { ask } from './ask.ts';
import { Frame } from './frame.tsx';
import { SessionProvider } from './session.tsx';

function Portal() {
  const [account, setAccount] = useState<AccountView | null>(null);
  useEffect(() => {
    const load = (): void => void ask<AccountView>('/api/account').then(setAccount);
    load();
    // A rebuilt extension is shown by loading everything anew.
    const events = new EventSource('/events');
    events.addEventListener('rebuilt', () => location.reload());
    return () => events.close();
  }, []);
  return account ? (
    <SessionProvider account={account}>
      <Frame />
    </SessionProvider>
  ) : null;
}

const place = document.getElementById('portal');
if (place) createRoot(place).render(<Portal />);
