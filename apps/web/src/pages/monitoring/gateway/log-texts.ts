import { useLocal } from '../../../lib/use-local.ts';

/** Words of the conversations with instruments. */
const zh = {
  line: '请求、应答和连接；数据报文另存，不在这里。口令已遮盖。',
  mn: '设备编号 MN',
  none: '还没有对话。',
  older: '更早的',
  columns: { at: '时间', direction: '方向', what: '内容', body: '报文' },
  directions: { in: '仪器 → 平台', out: '平台 → 仪器', event: '连接' },
  commands: {
    connected: '接入',
    disconnected: '断开',
    'store-failed': '存储中断，停止应答',
    'store-back': '存储恢复',
    'pieces-dropped': '异常报文过多，只留一部分',
    'connections-refused': '连接过多，已拒绝',
    '1000': '设置超时和重发',
    '1012': '校时',
    '1013': '请求校时',
    '2031': '取日历史值',
    '2051': '取分钟历史值',
    '2061': '取小时历史值',
    '9011': '请求应答',
    '9012': '执行结果',
    '9013': '通知应答',
    '9014': '数据应答',
  } as Record<string, string>,
};

const en: typeof zh = {
  line: 'Requests, answers and connections; packets of data are kept elsewhere. Passwords are masked.',
  mn: 'Device number (MN)',
  none: 'Nothing was said yet.',
  older: 'Earlier',
  columns: { at: 'Time', direction: 'Direction', what: 'What', body: 'Packet' },
  directions: { in: 'instrument → platform', out: 'platform → instrument', event: 'connection' },
  commands: {
    connected: 'connected',
    disconnected: 'disconnected',
    'store-failed': 'nothing can be stored, nothing is answered',
    'store-back': 'packets are stored again',
    'pieces-dropped': 'too many faulty pieces, some kept',
    'connections-refused': 'too many connections, turned away',
    '1000': 'set time-outs',
    '1012': 'set clock',
    '1013': 'asks for the time',
    '2031': 'fetch days',
    '2051': 'fetch minutes',
    '2061': 'fetch hours',
    '9011': 'answer to a request',
    '9012': 'result',
    '9013': 'answer to a notice',
    '9014': 'answer to data',
  },
};

/** The words of this page in the language of the interface. */
export function useLogTexts(): typeof zh {
  return useLocal().language === 'en' ? en : zh;
}
