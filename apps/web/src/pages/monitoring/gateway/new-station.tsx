import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../../app/session.ts';
import { paths } from '../../../lib/paths.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Crumbs, PageHead } from '../../../ui/page-head.tsx';
import { Failed, Loading, Notice } from '../../../ui/states.tsx';
import { useFormTexts } from './form-texts.ts';
import './gateway.css';
import { NoRight } from './no-right.tsx';
import { sendersQuery } from './queries.ts';
import { newDraft } from './station-draft.ts';
import { StationForm } from './station-form.tsx';
import { useTexts } from './texts.ts';

/** 登记仪器: a new station; with `?mn=` filled in from what an unknown sender says about itself. */
export default function NewStationPage() {
  const t = useFormTexts();
  const { nav, monitoring } = useTexts();
  const me = useMe();
  const [{ mn = '' }] = useUrlQuery();
  const may = me.can.includes('gateway.manage');
  // Read once: what is typed must not be filled in again.
  const senders = useQuery({ ...sendersQuery, enabled: may && mn !== '', refetchInterval: false });
  useTitle(t.add);
  if (!may) return <NoRight />;
  const sender = senders.data?.items.find((one) => one.mn === mn);
  return (
    <>
      <Crumbs items={[{ text: monitoring }, { text: nav, href: paths.gateway }, { text: t.add }]} />
      <PageHead title={t.add} line={t.addLine} />
      {senders.error && <Failed error={senders.error} what={nav} retry={() => senders.refetch()} />}
      {mn !== '' && !senders.data && !senders.error && <Loading lines={8} />}
      {(mn === '' || senders.data) && (
        <div className="col g12 mt8 station-page">
          {mn !== '' && (
            <Notice tone={sender ? 'b' : 'y'}>{sender ? t.fromSender(sender.count) : t.noSender}</Notice>
          )}
          <StationForm id={null} first={newDraft(mn, sender)} />
        </div>
      )}
    </>
  );
}
