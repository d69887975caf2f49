import { describe, expect, it } from 'vitest';
import { findIndicators } from '../src/indicators.ts';

function show(text: string, goals = true): string {
  return findIndicators(text, goals)
    .map(
      (i) =>
        `${i.name} ${i.comparator} ${i.raw ?? `${i.value}${i.value2 ? `~${i.value2}` : ''}${i.unit}`}${i.stretch ? ' stretch' : ''}`,
    )
    .join(' | ');
}

describe('findIndicators', () => {
  it.each([
    ['优良率不低于85%', '优良率 >= 85%'],
    ['优良率达到85%以上', '优良率 >= 85%'],
    ['年均浓度控制在30微克/立方米以下', '年均浓度 <= 30微克/立方米'],
    ['优良率保持在85%左右', '优良率 ~ 85%'],
    ['达标率维持95%', '达标率 = 95%'],
    ['回收率超过40%', '回收率 > 40%'],
    ['用水量不超过3.5亿立方米', '用水量 <= 3.5亿立方米'],
    ['生活污泥、建筑污泥无害化处理率达到100%', '生活污泥无害化处理率 >= 100% | 建筑污泥无害化处理率 >= 100%'],
    ['回收率、利用率分别达到80%、50%以上', '回收率 >= 80% | 利用率 >= 50%'],
    ['新建绿道12公里', '新建绿道 = 12公里'],
    ['新增公园5座、口袋花园20座', '新增公园 = 5座 | 新增口袋花园 = 20座'],
    ['完成120户农村生活污水治理', '农村生活污水治理 = 120户'],
    ['断面水质达到Ⅲ类及以上', '断面水质 >= Ⅲ类'],
    ['回收率为30%—40%', '回收率 between 30~40%'],
    ['主要污染物减排量完成市下达目标', '主要污染物减排量 qualitative 完成市下达目标'],
    ['力争实现断面全面达标', '断面 qualitative 全面达标 stretch'],
    ['实现排水管网维护全覆盖', '排水管网维护 qualitative 全覆盖'],
    ['努力消除重污染天气', '重污染天气 qualitative 努力消除 stretch'],
  ])('%s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it.each([
    '鼓励75千瓦以下小型机械更新',
    '推动20张床位以下小型医疗机构集中收集',
    '提升现有3个栖息地保护水平',
    '推进607地块修复',
    '目前,日处理能力提升至800吨/日',
    '实施“老城25个排水系统维修工程”',
  ])('%s sets no target', (text) => {
    expect(show(text, false)).toBe('');
  });
});
