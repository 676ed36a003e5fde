import { reasons } from '../platform/reason.ts'

export const customerReasons = reasons({
  'phone-invalid': {
    zh: (f: { masked: string }) => `号码 ${f.masked} 不是有效的电话号码，未保存。请核对区号和位数后重试。`,
    en: (f: { masked: string }) =>
      `${f.masked} is not a valid phone number; nothing was saved. Check area code and length and try again.`,
  },
  'email-invalid': {
    zh: () => '这不是有效的邮箱地址，未保存。请核对后重试。',
    en: () => 'This is not a valid e-mail address; nothing was saved. Check it and try again.',
  },
  'customer-known': {
    zh: (f: { masked: string }) => `号码或邮箱 ${f.masked} 已属于另一位客户，未重复添加。请在原客户上修改。`,
    en: (f: { masked: string }) =>
      `${f.masked} belongs to a customer already, so no second one was added. Change that customer instead.`,
  },
  'external-id-taken': {
    zh: (f: { externalId: string }) => `客户编号 ${f.externalId} 已存在，未保存。请换一个编号或修改原客户。`,
    en: (f: { externalId: string }) =>
      `Customer number ${f.externalId} exists already; nothing was saved. Use another number or change that customer.`,
  },
  'point-known': {
    zh: (f: { masked: string }) => `${f.masked} 已登记在该客户名下，无需再次添加。`,
    en: (f: { masked: string }) => `${f.masked} is registered for this customer already; there is nothing to add.`,
  },
})

/** Why a row of a customers file was rejected. */
export const customerRejections = reasons({
  'nothing-to-know-by': {
    zh: () => '既没有客户编号，也没有电话或邮箱，下次无法认出该客户',
    en: () => 'there is neither a customer number nor a phone or e-mail to know the customer by',
  },
  'name-missing': {
    zh: () => '新客户没有姓名，也没有客户编号',
    en: () => 'a new customer has neither a name nor a customer number',
  },
  'phone-invalid': {
    zh: (f: { masked: string }) => `电话 ${f.masked} 不是有效号码`,
    en: (f: { masked: string }) => `phone ${f.masked} is not a valid number`,
  },
  'email-invalid': {
    zh: () => '邮箱地址无效',
    en: () => 'the e-mail address is not valid',
  },
  'language-unknown': {
    zh: (f: { language: string }) => `不认识语言“${f.language}”，请写名称（如粤语）或代码（如 yue）`,
    en: (f: { language: string }) =>
      `“${f.language}” is no language known here; write its name or its code, such as yue`,
  },
  'birthday-unreadable': {
    zh: () => '生日看不懂，或晚于今天；请写成 1985-03-12 或 03-12',
    en: () => 'the birthday cannot be read or lies ahead; write it as 1985-03-12 or 03-12',
  },
  'too-many-points': {
    zh: (f: { most: number }) => `电话或邮箱超过 ${f.most} 个`,
    en: (f: { most: number }) => `there are more than ${f.most} phones or e-mails`,
  },
  'id-and-point-disagree': {
    zh: () => '客户编号与电话或邮箱指向两位不同的客户',
    en: () => 'the customer number and the phone or e-mail point at two different customers',
  },
  'points-disagree': {
    zh: () => '该行的电话或邮箱属于多位客户，无法判断是哪一位',
    en: () => 'the phone or e-mail belongs to several customers, so it is not clear which one is meant',
  },
  'branch-unknown': {
    zh: (f: { branch: string }) => `没有名为“${f.branch}”的机构，或不在导入范围内`,
    en: (f: { branch: string }) => `there is no branch “${f.branch}” within the scope of this import`,
  },
  'customer-elsewhere': {
    zh: () => '该客户属于导入范围之外的机构',
    en: () => 'the customer belongs to a branch outside the scope of this import',
  },
  'owner-unknown': {
    zh: (f: { owner: string }) => `没有名为或邮箱为“${f.owner}”的在职人员`,
    en: (f: { owner: string }) => `nobody working here has the name or e-mail “${f.owner}”`,
  },
  'owner-ambiguous': {
    zh: (f: { owner: string; staff: number }) => `有 ${f.staff} 位在职人员叫“${f.owner}”，请改填邮箱`,
    en: (f: { owner: string; staff: number }) =>
      `${f.staff} people working here are called “${f.owner}”; give the e-mail instead`,
  },
  'stage-unknown': {
    zh: (f: { stage: string }) => `阶段“${f.stage}”无法识别，应为“触达、获取、转化、留存、忠诚”之一`,
    en: (f: { stage: string }) =>
      `the stage “${f.stage}” is not known; it is reach, acquisition, conversion, retention or loyalty`,
  },
  'tag-unknown': {
    zh: (f: { tag: string }) => `标签“${f.tag}”还没有，导入人无权新增标签；请先由有权限的人添加`,
    en: (f: { tag: string }) =>
      `there is no tag “${f.tag}” yet and whoever imports may not add one; let somebody who may add it first`,
  },
  'tag-too-long': {
    zh: (f: { longest: number }) => `标签超过 ${f.longest} 个字符；多个标签请用逗号或分号隔开`,
    en: (f: { longest: number }) =>
      `a tag is longer than ${f.longest} characters; part several tags by commas or semicolons`,
  },
  'too-many-tags': {
    zh: (f: { most: number }) => `该客户的标签会超过 ${f.most} 个`,
    en: (f: { most: number }) => `the customer would carry more than ${f.most} tags`,
  },
  'too-many-new-tags': {
    zh: (f: { tag: string; most: number }) => `标签已达 ${f.most} 个，“${f.tag}”不再新增；请检查这一列是不是标签`,
    en: (f: { tag: string; most: number }) =>
      `there are ${f.most} tags already, so “${f.tag}” was not added; is this column one of tags?`,
  },
  'hours-unreadable': {
    zh: () => '方便时间看不懂，或时段重叠；请写成 工作日 10:00-12:00, 周六 14:00-18:00',
    en: () => 'the good hours cannot be read or overlap; write them as weekdays 10:00-12:00, Sat 14:00-18:00',
  },
  'kind-unknown': {
    zh: (f: { kind: string }) => `客户类型“${f.kind}”无法识别，应为“个人”或“企业”`,
    en: (f: { kind: string }) => `the kind “${f.kind}” is not known; it is “person” or “organisation”`,
  },
})
