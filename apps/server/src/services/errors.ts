import type { LocalText, Problem } from '@huanzhi/registry';

/** Every refusal the server can give: its HTTP status and what the person is told. One table, stable codes. */
export const errorTable = {
  'not-signed-in': [401, '请先登录。', 'Please sign in.'],
  'session-ended': [401, '登录已失效，请重新登录。', 'Your session has ended. Please sign in again.'],
  'sign-in-failed': [401, '账号或密码不正确。', 'The account or the password is wrong.'],
  'account-locked': [
    423,
    '连续五次输错密码，账号已锁定十五分钟。请稍后再试，或请系统管理员重置密码。',
    'Five wrong passwords in a row: the account is locked for 15 minutes. Try later or ask the administrator.',
  ],
  'password-must-change': [403, '首次登录须先修改密码。', 'Change the first password before you go on.'],
  'password-wrong': [422, '当前密码不正确。', 'The current password is wrong.'],
  'password-weak': [
    422,
    '密码至少 10 位，且含大写字母、小写字母、数字、符号中的三类，不得包含账号。',
    'At least 10 characters with three of: capitals, small letters, digits, signs; not your account name.',
  ],
  'password-reused': [422, '新密码不得与最近使用过的密码相同。', 'The new password was used before.'],
  forbidden: [403, '您没有办理此事的权限。', 'You may not do this.'],
  'forbidden-origin': [
    403,
    '请求不是从本系统页面发出的，已拒绝。',
    'The request did not come from a page of this system.',
  ],
  'grant-by-security-admin': [
    403,
    '角色由安全管理员授予，系统管理员只管理账号。',
    'Roles are granted by the security administrator; the system administrator only manages accounts.',
  ],
  'account-by-system-admin': [
    403,
    '账号资料由系统管理员维护，安全管理员只授予角色。',
    'Accounts are kept by the system administrator; the security administrator only grants roles.',
  ],
  'roles-conflict': [
    422,
    '系统管理员、安全管理员、安全审计员须由不同的人担任，且不得兼任业务角色。',
    'The three administrators must be separate persons and hold no business role.',
  ],
  'role-unknown': [422, '角色代码不存在。', 'There is no such role.'],
  'grant-to-self': [403, '不得给自己授权。', 'Nobody grants a role to themselves.'],
  'login-taken': [409, '该账号名已被使用。', 'This account name is taken.'],
  'org-unknown': [422, '单位不存在。', 'There is no such organisation.'],
  'org-cycle': [422, '上级单位不能是本单位或其下级。', 'An organisation cannot lie below itself.'],
  'not-found': [404, '没有找到，或您无权查看。', 'Not found, or not for you to see.'],
  'no-such-route': [404, '接口不存在。', 'There is no such interface.'],
  'invalid-input': [400, '提交的内容不符合要求。', 'What was sent does not fit the interface.'],
  'validation-failed': [422, '有内容需要修改后再提交。', 'Some fields need a correction.'],
  'version-conflict': [
    409,
    '这条记录刚被别人修改过，请刷新后再提交；您填写的内容仍在页面上。',
    'Somebody changed this record meanwhile. Reload and send again.',
  ],
  'key-reused': [
    409,
    '同一提交标识已用于另一次操作。',
    'This idempotency key was used for a different action.',
  ],
  'transition-refused': [409, '现在不能办理这一步。', 'This step is not possible now.'],
  'not-editable': [409, '当前状态不能直接修改。', 'The record cannot be edited in its present state.'],
  'no-file': [400, '没有收到文件。', 'No file was received.'],
  'file-empty': [422, '文件是空的。', 'The file is empty.'],
  'file-too-large': [413, '文件超过大小上限。', 'The file is larger than allowed.'],
  'too-many-files': [413, '一次上传的文件太多。', 'Too many files at once.'],
  'file-type': [
    422,
    '文件的实际内容与扩展名不符，或不是允许的类型。',
    'The content does not match the extension, or the type is not allowed.',
  ],
  'plan-not-in-review': [409, '该计划不在核对阶段。', 'This plan is not under review.'],
  'plan-not-failed': [409, '该计划没有读取失败，无需重试。', 'This plan did not fail; nothing to retry.'],
  'plan-not-ready': [
    409,
    '还不能发布：有条目没有核对，或有牵头单位没有对应到单位。',
    'Not ready to publish: an item is unseen, or a lead has no organisation.',
  ],
  'plan-item-unknown': [404, '计划中没有这一条。', 'The plan has no such item.'],
  'plan-nothing-to-undo': [409, '没有可以撤销的操作。', 'There is nothing to undo.'],
  'plan-split-place': [422, '拆分位置须在条目文字之内。', 'The place of the cut must lie inside the item.'],
  'plan-merge-kinds': [422, '只能合并同一类、未删除的条目。', 'Only items of one kind can be merged.'],
  'plan-supersedes-unknown': [422, '所替代的计划不存在。', 'The plan to be superseded does not exist.'],
  'import-not-table': [
    422,
    '读不出表格。请上传 xlsx，或 UTF-8、GB18030 编码的 csv，首行为列名。',
    'No table found. Upload xlsx, or csv in UTF-8 or GB18030, with column titles in the first row.',
  ],
  'import-too-long': [
    413,
    '行数超过上限（20000 行），请分批导入。',
    'More than 20,000 rows: split the file.',
  ],
  'import-state': [409, '这批导入的状态不允许此操作。', 'The state of this import does not allow it.'],
  'import-moved-on': [
    409,
    '有记录在导入后又被办理，不能整批撤回。',
    'Some records moved on after the import; it cannot be taken back.',
  ],
  'push-key-wrong': [
    401,
    '推送密钥缺失、不正确或已停用。请求头应为 Authorization: Bearer hzp_…',
    'The push key is missing, wrong or revoked. Send Authorization: Bearer hzp_…',
  ],
  'observation-refused': [
    400,
    '观测值没有采用，原因见 problems；已留存，可在“导入数据”里查看。',
    'Not taken, see problems. What was refused is kept and can be seen under “Import data”.',
  ],
  'observation-conflict': [
    409,
    '该小时已有另一个值，或当日已锁定，原值不变。',
    'The hour has another value that stays, or its day is locked.',
  ],
  'too-many-observations': [
    413,
    '一次最多推送 5000 个观测值，请分批。',
    'At most 5,000 observations in one request: split it.',
  ],
  'export-second-person': [
    403,
    '导出含敏感内容，须由第二人批准。',
    'An export with sensitive content needs a second person.',
  ],
  'gateway-off': [
    409,
    '仪器网关没有运行，现在不能向仪器发请求或重放。请系统管理员设置 HUANZHI_GATEWAY_PORT 后重启。',
    'The instrument gateway is off: set HUANZHI_GATEWAY_PORT and restart.',
  ],
  'station-taken': [
    409,
    '该设备编号已登记，请在列表中打开它再修改。',
    'A station with this device number exists; open and change that one.',
  ],
  'rate-limited': [429, '操作太频繁，请稍后再试。', 'Too many requests. Try again shortly.'],
  'body-too-large': [413, '提交的内容太大。', 'The request is too large.'],
  unavailable: [
    503,
    '数据库暂时无法连接，请稍后再试。',
    'The database cannot be reached. Try again shortly.',
  ],
  internal: [
    500,
    '系统内部出错，已记录。请把编号告诉管理员。',
    'Internal error, logged. Tell the number to the administrator.',
  ],
} as const satisfies Record<string, readonly [number, string, string]>;

export type ErrorCode = keyof typeof errorTable;

/** A refusal with a code of `errorTable`; `problems` name fields, rows or items. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly problems: Problem[];

  constructor(code: ErrorCode, problems: Problem[] = []) {
    super(`${code}: ${errorTable[code][2]}`);
    this.name = 'AppError';
    this.code = code;
    this.problems = problems;
  }

  get status(): number {
    return errorTable[this.code][0];
  }

  get text(): LocalText {
    return { zh: errorTable[this.code][1], en: errorTable[this.code][2] };
  }
}

/** A `Problem` in one line: where, which code, what is said in Chinese and English. */
export function problem(path: string, code: string, zh: string, en: string): Problem {
  return { path, code, message: { zh, en } };
}
