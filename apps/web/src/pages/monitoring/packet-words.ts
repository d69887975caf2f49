import { useLocal } from '../../lib/use-local.ts';

type Words = Record<string, string>;

const zh: { repairs: Words; reasons: Words } = {
  repairs: {
    'length-digits': '长度位数不对',
    'length-wrong': '长度不符',
    'crc-short': '校验不足四位',
    'crc-lower-case': '校验为小写',
    'crc-modbus': '校验为 Modbus 算法',
    'crc-modbus-swapped': '校验为 Modbus 算法，高低字节互换',
    'crc-unchecked': '未验校验',
    'header-case': '报头大小写不规范',
    'header-stray-characters': '报头夹杂字符',
    'cp-unclosed': '数据区未闭合',
    'cp-spaces': '数据区夹杂空格',
    'flag-without-code': '标志缺因子编码',
    'factor-repeated': '因子重复',
    'comma-between-factors': '因子间用逗号',
    'suffix-case': '后缀大小写不规范',
    'suffix-unknown': '后缀不识别',
    'data-time-milliseconds': '数据时间带毫秒',
    'text-gb18030': '文字为 GB18030 编码',
  },
  reasons: {
    'crc-mismatch': '校验不符',
    'crc-not-hex': '校验不是十六进制',
    'no-head': '没有包头',
    garbage: '不是报文',
    incomplete: '报文不完整',
    'too-long': '报文过长',
    'no-cp': '没有数据区',
    'no-command': '没有命令编码',
    'no-fields': '没有字段',
    'unknown-station': '仪器未登记',
    address: '来源地址不符',
    'crc-mode': '校验算法与设置不符',
    password: '口令不符',
    command: '命令编码不对',
    'no-time': '没有时间',
    'same-key': '同一时间已有不同数据',
    refused: '数据库不收',
  },
};

const en: typeof zh = {
  repairs: {
    'length-digits': 'length not of four digits',
    'length-wrong': 'wrong length',
    'crc-short': 'check value too short',
    'crc-lower-case': 'check value in lower case',
    'crc-modbus': 'check value by Modbus',
    'crc-modbus-swapped': 'check value by Modbus, bytes swapped',
    'crc-unchecked': 'check value not checked',
    'header-case': 'header in wrong case',
    'header-stray-characters': 'stray characters in the header',
    'cp-unclosed': 'data area not closed',
    'cp-spaces': 'spaces in the data area',
    'flag-without-code': 'flag without a factor',
    'factor-repeated': 'factor repeated',
    'comma-between-factors': 'comma between factors',
    'suffix-case': 'suffix in wrong case',
    'suffix-unknown': 'unknown suffix',
    'data-time-milliseconds': 'time with milliseconds',
    'text-gb18030': 'text in GB18030',
  },
  reasons: {
    'crc-mismatch': 'check value does not fit',
    'crc-not-hex': 'check value is not hexadecimal',
    'no-head': 'no head',
    garbage: 'no packet',
    incomplete: 'incomplete',
    'too-long': 'too long',
    'no-cp': 'no data area',
    'no-command': 'no command',
    'no-fields': 'no fields',
    'unknown-station': 'not registered',
    address: 'other address',
    'crc-mode': 'other check algorithm than set',
    password: 'wrong password',
    command: 'wrong command',
    'no-time': 'no time',
    'same-key': 'other data for the same time',
    refused: 'refused by the database',
  },
};

/** Words for what was repaired in a packet and why one was quarantined; an unknown code stays as it is. */
export function usePacketWords(): { repair: (code: string) => string; reason: (code: string) => string } {
  const { repairs, reasons } = useLocal().language === 'en' ? en : zh;
  return { repair: (code) => repairs[code] ?? code, reason: (code) => reasons[code] ?? code };
}
