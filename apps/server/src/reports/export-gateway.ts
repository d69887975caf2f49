import type { Query } from '@huanzhi/contract';
import { type Env, localDay } from '../services/env.ts';
import { filterStations, surveyStations } from '../services/monitoring/gateway/list-stations.ts';
import type { StateWord } from '../services/monitoring/gateway/station-state.ts';
import { audit, type Origin, type Session } from '../services/session.ts';
import { writeSheets, xlsxType } from '../services/tables/write-sheet.ts';
import { captionOf } from './export-records.ts';

const words: Record<StateWord, string> = {
  online: '在线',
  late: '延迟',
  offline: '断线',
  faulty: '报文异常',
  never: '未接入',
  inactive: '停用',
};

/** Instruments and what they are doing, as Excel; secrets are not in it. */
export async function exportGateway(
  env: Env,
  session: Session,
  query: Query<'exportGateway'>,
  origin: Origin,
) {
  const { rows } = await surveyStations(env);
  await audit(env, session.user, 'gateway.export', '', { ...query }, origin.ip);
  return {
    fileName: `仪器连接-${localDay(env.clock())}.xlsx`,
    mime: xlsxType,
    body: writeSheets([
      {
        name: '仪器连接',
        caption: captionOf(env, session),
        columns: [
          { title: '名称', width: 28 },
          { title: '设备编号 MN', width: 28 },
          { title: '监测点位', width: 24 },
          { title: '版本', width: 8 },
          { title: '校验', width: 14 },
          { title: '状态', width: 10 },
          { title: '最近一包', width: 22 },
          { title: '延迟（秒）', width: 12 },
          { title: '今日包数', width: 10 },
          { title: '今日修复', width: 10 },
          { title: '今日隔离', width: 10 },
          { title: '待处理隔离', width: 12 },
          { title: '时钟偏差（秒）', width: 14 },
        ],
        rows: filterStations(rows, query).map((row) => [
          row.name,
          row.mn,
          row.site?.name ?? null,
          row.edition,
          row.crc,
          words[row.state],
          row.lastPacket === null ? null : chinaTime(row.lastPacket),
          row.delay,
          row.packets,
          row.repaired,
          row.quarantined,
          row.open,
          row.clock,
        ]),
      },
    ]),
  };
}

function chinaTime(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
