import { call } from '../../../api/call.ts';
import { formatExact } from '../../../lib/format.ts';
import { Light } from '../../../ui/light.tsx';
import { Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import type { Warning } from './queries.ts';
import { useAlertTexts } from './texts.ts';
import type { WarningStep } from './warning-forms.tsx';

/** A warning with its response list: who confirmed which measure, and when. */
export function WarningView({ warning, step }: { warning: Warning; step: WarningStep }) {
  const t = useAlertTexts();
  const done = warning.items.filter((item) => item.confirmedAt !== null).length;
  return (
    <Panel title={t.measures} note={t.progress(done, warning.items.length)}>
      <p className="in s t2">
        {t.issuedBy(warning.issuedBy, formatExact(warning.issuedAt))}　{warning.document}
        {'　'}
        {t.sources[warning.source]}
        {'　'}
        {warning.source !== 'superior' &&
          t.proposedWas(warning.proposed === null ? null : t.colours[warning.proposed])}
        {warning.because.length > 0 &&
          `　${warning.because.map(({ above, hours }) => t.because(above, hours)).join(t.and)}`}
        {warning.note !== '' && `　${warning.note}`}
        {warning.liftedAt !== null &&
          `　${t.liftedBy(warning.liftedBy ?? '', formatExact(warning.liftedAt))}　${warning.liftReason}`}
      </p>
      {warning.items.length > 0 && (
        <div className="table-scroll" {...scrollRegion(t.measures)}>
          <table className="tb">
            <thead>
              <tr>
                <th scope="col">{t.measure}</th>
                <th scope="col">{t.unit}</th>
                <th scope="col">{t.confirmed}</th>
                <th scope="col">{t.note}</th>
              </tr>
            </thead>
            <tbody>
              {warning.items.map((item) => (
                <tr key={item.id}>
                  <td>{item.measure}</td>
                  <td className="nw">{item.orgName ?? t.noUnit}</td>
                  <td className="nw">
                    {item.confirmedAt !== null ? (
                      <Light
                        kind="blue"
                        word={`${item.confirmedBy ?? ''} ${formatExact(item.confirmedAt)}`}
                      />
                    ) : item.canConfirm ? (
                      <button
                        type="button"
                        className="btn sm"
                        disabled={step.isPending}
                        onClick={() =>
                          step.mutate(() =>
                            call('confirmMeasure', {
                              params: { id: warning.id, item: item.id },
                              body: { note: '' },
                            }),
                          )
                        }
                      >
                        {t.confirm}
                      </button>
                    ) : (
                      <Light kind="grey" word={t.unconfirmed} />
                    )}
                  </td>
                  <td>{item.note}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
