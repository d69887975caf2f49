import type { Answer } from '@huanzhi/contract';
import type { RegistryDefinition } from '@huanzhi/registry';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { registriesQuery, workbenchQuery } from '../../api/queries.ts';
import { adminPages } from '../../app/doors.ts';
import { useMe } from '../../app/session.ts';
import { formatDay, formatInstant, today, weekday, weekdaySoon } from '../../lib/format.ts';
import { paths, withQuery } from '../../lib/paths.ts';
import { useLocal } from '../../lib/use-local.ts';
import { useTitle } from '../../lib/use-title.ts';
import { remaining } from '../../lib/words.ts';
import { Light } from '../../ui/light.tsx';
import { A } from '../../ui/link.tsx';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { Failed, Loading, State } from '../../ui/states.tsx';
import { Goals } from './goals.tsx';
import './workbench.css';

type Work = Answer<'workbench'>;
type Job = Work['myTurn'][number];

const shown = 10;

function JobRow({ job, definition }: { job: Job; definition: RegistryDefinition | undefined }) {
  const { t } = useTranslation();
  const { language, local } = useLocal();
  const step = definition?.transitions.find((transition) => transition.name === job.action);
  const verb = step ? local(step.label) : t('work.open');
  const href = step ? paths.action(job.registry, job.id, step.name) : paths.record(job.registry, job.id);
  return (
    <li className="job">
      <span className="job-light">
        <Light kind={job.light} word={job.due ? remaining(t, job.due) : t('due.none')} />
        {job.due && (
          <small className="t3 nw">
            {formatDay(job.due, language)} {weekdaySoon(job.due, language)}
          </small>
        )}
      </span>
      <span className="job-main">
        <A className="plain job-title" href={paths.record(job.registry, job.id)}>
          {step ? t('work.job', { verb, title: job.title }) : job.title}
        </A>
        <small className="t3">
          {definition ? local(definition.name) : job.registry}
          {job.code && ` · ${job.code}`}
          {job.ownerName && `　${job.ownerName}`}
        </small>
      </span>
      <A className="btn sm" href={href} aria-label={t('work.job', { verb, title: job.title })}>
        {verb}
      </A>
    </li>
  );
}

function MyTurn({ work, definitions }: { work: Work; definitions: RegistryDefinition[] }) {
  const { t } = useTranslation();
  const { language } = useLocal();
  const urgent = work.myTurn.filter((job) => job.light === 'red' || job.light === 'yellow');
  const later = work.myTurn.filter((job) => !urgent.includes(job));
  const groups = [
    { key: 'now', jobs: urgent.slice(0, shown) },
    { key: 'next', jobs: later.slice(0, Math.max(0, shown - urgent.length)) },
  ] as const;
  const listed = groups[0].jobs.length + groups[1].jobs.length;
  const next = work.targets
    .map((target) => target.deadline)
    .filter((day) => day !== null && day >= today())
    .sort()[0];
  return (
    <Panel title={t('work.myTurn')} note={t('work.items', { count: work.counts.myTurn })}>
      {work.myTurn.length === 0 && (
        <State
          icon="tick"
          title={t('work.allDone')}
          {...(next ? { text: t('work.nextTarget', { day: formatDay(next, language) }) } : {})}
        />
      )}
      {groups
        .filter(({ jobs }) => jobs.length > 0)
        .map(({ key, jobs }) => (
          <div key={key}>
            <h3 className="job-group">
              {t(`work.${key}`)} <span>{key === 'now' ? urgent.length : later.length}</span>
            </h3>
            <ul>
              {jobs.map((job) => (
                <JobRow
                  key={job.id}
                  job={job}
                  definition={definitions.find((definition) => definition.id === job.registry)}
                />
              ))}
            </ul>
          </div>
        ))}
      {work.counts.myTurn > listed && (
        <p className="job-rest">
          <A href={withQuery(paths.registry(work.myTurn[0]?.registry ?? 'task'), { mine: '1' })}>
            {t('work.rest', { count: work.counts.myTurn - listed })}
          </A>
        </p>
      )}
    </Panel>
  );
}

