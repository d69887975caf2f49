import { useLocal } from '../../../lib/use-local.ts';

/** Words of how long packets are kept. */
const zh = {
  title: '保存期限',
  kinds: {
    minutes: '分钟和实时报文',
    packets: '其他报文',
    all: '全部报文',
    quarantine: '隔离报文',
  },
  hours: '小时值和统计值',
  forEver: '长期保存',
  months: (count: number) => `保存 ${count} 个月`,
  from: (day: string) => `现存 ${day} 起`,
  inForce: (at: string) => `新设置 ${at} 起生效，此前可以改回。`,
  proof: '已锁定日和已转办告警所依据的报文不删除。',
  size: (text: string) => `报文占用 ${text}`,
  removed: (from: string, to: string, count: string, kept: string) =>
    `${from} 至 ${to} 删除 ${count} 包${kept === '0' ? '' : `，留证 ${kept} 包`}`,
  removals: '最近删除',
  change: '修改保存期限',
  close: '取消',
  save: '保存',
  unit: '月数，至少 12；留空为长期保存',
  wrong: '请填 12 到 600 的整数，或留空。',
};

const en: typeof zh = {
  title: 'Retention',
  kinds: {
    minutes: 'Minute and real-time packets',
    packets: 'Other packets',
    all: 'All packets',
    quarantine: 'Quarantined packets',
  },
  hours: 'Hours and figures',
  forEver: 'kept for ever',
  months: (count) => `kept ${count} months`,
  from: (day) => `there from ${day}`,
  inForce: (at) => `New settings are in force from ${at}; until then they can be taken back.`,
  proof: 'Packets on which locked days and transferred alerts rest are never removed.',
  size: (text) => `Packets take ${text}`,
  removed: (from, to, count, kept) =>
    `${from} to ${to}: ${count} packets removed${kept === '0' ? '' : `, ${kept} kept as proof`}`,
  removals: 'Lately removed',
  change: 'Change retention',
  close: 'Cancel',
  save: 'Save',
  unit: 'Months, at least 12; empty keeps for ever',
  wrong: 'A whole number from 12 to 600, or nothing.',
};

/** The words of this panel in the language of the interface. */
export function useRetentionTexts(): typeof zh {
  return useLocal().language === 'en' ? en : zh;
}
