import type { HolidayTable } from './holiday-table.ts';

/**
 * Public holidays of mainland China as the State Council's General Office announced them. Each year's
 * notice was read in at least two independent copies and agrees with the MIT-licensed data of
 * NateScarlet/holiday-cn (snapshot of 2026-08-07). The notice for 2027 was not to be had; as that of 2023
 * did with 2022-12-31, it may still change the last days of 2026.
 */
export const chinaHolidays: HolidayTable = {
  id: 'CN',
  name: '全国节假日',
  years: [
    {
      year: 2023,
      notice: '国务院办公厅关于2023年部分节假日安排的通知',
      issuedOn: '2022-12-08',
      url: 'http://www.gov.cn/zhengce/zhengceku/2022-12/08/content_5730844.htm',
      mark: 'verified',
      off: [
        { name: '元旦', from: '2022-12-31', to: '2023-01-02' },
        { name: '春节', from: '2023-01-21', to: '2023-01-27' },
        { name: '清明节', from: '2023-04-05', to: '2023-04-05' },
        { name: '劳动节', from: '2023-04-29', to: '2023-05-03' },
        { name: '端午节', from: '2023-06-22', to: '2023-06-24' },
        { name: '中秋节、国庆节', from: '2023-09-29', to: '2023-10-06' },
      ],
      makeUp: [
        '2023-01-28',
        '2023-01-29',
        '2023-04-23',
        '2023-05-06',
        '2023-06-25',
        '2023-10-07',
        '2023-10-08',
      ],
    },
    {
      year: 2024,
      notice: '国务院办公厅关于2024年部分节假日安排的通知',
      issuedOn: '2023-10-25',
      url: 'https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm',
      mark: 'verified',
      off: [
        { name: '元旦', from: '2024-01-01', to: '2024-01-01' },
        { name: '春节', from: '2024-02-10', to: '2024-02-17' },
        { name: '清明节', from: '2024-04-04', to: '2024-04-06' },
        { name: '劳动节', from: '2024-05-01', to: '2024-05-05' },
        { name: '端午节', from: '2024-06-10', to: '2024-06-10' },
        { name: '中秋节', from: '2024-09-15', to: '2024-09-17' },
        { name: '国庆节', from: '2024-10-01', to: '2024-10-07' },
      ],
      makeUp: [
        '2024-02-04',
        '2024-02-18',
        '2024-04-07',
        '2024-04-28',
        '2024-05-11',
        '2024-09-14',
        '2024-09-29',
        '2024-10-12',
      ],
    },
    {
      year: 2025,
      notice: '国务院办公厅关于2025年部分节假日安排的通知',
      issuedOn: '2024-11-12',
      url: 'https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm',
      mark: 'verified',
      off: [
        { name: '元旦', from: '2025-01-01', to: '2025-01-01' },
        { name: '春节', from: '2025-01-28', to: '2025-02-04' },
        { name: '清明节', from: '2025-04-04', to: '2025-04-06' },
        { name: '劳动节', from: '2025-05-01', to: '2025-05-05' },
        { name: '端午节', from: '2025-05-31', to: '2025-06-02' },
        { name: '国庆节、中秋节', from: '2025-10-01', to: '2025-10-08' },
      ],
      makeUp: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
    },
    {
      year: 2026,
      notice: '国务院办公厅关于2026年部分节假日安排的通知',
      issuedOn: '2025-11-04',
      url: 'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm',
      mark: 'verified',
      off: [
        { name: '元旦', from: '2026-01-01', to: '2026-01-03' },
        { name: '春节', from: '2026-02-15', to: '2026-02-23' },
        { name: '清明节', from: '2026-04-04', to: '2026-04-06' },
        { name: '劳动节', from: '2026-05-01', to: '2026-05-05' },
        { name: '端午节', from: '2026-06-19', to: '2026-06-21' },
        { name: '中秋节', from: '2026-09-25', to: '2026-09-27' },
        { name: '国庆节', from: '2026-10-01', to: '2026-10-07' },
      ],
      makeUp: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
    },
  ],
};
