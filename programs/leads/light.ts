import {
  type LightReason,
  lightOf,
  localDay,
  type RegistryDefinition,
  type RegistryRecord,
  type TimeContext,
} from '@huanzhi/registry';

/** Working days in which a lead is to be accepted [D]. */
export const ACCEPT_WORKING_DAYS = 2;

/**
 * The light of a lead: while it waits to be accepted by the working days since it was entered, then by its clocks.
 * No transition starts the first clock, because nothing has been done yet.
 */
export function leadLight(definition: RegistryDefinition) {
  return (record: RegistryRecord, context: TimeContext): LightReason => {
    if (record.state !== 'pending') return lightOf({ definition, rules: {} }, record, context);
    const waited = context.calendar.workingDaysBetween(
      localDay(new Date(record.createdAt)),
      localDay(context.now),
    );
    const left = ACCEPT_WORKING_DAYS - waited;
    return {
      light: left < 0 ? 'red' : left < 1 ? 'yellow' : 'green',
      reason:
        left < 0
          ? { zh: `逾期 ${-left} 个工作日未受理`, en: `not accepted, ${-left} working days overdue` }
          : { zh: `待受理，剩 ${left} 个工作日`, en: `to be accepted, ${left} working days left` },
      formula: {
        zh: `登记后 ${ACCEPT_WORKING_DAYS} 个工作日内受理`,
        en: `to be accepted within ${ACCEPT_WORKING_DAYS} working days`,
      },
      values: { waited, left },
    };
  };
}