function Changes({ changes }: { changes: Work['changes'] }) {
  const { t } = useTranslation();
  const { language, local } = useLocal();
  return (
    <Panel title={t('work.changes')}>
      {changes.length === 0 ? (
        <p className="t3 in">{t('work.noChanges')}</p>
      ) : (
        <ul className="news">
          {changes.map((change) => (
            <li key={change.at + change.link + change.text.zh}>
              <small className="t3 num">{formatInstant(change.at, language)}</small>
              <A className="plain" href={change.link}>
                {local(change.text)}
              </A>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function TaskLights({ lights }: { lights: Work['lights'] }) {
  const { t } = useTranslation();
  const kinds = (['red', 'yellow', 'green', 'blue', 'grey'] as const).filter((kind) => lights[kind]);
  if (kinds.length === 0) return null;
  return (
    <Panel title={t('work.lights')}>
      <ul className="in row w g16">
        {kinds.map((kind) => (
          <li key={kind}>
            <A className="plain" href={withQuery(paths.registry('task'), { light: kind })}>
              <Light kind={kind} word={`${t(`light.task.${kind}`)} ${lights[kind]}`} />
            </A>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** 工作台: what is my turn, my goals, what changed. */
function Workbench() {
  const { t } = useTranslation();
  const { language } = useLocal();
  const me = useMe();
  useTitle(t('nav.workbench'));
  const { data: work, error, refetch } = useQuery(workbenchQuery);
  const { data: registries } = useQuery(registriesQuery);
  const day = `${formatDay(today(), language)} ${weekday(today(), language)}`;
  if (error) return <Failed error={error} what={t('nav.workbench')} retry={() => refetch()} />;
  if (!work) {
    return (
      <>
        <PageHead title={day} />
        <Loading lines={8} />
      </>
    );
  }
  const { counts } = work;
  const plans = work.unseenPlans;
  return (
    <>
      <PageHead
        title={t('work.title', { day, count: counts.myTurn })}
        line={t('work.line', { overdue: counts.overdue, soon: counts.soon, returned: counts.returned })}
        actions={
          me.can.includes('plan.upload') && (
            <A className="btn" href={paths.plans}>
              {t('plans.upload')}
            </A>
          )
        }
      />
      <div className="main-aside wide">
        <div className="col g16">
          <MyTurn work={work} definitions={(registries ?? []).map((entry) => entry.definition)} />
          {plans.length > 0 && (
            <Panel title={t('work.plans')} note={t('work.items', { count: plans.length })}>
              <ul>
                {plans.map((plan) => (
                  <li className="job" key={plan.id}>
                    <span className="job-main">
                      <A className="plain job-title" href={paths.review(plan.id)}>
                        {plan.title}
                      </A>
                      <small className="t3">
                        {t('plans.seen', { seen: plan.counts.seen, items: plan.counts.items })}
                        {plan.counts.doubts > 0 && `　${t('plans.doubts', { count: plan.counts.doubts })}`}
                      </small>
                    </span>
                    <A
                      className="btn sm"
                      href={paths.review(plan.id)}
                      aria-label={t('work.job', { verb: t('plans.review'), title: plan.title })}
                    >
                      {t('plans.review')}
                    </A>
                  </li>
                ))}
              </ul>
            </Panel>
          )}
        </div>
        <div className="col g16">
          <Goals targets={work.targets} />
          <TaskLights lights={work.lights} />
          <Changes changes={work.changes} />
        </div>
      </div>
    </>
  );
}

/** The first page: the workbench, or for administrators, who have no business of their own, their pages. */
export default function FirstPage() {
  const { can } = useMe();
  const router = useRouter();
  const admin = can.includes('work') ? undefined : (adminPages(can)[0]?.href ?? paths.account);
  useEffect(() => {
    if (admin) router.history.replace(admin);
  }, [admin, router]);
  return admin ? null : <Workbench />;
}
