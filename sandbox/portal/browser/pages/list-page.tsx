import type { HubSpotType } from '../../wire.ts';
import { RecordTable } from '../record-table.tsx';
import { recordPath } from '../router.tsx';
import { useText } from '../session.tsx';

/** All records of one type in the HubSpot account. */
export function ListPage({ type }: { readonly type: HubSpotType }) {
  const t = useText();
  return (
    <>
      <header className="page-head">
        <p className="crumbs">HubSpot</p>
        <h1>{t(`tab.${type}`)}</h1>
      </header>
      <RecordTable side="hubspot" type={type} pathOf={(id) => recordPath(type, id)} />
    </>
  );
}
