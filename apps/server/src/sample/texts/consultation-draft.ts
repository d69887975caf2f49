/**
 * A made-up draft that stays under review in the sample, with doubtful places for the reviewer: a unit that
 * is no organisation of the district, a task without a deadline, one without a unit.
 * @param year the year in which it is put out for comments
 */
export function consultationDraft(year: number): string {
  return `示例区餐饮油烟污染综合治理实施方案（征求意见稿）

（示例文件：本区及所列数据均为虚构，仅供演示）

一、工作目标

到${year + 1}年底，餐饮服务单位油烟净化设施安装率达到100%，在线监控覆盖率不低于60%，油烟投诉量较${year}年下降20%以上。

二、主要任务

（一）摸清底数。对全区餐饮服务单位开展一次普查，建立餐饮油烟管理台账，${year + 1}年3月底前完成。
（牵头单位：区市场监管局；配合单位：区生态环境局、各街镇）

（二）分类治理。对未安装净化设施的限期安装，对设施老旧的督促更换，${year + 1}年9月底前完成。
（牵头单位：区生态环境局；配合单位：区城管执法局、各街镇）

（三）智慧监管。在大中型餐饮单位安装油烟在线监控设备不少于400套。
（牵头单位：区数字化管理中心；配合单位：区生态环境局、区科委）

（四）规范清洗。推行集中清洗维护，净化设施每季度清洗不少于1次，清洗记录保存一年以上。

（五）优化布局。新建居住区配套商业须同步设计专用烟道，新增餐饮项目优先进入集中区域。
（责任单位：区规划资源局、区商务委、区房管局）

三、保障措施

（六）加强执法联动。定期开展联合检查，对屡罚不改的依法从重处理。
（牵头单位：区城管执法局；配合单位：区生态环境局、公安分局）
`;
}
