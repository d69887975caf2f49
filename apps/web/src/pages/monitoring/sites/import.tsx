import type { Answer } from '@huanzhi/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addressFor, upload } from '../../../api/call.ts';
import { useMe } from '../../../app/session.ts';
import { paths } from '../../../lib/paths.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Field } from '../../../ui/form/field.tsx';
import { PlainForm } from '../../../ui/form/plain-form.tsx';
import { Light } from '../../../ui/light.tsx';
import { Crumbs, PageHead, Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { ErrorNotice, Notice, State } from '../../../ui/states.tsx';
import { useSiteFormTexts } from './form-texts.ts';
import { useImportTexts } from './import-texts.ts';
import { useSiteTexts } from './texts.ts';

type Judged = Answer<'importSites'>;

const lights = { reject: 'red', change: 'yellow', new: 'green', same: 'grey' } as const;
/** What needs a look stands first. */
const order = ['reject', 'change', 'new', 'same'];

function Verdicts({ judged }: { judged: Judged }) {
  const t = useImportTexts();
  const { local } = useLocal();
  const rows = judged.rows.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  return (
    <Panel title={t.rows} note={t.checked(judged.counts)}>
      <div className="table-scroll tall" {...scrollRegion(t.rows)}>
        <table className="tb num">
          <thead>
            <tr>
              {[t.row, t.code, t.name, t.verdict, t.why].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.row}>
                <td>{one.row}</td>
                <td className="code">{one.code}</td>
                <td>{one.name}</td>
                <td>
                  <Light kind={lights[one.verdict]} word={t.verdicts[one.verdict]} />
                </td>
                <td>{one.problems.map((problem) => local(problem.message)).join(' ') || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

/** The list of sites as a table: judged row by row first, written only on demand. */
export default function ImportSitesPage() {
  const t = useImportTexts();
  const forms = useSiteFormTexts();
  const words = useSiteTexts();
  const { can } = useMe();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  useTitle(t.title);
  const send = (commit: '1' | undefined) =>
    upload('importSites', { query: { commit } }, file ? [file] : [], () => {});
  const check = useMutation({ mutationFn: () => send(undefined) });
  const write = useMutation({ mutationFn: () => send('1'), onSuccess: () => client.invalidateQueries() });
  if (!can.includes('site.manage')) return <State whole icon="person" title={forms.noPermission} />;
  const judged = check.data;
  const shown = write.data ?? judged;
  const count = judged ? judged.counts.new + judged.counts.change : 0;
  return (
    <>
      <Crumbs
        items={[
          { text: words.monitoring, href: paths.sites },
          { text: words.title, href: paths.sites },
          { text: t.title },
        ]}
      />
      <PageHead
        title={t.title}
        line={t.line}
        actions={
          <a className="btn" href={addressFor('exportSites', { query: { inactive: '1' } })}>
            {t.from}
          </a>
        }
      />
      <div className="col g12">
        <Panel title={t.pick}>
          <div className="in col g12">
            <PlainForm
              name={t.title}
              prefix="import"
              mistakes={file === null ? [{ path: 'file', text: t.choose }] : []}
              refusal={check.error}
              fieldOf={() => 'file'}
              send={() => check.mutate()}
            >
              {(field) => (
                <>
                  <Field {...field('file')} label={t.file} required>
                    {(control) => (
                      <input
                        {...control}
                        type="file"
                        accept=".xlsx,.csv"
                        onChange={(event) => {
                          check.reset();
                          write.reset();
                          setFile(event.target.files?.[0] ?? null);
                        }}
                      />
                    )}
                  </Field>
                  <div>
                    <button type="submit" className={judged ? 'btn' : 'btn p'} disabled={check.isPending}>
                      {t.check}
                    </button>
                  </div>
                </>
              )}
            </PlainForm>
            {write.error && <ErrorNotice error={write.error} />}
            {write.data && <Notice tone="g">{t.written(write.data.counts)}</Notice>}
            {judged && !write.data && (
              <div className="row">
                {count === 0 ? (
                  <p className="t3">{t.nothing}</p>
                ) : (
                  <button
                    type="button"
                    className="btn p"
                    disabled={write.isPending}
                    onClick={() => write.mutate()}
                  >
                    {t.write(count)}
                  </button>
                )}
              </div>
            )}
          </div>
        </Panel>
        {shown && <Verdicts judged={shown} />}
      </div>
    </>
  );
}
