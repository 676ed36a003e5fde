import { reasons } from '../platform/reason.ts'

/**
 * The rates of AAPOR's Standard Definitions in words. I complete, P partial, R refusal, NC non-contact, O other eligible,
 * U of unknown eligibility, e the share of U taken as eligible.
 */
export const rateDefinitions = reasons({
  rr1: {
    zh: () => '应答率 1：完成 ÷ 全部可能合格者。I ÷ (I+P+R+NC+O+U)',
    en: () => 'Response rate 1: complete, of all that may be eligible. I ÷ (I+P+R+NC+O+U)',
  },
  rr2: {
    zh: () => '应答率 2：完成与部分完成 ÷ 全部可能合格者。(I+P) ÷ (I+P+R+NC+O+U)',
    en: () => 'Response rate 2: complete or partial, of all that may be eligible. (I+P) ÷ (I+P+R+NC+O+U)',
  },
  rr3: {
    zh: () => '应答率 3：完成 ÷ 估计合格者。I ÷ (I+P+R+NC+O+e·U)',
    en: () => 'Response rate 3: complete, of those estimated eligible. I ÷ (I+P+R+NC+O+e·U)',
  },
  rr4: {
    zh: () => '应答率 4：完成与部分完成 ÷ 估计合格者。(I+P) ÷ (I+P+R+NC+O+e·U)',
    en: () => 'Response rate 4: complete or partial, of those estimated eligible. (I+P) ÷ (I+P+R+NC+O+e·U)',
  },
  rr5: {
    zh: () => '应答率 5：完成 ÷ 已知合格者。I ÷ (I+P+R+NC+O)',
    en: () => 'Response rate 5: complete, of those known eligible. I ÷ (I+P+R+NC+O)',
  },
  rr6: {
    zh: () => '应答率 6：完成与部分完成 ÷ 已知合格者。(I+P) ÷ (I+P+R+NC+O)',
    en: () => 'Response rate 6: complete or partial, of those known eligible. (I+P) ÷ (I+P+R+NC+O)',
  },
  coop1: {
    zh: () => '配合率 1：完成 ÷ 接触到的合格者。I ÷ (I+P+R+O)',
    en: () => 'Cooperation rate 1: complete, of those contacted. I ÷ (I+P+R+O)',
  },
  coop2: {
    zh: () => '配合率 2：完成与部分完成 ÷ 接触到的合格者。(I+P) ÷ (I+P+R+O)',
    en: () => 'Cooperation rate 2: complete or partial, of those contacted. (I+P) ÷ (I+P+R+O)',
  },
  coop3: {
    zh: () => '配合率 3：完成 ÷ 有能力接受回访的接触者。I ÷ (I+P+R)',
    en: () => 'Cooperation rate 3: complete, of those contacted and able to answer. I ÷ (I+P+R)',
  },
  coop4: {
    zh: () => '配合率 4：完成与部分完成 ÷ 有能力接受回访的接触者。(I+P) ÷ (I+P+R)',
    en: () => 'Cooperation rate 4: complete or partial, of those contacted and able to answer. (I+P) ÷ (I+P+R)',
  },
  ref1: {
    zh: () => '拒绝率 1：拒绝 ÷ 全部可能合格者。R ÷ (I+P+R+NC+O+U)',
    en: () => 'Refusal rate 1: refused, of all that may be eligible. R ÷ (I+P+R+NC+O+U)',
  },
  ref2: {
    zh: () => '拒绝率 2：拒绝 ÷ 估计合格者。R ÷ (I+P+R+NC+O+e·U)',
    en: () => 'Refusal rate 2: refused, of those estimated eligible. R ÷ (I+P+R+NC+O+e·U)',
  },
  ref3: {
    zh: () => '拒绝率 3：拒绝 ÷ 已知合格者。R ÷ (I+P+R+NC+O)',
    en: () => 'Refusal rate 3: refused, of those known eligible. R ÷ (I+P+R+NC+O)',
  },
  con1: {
    zh: () => '接触率 1：接触到的 ÷ 全部可能合格者。(I+P+R+O) ÷ (I+P+R+NC+O+U)',
    en: () => 'Contact rate 1: contacted, of all that may be eligible. (I+P+R+O) ÷ (I+P+R+NC+O+U)',
  },
  con2: {
    zh: () => '接触率 2：接触到的 ÷ 估计合格者。(I+P+R+O) ÷ (I+P+R+NC+O+e·U)',
    en: () => 'Contact rate 2: contacted, of those estimated eligible. (I+P+R+O) ÷ (I+P+R+NC+O+e·U)',
  },
  con3: {
    zh: () => '接触率 3：接触到的 ÷ 已知合格者。(I+P+R+O) ÷ (I+P+R+NC+O)',
    en: () => 'Contact rate 3: contacted, of those known eligible. (I+P+R+O) ÷ (I+P+R+NC+O)',
  },
})

/** The headings of the downloads. */
export const columnWords = reasons({
  agent: { zh: () => '坐席', en: () => 'Agent' },
  attempts: { zh: () => '拨打', en: () => 'Attempts' },
  conversations: { zh: () => '接通交谈', en: () => 'Conversations' },
  completed: { zh: () => '完成', en: () => 'Completed' },
  'success-rate': { zh: () => '成功率', en: () => 'Success rate' },
  'talk-minutes': { zh: () => '通话分钟', en: () => 'Talk minutes' },
  outcome: { zh: () => '结果', en: () => 'Outcome' },
  code: { zh: () => '代码', en: () => 'Code' },
  final: { zh: () => '作为最终结果', en: () => 'As final outcome' },
})
