import { useQuery } from '@tanstack/react-query';
import { formatInstant, formatNumber } from '../../../lib/format.ts';
import { paths, withQuery } from '../../../lib/paths.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { A } from '../../../ui/link.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { Failed, Loading, State } from '../../../ui/states.tsx';
import { useFormTexts } from './form-texts.ts';
import { sendersQuery } from './queries.ts';
import { useTexts } from './texts.ts';

/** Senders that are no registered instrument: what they say about themselves, and the way to register them. */
export function SendersTable() {
  const t = useTexts();
  const { crcs } = useFormTexts();
  const { language } = useLocal();
  const { data, error, refetch } = useQuery(sendersQuery);
  if (error) return <Failed error={error} what={t.tabs.unknown} retry={() => refetch()} />;
  if (!data) return <Loading lines={4} />;
  if (data.items.length === 0)
    return (
      <div className="panel">
        <State icon="tick" title={t.noSenders} text={t.sendersText} />
      </div>
    );
  return (
    <section className="panel table-scroll" {...scrollRegion(t.tabs.unknown)}>
      <table className="tb num">
        <thead>
          <tr>
            <th scope="col">{t.sender.mn}</th>
            <th scope="col">{t.edition}</th>
            <th scope="col">{t.crc}</th>
            <th scope="col">{t.sender.address}</th>
            <th scope="col">{t.sender.factors}</th>
            <th scope="col" className="r">
              {t.sender.count}
            </th>
            <th scope="col">{t.sender.last}</th>
            <th scope="col">
              <span className="vh">{t.add}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.items.map(({ mn, count, last, guess }) => (
            <tr key={mn}>
              <td>
                <b className="code">{mn}</b>
              </td>
              <td>{guess.edition}</td>
              <td>{crcs[guess.crc]}</td>
              <td>{guess.address}</td>
              <td>{guess.factors.map(({ code }) => code).join('、') || '—'}</td>
              <td className="r">{formatNumber(count)}</td>
              <td className="nw">{formatInstant(last, language)}</td>
              <td className="r">
                <A
                  className="btn sm"
                  href={withQuery(paths.gatewayNew, { mn })}
                  aria-label={`${t.register} ${mn}`}
                >
                  {t.register}
                </A>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
