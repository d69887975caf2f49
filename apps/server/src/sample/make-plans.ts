import { Readable } from 'node:stream';
import { type Env, localDay } from '../services/env.ts';
import { publishPlan } from '../services/plans/publish-plan.ts';
import { reviewPlan } from '../services/plans/review-plan.ts';
import { reviewState } from '../services/plans/shown-plan.ts';
import { uploadPlans } from '../services/plans/upload-plans.ts';
import type { Session } from '../services/session.ts';
import { consultationDraft } from './texts/consultation-draft.ts';
import { threeYearPlan } from './texts/three-year-plan.ts';
import { workProgramme } from './texts/work-programme.ts';

const origin = { ip: '127.0.0.1', agent: 'sample' };

/** Ids of the published sample plans. */
export interface SamplePlans {
  threeYear: string;
  yearly: string;
}

/**
 * Puts the sample's documents through the reader, has two of them reviewed and published by the
 * coordination office, and leaves the third under review.
 * @param session of the coordination office
 * @param env its clock tells the year that the documents are written for
 */
export async function makePlans(env: Env, session: Session): Promise<SamplePlans> {
  const year = Number(localDay(env.clock()).slice(0, 4));
  const upload = async (fileName: string, text: string): Promise<string> => {
    const { items } = await uploadPlans(env, session, one(fileName, text), undefined, origin);
    const [plan] = items;
    if (plan?.status !== 'review') {
      throw new Error(`the sample plan ${fileName} could not be read: ${plan?.error?.message.en ?? ''}`);
    }
    return plan.id;
  };
  const threeYear = await upload(
    `示例区生态环境保护三年行动计划（${year}—${year + 2}年）.txt`,
    threeYearPlan(year),
  );
  const yearly = await upload(`示例区${year}年重点工作安排.txt`, workProgramme(year));
  await upload('示例区餐饮油烟治理实施方案（征求意见稿）.txt', consultationDraft(year));
  for (const id of [threeYear, yearly]) {
    const { items } = await reviewState(env, id);
    await reviewPlan(env, session, id, { action: 'accept', items: items.map((item) => item.id) });
    await publishPlan(env, session, id, origin);
  }
  return { threeYear, yearly };
}

async function* one(fileName: string, text: string) {
  yield { fileName, stream: Readable.from([Buffer.from(text, 'utf8')]) };
}
